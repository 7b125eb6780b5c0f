"""Read tar files as a stream: every member in turn, and on from the next good header after damage.

The standard library ends a damaged tar file without a word, so headers are walked here; it still takes each
header apart. Cannot: old GNU sparse files are given without their holes.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterable, Iterator

from onrecord.model.document import Blob
from onrecord.model.reading import Ask, Member
from onrecord.model.vocabulary import GapKind
from onrecord.read.archive_limits import (
    Budget,
    DamageError,
    ExcessError,
    excess_gap,
    gap,
    member,
    own_gap,
)
from onrecord.read.archive_names import decode_name
from onrecord.read.reader import Container

BLOCK = 512
_ZEROS = bytes(BLOCK)
_MAGIC = 257
_SPARSE_MORE = 482
_SPARSE_MAP_MORE = 504
_FILES = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE, tarfile.GNUTYPE_SPARSE)
_NO_DATA = (tarfile.LNKTYPE, tarfile.DIRTYPE)
"""Folders, and hard links: other names for a member that was given already."""

_DEVICES = (tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE)
_NAME_BYTES = 1 << 20


class Source:
    """A stream of chunks that can be read by size; remembers why it broke off, if it did."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._kept = b""
        self._at = 0
        self.position = 0
        self.damage: DamageError | None = None

    def _more(self) -> bool:
        try:
            chunk = next(self._chunks, None)
        except DamageError as error:
            self.damage = error
            chunk = None
        if chunk is None:
            self._chunks = iter(())
            return False
        self._kept = self._kept[self._at :] + chunk if self._at < len(self._kept) else chunk
        self._at = 0
        return True

    def peek(self, size: int) -> bytes:
        """The next bytes, without taking them."""
        while len(self._kept) - self._at < size and self._more():
            pass
        return self._kept[self._at : self._at + size]

    def read(self, size: int) -> bytes:
        """Exactly so many bytes, fewer at the end only. For small sizes."""
        data = self.peek(size)
        self._at += len(data)
        self.position += len(data)
        return data

    def pieces(self, size: int | None = None) -> Iterator[bytes]:
        """The next ``size`` bytes, or all the rest, in pieces as they come."""
        left = size
        while left is None or left > 0:
            if self._at >= len(self._kept) and not self._more():
                return
            end = len(self._kept) if left is None else min(len(self._kept), self._at + left)
            piece = self._kept[self._at : end]
            self._at = end
            self.position += len(piece)
            if left is not None:
                left -= len(piece)
            yield piece


def is_tar(head: bytes) -> bool:
    """Whether these 512 bytes are a tar header: by their checksum, for old ones carry no mark."""
    if len(head) < BLOCK or head == _ZEROS:
        return False
    try:
        tarfile.TarInfo.frombuf(head[:BLOCK], "latin-1", "replace")
    except (tarfile.HeaderError, ValueError):
        return False
    return True


def members(blob: Blob, ask: Ask) -> Iterator[Member]:
    """Members of an uncompressed tar file."""
    budget = Budget(blob, ask)
    view = memoryview(blob.data)
    step = 1 << 20
    chunks = (bytes(view[at : at + step]) for at in range(0, len(view), step))
    yield from tar_members(Source(budget.meter(chunks)), blob, budget)


def tar_members(source: Source, blob: Blob, budget: Budget) -> Iterator[Member]:
    """Members of a tar stream. Always ends with a gap when the stream did not end as a tar file should."""
    name = blob.name
    try:
        for info in _headers(source, blob):
            if isinstance(info, tarfile.TarInfo):
                name = info.name
                yield from _one(source, blob, budget, info)
            else:
                yield info
    except ExcessError as excess:
        yield excess_gap(blob, name, excess)
    if source.damage:
        yield own_gap(blob, source.damage.kind, source.damage.reason, "members behind it are lost")


def _one(source: Source, blob: Blob, budget: Budget, info: tarfile.TarInfo) -> Iterator[Member]:
    """One member; the stream stands behind its data afterwards."""
    if info.type in _NO_DATA:
        return
    if info.type == tarfile.SYMTYPE:
        reason = f"a link to {info.linkname[:200]!r}, not followed"
        yield gap(blob, info.name, GapKind.UNSUPPORTED, reason)
        return
    if info.type in _DEVICES:
        yield gap(blob, info.name, GapKind.UNSUPPORTED, "a device or pipe, not a file")
        return
    if info.type not in _FILES:
        _skip(source, info.size)
        return
    budget.member()
    try:
        budget.refuse(info.size)
    except ExcessError as excess:
        yield excess_gap(blob, info.name, excess)
        _skip(source, info.size)
        return
    data = budget.collect(source.pieces(info.size))
    yield member(blob, info.name, data)
    if len(data) < info.size:
        reason = f"cut off after {len(data):,} of {info.size:,} bytes"
        yield gap(blob, info.name, GapKind.TRUNCATED, reason)
        return
    source.read(-info.size % BLOCK)


