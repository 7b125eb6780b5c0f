"""`onrecord read`, `explain`, `rules`, `demo`, `schema`: what people use to understand a result."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run

import onrecord as package

HEAVY = ("rich", "lxml", "jinja2", "yaml", "re2", "pypdfium2", "tree_sitter", "selectolax", "PIL")

MANUAL = """# Manual

## Search by face

| Attribute | Values |
|-----------|--------|
| Glasses   | yes, no |
| Ethnicity | Asian, African |

The camera has a white housing.
"""


# start --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code", ["import onrecord", "from onrecord.cli.main import main; assert main(['--help']) == 0"]
)
def test_starting_loads_nothing_heavy(code: str) -> None:
    probe = f"{code}\nimport sys; print('LOADED', *sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, timeout=60, check=True
    )
    loaded = set(done.stdout.rpartition("LOADED")[2].split())
    assert not loaded & {*HEAVY, "onrecord.read.registry", "onrecord.detect.packs"}
    assert ("click" in loaded) == ("cli" in code)


def test_help_names_every_command_and_every_command_has_help(onrecord: Run) -> None:
    text = onrecord("--help").out
    for name in ("scan", "read", "rules", "explain", "demo", "schema"):
        assert re.search(rf"^  {name} +\S", text, re.MULTILINE)
        helped = onrecord(name, "--help")
        assert helped.code == 0
        assert "Usage: onrecord " + name in helped.out


def test_version(onrecord: Run) -> None:
    assert onrecord("--version").out == f"onrecord {package.__version__}\n"


# read ---------------------------------------------------------------------------------------------------


def test_read_shows_every_passage_with_its_kind_place_and_context(onrecord: Run, heap: Path) -> None:
    (heap / "manual.md").write_text(MANUAL)
    done = onrecord("read", "heap/manual.md")
    assert done.code == 0
    assert "table_row · line 8" in done.out
    assert "columns: Attribute › Values" in done.out
    assert "cells: Ethnicity | Asian, African" in done.out
    assert "under: Manual › Search by face" in done.out
    assert "0 gaps." in done.out


def test_read_lays_out_what_no_rule_is_interested_in(onrecord: Run, heap: Path) -> None:
    assert "white housing" in onrecord("read", "heap/sub/silent.txt").out


def test_read_as_json_lines(onrecord: Run, heap: Path) -> None:
    lines = [
        json.loads(line) for line in onrecord("read", "heap/claim.txt", "--format", "jsonl").out.splitlines()
    ]
    assert [line["type"] for line in lines] == ["document", "passage"]
    assert lines[0]["encoding"] == "utf-8"
    assert lines[1]["text"].startswith("Face attributes")


def test_read_tells_what_was_not_read(onrecord: Run, heap: Path) -> None:
    (heap / "cut.zip").write_bytes(b"PK\x03\x04" + b"\x00" * 60)
    done = onrecord("read", "heap/cut.zip")
    assert "not read: cut.zip" in done.out
    missing = onrecord("read", "heap/nowhere.txt")
    assert missing.code == 2
    assert "not read" in missing.out


def test_read_takes_standard_input(onrecord: Run) -> None:
    assert "white housing" in onrecord("read", "-", stdin=b"The camera has a white housing.\n").out


# explain ------------------------------------------------------------------------------------------------


def test_a_finding_on_a_line_is_explained_step_by_step(onrecord: Run, heap: Path) -> None:
    done = onrecord("explain", "heap/claim.txt:1")
    assert done.code == 0
    assert " CLAIM " in done.out
    assert re.search(r"why 1 +\w+: ", done.out)
    assert re.search(r"why \d +basis: appearance: ", done.out)


def test_a_line_without_a_finding_says_why(onrecord: Run, heap: Path) -> None:
    done = onrecord("explain", "heap/sub/silent.txt:1")
    assert done.code == 0
    assert "no trait word stands here" in " ".join(done.out.split())
    (heap / "faq.txt").write_text("Q: Do your cameras recognise ethnicity from faces?\n\nA: Call us.\n")
    asked = onrecord("explain", "heap/faq.txt:1")
    assert "is a trait word of en.ethnicity" in asked.out
    assert "a question is nobody's statement" in asked.out


def test_a_line_without_a_passage_names_the_nearest(onrecord: Run, heap: Path) -> None:
    (heap / "manual.md").write_text(MANUAL)
    done = onrecord("explain", "heap/manual.md:2")
    assert done.code == 1
    assert "the nearest are on line 1 and line 3" in done.out


def test_a_fingerprint_is_explained_from_a_file_of_findings_or_by_scanning_again(
    onrecord: Run, heap: Path
) -> None:
    onrecord("scan", "heap", "-f", "jsonl", "-o", "found.jsonl")
    finding = json.loads(Path("found.jsonl").read_text(encoding="utf-8").splitlines()[0])
    short = finding["fingerprint"][:12]
    from_file = onrecord("explain", short, "--findings", "found.jsonl")
    from_scan = onrecord("explain", short, "heap")
    for done in (from_file, from_scan):
        assert done.code == 0
        assert finding["quote"] in " ".join(done.out.split())
        assert "why 1" in done.out
    assert onrecord("explain", "00000000", "heap").code == 1


def test_a_file_that_holds_no_findings_is_an_error(onrecord: Run, heap: Path) -> None:
    Path("broken.jsonl").write_text('{"fingerprint": "abcdef0123"}\n')
    done = onrecord("explain", "abcdef01", "--findings", "broken.jsonl")
    assert done.code == 2
    assert "broken.jsonl, line 1: not a finding" in done.err
    assert onrecord("explain", "abcdef01", "--findings", "nowhere.jsonl").code == 2


# rules --------------------------------------------------------------------------------------------------


def test_rules_are_listed_by_language_and_trait(onrecord: Run) -> None:
    everything = onrecord("rules", "list").out
    assert re.search(r"^en\.ethnicity +v\d+ ", everything, re.MULTILINE)
    only = onrecord("rules", "list", "--lang", "zh", "--trait", "religion").out
    assert only.splitlines()[-1] == "1 rules."


def test_a_rule_is_begun_filled_in_and_proved(onrecord: Run, heap: Path) -> None:
    begun = onrecord("rules", "new", "en", "other", "--in", "mine")
    assert begun.code == 0
    assert "mine/en/other.yml begun" in begun.out
    assert onrecord("rules", "new", "en", "other", "--in", "mine").code == 2, "nothing is overwritten"
    file = Path("mine/en/other.yml")
    text = file.read_text(encoding="utf-8").replace("id: en.other", "id: en.zodiac")
    file.rename("mine/en/zodiac.yml")
    file = Path("mine/en/zodiac.yml")
    for blank, word in (
        ("FILL IN a word that names the trait", "zodiac sign"),
        ("FILL IN a sentence that must be found", "Face attributes: age, glasses, zodiac sign."),
        ("FILL IN the word in it", "zodiac sign"),
        ("FILL IN a sentence with the word that must not be found", "The zodiac sign hangs over the shop."),
    ):
        text = text.replace(blank, word)
    file.write_text(text, encoding="utf-8")
    proved = onrecord("rules", "test", "en.zodiac", "--rules", "mine")
    assert proved.code == 0, proved.out
    assert "1 rules: 2 examples hold, 0 broken" in proved.out
    file.write_text(text.replace("stance: claim", "stance: denial"), encoding="utf-8")
    broken = onrecord("rules", "test", "en.zodiac", "--rules", "mine")
    assert broken.code == 1
    assert "BROKEN en.zodiac (en/zodiac.yml) example 1: must be a denial, is a claim" in broken.out


def test_rule_files_are_put_into_one_form(onrecord: Run, heap: Path) -> None:
    onrecord("rules", "new", "en", "other", "--in", "mine")
    file = Path("mine/en/other.yml")
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([lines[1], lines[0], *lines[2:]]), encoding="utf-8")
    assert onrecord("rules", "fmt", "--check", "mine").code == 1
    assert onrecord("rules", "fmt", "mine").out == "changed mine/en/other.yml\n"
    assert file.read_text(encoding="utf-8").startswith("id: en.other\nversion: 1\n")
    assert onrecord("rules", "fmt", "--check", "mine").code == 0
    file.write_text("# a comment\nversion: 1\nid: x\n", encoding="utf-8")
    assert onrecord("rules", "fmt", "mine").out == "", "comments would be lost"


def test_packs_that_come_with_onrecord_are_checked(onrecord: Run) -> None:
    done = onrecord("rules", "check")
    assert re.search(r"^\d+ problems? in \d+ files\.$", done.out, re.MULTILINE)
    assert done.code == (0 if done.out.startswith("0 ") else 1)


# demo, schema -------------------------------------------------------------------------------------------


def test_the_demo_shows_the_examples_and_explains_them(onrecord: Run, tmp_path: Path) -> None:
    done = onrecord("demo")
    assert done.code == 0
    assert "vendors that do not exist" in done.out
    assert "━━ examples/kestrimo/kx-40-zh.html ━" in done.out
    assert "What to look at:" in done.out
    assert done.err == ""
    assert str(tmp_path) not in done.out
    assert "onrecord-demo-" not in done.out


def test_the_examples_can_be_copied_and_scanned(onrecord: Run, heap: Path) -> None:
    assert "files copied" in onrecord("demo", "--copy", "mine").out
    done = onrecord("scan", "mine", "--provenance", "mine/provenance.csv", "-f", "jsonl", "--ocr", "never")
    assert done.code == 1
    for line in done.out.splitlines():
        assert json.loads(line)["path"].startswith("mine/")


def test_the_doctor_says_what_is_in_force(onrecord: Run) -> None:
    done = onrecord("doctor")
    assert "limits of a worker:" in done.out
    assert "network of a worker:" in done.out
    assert done.code == int("✗" in done.out)


def test_the_doctor_says_what_to_do_about_missing_programs(
    onrecord: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    done = onrecord("doctor")
    assert done.code == 1
    assert re.search("✗ text in pictures: no tesseract\n    → Install tesseract", done.out)


def test_the_schema_is_printed(onrecord: Run) -> None:
    assert json.loads(onrecord("schema").out)["title"] == "OnRecord finding"
