"""Removal by legal duty: two people, the bytes go, the case holds, and everything else reads as before."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.support.command import onrecord

from onrecord.archive import removal
from onrecord.archive.case import open_case
from onrecord.archive.removal import emptied
from onrecord.flow import case_remove
from onrecord.flow.case_content import content_of
from onrecord.flow.case_open import open_for_writing
from onrecord.model.capture import capture
from onrecord.model.custody import Act
from onrecord.model.warcrecord import RemovedError, unpack
from onrecord.verify.fault import Step
from onrecord.verify.steps import verify

SECRET = "Face attributes: age, ethnicity (Uyghur, Han), as told by Mr Example Person.\n"
PUBLIC = "Face attributes: religion.\n"
REASON = "Order 7/26 of the court of Example, 2026-01-31"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_CASE", str(tmp_path / "case"))
    monkeypatch.setenv("ONRECORD_KEYS", str(tmp_path / "b"))
    (tmp_path / "b.key").write_text(onrecord("key", "new", "--person", "B. Person").stdout)
    monkeypatch.setenv("ONRECORD_KEYS", str(tmp_path / "a"))
    onrecord("init", tmp_path / "case", "--person", "A. Person")
    onrecord("key", "add", tmp_path / "b.key")
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "public.txt").write_text(PUBLIC)
    onrecord("add", tmp_path / "secret.txt", tmp_path / "public.txt")
    onrecord("add", tmp_path / "secret.txt", "--series", "again")
    return tmp_path / "case"


def proposed(case: Path) -> str:
    rows = [json.loads(line) for line in onrecord("status", "--format", "jsonl").stdout.splitlines()]
    id_ = next(row["id"] for row in rows if row["name"] == "secret.txt")
    return onrecord("remove", "propose", id_, "--reason", REASON).stdout.split()[-1]


def test_two_people_remove_and_the_case_holds(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    onrecord("search", "Example")
    shutil.copy(case / "index.sqlite", tmp_path / "older.sqlite")
    entry = proposed(case)
    assert REASON in onrecord("remove", "list", "--format", "csv").stdout
    assert "your own proposal" in onrecord("remove", "approve", entry, code=2).stderr
    assert "Uyghur" in onrecord("findings", "--format", "jsonl").stdout
    monkeypatch.setenv("ONRECORD_KEYS", str(tmp_path / "b"))
    assert "3 records removed" in onrecord("remove", "approve", entry).stdout
    onrecord("verify", "--deep")
    found = onrecord("findings", "--format", "jsonl").stdout
    assert "Uyghur" not in found
    assert "religion" in found
    assert onrecord("search", "Example", code=1).stdout == "Nothing found.\n"
    before = [onrecord(name, "--format", "jsonl").stdout for name in ("findings", "status", "claims")]
    onrecord("rebuild")
    assert [onrecord(name, "--format", "jsonl").stdout for name in ("findings", "status", "claims")] == before
    shutil.copy(tmp_path / "older.sqlite", case / "index.sqlite")  # of somebody who was away meanwhile
    assert onrecord("findings", "--format", "jsonl").stdout == before[0]
    onrecord("rebuild")
    onrecord("reread")
    held = open_case(case)
    made = [capture(one.body) for one in held.ledger.entries() if one.act is Act.CAPTURE]
    with pytest.raises(RemovedError, match="Order 7/26"):
        content_of(case, made[0])
    assert content_of(case, made[1]) == PUBLIC.encode()
    assert not any(b"Example Person" in path.read_bytes() for path in case.rglob("*") if path.is_file())


def test_a_crash_after_the_tombstone_is_finished_by_the_next_writer(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = int(proposed(case))
    monkeypatch.setenv("ONRECORD_KEYS", str(tmp_path / "b"))
    held = open_case(case)
    with monkeypatch.context() as patch, held.write(held.signer()) as writer:
        patch.setattr(case_remove, "settle", lambda *_: None)  # the power goes
        case_remove.approve(
            held, writer, next(one for one in case_remove.proposals(held) if one.entry == entry)
        )
    assert {fault.step for fault in verify(case).faults} == {Step.ARCHIVE}
    with open_for_writing(held)[0]:
        pass
    assert verify(case, deep=True).faults == []
    assert not list((case / "archive").glob(f".*{removal.DRAFT}"))


def test_a_crash_before_the_tombstone_removes_nothing(case: Path, tmp_path: Path) -> None:
    held = open_case(case)
    [warc, *_] = sorted((case / "archive").glob("*.warc.gz"))
    shutil.copy(warc, removal.draft_of(warc))
    with open_for_writing(held)[0]:
        pass
    assert not list((case / "archive").glob(f".*{removal.DRAFT}"))
    assert verify(case, deep=True).faults == []


def test_a_retired_key_approves_nothing(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = proposed(case)
    first = onrecord("key", "list", "--format", "csv").stdout.splitlines()[1].split(",")[0]
    monkeypatch.setenv("ONRECORD_KEYS", str(tmp_path / "b"))
    onrecord("key", "retire", first)
    assert "was retired" in onrecord("remove", "approve", entry, code=2).stderr


@pytest.mark.parametrize("length", [0, 1, 300, 200_000])
def test_an_emptied_record_has_the_same_id_and_length(length: int) -> None:
    import gzip
    from random import Random

    block = Random(1).randbytes(length)
    head = b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    head += b"WARC-Date: 2026-01-31T12:00:00Z\r\nWARC-Target-URI: file:x\r\n"
    head += b"WARC-Payload-Digest: sha256:ABC\r\nContent-Type: application/octet-stream\r\n"
    packed = gzip.compress(head + b"Content-Length: %d\r\n\r\n" % length + block + b"\r\n\r\n", mtime=0)
    made = emptied(packed, REASON)
    assert len(made) == len(packed)
    assert (unpack(made).id, unpack(made).block) == ("urn:uuid:1", b"")
    assert unpack(made).removed == (REASON if length >= 300 else unpack(made).removed)
