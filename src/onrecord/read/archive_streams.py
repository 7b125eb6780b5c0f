"""Unpack gzip, bzip2, xz, lzma and zstd piece by piece, with what was unpacked before any damage."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

from onrecord.model.vocabulary import GapKind
from onrecord.read.archive_limits import DamageError

CHUNK = 1 << 18
_FIRST_FEED = 1 << 12
_FEED = 1 << 18
"""Feeds grow from the first size to this one, so that a million tiny streams do not cost a million copies."""

_LZMA_MEMORY = 512 << 20


class Unpacker(Protocol):
    """What ``bz2`` and ``lzma`` decompressors have in common."""

    @property
    def eof(self) -> bool:
        """Whether the end of the stream was reached."""

    @property
    def needs_input(self) -> bool:
        """Whether there is nothing more to come out before more goes in."""

    @property
    def unused_data(self) -> bytes:
        """What follows the end of the stream."""

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        """Unpack some more, at most so many bytes."""


def inflate(packed: bytes | memoryview, bits: int) -> Iterator[bytes]:
    """One deflate stream: ``bits`` 31 for gzip, 15 for zlib, -15 for raw."""
    yield from _inflate_at(memoryview(packed), 0, bits, [])


def _inflate_at(packed: memoryview, at: int, bits: int, end: list[int]) -> Iterator[bytes]:
    """Inflate from ``at``; where the stream ended is put into ``end``."""
    engine = zlib.decompressobj(bits)
    size = _FIRST_FEED
    while not engine.eof:
        if engine.unconsumed_tail:
            feed = engine.unconsumed_tail
        else:
            feed = bytes(packed[at : at + size])
            at += len(feed)
            size = min(size * 2, _FEED)
            if not feed:
                raise DamageError("the packed data ends too early", GapKind.TRUNCATED)
        try:
            chunk = engine.decompress(feed, CHUNK)
        except zlib.error as error:
            raise DamageError(f"the packed data is damaged near byte {at:,} ({error})") from error
        if chunk:
            yield chunk
    end.append(at - len(engine.unused_data))


def gunzip(packed: bytes) -> Iterator[bytes]:
    """All members of a gzip file."""
    view = memoryview(packed)
    at = 0
    while at < len(packed):
        if at and packed[at : at + 2] != b"\x1f\x8b":
            _rest(packed, at)
            return
        end: list[int] = []
        yield from _inflate_at(view, at, 31, end)
        at = end[0]


def bunzip2(packed: bytes) -> Iterator[bytes]:
    """All streams of a bzip2 file."""
    return _streams(packed, bz2.BZ2Decompressor, b"BZh")


def unxz(packed: bytes) -> Iterator[bytes]:
    """All streams of an xz file."""
    return _streams(packed, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, _LZMA_MEMORY), b"\xfd7zXZ")


def unlzma(packed: bytes) -> Iterator[bytes]:
    """An old lzma file."""
    return _streams(packed, lambda: lzma.LZMADecompressor(lzma.FORMAT_ALONE, _LZMA_MEMORY), b"\x5d\0\0")


def unpack(packed: bytes | memoryview, engine: Unpacker, end: list[int] | None = None) -> Iterator[bytes]:
    """One stream through a ``bz2`` or ``lzma`` decompressor, in bounded pieces."""
    view = memoryview(packed)
    at = 0
    size = _FIRST_FEED
    while not engine.eof:
        feed = b""
        if engine.needs_input:
            feed = bytes(view[at : at + size])
            at += len(feed)
            size = min(size * 2, _FEED)
            if not feed:
                raise DamageError("the packed data ends too early", GapKind.TRUNCATED)
        try:
            chunk = engine.decompress(feed, CHUNK)
        except (OSError, EOFError, ValueError, lzma.LZMAError) as error:
            raise DamageError(f"the packed data is damaged near byte {at:,} ({error})") from error
        if chunk:
            yield chunk
    if end is not None:
        end.append(at - len(engine.unused_data))


def _streams(packed: bytes, make: Callable[[], Unpacker], mark: bytes) -> Iterator[bytes]:
    view = memoryview(packed)
    at = 0
    while at < len(packed):
        if at and not packed.startswith(mark, at):
            _rest(packed, at)
            return
        end: list[int] = []
        yield from unpack(view[at:], make(), end)
        at += end[0]


def _rest(packed: bytes, at: int) -> None:
    """Zero bytes pad a file to its block size; anything else was not read and must be told."""
    rest = packed[at:]
    if rest.count(0) != len(rest):
        raise DamageError(f"{len(rest):,} bytes after the packed data were not read")


def unzstd(packed: bytes) -> Iterator[bytes]:
    """All frames of a zstd file."""
    from fastwarc.stream_io import ZstdReader

    reader = ZstdReader(io.BytesIO(packed))
    while True:
        try:
            chunk = reader.read(_FIRST_FEED * 16)  # an error loses what the same read had unpacked before it
        except (OSError, ValueError, EOFError) as error:
            raise DamageError(f"the packed data is damaged ({error})") from error
        if not chunk:
            return
        yield bytes(chunk)
