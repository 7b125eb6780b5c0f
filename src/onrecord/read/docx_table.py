"""Tables of a text document: merged cells unfolded, header rows found, layout tables taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.read import table_rows
from onrecord.read.docx_runs import Paragraph
from onrecord.read.docx_styles import is_on
from onrecord.read.marked import BREAK, FLAGS, Mark
from onrecord.read.office_grid import WIDEST, GridCell, GridLine, unfold
from onrecord.read.office_package import attribute, local
from onrecord.read.outline import Under

if TYPE_CHECKING:
    from lxml.etree import _Element

    from onrecord.read.docx_body import Body

_LONG_CELL = 2000


@dataclass(slots=True)
class _Cell:
    """A cell: how many columns it spans, whether another covers it, what it says."""

    element: _Element
    columns: int = 1
    across: bool = False
    down: bool = False
    shaded: bool = False
    paragraphs: list[tuple[_Element, Paragraph]] = field(default_factory=list)
    text: str = ""
    rich: bool = False


@dataclass(slots=True)
class _Line:
    element: _Element
    cells: list[_Cell]
    head: bool
    mark: int


def lay_out(body: Body, table: _Element) -> None:
    """Rows of plain cells become rows; cells that hold tables, headings or long texts are read as blocks."""
    under = body.introduction(FLAGS[body.place.mark & 15], table=True)
    lines = [_line(body, row) for row in _children(table, "tr")]
    if all(len(line.cells) < 2 for line in lines):
        for line in lines:
            _as_blocks(body, line)
        return
    segment: list[_Line] = []
    for line in lines:
        if any(cell.rich for cell in line.cells):
            _rows(body, segment, under)
            segment = []
            _as_blocks(body, line)
        else:
            segment.append(line)
    _rows(body, segment, under)


def _children(element: _Element, name: str) -> Iterator[_Element]:
    """Rows of a table or cells of a row, through the wrappers that may stand around them."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif local(child.tag) == name:
            yield child
        elif local(child.tag) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            stack.append(iter(child))


def _line(body: Body, row: _Element) -> _Line:
    properties = {local(part.tag): part for child in row if local(child.tag) == "trPr" for part in child}
    head = "tblHeader" in properties and is_on(attribute(properties["tblHeader"], "val"))
    mark = body.place.mark | (Mark.DELETED if "del" in properties else 0)
    cells = [_cell(body, cell) for cell in _children(row, "tc")]
    before = properties.get("gridBefore")
    if before is not None and cells:
        skipped = _Cell(cells[0].element, _number(attribute(before, "val")))
        cells.insert(0, skipped)
    return _Line(row, cells, head, mark)


def _cell(body: Body, element: _Element) -> _Cell:
    cell = _Cell(element)
    for child in element:
        name = local(child.tag)
        if name == "tcPr":
            _cell_properties(cell, child)
        elif name == "tbl":
            cell.rich = True
        elif name == "p":
            _cell_paragraph(body, cell, child)
        elif name in ("sdt", "customXml", "ins"):
            cell.rich = cell.rich or next(child.iter("{*}tbl"), None) is not None
            for paragraph in child.iter("{*}p"):
                _cell_paragraph(body, cell, paragraph)
    lines = (found.line.visible(body.place.mark).replace(BREAK, "\n") for _, found in cell.paragraphs)
    cell.text = "\n".join(filter(None, lines))
    cell.rich = cell.rich or len(cell.text) > _LONG_CELL
    return cell


def _cell_properties(cell: _Cell, properties: _Element) -> None:
    for child in properties:
        name, value = local(child.tag), attribute(child, "val")
        if name == "gridSpan":
            cell.columns = _number(value)
        elif name == "vMerge":
            cell.down = value != "restart"
        elif name == "hMerge":
            cell.across = value != "restart"
        elif name == "shd":
            cell.shaded = attribute(child, "fill").upper() not in ("", "AUTO", "FFFFFF")


def _cell_paragraph(body: Body, cell: _Cell, element: _Element) -> None:
    form = body.form(element)
    cell.rich = cell.rich or form.level is not None
    cell.paragraphs.append((element, body.gather(element, form, in_table=True)))


def _number(text: str) -> int:
    return min(max(int(text), 1), WIDEST) if text.isdecimal() and len(text) < 7 else 1


def _as_blocks(body: Body, line: _Line) -> None:
    before, body.place.mark = body.place.mark, line.mark
    for cell in line.cells:
        body.blocks(cell.element)
    body.place.mark = before


def _rows(body: Body, lines: list[_Line], under: Under) -> None:
    """Rows of plain cells to passages."""
    if not lines:
        return
    rows = unfold(body.draft, [_grid_line(body, line) for line in lines])
    places = table_rows.add_table(body.draft, rows, body.context(under.caption), parent=under.parent)
    for line, place in zip(lines, places, strict=False):
        for cell in line.cells:
            for element, found in cell.paragraphs:
                body.hang(element, found, line.mark, parent=place)
    body.last = next((place for place in reversed(places) if place is not None), body.last)


def _grid_line(body: Body, line: _Line) -> GridLine:
    cells: list[GridCell] = []
    for cell in line.cells:
        own = GridCell(cell.text, cell.across, cell.down, _is_strong(cell), _indent(cell))
        cells += [own, *(GridCell(across=True) for _ in range(cell.columns - 1))]
        if len(cells) > WIDEST:
            break
    locator = body.draft.locator(part=body.locate(line.element))
    return GridLine(locator, cells, line.head, flags=FLAGS[line.mark & 15])


def _is_strong(cell: _Cell) -> bool:
    lines = [found.line for _, found in cell.paragraphs if found.line.all != -1]
    return cell.shaded or (bool(lines) and all(line.all & Mark.BOLD for line in lines))


def _indent(cell: _Cell) -> int:
    """How far the first text of a cell is set in by its paragraph."""
    element = next((paragraph for paragraph, found in cell.paragraphs if found.line.all != -1), None)
    for properties in () if element is None else element.iter("{*}ind"):
        for key in ("left", "start", "firstLine", "leftChars", "firstLineChars"):
            value = attribute(properties, key)
            if value.isdecimal():
                return min(int(value), 20_000) // 100
    return 0
