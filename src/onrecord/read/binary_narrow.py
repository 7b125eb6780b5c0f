"""Find strings of one byte a unit: ASCII, UTF-8 and GB18030, also one behind the other in one run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.read.binary_likely import likely
from onrecord.read.binary_strings import LEAST, LEAST_WIDE, Found

_RUN = re.compile(rb"[\t\x20-\x7e\x80-\xfe]{4,}")
_ASCII = re.compile(rb"[\t\x20-\x7e]{4,}")
_WORTH = re.compile(
    rb"[\x81-\xfe][\x40-\xfe][\x81-\xfe][\x40-\xfe]|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf][\x80-\xbf]"
)
"""What a run must hold to be tried as anything but ASCII."""

_GB = re.compile(rb"(?:[\t\x20-\x7e]|[\x81-\xfe][\x40-\x7e\x80-\xfe])+")
_UTF8 = re.compile(
    rb"(?:[\t\x20-\x7e]|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2})+"
)


def narrow(chunk: bytes, base: int) -> Iterator[Found]:
    """Strings of a chunk that stands at ``base`` in its file, in order."""
    for run in _RUN.finditer(chunk):
        piece = run.group()
        at = base + run.start()
        if piece.isascii():
            yield from _stripped(at, piece, "ascii")
        elif _WORTH.search(piece):
            yield from _mixed(at, piece, closed=_closed(chunk, run.start(), run.end()))
        else:
            yield from _ascii_parts(at, piece)


def _closed(chunk: bytes, start: int, end: int) -> bool:
    """Whether a run stands between zero bytes or other marks, as strings of a table do."""
    return (start == 0 or chunk[start - 1] < 32) and (end == len(chunk) or chunk[end] < 32)


def _mixed(at: int, piece: bytes, *, closed: bool) -> Iterator[Found]:
    """A run with high bytes: UTF-8 if it can be, else GB18030, else what of it is one or the other."""
    for encoding in ("utf-8", "gb18030"):
        try:
            text = piece.decode(encoding)
        except UnicodeDecodeError:
            continue
        if likely(text, closed=closed):
            yield from _stripped(at, piece, encoding)
            return
    used = 0
    for start, end, encoding in _parts(piece):
        if start >= used:
            yield from _ascii_parts(at + used, piece[used:start])
            yield from _stripped(at + start, piece[start:end], encoding)
            used = end
    yield from _ascii_parts(at + used, piece[used:])


def _parts(piece: bytes) -> list[tuple[int, int, str]]:
    """Stretches of a run that read as UTF-8 or as GB18030."""
    found = []
    for pattern, encoding in ((_UTF8, "utf-8"), (_GB, "gb18030")):
        for part in pattern.finditer(piece):
            raw = part.group()
            if (
                len(raw) >= LEAST
                and not raw.isascii()
                and likely(raw.decode(encoding, "replace"), closed=False)
            ):
                found.append((part.start(), part.end(), encoding))
    return sorted(found)


def _ascii_parts(at: int, piece: bytes) -> Iterator[Found]:
    for part in _ASCII.finditer(piece):
        yield from _stripped(at + part.start(), part.group(), "ascii")


def _stripped(at: int, piece: bytes, encoding: str) -> Iterator[Found]:
    """The string without blanks around it."""
    end = at + len(piece)
    at += len(piece) - len(piece.lstrip(b" \t"))
    text = piece.strip(b" \t").decode(encoding, "replace")
    if len(text) >= LEAST or (len(text) >= LEAST_WIDE and not text.isascii()):
        yield Found(at, end, text, encoding)
