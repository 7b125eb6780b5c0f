"""WARC, WACZ and ARC: documents with their addresses, and damage that is noticed and counted."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib

import pytest
from makers import arc, chunked, flipped, noise, page, unpack, wacz, warc, zipped

from onrecord.model.document import Blob, Gap
from onrecord.model.reading import Ask, Limits
from onrecord.model.vocabulary import GapKind
from onrecord.read import archive_arc, archive_http, archive_wacz
from onrecord.read.archive_limits import Budget
from onrecord.read.warc import CONTAINER

BOTH = pytest.mark.parametrize("packed", [True, False], ids=["gz", "plain"])


def brotli(data: bytes) -> bytes:
    from fastwarc.stream_io import BrotliWriter

    out = io.BytesIO()
    writer = BrotliWriter(out)
    writer.write(data)
    writer.close()
    return out.getvalue()


@BOTH
def test_documents_come_with_address_and_type(packed: bool) -> None:
    data = warc([page(n) for n in range(5)], packed=packed)
    found = list(CONTAINER.members(Blob(data, "a.warc", ("a.warc",)), Ask()))
    assert all(isinstance(item, Blob) for item in found)
    blobs = [item for item in found if isinstance(item, Blob)]
    assert [blob.data for blob in blobs] == [page(n) for n in range(5)]
    assert blobs[3].record == "http://maker.example/p3"
    assert blobs[3].members == ("a.warc", "maker.example/p3")
    assert blobs[3].media_type == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("br", brotli),
        ("gzip", lambda data: data),  # announced, but undone before it was archived
        ("br", lambda data: data),
        ("gzip, br", lambda data: brotli(gzip.compress(data))),
        ("identity", lambda data: data),
    ],
)
@pytest.mark.parametrize("cut", [True, False], ids=["chunked", "plain"])
def test_transfer_and_content_encodings_are_undone(encoding: str, pack: object, cut: bool) -> None:
    assert callable(pack)
    body = pack(page(1) * 50)
    headers = [
        ("Content-Type", "text/html"),
        ("Content-Encoding", encoding),
        ("Transfer-Encoding", "chunked"),
    ]
    files, gaps = unpack(CONTAINER, warc([chunked(body) if cut else body], headers), "e.warc.gz")
    assert files == {"maker.example/p0": page(1) * 50}
    assert not gaps


def test_a_text_that_begins_with_a_number_is_not_taken_for_chunks() -> None:
    headers = [("Content-Type", "text/plain"), ("Transfer-Encoding", "chunked")]
    body = b"12\r\nlines that follow a number and go on for a while"
    assert unpack(CONTAINER, warc([body], headers), "t.warc.gz")[0] == {"maker.example/p0": body}


@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_resources_and_conversions_are_documents_too(kind: str) -> None:
    files, _ = unpack(CONTAINER, warc([b"text of a page"], kind=kind), "c.warc.gz")
    assert files == {"maker.example/p0": b"text of a page"}


def test_requests_metadata_and_info_are_passed_over() -> None:
    parts = [warc([b"GET / HTTP/1.1\r\n\r\n"], kind=kind) for kind in ("request", "metadata", "warcinfo")]
    assert unpack(CONTAINER, b"".join(parts) + warc([page(1)]), "m.warc.gz") == (
        {"maker.example/p0": page(1)},
        [],
    )


@BOTH
def test_a_truncated_file_is_told(packed: bool) -> None:
    data = warc([noise(3_000, n) for n in range(6)], packed=packed)
    files, gaps = unpack(CONTAINER, data[:-1_000], "t.warc")
    assert [files.get(f"maker.example/p{n}") == noise(3_000, n) for n in range(6)] == [True] * 5 + [False]
    assert {gap.kind for gap in gaps} == {GapKind.TRUNCATED}


@BOTH
def test_every_cut_is_noticed_or_falls_between_two_records(packed: bool) -> None:
    """Readers stop silently at damage; a cut anywhere gives a gap, unless nothing shows that it is one."""
    data = warc([page(n) for n in range(3)], packed=packed)
    starts = [match.start() for match in re.finditer(rb"\x1f\x8b\x08" if packed else rb"WARC/1", data)]
    for end in range(1, len(data), 7):
        _, gaps = unpack(CONTAINER, data[:end], "t.warc")
        harmless = any(start - 4 <= end <= start for start in [*starts, len(data)])
        assert gaps or harmless, f"cut at byte {end} of {len(data)}"


@BOTH
def test_flipped_bytes_cost_one_record_and_are_told(packed: bool) -> None:
    bodies = [noise(3_000, n) for n in range(9)]
    data = warc(bodies, packed=packed)
    at = len(data) // 2
    files, gaps = unpack(CONTAINER, flipped(data, at), "f.warc")
    whole = [number for number, body in enumerate(bodies) if files.get(f"maker.example/p{number}") == body]
    assert whole == [0, 1, 2, 3, 5, 6, 7, 8]
    assert any(gap.kind is GapKind.DAMAGED for gap in gaps)


@pytest.mark.parametrize("junk", [b"junk between records", bytes(60), noise(500)])
@BOTH
def test_reading_goes_on_behind_junk(packed: bool, junk: bytes) -> None:
    first, second = warc([page(1)], packed=packed), warc([page(2)], packed=packed)
    second = second if packed else second.replace(b"/p0", b"/p9")
    files, gaps = unpack(CONTAINER, first + junk + second, "j.warc")
    assert len(files) == 1 if packed else 2
    assert list(files.values())[-1] == page(2)
    assert any(f"{len(junk):,} bytes" in gap.reason for gap in gaps)


def test_a_wrong_length_does_not_swallow_the_records_behind() -> None:
    data = warc([page(n) for n in range(4)], packed=False)
    broken = re.sub(rb"Content-Length: (\d+)\r\n\r\n", rb"Content-Length: 9\1\r\n\r\n", data, count=1)
    files, gaps = unpack(CONTAINER, broken, "l.warc")
    assert [files[f"maker.example/p{n}"] for n in (1, 2, 3)] == [page(n) for n in (1, 2, 3)]
    assert gaps[0].kind is GapKind.TRUNCATED


def test_altered_content_does_not_match_its_digest() -> None:
    data = warc([page(1, "ethnicity")], packed=False)
    altered = data.replace(b"ethnicity", b"ethnicitY")
    files, (gap,) = unpack(CONTAINER, altered, "d.warc")
    assert b"ethnicitY" in files["maker.example/p0"]
    assert gap.kind is GapKind.DAMAGED
    assert "digest" in gap.reason


def test_records_cut_while_captured_are_told() -> None:
    data = warc([page(1)], warc_headers={"WARC-Truncated": "length"})
    _, (gap,) = unpack(CONTAINER, data, "c.warc.gz")
    assert gap.kind is GapKind.TRUNCATED
    assert "length" in gap.reason


def _revisit(digest: str) -> bytes:
    head = (
        "WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Target-URI: http://maker.example/again\r\n"
        f"WARC-Payload-Digest: {digest}\r\nContent-Length: 0\r\n\r\n"
    )
    return head.encode() + b"\r\n\r\n"


def test_a_revisit_without_its_original_is_told() -> None:
    original = warc([page(1)], packed=False)
    digest = re.search(rb"WARC-Payload-Digest: (\S+)", original)
    assert digest
    assert unpack(CONTAINER, original + _revisit(digest[1].decode()), "r.warc")[1] == []
    _, (gap,) = unpack(CONTAINER, original + _revisit("sha1:" + "A" * 32), "r.warc")
    assert (gap.part, gap.kind) == ("maker.example/again", GapKind.MISSING)


def test_gzip_bombs_in_records_are_stopped() -> None:
    bomb = gzip.compress(bytes(64 << 20))
    files, gaps = unpack(CONTAINER, warc([page(0), bomb], [("Content-Encoding", "gzip")]), "b.warc.gz")
    assert files == {"maker.example/p0": page(0)}
    assert gaps[-1].kind is GapKind.TOO_LARGE


def test_a_record_that_is_too_large_is_left_out() -> None:
    data = warc([page(0), noise(200_000), page(2)])
    files, (gap,) = unpack(CONTAINER, data, "l.warc.gz", Limits(file_bytes=100_000))
    assert list(files) == ["maker.example/p0", "maker.example/p2"]
    assert (gap.part, gap.kind) == ("maker.example/p1", GapKind.TOO_LARGE)


def test_all_records_in_one_gzip_stream_are_read() -> None:
    data = gzip.compress(warc([page(n) for n in range(4)], packed=False))
    assert unpack(CONTAINER, data, "s.warc.gz") == ({f"maker.example/p{n}": page(n) for n in range(4)}, [])


@pytest.mark.parametrize(
    "data", [b"WARC/", b"WARC/1.0\r\n\r\n", b"WARC/1.0" + noise(400), b"\x1f\x8b\x08" + noise(99)]
)
def test_stumps_are_gaps(data: bytes) -> None:
    files, gaps = unpack(CONTAINER, data, "s.warc")
    assert not files
    assert gaps


@pytest.mark.parametrize(
    "body", [b"", b"5", b"5\r\nab", b"zz\r\n", b"fffffff\r\nx", b"0\r\n\r\n", b"3\r\nabcX\r\n"]
)
def test_odd_chunks_never_raise(body: bytes) -> None:
    response = archive_http.Response(200, {"transfer-encoding": "chunked"}, body)
    data, _ = archive_http.payload(response, Budget(Blob(b"", "x"), Ask()))
    assert isinstance(data, bytes)


# WACZ


def test_wacz_gives_its_records_only() -> None:
    records = warc([page(1)])
    files, gaps = unpack(archive_wacz.CONTAINER, wacz(records), "a.wacz")
    assert files == {"archive/data.warc.gz": records}
    assert not gaps


def test_wacz_with_a_wrong_digest_or_a_missing_file_is_told() -> None:
    _, (gap,) = unpack(archive_wacz.CONTAINER, wacz(warc([page(1)]), "sha256:" + "0" * 64), "a.wacz")
    assert (gap.part, gap.kind) == ("archive/data.warc.gz", GapKind.DAMAGED)
    manifest = json.dumps({"resources": [{"path": "archive/gone.warc.gz", "hash": ""}]}).encode()
    files = {"archive/data.warc.gz": warc([page(1)]), "datapackage.json": manifest}
    _, (gap,) = unpack(archive_wacz.CONTAINER, zipped(files), "a.wacz")
    assert (gap.part, gap.kind) == ("archive/gone.warc.gz", GapKind.MISSING)


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"{", b'{"resources": 1}', b'{"resources": [1, {"path": 2}]}', b"[" * 9999]
)
def test_odd_manifests_never_raise(manifest: bytes) -> None:
    files, _ = unpack(
        archive_wacz.CONTAINER, zipped({"archive/a.warc": b"WARC/", "datapackage.json": manifest}), "a.wacz"
    )
    assert "archive/a.warc" in files


# ARC


def test_arc_files_are_read() -> None:
    files, gaps = unpack(archive_arc.CONTAINER, arc([page(0), page(1)]), "a.arc")
    assert files == {"maker.example/p0": page(0), "maker.example/p1": page(1)}
    assert not gaps
    first = next(iter(archive_arc.CONTAINER.members(Blob(arc([page(0)]), "a.arc"), Ask())))
    assert not isinstance(first, Gap)
    assert first.media_type == "text/html; charset=gbk"
    assert first.record == "http://maker.example/p0"


def test_damage_in_arc_files_is_told() -> None:
    data = arc([page(0), page(1)])
    files, (gap,) = unpack(archive_arc.CONTAINER, data[:-20], "a.arc")
    assert files["maker.example/p0"] == page(0)
    assert gap.kind is GapKind.TRUNCATED
    _, (gap,) = unpack(archive_arc.CONTAINER, data + b"what is this\n", "a.arc")
    assert "belong to no record" in gap.reason
