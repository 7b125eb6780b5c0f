"""Reading order: a page to parts that are read one after the other; columns and tables are found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.read.page_code import code_rows
from onrecord.read.page_gaps import Strip, find_strips, is_columns, narrowed
from onrecord.read.page_lines import Row, is_rtl, join_lines, lines_of, rows_of, table_line
from onrecord.read.page_model import Line, Page, Rule, Table
from onrecord.read.page_ruled import ruled_tables
from onrecord.read.page_segments import bands, rebased, segments
from onrecord.read.page_unruled import cells_in_rows, unruled_table

_DEPTH = 5


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
        strips = [narrowed(rows, strip) for strip in find_strips(rows, left, right)] if depth else []
        columns = [strip for strip in strips if is_columns(rows, strip, self.lying)]
        if columns:
            yield from self._columns(rows, max(columns, key=lambda s: _height(rows, s)), depth)
        else:
            for part in segments(rows):
                yield from self._tables(part, find_strips(part, left, right), left, right)

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
        for first, last in bands(rows, strips, self.lying):
            if first < at:
                continue
            band = rows[first : last + 1]
            inside = [rebased(s, first, last) for s in strips if s.first <= last and s.last >= first]
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
