"""Where one table without drawn cells may begin and end: at headings, at white, where the columns change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.read.page_gaps import Strip, typical_size
from onrecord.read.page_kinds import caption
from onrecord.read.page_lines import NUMBER, Row
from onrecord.read.page_model import Line, Rule

_APART = 4.0
_LARGER = 1.12
_SHIFT = 0.3
_REMEMBERED = 6
_WRAP = 1.5
_CENTRED = 0.6


def segments(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Cut rows where no table goes on: at headings, captions, much white, and where other columns begin."""
    size = typical_size(rows)
    start = 0
    columns = _Columns(size)
    for at, row in enumerate(rows):
        divides = _divides(row, size)
        apart = at > start and row.top - rows[at - 1].bottom > _APART * size
        if at > start and (divides or apart):
            yield rows[start:at]
            start = at
            columns.clear()
        elif not columns.fits(row):
            cut = columns.after
            if cut > start:
                yield rows[start:cut]
                start = cut
            columns.clear()
        if divides:
            yield rows[at : at + 1]
            start = at + 1
        else:
            columns.take(row, at)
    if start < len(rows):
        yield rows[start:]


def _divides(row: Row, size: float) -> bool:
    line = row.lines[0]
    return len(row.lines) == 1 and line.table is None and (line.size > _LARGER * size or caption(line.text))


class _Columns:
    """Where cells of the last rows stand. ``after`` is the number of the row behind the last with cells."""

    def __init__(self, size: float) -> None:
        self.near = _SHIFT * size
        self.seen: list[list[Line]] = []
        self.after = 0

    def clear(self) -> None:
        """Begin anew."""
        self.seen.clear()

    def take(self, row: Row, at: int) -> None:
        """Remember a row with several cells, or one that goes on in a column already known."""
        if len(row.lines) > 1:
            self.seen = [*self.seen[1 - _REMEMBERED :], row.lines[1:]]
            self.after = at + 1
        elif self.seen and self._stands_below(row.lines[0]):
            self.after = at + 1

    def fits(self, row: Row) -> bool:
        """Whether some cell of a row stands in a column of the rows above."""
        if len(row.lines) < 2 or not self.seen:
            return True
        cells = row.lines[1:]
        return any(self._stands_below(cell) for cell in cells) or any(
            len(cells) == len(above) and all(map(self._on_one_axis, cells, above)) for above in self.seen
        )

    def _stands_below(self, line: Line) -> bool:
        """Whether a line begins or ends where a cell above does."""
        return any(
            abs(line.left - cell.left) <= self.near or abs(line.right - cell.right) <= self.near
            for cells in self.seen
            for cell in cells
        )

    def _on_one_axis(self, a: Line, b: Line) -> bool:
        """Whether two cells are centred on one axis."""
        return abs(a.left + a.right - b.left - b.right) <= 2 * self.near


def bands(rows: Sequence[Row], strips: Sequence[Strip], lying: Sequence[Rule]) -> list[tuple[int, int]]:
    """Stretches of rows that strips run through, from the first row that has both sides."""
    out: list[tuple[int, int]] = []
    split = [at for at, row in enumerate(rows) if len(row.lines) > 1 and not _is_numbered_heading(row)]
    for strip in sorted(strips, key=lambda s: (s.first, -s.last)):
        if strip.both < 2:
            continue
        first, last = _trimmed(rows, strip, split, lying)
        if last <= first:
            continue
        for start, end in _without_code(rows, first, last):
            if out and start <= out[-1][1]:
                out[-1] = (min(out[-1][0], start), max(out[-1][1], end))
            elif end > start:
                out.append((start, end))
    return out


def rebased(strip: Strip, first: int, last: int) -> Strip:
    """A strip whose rows are counted from the first row of a band."""
    return replace(strip, first=max(strip.first, first) - first, last=min(strip.last, last) - first)


def _is_numbered_heading(row: Row) -> bool:
    return len(row.lines) == 2 and bool(NUMBER.fullmatch(row.lines[0].text.strip())) and row.lines[0].bold


def _trimmed(
    rows: Sequence[Row], strip: Strip, split: Sequence[int], lying: Sequence[Rule]
) -> tuple[int, int]:
    """From the first to the last row with several lines, with what wraps to the right of the strip.

    A title row above, of one cell between drawn lines, belongs to the table.
    """
    inside = [at for at in split if strip.first <= at <= strip.last]
    if not inside:
        return 0, 0
    first, last = inside[0], inside[-1]
    size = typical_size(rows[first : last + 1])
    while last < strip.last:
        row = rows[last + 1]
        wraps = all(line.left >= strip.middle for line in row.lines)
        if not wraps or row.top - rows[last].bottom > _WRAP * size:
            break
        last += 1
    while first > strip.first:
        row, below = rows[first - 1], rows[first]
        centred = all(line.left >= strip.middle for line in row.lines)
        near = below.top - row.bottom <= _CENTRED * size
        if not (centred and near) and not _is_title_row(row, below, lying):
            break
        first -= 1
    return first, last


def _is_title_row(row: Row, below: Row, lying: Sequence[Rule]) -> bool:
    """Whether lines are drawn above and below a row, as wide as the row below it and as near."""
    left, right = below.lines[0].left, max(line.right for line in below.lines)
    height = row.bottom - row.top
    above = between = False
    for rule in lying:
        if min(rule.end, right) - max(rule.start, left) >= 0.6 * (right - left):
            above = above or -height < rule.at - row.top <= 0.3 * height
            between = between or row.bottom - 0.3 * height <= rule.at <= below.top + 0.3 * height
    return above and between and below.top - row.bottom < 2 * height


def _without_code(rows: Sequence[Row], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut where code stands between rows."""
    start = first
    for at in range(first, last + 1):
        if any(line.code for line in rows[at].lines):
            if at > start:
                yield start, at - 1
            start = at + 1
    if start <= last:
        yield start, last
