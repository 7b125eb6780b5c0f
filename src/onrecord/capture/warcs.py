"""Walk a WARC file (ISO 28500) and hand out each record byte for byte, and every stretch that is lost.

Common readers stop silently in the middle. Here reading goes on at the next whole record, and what lies
between is counted. Cannot: records packed with zstd, records cut into segments.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model.warcrecord import Record, WarcError, parse

GZIP = b"\x1f\x8b\x08"
_START = re.compile(rb"WARC/[01]\.\d+\r\n")
_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d{1,15})[ \t]*\r$")
LARGEST = 1 << 30
"""Bytes of a record, unpacked."""
_DIGESTS = {"sha1": 20, "sha256": 32, "sha512": 64, "md5": 16}


@dataclass(frozen=True, slots=True)
class Raw:
    """A record: where it begins in its file, all its bytes unpacked, and the same taken apart."""

    offset: int
    raw: bytes
    record: Record

    @property
    def kind(self) -> str:
        """WARC-Type."""
        return self.record.fields.get("warc-type", "").lower()

    @property
    def address(self) -> str:
        """WARC-Target-URI."""
        return self.record.fields.get("warc-target-uri", "").strip("<>")


@dataclass(frozen=True, slots=True)
class Lost:
    """A stretch of a file that holds no whole record; ``at_end`` says that nothing follows it."""

    offset: int
    length: int
    why: str
    at_end: bool = False


def walk(data: bytes) -> Iterator[Raw | Lost]:
    """All whole records of a file in their order, and what is lost between."""
    packed = data.startswith(GZIP)
    at = 0
    while at < len(data):
        try:
            end, found = _member(data, at) if packed else _plain(data, at)
        except WarcError as error:
            onward = _next(data, at + 1, packed=packed)
            stop = len(data) if onward is None else onward
            yield Lost(at, stop - at, str(error), at_end=onward is None)
            at = stop
            continue
        yield from found
        at = end
        if not data[at : at + 64].strip(b"\r\n\0") and not data[at:].strip(b"\r\n\0"):
            return


def _member(data: bytes, at: int) -> tuple[int, list[Raw]]:
    engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
    view = memoryview(data)
    try:
        raw = engine.decompress(view[at:], LARGEST)
    except zlib.error as error:
        raise WarcError(f"damaged ({error})") from error
    if not engine.eof:
        raise WarcError("too large" if engine.unconsumed_tail else "breaks off")
    end, records, inside = len(data) - len(engine.unused_data), list[Raw](), 0
    while inside < len(raw):
        stop, record = _record(raw, inside)
        records.append(Raw(at, raw[inside:stop], record))
        inside = stop
    return end, records


def _plain(data: bytes, at: int) -> tuple[int, list[Raw]]:
    stop, record = _record(data, at)
    return stop, [Raw(at, data[at:stop], record)]


def _record(data: bytes, at: int) -> tuple[int, Record]:
    if not _START.match(data, at):
        raise WarcError("no WARC record")
    head = data.find(b"\r\n\r\n", at)
    length = _LENGTH.search(data, at, head + 2) if head >= 0 else None
    if length is None:
        raise WarcError("a record without its length")
    stop = head + 4 + int(length[1]) + 4
    if stop > len(data):
        raise WarcError("breaks off")
    return stop, parse(data[at:stop])


def _next(data: bytes, at: int, *, packed: bool) -> int | None:
    """The next place where a record begins."""
    if not packed:
        found = _START.search(data, at)
        return found.start() if found else None
    at = data.find(GZIP, at)
    while at >= 0:
        try:
            if _START.match(zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data[at : at + 512], 64)):
                return at
        except zlib.error:
            pass
        at = data.find(GZIP, at + 1)
    return None


def digest_holds(one: Raw, content: bytes) -> bool:
    """Whether a record has the digests that it states; that of the payload before or after unpacking."""
    block = one.record.fields.get("warc-block-digest", "")
    payload = one.record.fields.get("warc-payload-digest", "")
    if block and not _has(one.record.block, block):
        return False
    return bool(block) or not payload or _has(one.record.payload, payload) or _has(content, payload)


def _has(data: bytes, stated: str) -> bool:
    kind, _, text = stated.strip().partition(":")
    name = kind.lower().replace("-", "")
    if name not in _DIGESTS:
        return True  # a kind that nobody here can check
    try:
        wanted = bytes.fromhex(text) if len(text) == 2 * _DIGESTS[name] else base64.b32decode(text.upper())
    except (ValueError, binascii.Error):
        return False
    return hashlib.new(name, data, usedforsecurity=False).digest() == wanted
