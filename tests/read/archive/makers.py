"""Make archives in memory, good and bad, for the tests of this folder."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import struct
import tarfile
import zipfile
from collections.abc import Iterable, Mapping

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.model.document import Blob, Gap
from onrecord.model.reading import Ask, Limits
from onrecord.read.reader import Container

HEADER = b"enum EM_RACE { EM_RACE_UNKNOWN, EM_RACE_YELLOW };\n"
SMALL = Limits(total_bytes=64 << 20, members=1_000, file_bytes=32 << 20, seconds=20)


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(entries: Iterable[tuple[tarfile.TarInfo | str, bytes]], form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for entry, data in entries:
            info = tarfile.TarInfo(entry) if isinstance(entry, str) else entry
            if info.isreg():
                info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def page(number: int, words: str = "face attributes") -> bytes:
    return f"<html><body><p>Page {number}: {words}</p></body></html>".encode()


def chunked(body: bytes, size: int = 50) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def warc(
    bodies: Iterable[bytes],
    headers: Iterable[tuple[str, str]] = (("Content-Type", "text/html; charset=utf-8"),),
    *,
    packed: bool = True,
    kind: str = "response",
    warc_headers: Mapping[str, str] | None = None,
) -> bytes:
    """One record for each body, at http://maker.example/p0, p1 …"""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for number, body in enumerate(bodies):
        http = StatusAndHeaders("200 OK", list(headers), protocol="HTTP/1.1") if kind == "response" else None
        record = writer.create_warc_record(
            f"http://maker.example/p{number}",
            kind,
            payload=io.BytesIO(body),
            http_headers=http,
            warc_content_type="" if http else "text/plain",
            warc_headers_dict=dict(warc_headers or {}),
        )
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()


def noise(size: int, seed: int = 1) -> bytes:
    """Bytes that do not pack."""
    import random

    return random.Random(seed).randbytes(size)


def bomb(size: int) -> bytes:
    """A gzip file that unpacks to ``size`` zero bytes."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed:
        for _ in range(size >> 20):
            packed.write(bytes(1 << 20))
    return out.getvalue()


Unpacked = tuple[dict[str, bytes], list[Gap]]


def unpack(container: Container, data: bytes, name: str, limits: Limits = SMALL) -> Unpacked:
    """Members by name, and the gaps."""
    files: dict[str, bytes] = {}
    gaps: list[Gap] = []
    for item in container.members(Blob(data, name), Ask(limits=limits)):
        if isinstance(item, Blob):
            assert item.members[-1:] == (item.name,) or not item.members
            files[item.name] = item.data
        else:
            assert item.reason
            gaps.append(item)
    return files, gaps


def flipped(data: bytes, at: int, count: int = 30) -> bytes:
    damaged = bytearray(data)
    for index in range(at, at + count):
        damaged[index] ^= 0xFF
    return bytes(damaged)


def cabinet(files: Mapping[str, bytes]) -> bytes:
    """A Microsoft cabinet with one folder, stored."""
    body = b"".join(files.values())
    entries = b""
    offset = 0
    for name, data in files.items():
        entries += struct.pack("<IIHHHH", len(data), offset, 0, 0x5A21, 0x6000, 0x20) + name.encode() + b"\0"
        offset += len(data)
    block = struct.pack("<IHH", 0, len(body), len(body)) + body
    first = 36 + 8
    size = first + len(entries) + len(block)
    head = struct.pack("<4sIIIIIBBHHHHH", b"MSCF", 0, size, 0, first, 0, 3, 1, 1, len(files), 0, 0, 0)
    return head + struct.pack("<IHH", first + len(entries), 1, 0) + entries + block


def wacz(records: bytes, digest: str = "") -> bytes:
    name = "archive/data.warc.gz"
    stated = digest or "sha256:" + hashlib.sha256(records).hexdigest()
    manifest = {"resources": [{"name": "data.warc.gz", "path": name, "hash": stated}]}
    return zipped(
        {
            name: records,
            "indexes/index.cdx": b"example,maker)/ 2026 {}",
            "pages/pages.jsonl": b'{"url": "http://maker.example/p0", "text": "ethnicity"}',
            "datapackage.json": json.dumps(manifest).encode(),
        }
    )


def arc(bodies: list[bytes]) -> bytes:
    info = b"1 0 made up\nURL IP-address Archive-date Content-type Archive-length\n"
    out = b"filedesc://a.arc 0.0.0.0 20090101000000 text/plain %d\n" % len(info) + info + b"\n"
    for number, body in enumerate(bodies):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk\r\n\r\n" + body
        out += (
            b"http://maker.example/p%d 192.0.2.1 20090101000000 text/html %d\n" % (number, len(block))
            + block
            + b"\n"
        )
    return out
