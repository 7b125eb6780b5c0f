"""Find strings in bytes: ASCII and UTF-8, UTF-16 of both byte orders, GB18030, with their offsets.

A stretch gives the same strings whether it is read alone or with its neighbours. Cannot: strings shorter
than four letters (two Chinese characters), Big5, Shift-JIS, EUC-KR.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 2048
"""Longer strings are cut where their offset is a multiple of this, wherever reading began."""

_BREAK = bytes(4)
LEAST = 4
LEAST_WIDE = 2
_MARGIN = LONGEST + 64
"""So far around a stretch one must look to know which strings are to be cut."""


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

    first = _break_before(data, max(low, start - _MARGIN), start)
    chunk = data[first : _break_after(data, end, min(high, end + _MARGIN))]
    if not chunk.strip(b"\0"):  # padding, by the megabyte in firmware
        return []
    best = _best([*narrow(chunk, first), *wide(chunk, first)])
    return [found for one in best for found in _cut(one) if start <= found.offset < end]


def _break_before(data: bytes, low: int, start: int) -> int:
    """Where looking may begin: no string of any encoding goes across four zero bytes."""
    return max(low, data.rfind(_BREAK, low, start))


def _break_after(data: bytes, end: int, high: int) -> int:
    found = data.find(_BREAK, end, high)
    return high if found < 0 else found + len(_BREAK)


def _best(found: list[Found]) -> list[Found]:
    """Strings by offset; where readings of the same bytes compete, the one that makes more sense."""
    found.sort(key=lambda one: one.offset)
    kept: list[Found] = []
    for one in found:
        if not kept or one.offset >= kept[-1].end:
            kept.append(one)
        elif _rank(one) > _rank(kept[-1]):
            kept[-1] = one
    return kept


def _rank(found: Found) -> tuple[int, int]:
    """Sense first, then how common the encoding is."""
    from onrecord.read.binary_likely import weight

    common = {"ascii": 3, "utf-8": 3, "gb18030": 2, "utf-16-le": 1}
    return weight(found.text), common.get(found.encoding, 0)


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
