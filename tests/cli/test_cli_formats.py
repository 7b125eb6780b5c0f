"""Each output format on the same made-up results: complete, safe, and valid by its own rules."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli import made

from onrecord.cli.output.base import FORMATS, Options, RuleText, load
from onrecord.cli.output.csv import cell
from onrecord.cli.output.safe import one_line, safe
from onrecord.cli.output.sarif import uri
from onrecord.flow.schema import finding_schema
from onrecord.flow.summary import Summary
from onrecord.model.place import Locator
from onrecord.model.vocabulary import PassageKind, Trait

RULE = RuleText("en.race.attribute", 1, "Race offered as a face attribute", "It says so.", ("gdpr/9.1",))


def write(name: str, results: tuple[Any, ...] = made.RESULTS, **options: Any) -> str:
    stream = io.StringIO(newline="")
    writer = load(name).open(stream, Options(rules=lambda: {RULE.id: RULE}, **options))
    for result in results:
        writer.document(result)
    writer.close(made.summary())
    return stream.getvalue()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_every_finding(name: str) -> None:
    text = write(name, lookalikes=True)
    for result in made.RESULTS:
        for seen in result.findings:
            assert seen.finding.fingerprint in text


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_ends_well_when_nothing_was_found(name: str) -> None:
    stream = io.StringIO(newline="")
    load(name).open(stream, Options()).close(Summary())
    assert name in ("jsonl", "csv") or stream.getvalue()


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_control_characters_or_lone_surrogates_through(name: str) -> None:
    broken = made.finding("bad \udcff \x1b[2J \x9b31m race")
    text = write(name, (made.DocumentResult("x", findings=(made.seen(broken, "\x00"),)), *made.RESULTS))
    text.encode("utf-8")
    plain = text.replace("\n", "").replace("\r", "")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", plain)


# text ---------------------------------------------------------------------------------------------------


def test_text_fits_into_80_columns_with_wide_characters_counted_twice() -> None:
    from rich.cells import cell_len

    wide = made.finding("支持人脸属性分析" * 40, context=("很长的标题" * 30,))
    text = write(
        "text", (made.DocumentResult("文件" * 60 + ".h", findings=(made.seen(wide),)), *made.RESULTS)
    )
    for line in text.splitlines():
        assert cell_len(line) <= 80 or "文件" in line
    assert text.count("支持人脸属性分析") > 20


def test_text_shows_what_helps_to_judge() -> None:
    text = " ".join(write("text").split())
    for part in (
        "━━ sdk/vq_face.h ━",
        "c · gb18030 · Vantiqo (vendor) · captured 2023-04-02",
        " CLAIM ethnicity · from looks · strong",
        "at line 42 · VQ_FACE_ATTR.byNation",
        "in 人脸属性结构体 › tagVQ_FACE_ATTR",
        "values Han, ethnic minority",
        "means 民族 = ethnicity · 少数民族 = ethnic minority",
        "product VQ-7A2XYZ",
        "accuracy 93 %",
        "Face attributes gender, age, glasses, »Ethnicity (Asian, Black, White) with an",
        "accuracy of 93 %«, mask, beard.",
        "web.warc.gz › https://zorvane.example",
        "1 × no text layer and no OCR: datasheets/ostrava 12.pdf (page 2) → Install tesseract-ocr.",
    ):
        assert part in text


def test_text_counts_look_alikes_unless_they_are_wanted() -> None:
    assert "+ 1 look-alike not shown (--all shows them)" in write("text")
    assert "char szNation" not in write("text")
    assert "because    field of an identity card" in write("text", lookalikes=True)


def test_text_puts_neighbours_together_that_differ_only_in_their_words() -> None:
    members = tuple(
        made.seen(
            made.finding(
                f"VQ_RACE_{word.upper()},",
                kind=PassageKind.DECLARATION,
                context=("enum VQ_RACE",),
                values=(word,),
                locator=Locator(line=number),
            ),
            before="x" * before,
        )
        for number, (word, before) in enumerate((("yellow", 0), ("black", 0), ("white", 500)), 16)
    )
    other = made.seen(made.finding("BYTE byRace;", kind=PassageKind.DECLARATION, locator=Locator(line=40)))
    text = write("text", (made.DocumentResult("x.h", findings=(*members, other)),))
    assert text.count(" CLAIM ") == 2
    assert text.count("enum VQ_RACE") == 1
    assert "line 16    »VQ_RACE_YELLOW,«" in text
    assert "line 18    »VQ_RACE_WHITE,«" in text
    assert "values     yellow, black, white" in text


def test_text_marks_the_quote_by_colour_on_a_terminal() -> None:
    text = write("text", colour=True)
    assert "»" not in text
    assert "\x1b[1;7mEthnicity" in text


@settings(deadline=None)
@given(st.text())
def test_safe_text_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    clean = safe(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", clean)
    clean.encode("utf-8")
    assert "\n" not in one_line(text)


# jsonl, csv ---------------------------------------------------------------------------------------------


def test_json_lines_are_valid_by_the_published_schema() -> None:
    validator = jsonschema.Draft202012Validator(finding_schema())
    lines = write("jsonl").splitlines()
    assert len(lines) == 6
    for line in lines:
        validator.validate(json.loads(line))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "=cmd|'/C calc'!A0"]
)
def test_no_cell_is_run_as_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_csv_rows_have_every_column() -> None:
    text = write("csv")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))
    assert len(rows) == 6
    assert rows[0]["place"] == "line 42 · VQ_FACE_ATTR.byNation"
    assert rows[0]["english"] == "民族 = ethnicity; 少数民族 = ethnic minority"
    assert rows[4]["members"].startswith("https://zorvane.example")


# sarif --------------------------------------------------------------------------------------------------

_TEXT = {"type": "object", "properties": {"text": {"type": "string", "minLength": 1}}, "required": ["text"]}
_LOCATION = {
    "type": "object",
    "properties": {
        "physicalLocation": {
            "type": "object",
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "properties": {"uri": {"type": "string", "format": "uri-reference"}},
                    "required": ["uri"],
                },
                "region": {
                    "type": "object",
                    "properties": {
                        "startLine": {"type": "integer", "minimum": 1},
                        "endLine": {"type": "integer", "minimum": 1},
                        "snippet": _TEXT,
                    },
                    "additionalProperties": False,
                },
            },
            "required": ["artifactLocation"],
            "additionalProperties": False,
        },
        "logicalLocations": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"fullyQualifiedName": {"type": "string"}},
                "additionalProperties": False,
            },
        },
        "message": _TEXT,
    },
    "required": ["physicalLocation"],
    "additionalProperties": False,
}
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message", "ruleId", "ruleIndex", "level", "kind", "locations"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "kind": {"enum": ["fail", "informational"]},
                                "level": {"enum": ["none", "note", "warning"]},
                                "message": _TEXT,
                                "locations": {"type": "array", "minItems": 1, "items": _LOCATION},
                                "partialFingerprints": {
                                    "type": "object",
                                    "additionalProperties": {"type": "string"},
                                },
                                "properties": {"type": "object"},
                            },
                            "if": {"properties": {"kind": {"const": "informational"}}},
                            "then": {"properties": {"level": {"const": "none"}}},
                        },
                    },
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name", "version", "rules"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "items": {
                                            "type": "object",
                                            "required": ["id", "shortDescription", "fullDescription", "help"],
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string"},
                                                "shortDescription": _TEXT,
                                                "fullDescription": _TEXT,
                                                "help": _TEXT,
                                                "properties": {"type": "object"},
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "invocations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["executionSuccessful"],
                            "additionalProperties": False,
                            "properties": {
                                "executionSuccessful": {"type": "boolean"},
                                "exitCode": {"type": "integer"},
                                "toolExecutionNotifications": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["message"],
                                        "additionalProperties": False,
                                        "properties": {
                                            "level": {"enum": ["none", "note", "warning", "error"]},
                                            "message": _TEXT,
                                            "locations": {"type": "array", "items": _LOCATION},
                                            "properties": {"type": "object"},
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
    "additionalProperties": False,
}


def test_sarif_is_valid_and_its_rules_are_those_of_the_results() -> None:
    log = json.loads(write("sarif"))
    jsonschema.Draft202012Validator(SARIF).validate(log)
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    described = next(rule for rule in rules if rule["id"] == RULE.id)
    assert described["shortDescription"]["text"] == RULE.title
    assert "gdpr/9.1" in described["help"]["text"]


def test_sarif_says_claims_loud_and_the_rest_softly() -> None:
    [run] = json.loads(write("sarif"))["runs"]
    levels = {(result["properties"]["stance"], result["level"]) for result in run["results"]}
    assert levels == {("claim", "warning"), ("denial", "note"), ("report", "note"), ("lookalike", "none")}
    first = run["results"][0]["locations"][0]["physicalLocation"]
    assert first["region"]["startLine"] == 42
    [note] = run["invocations"][0]["toolExecutionNotifications"]
    assert "no text layer" in note["message"]["text"]


def test_sarif_addresses_are_relative_where_they_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert uri("sdk/a b%#.h") == "sdk/a%20b%25%23.h"
    assert uri(str(tmp_path / "x.h")) == "x.h"
    assert uri("../x.h").startswith("file:///")
    assert uri("<stdin>") == "stdin"


# html ---------------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    """Collects what a browser would load, run or follow."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def test_html_loads_nothing_and_runs_only_its_own_script() -> None:
    text = write("html")
    page = _Page(text)
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert not page.all("link") + page.all("iframe") + page.all("object") + page.all("form")[1:]
    for _tag, attrs in page.tags:
        assert not [name for name in attrs if name.startswith("on") or name in ("style", "srcset", "action")]
        for name in ("src", "href"):
            assert (attrs.get(name) or "#").startswith(("#", "data:image/png;base64,"))
    policy = page.all("meta")[1]["content"] or ""
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe" not in policy


