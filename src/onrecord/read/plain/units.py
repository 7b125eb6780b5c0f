"""Lines to units: a unit is what a person would quote, with a tag that says what it is in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.vocabulary import Flag, PassageKind
from onrecord.read.children import Children
from onrecord.read.plain import marks
from onrecord.read.plain.lines import Line, words
from onrecord.read.plain.tables import Row, rows_of_block
from onrecord.read.plain.words import VERDICTS
from onrecord.read.plain.wrap import Shape, continues


class Tag(StrEnum):
    """What a unit is; ``HEADING`` and ``LABEL`` are given later, by the neighbours."""

    FURNITURE = "furniture"
    QUESTION = "question"
    ANSWER = "answer"
    NOTE = "note"
    TITLE = "title"
    ROW = "row"
    HEADER = "header"
    ITEM = "item"
    INTRO = "intro"
    TEXT = "text"
    HEADING = "heading"
    LABEL = "label"


@dataclass(slots=True)
class Unit:
    """One logical line: its physical lines, its tag and its parts."""

    tag: Tag
    lines: list[Line]
    block: int
    marker: marks.Marker | None = None
    row: Row | None = None
    joined_to_last: bool = False
    """An enumeration that the unit before began goes on here, as a unit of its own."""
    level: int = 0
    listlike: bool = False
    shown: str = ""
    """The text as a page shows it, where the source has marks in it."""
    kind: PassageKind | None = None
    """Overrules what the tag would make of the unit."""
    flags: frozenset[Flag] = frozenset()
    hangs_below: Unit | None = None
    """The row that a child row belongs to."""
    index: int = -1
    """The passage that was made of it."""

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.lines[-1].end

    @property
    def text(self) -> str:
        """The text in one line."""
        if len(self.lines) == 1:
            return self.lines[0].text
        return " ".join(line.text for line in self.lines)

    @property
    def first(self) -> Line:
        """The first physical line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The last physical line."""
        return self.lines[-1]

    @property
    def blank_before(self) -> bool:
        """Whether a blank line stands above."""
        return self.lines[0].blank_before

    @property
    def said(self) -> str:
        """The text as a page shows it."""
        return self.shown or self.text

    @property
    def body(self) -> str:
        """The text behind the list marker."""
        return self.said[self.marker.rest :] if self.marker else self.said


_MARKED_WORD = re.compile(r"(?:[\w)](\*{1,3})|[^\W\d_](\d\)))(?=$|[\s,;|)/])")
"""A word that bears the mark of a footnote: ``race*``, ``hat1)``."""
_LOOKED_AT = 4000


def build(lines: list[Line]) -> list[Unit]:
    """The units of a stretch of text, in order."""
    marked = frozenset(
        mark
        for line in lines
        if "*" in line.text or ")" in line.text
        for found in _MARKED_WORD.finditer(line.text[:_LOOKED_AT])
        for mark in (found[1] or found[2],)
    )
    lines = [line for line in lines if any(map(str.isalnum, line.text)) or line.text in VERDICTS]
    units: list[Unit] = []
    header: Row | None = None
    for number, block in enumerate(_blocks(lines)):
        rows = rows_of_block(block, header)
        header = next((row for row in reversed(rows.values()) if row.is_header), header)
        tagged = [_tag(line, rows.get(index), number, marked) for index, line in enumerate(block)]
        units += _join(tagged, Shape.of(block))
    bind_rows(units)
    for unit in units:
        if unit.tag in {Tag.TEXT, Tag.ITEM} and marks.is_question(unit.body):
            unit.tag = Tag.QUESTION
    return units


def bind_rows(units: list[Unit]) -> None:
    """Bind child rows (``+white``, ``eth.afr``) to the rows of their table that they belong to."""
    tables: dict[int, Children] = {}
    for number, unit in enumerate(units):
        row = unit.row
        if row is None or row.labelled or unit.tag is not Tag.ROW or not row.cells[0]:
            continue
        above = tables.setdefault(row.table, Children()).place(row.first or row.cells[0], number)
        unit.hangs_below = None if above is None else units[above]


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    """The stretches between blank lines."""
    block: list[Line] = []
    for line in lines:
        if line.blank_before and block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _tag(line: Line, row: Row | None, block: int, marked: frozenset[str]) -> Unit:
    """What one line is by itself and by its columns."""
    text = line.text
    if marks.is_furniture(text):
        return Unit(Tag.FURNITURE, [line], block)
    if marks.question_mark(text):
        return Unit(Tag.QUESTION, [line], block)
    if marks.answer_mark(text):
        return Unit(Tag.ANSWER, [line], block)
    if row and len(row.cells) > 2:
        return Unit(Tag.HEADER if row.is_header else Tag.ROW, [line], block, row=row)
    if marks.note_mark(text) or marks.foot_mark(text) in marked:
        return Unit(Tag.NOTE, [line], block)
    if row:
        return Unit(Tag.HEADER if row.is_header else Tag.ROW, [line], block, row=row)
    if marks.is_table_title(text) and words(text) <= 16:
        return Unit(Tag.TITLE, [line], block)
    marker = marks.marker(text)
    if marker and (marker.rest < len(text) or marker.style in "•·●○■□◆*-–—"):
        return Unit(Tag.ITEM, [line], block, marker=marker)
    if line.colon and words(text) <= 40:
        return Unit(Tag.INTRO, [line], block)
    return _label_or_text(line, block)


def _label_or_text(line: Line, block: int) -> Unit:
    """``Label: value`` is a row of two cells unless the value is a sentence."""
    pair = marks.label_and_value(line.text)
    if pair is None or line.quoted:
        return Unit(Tag.TEXT, [line], block)
    label, value = pair
    if line.terminal and (words(value) >= 6 or words(label) >= 5):
        return Unit(Tag.TEXT, [line], block)
    return Unit(Tag.ROW, [line], block, row=Row((label, value), labelled=True))


def _join(units: list[Unit], shape: Shape) -> list[Unit]:
    """Hard-wrapped lines become one unit; lines of a short list stay apart and are marked as going on."""
    joined: list[Unit] = []
    for unit in units:
        unit.listlike = shape.listlike
        last = joined[-1] if joined else None
        if last and unit.tag in {Tag.TEXT, Tag.INTRO} and _takes_more(last):
            if _is_bare_marker(last) or continues(
                last.lines, unit.first, shape, is_item=last.tag is Tag.ITEM
            ):
                last.lines += unit.lines
                _no_pair(last)
                if last.tag in {Tag.TEXT, Tag.INTRO}:
                    last.tag = unit.tag
                continue
            unit.joined_to_last = last.last.separator and not last.last.terminal
        elif last and unit.row and last.row and unit.row.cells[0] == "":
            unit.joined_to_last = True
        joined.append(unit)
    return joined


def _no_pair(unit: Unit) -> None:
    """A label whose value turns out to be a sentence over several lines is prose."""
    if unit.tag is Tag.ROW and unit.row is not None and unit.row.labelled:
        unit.tag, unit.row = Tag.TEXT, None


def _takes_more(unit: Unit) -> bool:
    """Rows with columns end with their line; everything that is prose may go on."""
    if unit.tag is Tag.ROW:
        return unit.row is not None and unit.row.labelled
    return unit.tag not in {Tag.FURNITURE, Tag.HEADER, Tag.TITLE}


def _is_bare_marker(unit: Unit) -> bool:
    return unit.marker is not None and len(unit.lines) == 1 and unit.marker.rest >= len(unit.first.text)
