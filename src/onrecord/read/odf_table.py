"""Tables of OpenDocument texts and slides: repeated and covered cells unfolded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.read import table_rows
from onrecord.read.marked import BREAK, FLAGS, Mark
from onrecord.read.odf_text import OdfParagraph
from onrecord.read.office_grid import WIDEST, GridCell, GridLine, unfold
from onrecord.read.office_package import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

    from onrecord.read.odf_body import OdfBody

_GROUPS = frozenset({"table-header-rows", "table-rows", "table-row-group", "table-columns"})
_LONG_CELL = 2000
_MOST_REPEATS = 50


@dataclass(slots=True)
class _Line:
    element: _Element
    head: bool
    cells: list[GridCell] = field(default_factory=list)
    paragraphs: list[tuple[_Element, OdfParagraph]] = field(default_factory=list)
    rich: bool = False


def lay_out(body: OdfBody, table: _Element, mark: int) -> None:
    """Rows of plain cells become rows; cells that hold tables, headings or long texts are read as blocks."""
    under = body.introduction(FLAGS[mark & 15], table=True)
    lines: list[_Line] = []
    hanging: dict[int, int] = {}  # column: rows that a cell above still covers
    for row, head in rows_of(table):
        lines.append(_line(body, row, mark, hanging, head=head))
    if any(line.rich for line in lines) or all(len(line.cells) < 2 for line in lines):
        for line in lines:
            for cell in line.element:
                body.blocks(cell, mark)
        return
    flags = FLAGS[mark & 15]
    grid = unfold(
        body.draft, [GridLine(body.place(line.element), line.cells, line.head, flags=flags) for line in lines]
    )
    places = table_rows.add_table(body.draft, grid, body.context(under.caption), parent=under.parent)
    for line, place in zip(lines, places, strict=False):
        for element, found in line.paragraphs:
            body.hang(element, found, mark, parent=place)
    body.last = next((place for place in reversed(places) if place is not None), body.last)


def rows_of(table: _Element) -> Iterator[tuple[_Element, bool]]:
    """Rows with whether they are header rows, through the groups that hold them."""
    stack = [(iter(table), False)]
    while stack:
        children, head = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
        elif local(child.tag) == "table-row":
            yield child, head
        elif local(child.tag) in _GROUPS:
            stack.append((iter(child), head or local(child.tag) == "table-header-rows"))


def _line(body: OdfBody, row: _Element, mark: int, hanging: dict[int, int], *, head: bool) -> _Line:
    line = _Line(row, head)
    across = 0
    for cell in row:
        name = local(cell.tag)
        if name not in ("table-cell", "covered-table-cell"):
            continue
        own = _cell(body, line, cell, mark)
        for _ in range(min(number(cell, "number-columns-repeated"), _MOST_REPEATS)):
            column = len(line.cells)
            if column >= WIDEST:
                return line
            if name == "covered-table-cell":
                line.cells.append(
                    GridCell(across=across > 0, down=across <= 0 and hanging.get(column, 0) > 0)
                )
                across -= 1
            else:
                line.cells.append(own)
                across = number(cell, "number-columns-spanned") - 1
                hanging[column] = number(cell, "number-rows-spanned")
            hanging[column] = hanging.get(column, 0) - 1
    return line


def number(element: _Element, name: str) -> int:
    """A count that an attribute gives; 1 where it gives none."""
    text = attribute(element, name)
    return max(int(text[:9]), 1) if text.isdecimal() else 1


def _cell(body: OdfBody, line: _Line, cell: _Element, mark: int) -> GridCell:
    texts: list[str] = []
    bold = True
    for child in _paragraphs(cell, line):
        found = body.gather(child, mark)
        line.paragraphs.append((child, found))
        text = found.line.visible(mark | found.line.shared).replace(BREAK, "\n")
        if text and not found.line.shared:
            texts.append(text)
            bold = bold and bool(found.line.all & Mark.BOLD)
    whole = "\n".join(texts)
    line.rich = line.rich or len(whole) > _LONG_CELL
    return GridCell(whole, strong=bool(whole) and bold)


def _paragraphs(cell: _Element, line: _Line) -> Iterator[_Element]:
    """Paragraphs of a cell, those of lists too; tables and headings make it more than a plain cell."""
    stack = [iter(cell)]
    while stack:
        child = next(stack[-1], None)
        name = "" if child is None else local(child.tag)
        if child is None:
            stack.pop()
        elif name == "p":
            yield child
        elif name in ("list", "list-item", "list-header", "section"):
            stack.append(iter(child))
        elif name in ("table", "h"):
            line.rich = True
