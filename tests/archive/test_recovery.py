"""A crash leaves at most a tail that no entry names; it is set aside and nothing acknowledged is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archive.made import put

from onrecord.archive import recovery
from onrecord.archive.case import Case
from onrecord.archive.keys import Signer
from onrecord.archive.recovery import recover, tails
from onrecord.archive.store import members, read_payload
from onrecord.model.custody import Act, sha256
from onrecord.verify.steps import verify


def test_a_torn_tail_is_set_aside_and_what_was_committed_stays(case: Case, signer: Signer) -> None:
    writer = case.write(signer)
    kept = put(writer, b"kept" * 100)
    writer.commit()
    put(writer, b"lost" * 100)
    writer.close()
    path = case.folder / kept.file
    torn = path.read_bytes()[:-7]
    path.write_bytes(torn)
    with case.write(signer) as again:
        [tail] = recover(case, again)
    assert path.stat().st_size == tail.offset == kept.offset + kept.length
    assert read_payload(case.folder, kept, sha256(b"kept" * 100)) == b"kept" * 100
    [entry] = [entry for entry in case.ledger.entries() if entry.act is Act.ASIDE]
    aside = (case.folder / str(entry.body["to"])).read_bytes()
    assert aside == torn[tail.offset :]
    assert sha256(aside) == entry.body["sha256"]
    assert not list(tails(case))


def test_a_file_that_no_entry_names_goes_aside_as_a_whole(case: Case, signer: Signer) -> None:
    writer = case.write(signer)
    place = put(writer, b"never committed")
    writer.close()
    with case.write(signer) as again:
        recover(case, again)
    assert not (case.folder / place.file).exists()
    assert len(list((case.archive / "aside").iterdir())) == 1


def test_a_living_writer_keeps_its_bytes(case: Case, signer: Signer) -> None:
    alive = case.write(signer)
    put(alive, b"still being written")
    alive._open()._file.flush()
    with case.write(signer) as other:
        assert recover(case, other) == []
    alive.commit()
    alive.close()
    assert not list(tails(case))


def test_whole_records_of_a_torn_file_are_told_from_its_end(
    case: Case, signer: Signer, tmp_path: Path
) -> None:
    with case.write(signer) as writer:
        places = [put(writer, b"record %d" % number) for number in range(3)]
    torn = tmp_path / "torn.warc.gz"
    torn.write_bytes((case.folder / places[0].file).read_bytes()[:-3])
    assert list(members(torn))[1:] == [(place.offset, place.length) for place in places[:2]]


def test_a_file_that_was_only_begun_is_taken_away(case: Case, signer: Signer) -> None:
    (case.archive / "20260101T000000Z-00000000.warc.gz").touch()
    with case.write(signer) as again:
        recover(case, again)
    assert not list(case.archive.glob("*.warc.gz"))
    assert verify(case.folder).faults == []


def test_bytes_that_are_committed_while_somebody_recovers_stay(
    case: Case, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other writer commits and ends just after the ledger was read: its bytes are no tail."""
    busy = case.write(signer)
    place = put(busy, b"kept" * 100)
    read = recovery.sealed_sizes

    def then_commit(of: Case) -> dict[str, int]:
        sizes = read(of)
        busy.commit()
        busy.close()
        return sizes

    monkeypatch.setattr(recovery, "sealed_sizes", then_commit)
    with case.write(signer) as again:
        assert recover(case, again) == []
    assert read_payload(case.folder, place, sha256(b"kept" * 100)) == b"kept" * 100
    assert verify(case.folder).faults == []
