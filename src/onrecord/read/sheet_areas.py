"""How far the cells of a binary sheet lie apart, from its records alone, before a library fills the space."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_BIFF_CELLS = frozenset(
    {0x0006, 0x0203, 0x0204, 0x0205, 0x00FD, 0x027E, 0x00BD, 0x00D6, 0x0003, 0x0004, 0x0005, 0x0002}
)
_BIFF_END = 0x000A
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
    at = 0
    cells = Rectangle()
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind in _BIFF_CELLS and at + 8 <= len(stream):
            cells.add(*struct.unpack_from("<HH", stream, at + 4))
        elif kind == _BIFF_END:
            yield cells.area()
            cells = Rectangle()
        at += 4 + size
    yield cells.area()


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
