"""Claims from the command line: listed, shown, read again, set side by side."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cli.test_cli_case import case, listing, onrecord  # noqa: F401  (fixture)

FIRST = (
    "<h1>KX-40</h1><p>A gate camera.</p><ul><li>Face attributes: age, ethnicity (Uyghur, Han)</li>"
    "<li>Faces are searched by religion.</li></ul><p>12 V</p>"
)
SECOND = (
    "<h1>KX-40</h1><p>A gate camera.</p><ul><li>Attributes of a face: ethnicity (Uyghur, Han), "
    "age, glasses</li></ul><p>12 V</p>"
)


@pytest.fixture
def page(case: Path, tmp_path: Path) -> Path:  # noqa: F811
    file = tmp_path / "kx.html"
    for text in (FIRST, SECOND):
        file.write_text(text)
        assert onrecord("add", file, "--from-url", "https://zorvane.example/en/kx").returncode == 0
    return file


def records(*arguments: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in listing(*arguments, "--format", "jsonl").splitlines()]


def test_claims_are_listed_once_with_their_state_and_shown_in_full(page: Path) -> None:
    by_trait = {row["trait"]: row for row in records("claims")}
    assert (by_trait["named_people"]["state"], by_trait["named_people"]["wordings"]) == ("stated", 2)
    assert by_trait["religion"]["state"] == "not_found"
    assert "present in 2 observations" in listing("claims")
    [change] = records("claims", "--changes", "--trait", "religion")
    assert (change["change"], change["cause"]) == ("not_found", "vendor")
    shown = listing("show", by_trait["religion"]["id"][:8])
    assert "Faces are searched by religion." in shown
    assert "0 of 1 captures that show it" in shown
    capture = listing("show", change["capture"])
    assert "https://zorvane.example/en/kx" in capture
    assert "no: stamped by 0 of 2" in capture


def test_new_rules_add_a_reading_and_no_change_of_the_vendor(page: Path, tmp_path: Path) -> None:
    assert listing("reread") == "All captures were read by these rules.\n"
    rules = tmp_path / "case/rules/en"
    rules.mkdir(parents=True)
    own = (Path(__file__).parents[2] / "packs/en/religion.yml").read_text("utf-8")
    (rules / "religion.yml").write_text(re.sub("(?m)^status: .*$", "status: retired", own), "utf-8")
    assert listing("reread") == "2 captures read again.\n"
    # Older rules saw the claim in one of two documents: that changed. The newest see it in none.
    changes = records("claims", "--changes", "--trait", "religion")
    assert [(row["change"], row["cause"]) for row in changes] == [
        ("not_found", "rule"),
        ("not_found", "vendor"),
    ]
    assert "the same bytes, read by other rules" in listing("claims", "--changes", "--cause", "rule")
    assert onrecord("verify").returncode == 0


def test_what_is_no_id_is_told(case: Path) -> None:  # noqa: F811
    done = onrecord("show", "zz")
    assert done.returncode == 2
    assert "is no id" in done.stderr
    assert "nothing in this case" in onrecord("show", "abcdef12").stderr


def test_two_files_are_compared_without_a_case(tmp_path: Path) -> None:
    old, new = tmp_path / "old.html", tmp_path / "new.html"
    old.write_text(FIRST)
    new.write_text(SECOND)
    done = onrecord("compare", old, new)
    assert done.returncode == 1
    assert "not found: religion, claim\n  A  Faces are searched by religion." in done.stdout
    assert "in other words: named people, claim" in done.stdout
    assert onrecord("compare", old, old).returncode == 0
    assert onrecord("compare", old, tmp_path / "none.html").returncode == 2
    page = tmp_path / "both.html"
    assert onrecord("compare", old, new, "--output", page).returncode == 1
    text = page.read_text("utf-8")
    assert "Faces are searched by religion." in text
    assert "<script src" not in text


def test_editions_of_a_series_are_compared(case: Path, tmp_path: Path) -> None:  # noqa: F811
    for edition, text in (("1.0", FIRST), ("2.0", SECOND)):
        file = tmp_path / f"kx-{edition}.html"
        file.write_text(text)
        onrecord("add", file, "--series", "manual", "--edition", edition)
    done = onrecord("compare", "manual@1.0", "manual", "--format", "jsonl")
    assert done.returncode == 1
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["change"] for row in rows] == ["not_found", "reworded"]
    assert rows[1]["before_quote"] != rows[1]["after_quote"]