def test_html_escapes_everything_from_documents() -> None:
    text = write("html")
    assert "<img src=x" not in text
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    assert "<script>alert" not in text


def test_html_can_be_read_without_its_script() -> None:
    page = _Page(write("html"))
    [form] = page.all("form")
    assert "hidden" in form, "filters without a script would do nothing"
    articles = page.all("article")
    assert len(articles) == 6
    assert not [one for one in articles if "hidden" in one]


def test_html_tells_language_and_direction_of_quotes() -> None:
    quotes = _Page(write("html")).all("blockquote")
    assert {(one["lang"], one["dir"]) for one in quotes} >= {("ar", "auto"), ("zh-Hans", "auto")}


def test_html_shows_page_pictures_up_to_a_total(monkeypatch: pytest.MonkeyPatch) -> None:
    [picture] = _Page(write("html")).all("img")
    assert (picture["alt"] or "").startswith("Part of page 3 with the passage marked: Ethnicity")
    monkeypatch.setattr("onrecord.cli.output.html.PICTURE_BYTES", 10)
    text = write("html")
    assert not _Page(text).all("img")
    assert "1 page pictures were left out" in text


def test_html_has_no_name_twice_even_for_copies_of_a_passage() -> None:
    page = _Page(write("html", (made.HEADER, made.HEADER, made.HEADER)))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_html_shows_a_passage_once_whatever_number_of_traits_it_names() -> None:
    one, other = (
        made.finding("race and faith", trait=trait, rule=f"en.{trait}", fingerprint=name * 16, values=(name,))
        for trait, name in ((Trait.RACE, "a"), (Trait.RELIGION, "b"))
    )
    text = write("html", (made.DocumentResult("x", findings=(made.seen(one), made.seen(other))),))
    page = _Page(text)
    [article] = page.all("article")
    assert article["data-n"] == "2"
    assert article["data-trait"] == "race religion"
    assert text.count("<mark>race and faith</mark>") == 1
    ids = {attrs.get("id") for _, attrs in page.tags}
    assert {f"f-{'a' * 16}", f"f-{'b' * 16}"} <= ids, "each finding can be linked to"
    told = write("text", (made.DocumentResult("x", findings=(made.seen(one), made.seen(other))),))
    assert told.count("race and faith") == 1
    assert "a, b" in told


