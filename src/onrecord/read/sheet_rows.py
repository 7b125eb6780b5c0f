"""The cells of a sheet to passages: blocks between blank rows are tables of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.model.document import Context
from onrecord.model.place import Locator
from onrecord.model.vocabulary import Flag, PassageKind
from onrecord.read.draft import NO_FLAGS, Draft
from onrecord.read.office_grid import WIDEST, GridCell, GridLine, unfold
from onrecord.read.prefilter import may_hold
from onrecord.read.table_rows import Row, add_table

_NAMELESS = re.compile(
    r"(?:sheet|tabelle|feuil|hoja|foglio|planilha|folha|arkusz|sayfa|blad|лист|аркуш|工作表|シート|시트|ورقة|ชีต|trang_?tính)\s*\d*",
    re.IGNORECASE,
)
BIG_BLOCK = 2_000
"""Above so many rows only those of interest, and what gives them context, become passages."""

_AROUND = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with text; columns count from 0."""

    column: int
    text: str
    bold: bool = False
    indent: int = 0
    hidden: bool = False


@dataclass(slots=True)
class SheetRow:
    """A row with text in it; rows count from 0."""

    number: int
    cells: list[Cell]
    hidden: bool = False


@dataclass(slots=True)
class Sheet:
    """A sheet: its rows, and the ranges (first row, first column, last row, last column) that are merged."""

    name: str
    rows: list[SheetRow] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    margins: list[tuple[str, Flag]] = field(default_factory=list)
    """Heads and feet of its pages, with the codes that format them."""


def cell_name(row: int, column: int) -> str:
    """``B7`` for row 6 and column 1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def add_sheet(draft: Draft, sheet: Sheet) -> dict[int, int]:
    """Add the passages of a sheet; the passage of each row is returned, for comments on its cells."""
    places: dict[int, int] = {}
    flags = frozenset({Flag.HIDDEN}) if sheet.hidden else NO_FLAGS
    merged = _merges(sheet.merged)
    context = Context(headings=headings_of(sheet))
    for block in _blocks(sheet.rows):
        _add_block(draft, sheet.name, block, merged, context, flags, places)
    return places


def add_comments(
    draft: Draft, sheet: Sheet, comments: Iterable[tuple[int, int, str]], places: dict[int, int]
) -> None:
    """Comments on cells (row, column, text), below the row that they stand at."""
    for row, column, text in comments:
        draft.add(
            PassageKind.NOTE,
            text,
            draft.locator(sheet=sheet.name, cell=cell_name(row, column)),
            context=Context(enclosing=("comment",)),
            parent=places.get(row),
            flags=frozenset({Flag.HIDDEN}) if sheet.hidden else NO_FLAGS,
        )


def headings_of(sheet: Sheet) -> tuple[str, ...]:
    """The name of a sheet where it is more than a number."""
    return () if _NAMELESS.fullmatch(sheet.name.strip()) else (sheet.name.strip(),)


def _blocks(rows: Sequence[SheetRow]) -> Iterator[list[SheetRow]]:
    """Rows that stand together, without a blank row between them."""
    block: list[SheetRow] = []
    for row in rows:
        if block and row.number != block[-1].number + 1:
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _merges(ranges: Iterable[tuple[int, int, int, int]]) -> dict[tuple[int, int], str]:
    """Covered cells: ``across`` or ``down`` by row and column. Very large ranges are cut."""
    covered: dict[tuple[int, int], str] = {}
    for top, left, bottom, right in ranges:
        if len(covered) > 500_000:
            break
        for row in range(top, min(bottom, top + 2_000) + 1):
            for column in range(left, min(right, left + WIDEST) + 1):
                if column > left:
                    covered[row, column] = "across"
                elif row > top:
                    covered[row, column] = "down"
    return covered


def _add_block(
    draft: Draft,
    sheet: str,
    block: list[SheetRow],
    merged: dict[tuple[int, int], str],
    context: Context,
    flags: frozenset[Flag],
    places: dict[int, int],
) -> None:
    columns = _columns(block, merged)
    if len(columns) == 1:
        _add_lines(draft, sheet, block, context, flags, places)
        return
    lines = [_line(draft, sheet, row, columns, merged, flags) for row in block]
    _set_titles(lines)
    rows = unfold(draft, lines)
    kept = _of_interest(draft, rows)
    for row, place in zip(block, add_table(draft, rows, context, keep=kept), strict=False):
        if place is not None:
            places[row.number] = place


def _columns(block: list[SheetRow], merged: dict[tuple[int, int], str]) -> list[int]:
    """Columns that hold anything in this block."""
    used = {cell.column for row in block for cell in row.cells}
    if merged:
        used |= {column for row, column in merged if block[0].number <= row <= block[-1].number}
    return sorted(used)[:WIDEST]


def _line(
    draft: Draft,
    sheet: str,
    row: SheetRow,
    columns: list[int],
    merged: dict[tuple[int, int], str],
    flags: frozenset[Flag],
) -> GridLine:
    texts = {cell.column: cell for cell in row.cells}
    cells: list[GridCell] = []
    for column in columns:
        cell = texts.get(column)
        cover = merged.get((row.number, column), "") if merged else ""
        if cell is None or cover:
            cells.append(GridCell(across=cover == "across", down=cover == "down"))
        else:
            cells.append(GridCell(cell.text, strong=cell.bold, indent=cell.indent))
    if row.hidden or all(cell.hidden for cell in row.cells):
        flags = flags | {Flag.HIDDEN}
    return GridLine(_locator(draft, sheet, row), cells, flags=flags)


def _locator(draft: Draft, sheet: str, row: SheetRow) -> Locator:
    first = row.cells[0].column if row.cells else 0
    return draft.locator(sheet=sheet, cell=cell_name(row.number, first))


def _set_titles(lines: list[GridLine]) -> None:
    """A lone cell at the top, or in bold above plain rows, stands over all columns like a merged one."""
    top = True
    for line, below in pairwise(lines):
        filled = [cell for cell in line.cells if cell.text]
        lone = len(filled) == 1 and filled[0] is line.cells[0]
        more = sum(1 for cell in below.cells if cell.text) > 1
        if lone and (
            top or (filled[0].strong and more and not all(cell.strong for cell in below.cells if cell.text))
        ):
            for cell in line.cells[1:]:
                cell.across = True
        top = top and lone


def _of_interest(draft: Draft, rows: list[Row]) -> list[bool] | None:
    """Which rows of a long table become passages; None for all. Rows around those of interest are kept."""
    if draft.ask.interest is None or len(rows) <= BIG_BLOCK:
        return None
    kept = [False] * len(rows)
    for number, row in enumerate(rows):
        if may_hold("\n".join(row.own), draft.ask):
            for near in range(max(0, number - _AROUND), min(len(rows), number + _AROUND + 1)):
                kept[near] = True
    return kept


def _add_lines(
    draft: Draft,
    sheet: str,
    block: list[SheetRow],
    context: Context,
    flags: frozenset[Flag],
    places: dict[int, int],
) -> None:
    """One column of cells is running text."""
    group = draft.new_group()
    for row in block:
        text = "\n".join(cell.text for cell in row.cells)
        own = flags | {Flag.HIDDEN} if row.hidden or all(cell.hidden for cell in row.cells) else flags
        place = draft.add(
            PassageKind.PROSE, text, _locator(draft, sheet, row), context=context, group=group, flags=own
        )
        if place is not None:
            places[row.number] = place
