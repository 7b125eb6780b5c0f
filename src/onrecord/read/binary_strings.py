"""Find strings in bytes: ASCII and UTF-8, UTF-16 of both byte orders, GB18030, with their offsets.

A stretch gives the same strings whether it is read alone or with its neighbours. Cannot: strings shorter
than four letters (two Chinese characters), Big5, Shift-JIS, EUC-KR.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 2048
"""Longer strings are cut where their offset is a multiple of this, wherever reading began."""

LEAST = 4
LEAST_WIDE = 2
_MARGIN = 2 * LONGEST


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A string: its bytes are ``data[offset:end]``."""

    offset: int
    end: int
    text: str
    encoding: str = "ascii"

    @property
    def width(self) -> int:
        """Bytes a unit."""
        return 2 if self.encoding.startswith("utf-16") else 1


def strings(data: bytes, start: int, end: int, low: int, high: int) -> list[Found]:
    """Strings that begin in ``[start, end)``, by offset; nothing outside ``[low, high)`` is looked at."""
    from onrecord.read.binary_narrow import narrow
    from onrecord.read.binary_wide import wide

    first = max(low, start - _MARGIN)
    chunk = data[first : min(high, end + _MARGIN)]
    merged = _merge(wide(chunk, first), list(narrow(chunk, first)))
    return [found for one in merged for found in _cut(one) if start <= found.offset < end]


def _merge(wide: list[Found], narrow: list[Found]) -> list[Found]:
    """Both kinds by offset; where they overlap, the wide one was the harder to come by."""
    kept = list(wide)
    at = 0
    for found in narrow:
        while at < len(wide) and wide[at].end <= found.offset:
            at += 1
        if at == len(wide) or wide[at].offset >= found.end:
            kept.append(found)
    return sorted(kept)


def _cut(found: Found) -> Iterable[Found]:
    """A long string in pieces, at fixed offsets."""
    if found.end - found.offset <= LONGEST:
        return (found,)
    raw = found.text.encode(found.encoding, "ignore")
    pieces = []
    at = found.offset
    while at < found.offset + len(raw):
        stop = at // LONGEST * LONGEST + LONGEST + (found.offset % 2 if found.width == 2 else 0)
        piece = raw[at - found.offset : stop - found.offset].decode(found.encoding, "ignore").strip()
        if piece:
            pieces.append(Found(at, min(stop, found.end), piece, found.encoding))
        at = stop
    return pieces
