"""The cells of one sheet of a workbook, read as a stream, as many as the limit allows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.model.vocabulary import Flag, GapKind, PassageKind
from onrecord.read.draft import Draft
from onrecord.read.office_package import Package, attribute, local
from onrecord.read.sheet_rows import Cell, Sheet, SheetRow
from onrecord.read.xlsx_parts import Formats, SheetPart, elements, shown_number, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_MOST_MERGES = 100_000
_READ = ("row", "mergeCell", "dataValidation", "col", "headerFooter")


class SheetReader:
    """Reads the sheets of one workbook; the limit of cells holds for all of them together."""

    def __init__(self, draft: Draft, package: Package, strings: list[str], formats: Formats) -> None:
        self.draft = draft
        self.package = package
        self.strings = strings
        self.formats = formats
        self.room = draft.ask.limits.cells

    def read(self, part: SheetPart) -> tuple[Sheet, list[tuple[str, str]]]:
        """The sheet, and the choices that its cells offer: first cell and list."""
        sheet = Sheet(part.name, hidden=part.hidden)
        choices: list[tuple[str, str]] = []
        hidden: set[int] = set()
        for element in elements(
            self.package, part.part, "row", "mergeCell", "dataValidation", "col", "headerFooter"
        ):
            name = local(element.tag)
            if name == "row":
                if not self._row(element, sheet, hidden):
                    break
            elif name == "mergeCell":
                self._merge(element, sheet)
            elif name == "col":
                hidden |= _hidden_columns(element)
            elif name == "headerFooter":
                _margins(element, sheet)
            elif attribute(element, "type") == "list":
                _choices(element, choices)
        sheet.rows.sort(key=lambda row: row.number)
        return sheet, choices

    def _row(self, element: _Element, sheet: Sheet, hidden: set[int]) -> bool:
        """Add a row; False when the limit is reached."""
        given = attribute(element, "r")
        number = int(given) - 1 if given.isdecimal() and 0 < int(given[:8]) < 10_000_000 else _next(sheet)
        cells: list[Cell] = []
        column = -1
        for child in element:
            if local(child.tag) != "c":
                continue
            found = _REFERENCE.fullmatch(child.get("r", ""))
            column = _column(found.group(1)) if found else column + 1
            text = self._text(child).strip("\r\n\t ")
            if text:
                form = self.formats.of(child.get("s", ""))
                cells.append(Cell(column, text, form.bold, form.indent, column in hidden))
        self.room -= len(cells)
        if self.room < 0:
            reason = f"more than {self.draft.ask.limits.cells:,} cells; the rest was not read"
            self.draft.gap(GapKind.TOO_LARGE, reason, "raise the limit", part=sheet.name)
            return False
        if cells:
            sheet.rows.append(SheetRow(number, cells, attribute(element, "hidden") in ("1", "true")))
        return True

    def _text(self, cell: _Element) -> str:
        """What a cell shows; errors show nothing."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(text_of(child) for child in cell if local(child.tag) == "is")
        value = next((child.text for child in cell if local(child.tag) == "v"), None)
        if value is None or kind == "e":
            return ""
        if kind == "s":
            return (
                self.strings[int(value)] if value.isdecimal() and int(value[:9]) < len(self.strings) else ""
            )
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind in ("str", "d"):
            return value
        return shown_number(value, self.formats.of(cell.get("s", "")).kind)

    def _merge(self, element: _Element, sheet: Sheet) -> None:
        first, _, last = attribute(element, "ref").partition(":")
        start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if start and end and len(sheet.merged) < _MOST_MERGES:
            sheet.merged.append((int(start[2]) - 1, _column(start[1]), int(end[2]) - 1, _column(end[1])))


def _margins(element: _Element, sheet: Sheet) -> None:
    """Heads and feet; those of even and first pages are often the same."""
    for child in element:
        margin = Flag.HEADER if local(child.tag).endswith("Header") else Flag.FOOTER
        found = (child.text or "", margin)
        if found not in sheet.margins:
            sheet.margins.append(found)


def _next(sheet: Sheet) -> int:
    return sheet.rows[-1].number + 1 if sheet.rows else 0


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _hidden_columns(element: _Element) -> set[int]:
    first, last = attribute(element, "min"), attribute(element, "max")
    if attribute(element, "hidden") not in ("1", "true") or not (first.isdecimal() and last.isdecimal()):
        return set()
    return set(range(int(first[:6]) - 1, min(int(last[:6]), 16_384)))


def _choices(element: _Element, choices: list[tuple[str, str]]) -> None:
    """A list of choices that is written into the sheet itself."""
    for child in element:
        text = (child.text or "").strip()
        if local(child.tag) == "formula1" and text.startswith('"') and text.endswith('"'):
            place = _REFERENCE.match(attribute(element, "sqref"))
            choices.append((place.group() if place else "", text.strip('"')))


def add_choices(draft: Draft, sheet: Sheet, choices: list[tuple[str, str]]) -> None:
    """Choices become pairs: cells that people fill in."""
    for cell, text in choices:
        place = draft.locator(sheet=sheet.name, cell=cell)
        draft.add(PassageKind.KEY_VALUE, text, place, name="choices", value=text)
