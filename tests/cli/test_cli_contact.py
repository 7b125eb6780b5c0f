"""Asking a vendor: refused before the captures are sealed, logged afterwards; statements beside claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.authority import StampAuthority, serving
from tests.support.command import onrecord

PAGE = "Face attributes: age, glasses, ethnicity (Uyghur, Han).\n"
REPLY = "Zorvane has never developed a solution\nto identify any specific ethnic group in this region.\n"
ASK = ("contact", "add", "Zorvane", "--medium", "mail", "--summary", "Asked for comment.", "--about")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StampAuthority]:
    made = StampAuthority(tmp_path_factory.mktemp("north"), "north")
    made.make()
    with serving(made):
        yield made


@pytest.fixture
def case(tmp_path: Path, authority: StampAuthority, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "case"
    monkeypatch.setenv("ONRECORD_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("ONRECORD_CASE", str(folder))
    onrecord("init", folder, "--person", "A. Person")
    settings = folder / "onrecord.toml"
    text = settings.read_text().replace("allow_networks = []", 'allow_networks = ["127.0.0.0/8"]')
    text = text.replace("wanted = 2", "wanted = 1") + f'\n[authorities.north]\nurl = "{authority.url}"\n'
    settings.write_text(text)
    (folder / "authorities" / "north.pem").write_bytes(authority.root)
    (tmp_path / "sheet.txt").write_text(PAGE)
    (tmp_path / "reply.txt").write_text(REPLY)
    onrecord("add", tmp_path / "sheet.txt", "--from-url", "https://zorvane.example/kx")
    return folder


def only_id(command: str) -> str:
    [row] = [json.loads(line) for line in onrecord(command, "--format", "jsonl").stdout.splitlines()]
    return str(row["id"])


def test_a_vendor_is_asked_only_when_the_captures_are_sealed(case: Path) -> None:
    claim, capture = only_id("claims"), only_id("status")
    refused = onrecord(*ASK, claim, code=2).stderr
    assert f"capture {capture}" in refused
    assert "0 of 1 authorities" in refused
    assert f"no,{capture}" in onrecord("seal", "--check", claim[:12], "--format", "csv", code=1).stdout
    assert onrecord("contact", "list").stdout == "No contact yet.\n"
    onrecord("seal")
    assert f"yes,{capture}" in onrecord("seal", "--check", "--format", "csv").stdout
    assert "1 claims, 1 captures" in onrecord(*ASK, claim[:12]).stdout
    [row] = [
        json.loads(line) for line in onrecord("contact", "list", "--format", "jsonl").stdout.splitlines()
    ]
    assert (row["vendor"], row["claims"], row["captures"], row["by"]) == (
        "Zorvane",
        claim,
        capture,
        "A. Person",
    )
    onrecord("verify", "--deep")


def test_what_the_vendor_sends_is_entered_before_everything_is_sealed(case: Path, tmp_path: Path) -> None:
    capture = only_id("status")
    done = onrecord(*ASK, capture, "--direction", "in", "--when", "2026-01-31T14:30+02:00")
    assert "Warning: capture" in done.stderr
    assert "2026-01-31T12:30:00Z" in onrecord("contact", "list", "--format", "csv").stdout


def test_a_statement_stands_beside_the_claim_as_wide_as_its_words(case: Path, tmp_path: Path) -> None:
    claim = only_id("claims")
    onrecord("add", tmp_path / "reply.txt")
    rows = [json.loads(line) for line in onrecord("status", "--format", "jsonl").stdout.splitlines()]
    [reply] = [row["id"] for row in rows if row["name"] == "reply.txt"]
    said = ("statement", "add", reply, "--vendor", "Zorvane", "--kind", "absolute_denial", "--about", claim)
    quote = ("--quote", "never developed a solution to identify any specific ethnic group")
    assert "does not stand in the quote" in onrecord(*said, *quote, "--scope", "in any region", code=2).stderr
    assert "does not stand in capture" in onrecord(*said, "--quote", "never sold", code=2).stderr
    onrecord(*said, *quote, "--scope", "specific")
    [row] = [
        json.loads(line) for line in onrecord("statement", "list", "--format", "jsonl").stdout.splitlines()
    ]
    assert (row["kind"], row["scope"], row["claims"], row["subject"]) == (
        "absolute_denial", "specific", claim, reply,
    )  # fmt: skip
    assert "absolute_denial" in onrecord("show", claim).stdout
    onrecord("verify", "--deep")


def test_bad_ids_and_times_are_told(case: Path) -> None:
    assert "'xyz' is no id" in onrecord(*ASK, "xyz", code=2).stderr
    assert "no claim or capture" in onrecord(*ASK, "0123456789abcdef", code=2).stderr
    capture = only_id("status")
    assert "'soon' is no time" in onrecord(*ASK, capture, "--when", "soon", code=2).stderr
    assert "in the future" in onrecord(*ASK, capture, "--when", "2999-01-01", code=2).stderr
