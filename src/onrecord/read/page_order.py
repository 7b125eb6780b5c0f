"""Reading order: a page to parts that are read one after the other; columns and tables are found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.read.page_code import code_rows
from onrecord.read.page_gaps import Strip, find_strips, is_columns, typical_size
from onrecord.read.page_lines import NUMBER, Row, is_rtl, join_lines, lines_of, rows_of, table_line
from onrecord.read.page_model import Line, Page, Rule, Table
from onrecord.read.page_ruled import ruled_tables
from onrecord.read.page_unruled import cells_in_rows, unruled_table

_DEPTH = 5
_APART = 4.0


@dataclass(slots=True)
class Flow:
    """Lines of one column, from the top down, between the edges of the column."""

    lines: list[Line]
    left: float
    right: float


Part = Flow | Table


def parts_of(page: Page) -> list[Part]:
    """Everything upright on a page, in reading order."""
    mirror = page.width if is_rtl(page) else None
    tables, words = ruled_tables(page, mirror)
    lying = [*page.lying, *_edges(page)]
    if mirror is not None:
        lying = [Rule(r.at, mirror - r.end, mirror - r.start) for r in lying]
    lines = lines_of(words, mirror)
    lines += [table_line(cells_in_rows(table, lying, mirror)) for table in tables]
    order = _Order(lying, mirror)
    return list(order.parts(lines, _DEPTH))


def _edges(page: Page) -> list[Rule]:
    """The upper edges of coloured areas: rows of a table are often told apart by colour alone."""
    return [
        Rule(edge, box.left, box.right)
        for box in page.shades
        if box.bottom - box.top < 0.3 * page.height
        for edge in (box.top, box.bottom)
    ]


class _Order:
    """Cuts a region at its white strips, again and again."""

    def __init__(self, lying: Sequence[Rule], mirror: float | None) -> None:
        self.lying = lying
        self.mirror = mirror

    def parts(self, lines: Sequence[Line], depth: int) -> Iterator[Part]:
        """The parts of a region, in reading order."""
        if not lines:
            return
        rows = self._with_code(rows_of(lines))
        left, right = min(line.left for line in lines), max(line.right for line in lines)
        strips = find_strips(rows, left, right)
        columns = [strip for strip in strips if depth and is_columns(rows, strip, self.lying)]
        if columns:
            yield from self._columns(rows, max(columns, key=lambda s: _height(rows, s)), depth)
        else:
            yield from self._tables(rows, strips, left, right)

    def _columns(self, rows: Sequence[Row], strip: Strip, depth: int) -> Iterator[Part]:
        """What stands above, the columns from first to last, what stands below."""
        band = rows[strip.first : strip.last + 1]
        yield from self.parts(_lines(rows[: strip.first]), depth - 1)
        inside = _lines(band)
        yield from self.parts([line for line in inside if line.right <= strip.middle], depth - 1)
        yield from self.parts([line for line in inside if line.right > strip.middle], depth - 1)
        yield from self.parts(_lines(rows[strip.last + 1 :]), depth - 1)

    def _tables(
        self, rows: Sequence[Row], strips: Sequence[Strip], left: float, right: float
    ) -> Iterator[Part]:
        """Tables without drawn cells, and the lines between them."""
        at = 0
        for first, last in _bands(rows, strips):
            if first < at:
                continue
            band = rows[first : last + 1]
            inside = [_rebased(s, first, last) for s in strips if s.first <= last and s.last >= first]
            table = None if _holds_table(band) else unruled_table(band, inside, self.lying, self.mirror)
            if table is not None:
                yield from self._flow(rows[at:first], left, right)
                yield table
                at = last + 1
        yield from self._flow(rows[at:], left, right)

    def _flow(self, rows: Sequence[Row], left: float, right: float) -> Iterator[Part]:
        """Lines as they come; drawn tables stay where they stand."""
        lines: list[Line] = []
        done: set[int] = set()
        for row in rows:
            plain = [line for line in row.lines if line.table is None]
            if plain:
                lines.append(join_lines(plain, self.mirror))
            for table in (line.table for line in row.lines if line.table is not None):
                if id(table) not in done:
                    done.add(id(table))
                    if lines:
                        yield Flow(lines, left, right)
                        lines = []
                    yield table
        if lines:
            yield Flow(lines, left, right)

    def _with_code(self, rows: list[Row]) -> list[Row]:
        """Lines of code are never cut into cells."""
        for at in code_rows([" ".join(line.text for line in row.lines) for row in rows]):
            row = rows[at]
            if not any(line.table for line in row.lines):
                row.lines = [join_lines(row.lines, self.mirror)]
                row.lines[0].code = True
        return rows


def _lines(rows: Sequence[Row]) -> list[Line]:
    out: list[Line] = []
    seen: set[int] = set()
    for row in rows:
        for line in row.lines:
            if id(line) not in seen:
                seen.add(id(line))
                out.append(line)
    return out


def _height(rows: Sequence[Row], strip: Strip) -> float:
    return rows[strip.last].bottom - rows[strip.first].top


def _holds_table(rows: Sequence[Row]) -> bool:
    return any(line.table is not None for row in rows for line in row.lines)


def _rebased(strip: Strip, first: int, last: int) -> Strip:
    return replace(strip, first=max(strip.first, first) - first, last=min(strip.last, last) - first)


def _bands(rows: Sequence[Row], strips: Sequence[Strip]) -> list[tuple[int, int]]:
    """Stretches of rows that strips run through, from the first row that has both sides."""
    out: list[tuple[int, int]] = []
    split = [at for at, row in enumerate(rows) if len(row.lines) > 1 and not _is_numbered_heading(row)]
    for strip in sorted(strips, key=lambda s: (s.first, -s.last)):
        if strip.both < 2:
            continue
        first, last = _trimmed(rows, strip, split)
        if last <= first:
            continue
        for start, end in _cut_apart(rows, first, last):
            if out and start <= out[-1][1]:
                out[-1] = (min(out[-1][0], start), max(out[-1][1], end))
            elif end > start:
                out.append((start, end))
    return out


def _is_numbered_heading(row: Row) -> bool:
    return len(row.lines) == 2 and bool(NUMBER.fullmatch(row.lines[0].text.strip())) and row.lines[0].bold


def _trimmed(rows: Sequence[Row], strip: Strip, split: list[int]) -> tuple[int, int]:
    """From the first to the last row with several lines, with what wraps to the right of the strip."""
    inside = [at for at in split if strip.first <= at <= strip.last]
    if not inside:
        return 0, 0
    first, last = inside[0], inside[-1]
    size = typical_size(rows[first : last + 1])
    while last < strip.last:
        row = rows[last + 1]
        wraps = all(line.left >= strip.middle for line in row.lines)
        if not wraps or row.top - rows[last].bottom > 1.5 * size:
            break
        last += 1
    while first > strip.first:
        row = rows[first - 1]
        centred = all(line.left >= strip.middle for line in row.lines)
        if not centred or rows[first].top - row.bottom > 0.6 * size:
            break
        first -= 1
    return first, last


def _cut_apart(rows: Sequence[Row], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut where much white, or a heading, stands between rows."""
    size = typical_size(rows[first : last + 1])
    start = first
    for at in range(first + 1, last + 1):
        row = rows[at]
        if row.top - rows[at - 1].bottom > _APART * size or any(line.code for line in row.lines):
            yield start, at - 1
            start = at
        elif len(row.lines) == 1 and row.lines[0].size > 1.15 * size and row.lines[0].table is None:
            yield start, at - 1
            start = at + 1
    yield start, last
