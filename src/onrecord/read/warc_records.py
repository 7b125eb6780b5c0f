"""Walk the records of a WARC file, past damage, and say what could not be read.

A file is read from its start; when that breaks off or a record is not whole, reading starts again at the
next place that looks like the start of a record. The bytes between are counted and told.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model.document import Blob
from onrecord.model.reading import Member
from onrecord.model.vocabulary import GapKind
from onrecord.read.archive_limits import Budget, ExcessError, own_gap

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

GZIP = b"\x1f\x8b\x08"
_RECORD = re.compile(rb"WARC/[01]\.\d+\r?\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_WITHOUT_BLOCK = frozenset({"request", "warcinfo", "metadata", "continuation", "unknown"})
_CHUNK = 1 << 18
_MOST_STRETCHES = 10_000


@dataclass(frozen=True, slots=True)
class Record:
    """One record. ``missing`` counts the bytes that it states and does not have."""

    kind: str
    start: int
    headers: dict[str, str]
    block: bytes = b""
    missing: int = 0
    excess: ExcessError | None = None

    @property
    def url(self) -> str:
        """The address that the record is about."""
        return self.headers.get("warc-target-uri", "").strip("<>")


@dataclass(slots=True)
class _Walk:
    """Where the reading stands: the last record and the length it stated.

    ``told``: its gap is told already. ``sense``: its header says what it is.
    """

    data: bytes
    packed: bool
    last: int = -1
    length: int = 0
    told: bool = False
    sense: bool = True
    count: int = 0


def records(blob: Blob, budget: Budget) -> Iterator[Record | Member]:
    """All records that can be read, with a gap for every stretch that cannot."""
    walk = _Walk(blob.data, packed=blob.data.startswith(GZIP))
    start = 0
    for _ in range(_MOST_STRETCHES):
        yield from _stretch(walk, start, budget)
        end = _sound_end(walk, start)
        if end is not None and not blob.data[end:].strip(b"\r\n\0"):
            return
        begin = walk.last if end is None else end
        following = _next_start(walk, max(begin, walk.last + 1, start + 1))
        if following != begin and not walk.told:
            yield _lost(blob, walk, begin, following)
        if following is None:
            return
        start = following
    yield own_gap(blob, GapKind.DAMAGED, f"damaged in more than {_MOST_STRETCHES:,} places: reading stopped")


def _stretch(walk: _Walk, start: int, budget: Budget) -> Iterator[Record]:
    """Records from ``start`` on, until the end or the first that is not as it should be."""
    from fastwarc.warc import ArchiveIterator

    stream = io.BytesIO(walk.data)
    stream.seek(start)
    walk.told = False
    try:
        for found in ArchiveIterator(stream, parse_http=False):
            record = _record(found, budget)
            walk.last = record.start
            walk.length = found.content_length
            walk.sense = bool(record.url) or record.kind in _WITHOUT_BLOCK
            if not walk.sense:
                return
            walk.count += 1
            yield record
            if record.missing:
                walk.told = True
                return
    except (OSError, ValueError, EOFError):  # what fastwarc raises for damage; the caller finds out where
        return


def _record(found: WarcRecord, budget: Budget) -> Record:
    headers = {name.lower(): value for name, value in found.headers.to_tuples()}
    kind = headers.get("warc-type", "").lower()
    if kind in _WITHOUT_BLOCK:
        return Record(kind, found.stream_pos, headers)
    parts: list[bytes] = []
    missing = 0
    excess: ExcessError | None = None
    try:
        budget.collect(_read(found, budget, parts))
        missing = found.content_length - sum(map(len, parts))
    except ExcessError as error:
        if error.whole:
            raise
        excess = error
    except (OSError, ValueError, EOFError):  # damage inside the record: what came before it stays
        missing = found.content_length - sum(map(len, parts))
    return Record(kind, found.stream_pos, headers, b"".join(parts), missing, excess)


def _read(found: WarcRecord, budget: Budget, parts: list[bytes]) -> Iterator[bytes]:
    for chunk in budget.meter(iter(lambda: found.reader.read(_CHUNK), b"")):
        parts.append(chunk)
        yield chunk


def _sound_end(walk: _Walk, start: int) -> int | None:
    """Where the last record ends; None when it is not sound. Without any record, where reading began."""
    if walk.last < start:
        return start
    if walk.told or not walk.sense:
        return None
    if walk.packed:  # all records may be packed as one stream; then only its start is known
        return _member_end(walk.data, walk.last if walk.data.startswith(GZIP, walk.last) else start)
    head = _HEAD_END.search(walk.data, walk.last)
    end = head.end() + walk.length if head else len(walk.data) + 1
    if end > len(walk.data):
        return None
    after = walk.data[end : end + 4]  # two line ends belong to the record
    return end + len(after) - len(after.lstrip(b"\r\n"))


def _member_end(data: bytes, start: int) -> int | None:
    """End of the gzip member at ``start``, unpacked once more to see whether it is whole."""
    engine = zlib.decompressobj(31)
    view = memoryview(data)
    at = start
    feed = b""
    while not engine.eof:
        if not feed:
            feed = bytes(view[at : at + _CHUNK])
            at += len(feed)
            if not feed:
                return None
        try:
            engine.decompress(feed, _CHUNK)
        except zlib.error:
            return None
        feed = engine.unconsumed_tail
    return at - len(engine.unused_data)


def _next_start(walk: _Walk, begin: int) -> int | None:
    """The next place from ``begin`` on where a record seems to start."""
    if not walk.packed:
        found = _RECORD.search(walk.data, begin)
        return found.start() if found else None
    at = walk.data.find(GZIP, begin)
    while at >= 0:
        try:
            head = zlib.decompressobj(31).decompress(walk.data[at : at + 512], 16)
        except zlib.error:
            head = b""
        if head.startswith(b"WARC/"):
            return at
        at = walk.data.find(GZIP, at + 1)
    return None


def _lost(blob: Blob, walk: _Walk, begin: int, following: int | None) -> Member:
    end = len(walk.data) if following is None else following
    kind = GapKind.TRUNCATED if following is None else GapKind.DAMAGED
    lost = f"{end - begin:,} bytes from byte {begin:,} could not be read"
    reason = f"{lost}; {walk.count:,} records before them were"
    return own_gap(blob, kind, reason, "get the archive again, if you can")
