"""A finding as JSON: the published fields, the published schema, and back again without loss."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.flow.codec import RecordError
from onrecord.flow.errors import UserError
from onrecord.flow.record import ORDER, from_line, from_record, to_line, to_record
from onrecord.flow.schema import DESCRIPTIONS, finding_schema
from onrecord.model.finding import Finding
from onrecord.model.place import Box, Locator

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "finding.schema.json"
DESIGN = [
    *("path", "quote", "start", "end", "trait", "values", "stance", "basis", "strength", "rule"),
    *("rule_version", "language", "role", "publisher", "vendor", "products", "accuracy", "locator", "why"),
    "fingerprint",
]

st.register_type_strategy(
    Box, st.builds(Box, *[st.floats(allow_nan=False, allow_infinity=False, width=32)] * 4)
)
findings = st.builds(Finding, **{name: st.from_type(kind) for name, kind in get_type_hints(Finding).items()})


def test_every_field_is_published_in_the_order_of_the_design() -> None:
    assert list(ORDER[: len(DESIGN)]) == DESIGN
    assert sorted(ORDER) == sorted(field.name for field in fields(Finding))
    assert set(DESCRIPTIONS) == set(ORDER)


@given(findings)
def test_a_finding_survives_being_written_and_read(finding: Finding) -> None:
    line = to_line(finding)
    assert "\n" not in line
    line.encode("utf-8")
    assert list(json.loads(line)) == list(ORDER)
    assert from_line(line, "here") == finding


@given(findings)
def test_every_record_is_valid_by_the_schema(finding: Finding) -> None:
    jsonschema.Draft202012Validator(finding_schema()).validate(json.loads(to_line(finding)))


def test_the_schema_is_sound_and_strict() -> None:
    schema: Any = finding_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["required"] == list(ORDER)
    for name in ("Trait", "Stance", "Basis", "Strength", "Locator", "Step"):
        assert schema["$defs"][name]["description"]


def test_the_published_schema_is_the_one_of_the_code() -> None:
    assert (
        SCHEMA.read_text(encoding="utf-8")
        == json.dumps(finding_schema(), indent=2, ensure_ascii=False) + "\n"
    ), "run: onrecord schema > docs/reference/finding.schema.json"


def test_a_locator_says_only_what_it_knows() -> None:
    made = Finding(
        "a", "q", 0, 1, *[next(iter(kind)) for kind in _enums()], "r", 1, "en", "f", locator=Locator(line=3)
    )
    assert to_record(made)["locator"] == {"line": 3}


def _enums() -> list[Any]:
    hints = get_type_hints(Finding)
    return [hints[name] for name in ("trait", "stance", "basis", "strength")]


@pytest.mark.parametrize(
    "record",
    [None, [], {}, {"path": 1}, {"path": "a", "trait": "hair"}, {"locator": {"boxes": [{"left": "x"}]}}],
)
def test_what_is_no_finding_is_refused(record: Any) -> None:
    with pytest.raises((RecordError, ValueError)):
        from_record(record)


def test_a_wrong_line_names_its_place() -> None:
    with pytest.raises(UserError, match=r"f\.jsonl, line 3: not a finding"):
        from_line("{", "f.jsonl, line 3")
