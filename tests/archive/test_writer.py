"""Writing to a case: what is committed can be read back by anybody, and two writers never fork the chain."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from tests.archive.made import AT, HEAD, put
from warcio.archiveiterator import ArchiveIterator as PlainIterator

from onrecord.archive.case import Case, CaseError, create_case, open_case
from onrecord.archive.keys import KeyLockedError, Signer, make
from onrecord.archive.store import read_payload, read_record
from onrecord.archive.writer import ClockError, Writer
from onrecord.model.custody import NOTHING_BEFORE, Act, sha256
from onrecord.model.warcrecord import WarcError


def test_what_is_committed_reads_back_byte_for_byte(case: Case, signer: Signer) -> None:
    body = b"<p>face: age, ethnicity</p>" * 3
    with case.write(signer) as writer:
        first, second = put(writer, body, HEAD), put(writer, b"\r\n\r\n plain")
    assert read_payload(case.folder, first, sha256(body)) == body
    assert read_record(case.folder, first).head == HEAD.raw
    assert read_payload(case.folder, second, sha256(b"\r\n\r\n plain")) == b"\r\n\r\n plain"


def test_other_tools_read_the_archive(case: Case, signer: Signer) -> None:
    body = b"face attributes"
    with case.write(signer) as writer:
        first = put(writer, body, HEAD)
        writer.revisit("https://zorvane.example/p", AT, first, sha256(body), HEAD)
        writer.enter(Act.NOTE, "x", {})
    [path] = case.archive.glob("*.warc.gz")
    with path.open("rb") as file:
        kinds = [record.rec_type for record in PlainIterator(file, check_digests="raise")]
    assert kinds == ["warcinfo", "response", "revisit"]
    with path.open("rb") as file:
        records = list(ArchiveIterator(file, record_types=WarcRecordType.response))
    assert [record.stream_pos for record in records] == [first.offset]


def test_a_changed_byte_is_noticed_when_read(case: Case, signer: Signer) -> None:
    with case.write(signer) as writer:
        place = put(writer, b"face attributes: ethnicity")
    path = case.folder / place.file
    data = bytearray(path.read_bytes())
    data[place.offset + place.length // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(WarcError, match=f"at {place.offset}"):
        read_payload(case.folder, place, sha256(b"face attributes: ethnicity"))


def test_segments_name_the_bytes_that_their_entries_need(case: Case, signer: Signer) -> None:
    with case.write(signer) as writer:
        put(writer, b"one")
        first = writer.commit()
        put(writer, b"two")
        second = writer.commit()
    assert first is not None
    assert second is not None
    data = (case.folder / second.archive[0].file).read_bytes()
    for segment in (first, second):
        [grown] = segment.archive
        assert hashlib.sha256(data[: grown.size]).hexdigest() == grown.sha256
    assert len(data) == second.archive[0].size


def test_nothing_is_written_when_there_is_nothing_to_enter(case: Case, signer: Signer) -> None:
    before = case.ledger.numbers()
    with case.write(signer) as writer:
        assert writer.commit() is None
    assert case.ledger.numbers() == before


def _fail_after(writer: Writer) -> None:
    put(writer, b"half")
    raise WarcError("the source ended early")


def test_a_writer_that_fails_commits_nothing(case: Case, signer: Signer) -> None:
    before = case.ledger.numbers()
    writer = case.write(signer)
    with pytest.raises(WarcError), writer:
        _fail_after(writer)
    assert case.ledger.numbers() == before


WRITE_MANY = """
import sys
from pathlib import Path
from onrecord.archive.case import open_case
from onrecord.archive.keys import load
from tests.archive.made import put
folder, key = map(Path, sys.argv[1:])
case = open_case(folder)
for number in range(12):
    with case.write(load(key)) as writer:
        put(writer, f"{number}".encode() * 20)
"""


def test_two_writers_at_once_never_fork_the_chain(case: Case, signer: Signer, keys: Path) -> None:
    command = [sys.executable, "-c", WRITE_MANY, str(case.folder), str(keys / f"{signer.id}.pem")]
    workers = [subprocess.Popen(command) for _ in range(2)]
    assert [worker.wait() for worker in workers] == [0, 0]
    numbers = case.ledger.numbers()
    assert numbers == list(range(1, len(numbers) + 1))
    previous_segment, previous_entry, count = NOTHING_BEFORE, NOTHING_BEFORE, 0
    for segment in case.ledger.segments():
        assert segment.previous == previous_segment
        previous_segment = sha256(case.ledger.bytes_of(segment.number))
        for entry in segment.entries:
            count += 1
            assert (entry.number, entry.previous) == (count, previous_entry)
            previous_entry = entry.digest()
    assert sum(entry.act is Act.NOTE for entry in case.ledger.entries()) == 24


def test_a_clock_that_is_far_behind_is_refused(case: Case, signer: Signer) -> None:
    writer = case.write(signer, lambda: datetime.now(UTC) - timedelta(hours=1))
    writer.enter(Act.NOTE, "x", {})
    with pytest.raises(ClockError, match="behind the last entry"):
        writer.commit()


def test_a_clock_that_is_a_little_behind_takes_the_time_of_the_last_entry(case: Case, signer: Signer) -> None:
    last = case.ledger.tip().at
    with case.write(signer, lambda: datetime.now(UTC) - timedelta(seconds=20)) as writer:
        writer.enter(Act.NOTE, "x", {})
    assert case.ledger.tip().at == last


def test_changed_settings_are_noted_before_anything_else(case: Case, signer: Signer) -> None:
    (case.folder / "sources" / "page.yml").write_text("address: https://zorvane.example/p\n")
    with case.write(signer) as writer:
        writer.enter(Act.NOTE, "x", {})
    acts = [entry.act for entry in case.ledger.entries(after=1)]
    assert acts == [Act.SETTINGS, Act.NOTE]


def test_a_case_is_not_made_over_something_else(tmp_path: Path, signer: Signer) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(CaseError, match="not empty"):
        create_case(tmp_path, signer, name="x", person="y", program="z")


def test_a_folder_that_is_no_case_says_so(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="onrecord init"):
        open_case(tmp_path)


def test_a_stranger_to_the_case_is_told_what_to_do(case: Case, keys: Path) -> None:
    for key in keys.iterdir():
        key.unlink()
    make(keys)
    with pytest.raises(CaseError, match="onrecord key add"):
        case.signer()


def test_a_locked_key_asks_for_its_passphrase(tmp_path: Path, keys: Path) -> None:
    signer = make(keys, "secret")
    case = create_case(tmp_path / "locked", signer, name="x", person="y", program="z")
    with pytest.raises(KeyLockedError, match="has a passphrase"):
        case.signer()
    with pytest.raises(CaseError, match="passphrase is wrong"):
        case.signer("other")
    assert case.signer("secret").id == signer.id