def _skip(source: Source, size: int) -> None:
    for _ in source.pieces(size + -size % BLOCK):
        pass


def _headers(source: Source, blob: Blob) -> Iterator[tarfile.TarInfo | Member]:
    """Headers of real members, with the long names that stand in extra headers before them."""
    extra: dict[str, str] = {}
    while True:
        block = source.read(BLOCK)
        if len(block) < BLOCK or block == _ZEROS:
            if block != _ZEROS and not source.damage and source.position:
                yield own_gap(
                    blob, GapKind.TRUNCATED, "no end mark: members may be missing behind this point"
                )
            return
        info = _header(block)
        if info is None:
            began = source.position - len(block)
            found = _next_header(source)
            lost = source.position - began
            yield own_gap(
                blob,
                GapKind.DAMAGED,
                f"{lost:,} bytes from byte {began:,} are no tar header and were left out",
            )
            if not found:
                return
            extra = {}
            continue
        if info.type == tarfile.GNUTYPE_SPARSE and block[_SPARSE_MORE]:
            _skip_sparse_map(source)
        if not _is_extra(source, info, extra):
            _apply(info, extra)
            extra = {}
            yield info


def _header(block: bytes) -> tarfile.TarInfo | None:
    try:
        info = tarfile.TarInfo.frombuf(block, "latin-1", "replace")
    except (tarfile.HeaderError, ValueError):
        return None
    if info.size < 0:
        return None
    # A folder under the old mark of a file: its name ends in a slash.
    if info.type == tarfile.AREGTYPE and block[:100].rstrip(b"\0").endswith(b"/"):
        info.type = tarfile.DIRTYPE
    info.name = decode_name(info.name.encode("latin-1"))
    info.linkname = decode_name(info.linkname.encode("latin-1"))
    return info


def _next_header(source: Source) -> bool:
    """Step on, block by block, to something that is a header again."""
    while True:
        head = source.peek(BLOCK)
        if len(head) < BLOCK:
            source.read(BLOCK)
            return False
        if head.startswith(b"ustar", _MAGIC) and is_tar(head):
            return True
        source.read(BLOCK)


def _is_extra(source: Source, info: tarfile.TarInfo, extra: dict[str, str]) -> bool:
    """Take in a header that only describes the next one; True if it was one."""
    kind = info.type
    if kind in (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK):
        text = decode_name(_small(source, info.size).rstrip(b"\0"))
        extra["path" if kind == tarfile.GNUTYPE_LONGNAME else "linkpath"] = text
        return True
    if kind in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE):
        extra.update(_pax(_small(source, info.size)))
        return True
    return False


def _skip_sparse_map(source: Source) -> None:
    """Further blocks of the list of holes; each says whether one more follows."""
    while True:
        block = source.read(BLOCK)
        if len(block) < BLOCK or not block[_SPARSE_MAP_MORE]:
            return


def _small(source: Source, size: int) -> bytes:
    """The body of an extra header; a huge one is cut, for nobody reads such a name."""
    body = source.read(min(size, _NAME_BYTES))
    for _ in source.pieces(size - len(body)):
        pass
    source.read(-size % BLOCK)
    return body


def _pax(body: bytes) -> dict[str, str]:
    """``30 path=name`` records; what does not parse is left out."""
    found: dict[str, str] = {}
    at = 0
    while at < len(body):
        space = body.find(b" ", at, at + 20)
        digits = body[at:space] if space > 0 else b""
        if not digits.isdigit() or int(digits) <= space - at + 1:
            return found
        key, _, value = body[space + 1 : at + int(digits) - 1].partition(b"=")
        found[key.decode("latin-1")] = decode_name(value)
        at += int(digits)
    return found


def _apply(info: tarfile.TarInfo, extra: dict[str, str]) -> None:
    info.name = extra.get("GNU.sparse.name") or extra.get("path") or info.name
    info.linkname = extra.get("linkpath") or info.linkname
    size = extra.get("size", "")
    if size.isascii() and size.isdigit():
        info.size = int(size)


CONTAINER = Container(
    name="tar",
    version=1,
    media_types=("application/x-tar", "application/x-gtar"),
    suffixes=(".tar", ".ova", ".gtar"),
    members=members,
    magic=((_MAGIC, b"ustar"),),
    cannot=(
        "old GNU sparse files are given without their holes",
        "links are not followed, devices are not read",
    ),
)
