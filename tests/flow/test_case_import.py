"""Web archives are taken over record by record; damage is said and counted."""

from __future__ import annotations

import gzip
import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from tests.flow.casework import findings
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.archive.case import Case
from onrecord.archive.store import read_record
from onrecord.flow.case_add import Added, Adder, Event
from onrecord.flow.case_open import open_for_writing
from onrecord.flow.examine import Examiner, Job
from onrecord.flow.filters import Filters
from onrecord.flow.inputs import Walk
from onrecord.flow.packs import pack_files
from onrecord.flow.result import DocumentResult
from onrecord.model.capture import Capture
from onrecord.model.custody import Act
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import Method, Outcome
from onrecord.verify.steps import verify

TEXT = "<p>Face attributes: age, glasses, ethnicity (Uyghur, Han).</p>"
SITE = "https://zorvane.example"


def archive(*, packed: bool = True) -> tuple[bytes, list[int]]:
    """A WARC as others write it: WARC/1.0, requests beside responses; and where each record begins."""
    out, starts = BytesIO(), list[int]()
    writer = WARCWriter(out, gzip=packed, warc_version="WARC/1.0")

    def write(kind: str, path: str, day: int, status: str = "", body: bytes = b"", **fields: str) -> str:
        first = "GET / HTTP/1.1" if kind == "request" else f"HTTP/1.1 {status}"
        protocol, _, rest = first.partition(" ")
        head = StatusAndHeaders(rest, [("Content-Type", "text/html")], protocol)
        record = writer.create_warc_record(
            f"{SITE}{path}", kind, payload=BytesIO(body), length=len(body), http_headers=head,
            warc_headers_dict={"WARC-Date": f"2021-05-{day:02}T10:00:00Z", **fields},
        )  # fmt: skip
        starts.append(out.tell())
        writer.write_record(record)
        return str(record.rec_headers.get_header("WARC-Record-ID"))

    identity = write("response", "/kx", 1, "200 OK", TEXT.encode())
    write("request", "/kx", 1, **{"WARC-Concurrent-To": identity})
    write("response", "/gone", 2, "404 Not Found", b"none")
    write("response", "/wall", 3, "200 OK", b"<title>Just a moment...</title><p>Verify you are human</p>")
    write("response", "/old", 4, "301 Moved", b"")
    write("response", "/zh", 5, "200 OK", "<p>人脸属性：民族（维族）</p>".encode())
    return out.getvalue(), starts


def take(case: Case, path: Path) -> tuple[list[Capture], list[Event]]:
    examiner = Examiner(Job(pack_files(()), Ask(), Filters()))
    with open_for_writing(case)[0] as writer:
        events = list(Adder(case, writer, examiner, jobs=0).add(Walk().entries([str(path)])))
    made = [event.capture for event in events if isinstance(event, Added)]
    return sorted(made, key=lambda one: one.at), [one for one in events if not isinstance(one, Added)]


def told(events: list[Event]) -> str:
    results = [one for one in events if isinstance(one, DocumentResult)]
    return " ".join(f"{one.path}: {gap.reason}" for one in results for gap in one.gaps)


@pytest.mark.parametrize("packed", [True, False])
def test_each_response_is_a_capture_with_its_own_date(case: Case, tmp_path: Path, packed: bool) -> None:
    data, starts = archive(packed=packed)
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(data)
    made, events = take(case, path)
    assert [one.outcome.value for one in made] == ["present", "absent", "walled", "unreachable", "present"]
    assert {one.method for one in made} == {Method.ARCHIVE}
    assert made[0].at == "2021-05-01T10:00:00.000000Z"
    assert [place.kind for place in made[0].records] == ["response", "request"]
    record = read_record(case.folder, made[0].records[0])
    assert record.payload == TEXT.encode()
    raw = gzip.decompress((case.folder / made[0].records[0].file).read_bytes())
    first = gzip.decompress(data[: starts[1]]) if packed else data[: starts[1]]
    assert first in raw
    assert told(events) == ""
    assert findings(case) >= 2
    assert verify(case.folder, deep=True).faults == []
    assert take(case, path)[0] == []


def test_an_archive_that_breaks_off_is_said_and_what_was_whole_is_kept(case: Case, tmp_path: Path) -> None:
    data, starts = archive()
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data[: starts[5] + 40])
    made, events = take(case, path)
    assert len(made) == 4
    assert "40 bytes to the end of the file are no whole record (breaks off)" in told(events)
    [note] = [one for one in case.ledger.entries() if one.act is Act.NOTE]
    assert "40 bytes" in str(note.body["text"])


@pytest.mark.parametrize("packed", [True, False])
def test_behind_damage_reading_goes_on(case: Case, tmp_path: Path, packed: bool) -> None:
    data, starts = archive(packed=packed)
    broken = bytearray(data)
    broken[starts[2] : starts[2] + 20] = b"\0" * 20
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(broken)
    made, events = take(case, path)
    assert len(made) == 4
    assert f"{starts[3] - starts[2]:,} bytes from byte {starts[2]:,} on" in told(events)


def test_a_record_that_was_altered_is_not_read(case: Case, tmp_path: Path) -> None:
    data, _ = archive(packed=False)
    path = tmp_path / "a.warc"
    path.write_bytes(data.replace(b"ethnicity", b"etnnicity"))
    made, events = take(case, path)
    assert made[0].outcome is Outcome.UNREACHABLE
    assert "own digest" in made[0].reason
    assert f"{SITE}/kx: does not match its own digest" in told(events)


def test_a_wacz_is_held_against_its_index(case: Case, tmp_path: Path) -> None:
    data, starts = archive()
    rows = [{"filename": "a.warc.gz", "offset": str(start)} for start in starts]
    index = "\n".join(f"key 2021 {json.dumps(row)}" for row in rows)
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("archive/a.warc.gz", data[: starts[4]])
        packed.writestr("indexes/index.cdx.gz", gzip.compress(index.encode()))
    made, events = take(case, path)
    assert len(made) == 3
    assert "2 records that the archive's own index lists are not there" in told(events)
