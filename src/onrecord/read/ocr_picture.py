"""A grey picture in memory, and the straight lines that are drawn in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.read.page_model import Rule

_DARK = 150
_TO_INK = bytes(1 if value < _DARK else 0 for value in range(256))
_LYING_INCHES = 0.35
_STANDING_INCHES = 0.22
_THICKEST = 8


@dataclass(frozen=True, slots=True)
class Picture:
    """One byte a pixel, row after row without padding; ``dpi`` is how fine it is."""

    width: int
    height: int
    data: bytes
    dpi: int = 200

    def pgm(self) -> bytes:
        """The picture as a PGM file."""
        return b"P5\n%d %d\n255\n" % (self.width, self.height) + self.data

    def turned(self, clockwise: int) -> Picture:
        """The picture turned by a multiple of 90 degrees."""
        if clockwise % 360 == 180:
            return Picture(self.width, self.height, self.data[::-1], self.dpi)
        if clockwise % 180 == 0:
            return self
        columns = [self.data[x :: self.width] for x in range(self.width)]
        rows = [column[::-1] for column in columns] if clockwise % 360 == 90 else columns[::-1]
        return Picture(self.height, self.width, b"".join(rows), self.dpi)


def rules_of(picture: Picture) -> tuple[list[Rule], list[Rule]]:
    """Lying and standing lines: runs of dark pixels that are longer than strokes of letters."""
    ink = picture.data.translate(_TO_INK)
    width, height = picture.width, picture.height
    rows = (ink[y * width : (y + 1) * width] for y in range(height))
    lying = _runs(rows, max(20, int(_LYING_INCHES * picture.dpi)))
    columns = (ink[x::width] for x in range(width))
    standing = _runs(columns, max(16, int(_STANDING_INCHES * picture.dpi)))
    return lying, standing


def _runs(strips: Iterable[bytes], least: int) -> list[Rule]:
    """Runs of ink in each strip; runs that lie on one another are one line, a thick area only its edges."""
    needle = b"\1" * least
    open_runs: list[tuple[int, int, int, int]] = []  # first strip, last strip, start, end
    out: list[Rule] = []
    for at, strip in enumerate(strips):
        found = _long_runs(strip, needle)
        kept: list[tuple[int, int, int, int]] = []
        for first, last, start, end in open_runs:
            match = next((run for run in found if run[0] < end and run[1] > start), None)
            if match is None:
                out += _lines(first, last, start, end)
            else:
                found.remove(match)
                kept.append((first, at, min(start, match[0]), max(end, match[1])))
        open_runs = kept + [(at, at, start, end) for start, end in found]
    for run in open_runs:
        out += _lines(*run)
    return out


def _long_runs(strip: bytes, needle: bytes) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    at = strip.find(needle)
    while at >= 0:
        end = strip.find(b"\0", at)
        end = len(strip) if end < 0 else end
        out.append((at, end))
        at = strip.find(needle, end)
    return out


def _lines(first: int, last: int, start: int, end: int) -> list[Rule]:
    if last - first < _THICKEST:
        return [Rule((first + last + 1) / 2, start, end)]
    return [Rule(first, start, end), Rule(last + 1, start, end)]
