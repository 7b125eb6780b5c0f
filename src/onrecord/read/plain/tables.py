"""Tables drawn with blanks, tabs, bars or dots: lines to rows of cells, and which row is the header."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.read.plain import marks
from onrecord.read.plain.lines import Line
from onrecord.read.plain.words import HEADER_CELLS, VERDICTS

_GAP = re.compile(r"\t[\t ]*| {3,}|(?<![.!?:;。]) {2}(?=\S)|\u3000+| ?(?:\.{4,}|…{2,}|·{4,}|_{4,}) ?")
_GAP_MARKS = ("  ", "\t", "\u3000", "....", "……", "····", "____")
"""One of them stands in every gap."""
_LEADER = re.compile(r"\.{4}|…{2}|·{4}|_{4}")
_CODE = re.compile(r"[A-Za-z]{0,4}[-.]?\d[\d.\-]*[.)]?$")
_DEEP_INDENT = 8


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a line; ``header`` is the header row above it in its table, if any."""

    cells: tuple[str, ...]
    header: tuple[str, ...] = ()
    is_header: bool = False
    labelled: bool = False
    """A pair made of ``Label: value``, not of columns."""
    table: int = 0
    first: str = ""
    """The first cell as it stands, with the marks and blanks before it."""


def split_cells(text: str) -> tuple[str, ...]:
    """The cells of one line; one cell where it has no columns."""
    if text.count("|") >= 2 or " | " in text:
        return tuple(cell.strip() for cell in text.strip("|").split("|"))
    if not any(mark in text for mark in _GAP_MARKS):
        return (text.strip(),)
    return tuple(cell.strip() for cell in _GAP.split(text))


def rows_of_block(block: list[Line], known: Row | None) -> dict[int, Row]:
    """The rows among the lines of a block, by their index; ``known`` is the last header above."""
    cells = [split_cells(line.text) for line in block]
    found: dict[int, Row] = {}
    index = 0
    while index < len(block):
        end = _run_end(block, cells, index)
        if end > index:
            found |= _as_table(block, cells, index, end, known)
            known = next((row for row in found.values() if row.is_header), known)
        index = max(end, index + 1)
    return found or _blank_separated(block, known)


def _run_end(block: list[Line], cells: list[tuple[str, ...]], index: int) -> int:
    """One behind the last line of the run of rows that begins at ``index``; ``index`` if none does."""
    if not _may_be_row(block[index], cells[index]):
        return index
    end = index + 1
    while end < len(block):
        hanging = len(cells[end]) == 1 and block[end].indent >= _DEEP_INDENT
        if not hanging and not (
            _may_be_row(block[end], cells[end])
            and (_aligned(block[end - 1], block[end]) or len(cells[end]) == len(cells[end - 1]))
        ):
            break
        end += 1
    single = end == index + 1
    if single and len(cells[index]) < 3 and not block[index].ruled:
        return index
    if single and len(cells[index]) > 2 and _is_spaced_prose(block[index]):
        return index
    return end


def _may_be_row(line: Line, cells: tuple[str, ...]) -> bool:
    """Two cells or more; a list marker with a wide gap behind it is an item, a chapter is a heading."""
    if len(cells) < 2 or marks.is_furniture(line.text) or marks.is_table_title(line.text):
        return False
    if _LEADER.search(line.text):
        return False  # ``Label ..... value`` is a pair by itself
    if len(cells) == 2:
        mark = marks.marker(line.text)
        behind_mark = mark is not None and len(mark.text) >= len(cells[0])
        return not behind_mark and not marks.is_section(line.text)
    return True


def _aligned(line: Line, after: Line) -> bool:
    """Whether at least one cell begins in the same column."""
    if "|" in line.text or "\t" in line.text:
        return True
    return bool(_columns(line) & _columns(after))


def _columns(line: Line) -> set[int]:
    return {line.indent + gap.end() for gap in _GAP.finditer(line.text)}


def _is_spaced_prose(line: Line) -> bool:
    """A justified line of prose has many words and gaps of two blanks."""
    return (
        len(line.text.split()) >= 8
        and "   " not in line.text
        and "\t" not in line.text
        and "|" not in line.text
    )


def _as_table(
    block: list[Line], cells: list[tuple[str, ...]], start: int, end: int, known: Row | None
) -> dict[int, Row]:
    top = start
    first = cells[start]
    following = cells[start + 1 : end]
    header: tuple[str, ...] = ()
    rows: dict[int, Row] = {}
    table = block[start].start
    if following and (block[start].ruled or _is_header(first, following)):
        header = first
        rows[start] = Row(first, is_header=True, table=table)
        start += 1
    elif known and len(known.cells) == len(first):
        header, table = known.cells, known.table
    for index in range(start, end):
        row = cells[index]
        if len(row) == 1:  # a cell that goes on below: in the column where it stands
            before = [at for at in sorted({0, *_columns(block[top])}) if at <= block[index].indent]
            row = ("",) * max(1, len(before) - 1) + row
        rows[index] = Row(row, header, table=table)
    return rows


def _is_header(first: tuple[str, ...], following: list[tuple[str, ...]]) -> bool:
    """Known words of header rows, or words above a column of codes."""
    folded = [cell.strip(" .:：").casefold() for cell in first]
    known = sum(1 for cell in folded if cell in HEADER_CELLS)
    if known * 2 >= len(folded) or (len(folded) > 2 and folded[0] in HEADER_CELLS):
        return True
    if len(following) > 1 and _has_verdicts(first, following):
        return True
    digits = any(char.isdigit() for cell in first for char in cell)
    coded = sum(1 for row in following if _CODE.match(row[0]))
    return len(first) >= 3 and not digits and coded * 2 >= len(following)


def _has_verdicts(first: tuple[str, ...], following: list[tuple[str, ...]]) -> bool:
    """Columns of yes and no below other words."""
    if any(_says_little(cell) for cell in first[1:]):
        return False
    cells = [cell for row in following for cell in row[1:]]
    return sum(1 for cell in cells if _says_little(cell)) * 3 >= 2 * len(cells)


def _says_little(cell: str) -> bool:
    folded = cell.casefold()
    return folded in VERDICTS or (bool(cell) and all(char.isdigit() or char in ".,%+- " for char in cell))


def _blank_separated(block: list[Line], known: Row | None) -> dict[int, Row]:
    """Tables of a text layer that kept one blank between cells: known header words, then lines with codes."""
    rows: dict[int, Row] = {}
    header = known.cells if known else ()
    table = known.table if known else 0
    for index, line in enumerate(block):
        tokens = line.text.split()
        if 2 <= len(tokens) <= 6 and all(token.casefold() in HEADER_CELLS for token in tokens):
            header, table = tuple(tokens), line.start
            rows[index] = Row(header, is_header=True, table=table)
        elif header and len(tokens) >= 2 and _CODE.match(tokens[0]) and not marks.marker(line.text):
            rows[index] = Row(tuple(line.text.split(None, len(header) - 1)), header, table=table)
    return rows
