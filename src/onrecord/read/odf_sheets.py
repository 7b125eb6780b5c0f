"""Sheets of OpenDocument: rows and columns that repeat are counted, not written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model.vocabulary import GapKind
from onrecord.read.marked import BREAK, Mark
from onrecord.read.odf_body import SHAPES, OdfBody
from onrecord.read.odf_table import number, rows_of
from onrecord.read.office_package import attribute, local
from onrecord.read.sheet_rows import Cell, Sheet, SheetRow, add_comments, add_sheet, headings_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_REPEATS = 50
_SHAPES = tuple(f"{{*}}{name}" for name in SHAPES)


def read_sheets(body: OdfBody, spreadsheet: _Element) -> None:
    """All sheets of a workbook; the limit of cells holds for all together."""
    room = body.draft.ask.limits.cells
    for table in spreadsheet:
        if local(table.tag) != "table":
            continue
        shown = body.styles.is_shown(attribute(table, "style-name"))
        sheet = Sheet(attribute(table, "name"), hidden=not shown)
        comments: list[tuple[int, int, str]] = []
        row = 0
        for element, _ in rows_of(table):
            room -= _row(body, element, row, sheet, comments)
            if room < 0:
                reason = f"more than {body.draft.ask.limits.cells:,} cells; the rest was not read"
                body.draft.gap(GapKind.TOO_LARGE, reason, "raise the limit", part=sheet.name)
                break
            row += number(element, "number-rows-repeated")
        places = add_sheet(body.draft, sheet)
        add_comments(body.draft, sheet, comments, places)
        _add_shapes(body, table, sheet)
        if room < 0:
            return


def _row(
    body: OdfBody, element: _Element, row: int, sheet: Sheet, comments: list[tuple[int, int, str]]
) -> int:
    """Add one row; the number of its cells is returned."""
    cells: list[Cell] = []
    column = 0
    for cell in element:
        if local(cell.tag) not in ("table-cell", "covered-table-cell"):
            continue
        repeats = number(cell, "number-columns-repeated")
        text = _text(body, cell) if len(cell) else ""
        if text:
            cells += [Cell(at, text) for at in range(column, column + min(repeats, _MOST_REPEATS))]
        notes = cell.iter("{*}annotation") if len(cell) else ()
        comments += [(row, column, _comment(body, note)) for note in notes]
        _merge(cell, row, column, sheet)
        column += repeats
    if cells:
        hidden = attribute(element, "visibility") in ("collapse", "filter")
        sheet.rows.append(SheetRow(row, cells, hidden))
    return len(cells)


def _text(body: OdfBody, cell: _Element) -> str:
    """What a cell shows; comments on it are not part of it."""
    lines = (
        body.gather(child, 0).line.visible().replace(BREAK, "\n") for child in cell if local(child.tag) == "p"
    )
    return "\n".join(filter(None, lines))


def _comment(body: OdfBody, note: _Element) -> str:
    lines = (body.gather(child, 0).line.visible().replace(BREAK, "\n") for child in note.iter("{*}p"))
    return "\n".join(filter(None, lines))


def _merge(cell: _Element, row: int, column: int, sheet: Sheet) -> None:
    rows, columns = number(cell, "number-rows-spanned"), number(cell, "number-columns-spanned")
    if rows > 1 or columns > 1:
        sheet.merged.append((row, column, row + rows - 1, column + columns - 1))


def _add_shapes(body: OdfBody, table: _Element, sheet: Sheet) -> None:
    """Text boxes and the texts of pictures, on the sheet and in its cells."""
    body.sheet = sheet.name
    for heading in headings_of(sheet):
        body.head(1, heading)
    for shape in table.iter(*_SHAPES):
        body.shape = attribute(shape, "name")
        body.blocks([shape], Mark.HIDDEN if sheet.hidden else 0)
    body.shape = body.sheet = ""
    body.end_heads(0)
