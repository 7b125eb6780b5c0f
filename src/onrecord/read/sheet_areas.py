"""How far the cells of a binary sheet lie apart, from its records alone, before a library fills the space."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_BIFF_CELLS = frozenset(
    {0x0006, 0x0203, 0x0204, 0x0205, 0x00FD, 0x027E, 0x00BD, 0x00D6, 0x0003, 0x0004, 0x0005, 0x0002}
)
_BIFF_END = 0x000A
_BIFF_DIMENSIONS = frozenset({0x0000, 0x0200})
_BIFF_STRINGS = 0x00FC
_ROW = 0
_CELLS = range(2, 12)


class Rectangle:
    """The rectangle around all cells seen."""

    def __init__(self) -> None:
        self.top = self.left = 1 << 33
        self.bottom = self.right = -1

    def add(self, row: int, column: int) -> None:
        """Widen it to a cell."""
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, column), max(self.right, column)

    def area(self) -> int:
        """Cells in it."""
        return 0 if self.bottom < 0 else (self.bottom - self.top + 1) * (self.right - self.left + 1)


def biff_areas(stream: bytes) -> Iterator[int]:
    """The area of each sheet of an XLS workbook."""
    cells = Rectangle()
    for kind, at, size in records(stream):
        if kind in _BIFF_CELLS and size >= 4:
            cells.add(*struct.unpack_from("<HH", stream, at))
        elif kind == _BIFF_END:
            yield cells.area()
            cells = Rectangle()
    yield cells.area()


def tamed(stream: bytes) -> bytes:
    """An XLS workbook without the counts for which calamine sets memory aside before it looks.

    The stated size of a sheet is a mere hint, so it becomes nothing; the stated number of strings
    becomes what there is room for.
    """
    changed = bytearray(stream)
    for kind, at, size in records(stream):
        if kind in _BIFF_DIMENSIONS:
            changed[at : at + size] = bytes(size)
        elif kind == _BIFF_STRINGS and size >= 8:
            count = struct.unpack_from("<I", stream, at + 4)[0]
            struct.pack_into("<I", changed, at + 4, min(count, len(stream)))
    return bytes(changed)


def records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, beginning and size of each whole record."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        at += 4
        if at + size > len(stream):
            return
        yield kind, at, size
        at += size


def binary_area(data: bytes) -> int:
    """The area of a sheet of an XLSB workbook."""
    at = row = 0
    cells = Rectangle()
    while at + 2 <= len(data):
        kind, at = _number(data, at, 2)
        size, at = _number(data, at, 4)
        if kind == _ROW and size >= 4:
            row = int.from_bytes(data[at : at + 4], "little")
        elif kind in _CELLS and size >= 4:
            cells.add(row, int.from_bytes(data[at : at + 4], "little"))
        at += size
    return cells.area()


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number written in groups of seven bits, and where it ends."""
    value = 0
    for place in range(most):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    return value, at
