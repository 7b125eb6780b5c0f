"""A table to rows of text: header cells, rows below rows, cells that cover several rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.place import Box
from onrecord.read.page_kinds import is_finished
from onrecord.read.page_model import Cell, Line, Table
from onrecord.read.table_header import looks_like_header

_SHADE_OVERLAP = 0.6
_SECTION_MOST = 80


@dataclass(slots=True)
class TableRow:
    """One row: its own lines in reading order, and one text for each column.

    ``parent`` is the number of the row it belongs to. A ``section`` is the title of the rows below it.
    """

    number: int
    cells: list[Cell]
    texts: tuple[str, ...]
    parent: int | None = None
    header: bool = False
    section: bool = False

    @property
    def lines(self) -> list[Line]:
        """The lines of its cells, cell by cell."""
        return [line for cell in self.cells for line in cell.lines]


@dataclass(slots=True)
class TableText:
    """All rows of a table with text, its header cells, and the title that stands in its first row."""

    rows: list[TableRow]
    header: tuple[str, ...] = ()
    title: str = ""


def table_text(table: Table, shades: Sequence[Box]) -> TableText:
    """Rows, header and parents of a table."""
    rows = [
        TableRow(number, [cell for cell in table.row(number) if cell.lines], _texts(table, number))
        for number in range(table.rows)
    ]
    title = ""
    if len(rows) > 2 and table.columns > 1 and _is_across(rows[0], table) and table.ruled:
        title = rows[0].cells[0].text
    first = 1 if title else 0
    count = _header_rows(rows[first:], shades)
    for row in rows[first : first + count]:
        row.header = True
    header = _header(table, [row for row in rows if row.header])
    _find_parents(table, rows)
    return TableText([row for row in rows if row.cells], header, title)


def _texts(table: Table, number: int) -> tuple[str, ...]:
    """One text a column; a cell that covers several slots counts in each of them."""
    out = [""] * table.columns
    for cell in table.cells:
        if cell.row <= number < cell.row + cell.rows:
            for column in range(cell.column, min(cell.column + cell.columns, table.columns)):
                out[column] = out[column] or cell.text
    return tuple(out)


def _is_across(row: TableRow, table: Table) -> bool:
    """Whether one cell takes the whole width."""
    return len(row.cells) == 1 and row.cells[0].columns >= table.columns


def _header(table: Table, rows: Sequence[TableRow]) -> tuple[str, ...]:
    """The header cells, a column each; a cell above several columns counts for each of them."""
    if not rows:
        return ()
    columns = range(table.columns)
    return tuple(" ".join(dict.fromkeys(_one_line(row.texts[at]) for row in rows)).strip() for at in columns)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _header_rows(rows: Sequence[TableRow], shades: Sequence[Box]) -> int:
    """How many rows at the top are the header."""
    filled = [row for row in rows if row.cells]
    if len(filled) < 2 or len(filled[0].cells) < 2:
        return 0
    first, second = filled[0], filled[1]
    marked = _is_marked(first, second, shades)
    texts = [tuple(map(_one_line, row.texts)) for row in filled]
    if not looks_like_header(texts[0], texts[1:], strong=marked):
        return 0
    spans = any(cell.columns > 1 for cell in first.cells) or any(cell.rows > 1 for cell in first.cells)
    below = filled[2:] and _is_marked(second, filled[2], shades)
    return rows.index(second) + 1 if spans and below and len(filled) > 2 else rows.index(first) + 1


def _is_marked(row: TableRow, below: TableRow, shades: Sequence[Box]) -> bool:
    """Whether a row is bold or coloured and the next one is not."""
    if all(line.bold for line in row.lines) and not all(line.bold for line in below.lines):
        return True
    return _shaded(row, shades) and not _shaded(below, shades) and len(row.cells) > 1


def _shaded(row: TableRow, shades: Sequence[Box]) -> bool:
    lines = row.lines
    covered = 0
    for line in lines:
        word = line.words[0]
        x, y = (word.left + word.right) / 2, (line.top + line.bottom) / 2
        height = 3.5 * max(line.size, row_height(row))
        covered += any(
            s.left <= x <= s.right and s.top <= y <= s.bottom and s.bottom - s.top < height for s in shades
        )
    return bool(lines) and covered >= _SHADE_OVERLAP * len(lines)


def row_height(row: TableRow) -> float:
    """From its topmost line to its lowest."""
    lines = row.lines
    return max(line.bottom for line in lines) - min(line.top for line in lines)


def _find_parents(table: Table, rows: Sequence[TableRow]) -> None:
    """Rows that belong to a row above: below a cell that covers both, below a row of one cell, indented."""
    section: TableRow | None = None
    indents = _indents(table, rows)
    for at, row in enumerate(rows):
        if row.header or not row.cells:
            continue
        if _is_section(row, table, rows[at + 1 :]):
            row.section = True
            section = row
            continue
        covering = [
            cell for cell in table.cells if cell.row < row.number < cell.row + cell.rows and cell.lines
        ]
        if covering and any(cell.column == 0 for cell in covering):
            row.parent = min(cell.row for cell in covering if cell.column == 0)
        elif row.cells[0].column > 0 and at:
            row.parent = _labelled_above(rows, at)
        else:
            above = _above_indented(rows, at, indents)
            above = _above_named(rows, at) if above is None else above
            row.parent = above if above is not None else (section.number if section else None)


def _is_section(row: TableRow, table: Table, below: Sequence[TableRow]) -> bool:
    """A short row of one cell that heads the rows ``below`` it."""
    if len(row.cells) != 1 or row.cells[0].column or row.cells[0].rows > 1 or not below:
        return False
    text = row.cells[0].text
    if len(text) > _SECTION_MOST or is_finished(text) or len(below[0].cells) < 2:
        return False
    if table.ruled and row.cells[0].columns >= table.columns:
        return True
    bold = all(line.bold for line in row.lines)
    return bold and any(not line.bold for other in below for line in other.lines)


def _labelled_above(rows: Sequence[TableRow], at: int) -> int | None:
    """The nearest row above that has a label; a row without one belongs to it."""
    for row in reversed(rows[:at]):
        if row.header:
            return None
        if row.cells and row.cells[0].column == 0:
            return row.number
    return None


def _indents(table: Table, rows: Sequence[TableRow]) -> dict[int, float]:
    """Where the label of each row begins, seen from the left edge of its column."""
    left = table.edges[0] if table.edges else table.left
    labels = {
        row.number: row.cells[0].lines[0]
        for row in rows
        if row.cells and row.cells[0].column == 0 and not row.header and row.cells[0].columns == 1
    }
    if _is_centred(list(labels.values())):
        return {}
    return {number: line.left - left for number, line in labels.items()}


def _is_centred(lines: Sequence[Line]) -> bool:
    """Whether labels are centred or flush right, so that where they begin says nothing."""
    if len(lines) < 2:
        return True
    near = 0.5 * lines[0].size
    middles = [line.left + line.right for line in lines]
    ends = [line.right for line in lines]
    return max(middles) - min(middles) < 2 * near or max(ends) - min(ends) < near


def _above_indented(rows: Sequence[TableRow], at: int, indents: dict[int, float]) -> int | None:
    here = indents.get(rows[at].number)
    if here is None:
        return None
    step = 0.7 * rows[at].cells[0].lines[0].size
    if here <= min(indents.values()) + step:
        return None
    for row in reversed(rows[:at]):
        indent = indents.get(row.number)
        if indent is not None and indent < here - step:
            return row.number
    return None


_CHILD_MARK = re.compile(r"^\s*(?:[+>»›└├╰↳]|--?\s|·\s?|-->)")


def _above_named(rows: Sequence[TableRow], at: int) -> int | None:
    """The row whose name begins this row's name (``eth`` above ``eth.afr``), or above a ``+`` mark."""
    name = rows[at].cells[0].text.strip()
    if _CHILD_MARK.match(name):
        for row in reversed(rows[:at]):
            if row.cells and not row.header and not _CHILD_MARK.match(row.cells[0].text):
                return row.number
        return None
    for row in reversed(rows[:at]):
        if row.header or not row.cells:
            continue
        above = row.cells[0].text.strip()
        if above and name.startswith((above + ".", above + "/", above + "[", above + "->")):
            return row.number
    return None