def test_html_counts_by_stance_trait_publisher_and_document() -> None:
    from onrecord.cli.output.overview import Overview

    overview = Overview()
    for number, result in enumerate(made.RESULTS):
        overview.add(result, f"d{number}")
    assert {row.name: row.total for row in overview.stances()} == {
        "claim": 3,
        "denial": 1,
        "report": 1,
        "look-alike": 1,
    }
    assert sum(row.total for row in overview.traits()) == 6
    assert [(row.name, row.positive) for row in overview.publishers()[0]] == [
        ("publisher not known", 2),
        ("Vantiqo", 1),
    ]
    rows, others = overview.documents()
    assert [(row.folder, row.name, row.positive, row.total) for row in rows[-1:]] == [
        ("web.warc.gz › https://zorvane.example/ar/<script>alert(1)</", "script>", 1, 2)
    ]
    assert others == 0
    assert "1 says so" in rows[0].says


def test_html_of_thousands_of_findings_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.cli.output.html.PICTURE_BYTES", 0)
    text = write("html", made.RESULTS * 200)
    assert len(text) / (6 * 200) < 3_000, "bytes for one finding"


def test_html_links_only_to_places_that_are_there() -> None:
    page = _Page(write("html"))
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    links = {(attrs["href"] or "").removeprefix("#") for tag, attrs in page.tags if tag == "a"}
    assert links <= ids


