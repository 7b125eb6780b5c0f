"""People of a case: let in by one who is in, replaced, retired; who is out cannot write."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.cases import case_with_captures, put

from onrecord.archive.case import Case, CaseError
from onrecord.archive.keys import KEYS_VARIABLE, KeyProblemError, Signer, card, make, read_card
from onrecord.archive.recovery import recover
from onrecord.archive.writer import RetiredError
from onrecord.flow.case_keys import add_key, keys_of, replace_key, retire_key
from onrecord.flow.case_remove import approval
from onrecord.flow.errors import UserError
from onrecord.model.canonical import JsonValue
from onrecord.model.custody import Act
from onrecord.verify.fault import Step
from onrecord.verify.steps import verify


@pytest.fixture
def signer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Signer:
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    return make(tmp_path / "keys")


@pytest.fixture
def case(tmp_path: Path, signer: Signer) -> Case:
    return case_with_captures(tmp_path / "case", signer)


@pytest.fixture
def other(tmp_path: Path) -> Signer:
    return make(tmp_path / "other-keys")


def faults(case: Case, signer: Signer) -> list[object]:
    return [(fault.step, fault.what) for fault in verify(case.folder, key=signer.id, deep=True).faults]


def test_a_second_person_is_let_in_and_writes(case: Case, signer: Signer, other: Signer) -> None:
    with pytest.raises(CaseError, match="may not write"):
        case.write(other)
    with case.write(signer) as writer:
        add_key(case, writer, card(other, "B. Person") + "\n")
    with case.write(other) as writer:
        put(writer, b"by the other", 9)
    assert faults(case, signer) == []
    assert [(one.person, one.by, one.until) for one in keys_of(case)] == [
        ("A. Person", signer.id, ""),
        ("B. Person", signer.id, ""),
    ]


def test_a_replaced_key_cannot_write_and_what_it_signed_stays(case: Case, signer: Signer) -> None:
    with case.write(signer) as writer:
        made = replace_key(case, writer, "")
    with pytest.raises(CaseError, match="retired"):
        case.write(signer)
    assert case.signer().id == made.id
    with case.write(made) as writer:
        put(writer, b"by the new key", 9)
    assert faults(case, signer) == []
    old, new = keys_of(case)
    assert (old.successor, new.successor, new.person) == (new.id, "", "A. Person")


def test_a_writer_at_work_stops_when_its_key_is_retired(case: Case, signer: Signer, other: Signer) -> None:
    with case.write(signer) as writer:
        add_key(case, writer, card(other, "B. Person"))
    busy = case.write(other)
    put(busy, b"kept", 8)
    busy.commit()
    put(busy, b"too late", 9)
    with case.write(signer) as writer:
        retire_key(case, writer, other.id)
    with pytest.raises(RetiredError):
        busy.commit()
    busy.close()
    before = case.ledger.numbers()[-1]
    with case.write(signer) as writer:
        assert len(recover(case, writer)) == 1
    assert case.ledger.numbers()[-1] == before + 1
    assert faults(case, signer) == []


def test_a_writer_that_has_replaced_its_own_key_writes_nothing_more(case: Case, signer: Signer) -> None:
    writer = case.write(signer)
    replace_key(case, writer, "")
    put(writer, b"too late", 9)
    with pytest.raises(RetiredError):
        writer.commit()
    writer.close()


def test_a_key_that_was_in_is_not_let_in_again(case: Case, signer: Signer, other: Signer) -> None:
    line = card(other, "B. Person")
    with case.write(signer) as writer:
        add_key(case, writer, line)
        with pytest.raises(UserError, match="already"):
            add_key(case, writer, line)
        retire_key(case, writer, other.id)
        with pytest.raises(UserError, match="retired"):
            add_key(case, writer, line)
        with pytest.raises(UserError, match="retired already"):
            retire_key(case, writer, other.id)
        with pytest.raises(UserError, match="that you write with"):
            retire_key(case, writer, signer.id)
    assert faults(case, signer) == []


def test_a_line_that_was_altered_is_refused(other: Signer) -> None:
    line = card(other, "B. Person")
    assert read_card(line).person == "B. Person"
    stranger = line.split(" ")
    for altered in (line.replace("B.", "C."), " ".join([*stranger[:2], "AAAA", "B. Person"]), "hello", ""):
        with pytest.raises(KeyProblemError):
            read_card(altered)


def onrecord(*arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **variables}, input=""
    )


def test_people_hand_over_keys_at_the_command_line(tmp_path: Path) -> None:
    mine = {"ONRECORD_KEYS": str(tmp_path / "mine"), "ONRECORD_CASE": str(tmp_path / "case")}
    theirs = {**mine, "ONRECORD_KEYS": str(tmp_path / "theirs"), "ONRECORD_PASSPHRASE": "two words"}
    assert onrecord("init", tmp_path / "case", **mine).returncode == 0
    line = tmp_path / "b.key"
    assert onrecord("key", "new", "--person", "B. Person", **theirs).returncode == 0
    line.write_text(onrecord("key", "export", "--person", "B. Person", **theirs).stdout)
    assert "none of the keys of this case" in onrecord("key", "add", line, **theirs).stderr
    assert "B. Person may write" in onrecord("key", "add", line, **mine).stdout
    page = tmp_path / "page.txt"
    page.write_text("Face attributes: ethnicity.\n")
    assert "1 kept" in onrecord("add", page, **theirs).stdout
    locked = onrecord("key", "replace", **{**theirs, "ONRECORD_PASSPHRASE": ""})
    assert locked.returncode == 2
    assert "has a passphrase. Give it in $ONRECORD_PASSPHRASE" in locked.stderr
    words = tmp_path / "words"
    words.write_text("two words\n")
    again = onrecord("key", "replace", "--passphrase-file", words, "--new-passphrase-file", words, **theirs)
    assert (again.returncode, again.stderr) == (0, "")
    listed = onrecord("key", "list", "--format", "csv", **theirs).stdout
    assert [line.split(",")[1:3] for line in listed.splitlines()[2:]] == [
        ["B. Person", "retired"],
        ["B. Person", "valid"],
    ]
    assert "1 kept" in onrecord("add", page, **theirs).stdout
    assert onrecord("verify", "--deep", **mine).returncode == 0


def test_a_passphrase_is_asked_for_on_a_terminal_only(tmp_path: Path) -> None:
    variables = {**os.environ, "ONRECORD_KEYS": str(tmp_path / "keys"), "ONRECORD_PASSPHRASE": "two words"}
    made = subprocess.run([sys.executable, "-m", "onrecord", "key", "new"], env=variables, check=True,
                          capture_output=True, text=True)  # fmt: skip
    variables["ONRECORD_PASSPHRASE"] = ""
    command = [sys.executable, "-m", "onrecord", "key", "export"]
    alone = subprocess.run(command, env=variables, capture_output=True, text=True, check=False, input="")
    assert alone.returncode == 2
    terminal, end = pty.openpty()
    with subprocess.Popen(command, env=variables, stdin=end, stdout=subprocess.PIPE, stderr=end) as process:
        os.close(end)
        assert select.select([terminal], [], [], 30)[0]
        assert b"has a passphrase" in os.read(terminal, 200)
        os.write(terminal, b"two words\n")
        assert process.stdout is not None
        assert process.stdout.read().split(b" ")[1] == made.stdout.split(" ")[1].encode()
    os.close(terminal)


@pytest.mark.parametrize("retired", [False, True])
def test_a_retired_key_does_not_count_for_a_removal(
    case: Case, signer: Signer, other: Signer, *, retired: bool
) -> None:
    body: dict[str, JsonValue] = {
        "file": "archive/none.warc.gz",
        "ranges": [],
        "reason": "a court",
        "records": [],
    }
    signed: list[JsonValue] = [approval(signer, body), approval(other, body)]
    with case.write(signer) as writer:
        add_key(case, writer, card(other, "B. Person"))
        if retired:
            retire_key(case, writer, other.id)
        writer.enter(Act.TOMBSTONE, "archive/none.warc.gz", {**body, "approved": signed})
    steps = [fault.step for fault in verify(case.folder, key=signer.id).faults]
    assert steps == ([Step.REMOVALS] if retired else [])
