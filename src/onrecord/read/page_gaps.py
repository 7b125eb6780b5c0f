"""White strips between columns: where they run, and whether they part columns of prose or table cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from onrecord.read.page_lines import BULLET, Row
from onrecord.read.page_model import Line, Rule

_NARROWEST = 0.6
_ALIGNED = 0.4
_PROSE_WIDTH = 12.0
_PROSE_LINES = 4
_FULL = 0.75
_COLUMN_GAP = 1.2


@dataclass(slots=True)
class Strip:
    """A white strip from row ``first`` to row ``last``; ``both`` counts rows with text on both sides."""

    left: float
    right: float
    first: int
    last: int
    both: int = 0

    @property
    def middle(self) -> float:
        """Its axis."""
        return (self.left + self.right) / 2


Interval = tuple[float, float]


def typical_size(rows: Sequence[Row]) -> float:
    """The type size of most lines."""
    sizes = [line.size for row in rows for line in row.lines if line.table is None and line.size > 0]
    return median(sizes) if sizes else 10.0


def find_strips(rows: Sequence[Row], left: float, right: float) -> list[Strip]:
    """All white strips that run through two rows or more, with text on both sides somewhere."""
    free = [_free(row, left, right) for row in rows]
    narrowest = _NARROWEST * typical_size(rows)
    strips: list[Strip] = []
    for at, row in enumerate(rows):
        seeds = [(a, b) for a, b in free[at] if a > left and b < right]
        if at + 1 < len(rows):
            seeds += _between(row, rows[at + 1])
        for seed in seeds:
            if not any(_covers(strip, at, seed) for strip in strips):
                strip = _extend(free, at, seed, narrowest)
                strip.both = _both(rows, strip)
                if strip.last > strip.first:
                    strips.append(strip)
    return strips


def _free(row: Row, left: float, right: float) -> list[Interval]:
    """What is white in a row, the margins too."""
    out: list[Interval] = []
    at = left - 1
    for line in row.lines:
        if line.left > at:
            out.append((at, line.left))
        at = max(at, line.right)
    out.append((at, max(at, right) + 1))
    return out


def _between(row: Row, other: Row) -> list[Interval]:
    """The strip between two rows that stand beside one another without sharing a height."""
    if other.top - row.bottom > 2 * (row.bottom - row.top):
        return []
    (a, b), (c, d) = _extent(row), _extent(other)
    if b < c:
        return [(b, c)]
    return [(d, a)] if d < a else []


def _extent(row: Row) -> Interval:
    return min(line.left for line in row.lines), max(line.right for line in row.lines)


def _covers(strip: Strip, at: int, seed: Interval) -> bool:
    return strip.first <= at <= strip.last and seed[0] <= strip.middle <= seed[1]


def _extend(free: list[list[Interval]], at: int, seed: Interval, narrowest: float) -> Strip:
    """Run up and down from a gap as far as enough of it stays white."""
    left, right = seed
    ends = [at, at]
    for side, step in ((0, -1), (1, 1)):
        row = at + step
        while 0 <= row < len(free):
            best = max(((max(left, a), min(right, b)) for a, b in free[row]), key=lambda i: i[1] - i[0])
            if best[1] - best[0] < narrowest:
                break
            left, right = best
            ends[side] = row
            row += step
    return Strip(left, right, ends[0], ends[1])


def sides(row: Row, strip: Strip) -> tuple[list[Line], list[Line]]:
    """The lines of a row to the left and to the right of a strip."""
    before = [line for line in row.lines if line.right <= strip.middle]
    return before, [line for line in row.lines if line.left >= strip.middle]


def _both(rows: Sequence[Row], strip: Strip) -> int:
    return sum(1 for row in rows[strip.first : strip.last + 1] if all(sides(row, strip)))


def is_aligned(rows: Sequence[Row], strip: Strip, size: float) -> bool:
    """Whether most lines to the right of a strip begin, end or are centred on one axis."""
    nearest = [
        right[0] for row in rows[strip.first : strip.last + 1] for right in [sides(row, strip)[1]] if right
    ]
    if len(nearest) < 2:
        return False
    axes = (
        [line.left for line in nearest],
        [line.right for line in nearest],
        [(line.left + line.right) / 2 for line in nearest],
    )
    return any(_largest_cluster(axis, _ALIGNED * size) >= max(2, 0.6 * len(nearest)) for axis in axes)


def _largest_cluster(values: list[float], width: float) -> int:
    values = sorted(values)
    best = start = 0
    for end, value in enumerate(values):
        while value - values[start] > width:
            start += 1
        best = max(best, end - start + 1)
    return best


def narrowed(rows: Sequence[Row], strip: Strip) -> Strip:
    """A strip without the rows at its ends that only have one side, unless they go on from a column."""
    both = [at for at in range(strip.first, strip.last + 1) if all(sides(rows[at], strip))]
    if not both:
        return strip
    first, last = both[0], both[-1]
    while first > strip.first and _goes_on(rows[first], rows[first - 1], strip):
        first -= 1
    while last < strip.last and _goes_on(rows[last], rows[last + 1], strip):
        last += 1
    return Strip(strip.left, strip.right, first, last, strip.both)


def _goes_on(row: Row, other: Row, strip: Strip) -> bool:
    """Whether a row with one side continues a column of the row beside it: near, and of the same type."""
    gap = max(other.top - row.bottom, row.top - other.bottom)
    line = other.lines[0]
    if line.table is not None:
        return True
    if gap > _COLUMN_GAP * line.size:
        return False
    left, right = sides(row, strip)
    alike = [
        one for one in left + right if abs(one.size - line.size) < 0.1 * line.size and one.bold == line.bold
    ]
    return any(min(one.right, line.right) > max(one.left, line.left) for one in alike)


def is_columns(rows: Sequence[Row], strip: Strip, lying: Sequence[Rule]) -> bool:
    """Whether a strip parts columns of text that are read one after the other."""
    band = rows[strip.first : strip.last + 1]
    size = typical_size(band)
    top, bottom = band[0].top, band[-1].bottom
    crossing = [r for r in lying if top < r.at < bottom and r.start < strip.left and r.end > strip.right]
    if len(crossing) >= 2:
        return False
    pairs = [sides(row, strip) for row in band]
    left = [pair[0][-1] for pair in pairs if pair[0]]
    right = [pair[1][0] for pair in pairs if pair[1]]
    if min(len(left), len(right)) < 2:
        return False
    if any(line.table is not None for line in left + right):
        return len(left) >= 3 and len(right) >= 3
    if _bullets(left) >= 2 and _bullets(right) >= 2:
        return True
    if min(len(left), len(right)) >= 3 and strip.both < 0.3 * len(band):
        return min(_width(left), _width(right)) >= 6 * size
    if _written_in_turn(pairs) and _wraps_beside(pairs, strip):
        return True
    return (
        min(len(left), len(right)) >= _PROSE_LINES
        and min(_width(left), _width(right)) >= _PROSE_WIDTH * size
        and min(_filled(left), _filled(right)) >= 0.5
        and not _in_step(pairs)
    )


def _written_in_turn(pairs: list[tuple[list[Line], list[Line]]]) -> bool:
    """Whether the file writes all of one side before the other, as it does with columns."""
    left = [word.order for before, _ in pairs for line in before[-1:] for word in line.words]
    right = [word.order for _, after in pairs for line in after[:1] for word in line.words]
    return len(left) > 2 and len(right) > 2 and (max(left) < min(right) or max(right) < min(left))


def _wraps_beside(pairs: list[tuple[list[Line], list[Line]]], strip: Strip) -> bool:
    """Whether a line goes on from the one above while the line beside it does not: they are no row."""
    limit = max(line.right for _, after in pairs for line in after)
    for (above_left, above_right), (left, right) in pairwise(pairs):
        if not (above_left and above_right and left and right):
            continue
        wraps = right[0].text[:1].islower() and _reaches(above_right[0], right[0], limit)
        if wraps and not _reaches(above_left[-1], left[-1], strip.left):
            return True
        wraps = left[-1].text[:1].islower() and _reaches(above_left[-1], left[-1], strip.left)
        if wraps and not _reaches(above_right[0], right[0], limit):
            return True
    return False


def _reaches(above: Line, line: Line, limit: float) -> bool:
    """Whether the first word of a line would not have fitted on the one above."""
    return (
        bool(line.words) and above.right + line.words[0].right - line.words[0].left > limit - 0.2 * line.size
    )


def _bullets(lines: list[Line]) -> int:
    return sum(1 for line in lines if BULLET.match(line.text))


def _width(lines: list[Line]) -> float:
    return max(line.right - line.left for line in lines)


def _filled(lines: list[Line]) -> float:
    """The share of lines that fill most of their column."""
    width = _width(lines)
    return sum(1 for line in lines if line.right - line.left >= _FULL * width) / len(lines)


def _in_step(pairs: list[tuple[list[Line], list[Line]]]) -> bool:
    """Whether paragraphs on both sides begin on the same heights, as the cells of a row do."""
    left = _starts([pair[0][-1] if pair[0] else None for pair in pairs])
    right = _starts([pair[1][0] if pair[1] else None for pair in pairs])
    fewer = min(len(left), len(right))
    return fewer >= 3 and len(left & right) >= 0.75 * fewer


def _starts(lines: list[Line | None]) -> set[int]:
    """Rows in which a paragraph begins, seen from one side: after a gap or after a short line."""
    present = [(at, line) for at, line in enumerate(lines) if line is not None]
    if len(present) < 2:
        return {at for at, _ in present}
    steps = [b.bottom - a.bottom for (_, a), (_, b) in pairwise(present)]
    usual = median(steps)
    width = max(line.right for _, line in present)
    starts = {present[0][0]}
    for ((_, before), (at, _)), step in zip(pairwise(present), steps, strict=True):
        if step > 1.25 * usual or before.right < width - 0.25 * (width - before.left):
            starts.add(at)
    return starts