def test_html_offers_a_choice_for_each_kind_of_finding() -> None:
    boxes = {(one["name"], one["value"]) for one in _Page(write("html")).all("input") if one.get("name")}
    assert {("stance", "claim"), ("trait", "skin_colour"), ("basis", "document"), ("language", "ar")} <= boxes
    assert ("stance", "prohibition") not in boxes


# summary ------------------------------------------------------------------------------------------------


def test_many_different_gaps_do_not_bury_the_summary() -> None:
    from onrecord.cli.output.closing import MOST_GAPS, closing_lines
    from onrecord.model.document import Gap
    from onrecord.model.vocabulary import GapKind

    summary = Summary()
    for number in range(100):
        summary.add(
            made.DocumentResult("x", gaps=(Gap("", GapKind.DAMAGED, f"reason {number:03}", "Do it."),))
        )
    lines = [line for line, _ in closing_lines(summary)]
    assert "Not read: 100 parts" in lines
    assert sum("reason " in line for line in lines) == MOST_GAPS
    assert f"  80 × {100 - MOST_GAPS} more reasons (--format sarif has all)" in lines


def test_a_scan_that_was_stopped_says_so_first() -> None:
    from onrecord.cli.output.closing import closing_lines

    summary = made.summary()
    summary.stopped = 130
    assert "Stopped by you" in next(iter(closing_lines(summary)))[0]
    assert summary.exit_code == 130


def test_exit_codes_say_the_worst() -> None:
    from onrecord.flow.result import InputResult

    summary = Summary()
    assert summary.exit_code == 0
    for result in made.RESULTS:
        summary.add(result)
    assert summary.exit_code == 1
    summary.add(InputResult("folder/x", named=False, unread=True))
    assert summary.exit_code == 2, "nothing at all was read"
    summary.add(InputResult("folder/y", named=False))
    assert summary.exit_code == 1
    summary.add(InputResult("x", named=True, unread=True))
    assert summary.exit_code == 2
