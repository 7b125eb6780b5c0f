"""Markdown lines to units: headings, list items, table rows, notes, paragraphs; code and comments apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.model.vocabulary import Flag, PassageKind
from onrecord.read.markdown.htmltable import rows_of_html
from onrecord.read.markdown.inline import plain
from onrecord.read.plain.lines import Line, raw_lines, split_lines, words
from onrecord.read.plain.marks import Marker, is_question, note_mark
from onrecord.read.plain.tables import Row
from onrecord.read.plain.units import Tag, Unit, bind_rows, build

_ATX = re.compile(r"(?P<mark>#{1,6})(?:[ \t]+|$)(?P<text>.*?)(?:[ \t]+#+)?$")
_SETEXT = re.compile(r"(?:=+|-{2,})$")
_FENCE = re.compile(r"(?P<mark>`{3,}|~{3,})[ \t]*(?:\{\.?)?(?P<language>[A-Za-z0-9_+#\-]*)")
_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?$")
_ITEM = re.compile(
    r"(?P<mark>[-*+•]|\d{1,9}[.)]|[（(]\d{1,3}[)）]|\d{1,3}、|[a-z][.)])"
    r"(?:[ \t]+|(?<=[、）)]))(?:\[[ xX]\][ \t]+)?(?=\S)"
)
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:[ \t]*\S")
_BOLD_LABEL = re.compile(
    r"(?:\*\*|__)(?P<label>[^*_\n]{1,80}?)(?P<inside>[:：]?)(?:\*\*|__)"
    r"[ \t]*(?P<outside>[:：]?)[ \t]*(?P<value>.*)$"
)
_CELL_END = re.compile(r"(?<!\\)\|")
_HIDDEN = frozenset({Flag.HIDDEN})
_LOOSE = 9
_LONGEST_TABLE = 60_000


@dataclass(frozen=True, slots=True)
class Code:
    """A fenced block: the span of its lines, and the language that the fence names."""

    start: int
    end: int
    language: str


class BlockParser:
    """A walk over the lines of a piece of Markdown."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraph: list[Line] = []
        self.item: Unit | None = None
        self.table: Row | None = None
        self.fence: tuple[str, str, int, int] | None = None
        self.comment: Line | None = None
        self.html_table: Line | None = None
        self.block = 0
        self.blank = True
        self.units: list[Unit] = []

    def parse(self, start: int, end: int) -> Iterator[list[Unit] | Code]:
        """The units between two offsets, in stretches that code interrupts."""
        for indent, quoted, first, body in raw_lines(self.text, start, end):
            line = Line(first, first + len(body), body, indent, quoted, blank_before=self.blank)
            if self.fence:
                code = self._in_fence(line)
                if code:
                    yield code
                continue
            opened = _FENCE.match(body)
            if opened and not self.comment:
                yield self._stretch()
                self.fence = (opened["mark"][0] * 3, opened["language"].lower(), line.end, line.end)
                continue
            self._line(line)
            self.blank = not body
        self._end_table(min(end, len(self.text)))
        if self.fence:
            yield Code(self.fence[2], self.fence[3], self.fence[1])
        yield self._stretch()

    def _in_fence(self, line: Line) -> Code | None:
        mark, language, start, _ = self.fence or ("", "", 0, 0)
        if line.text.startswith(mark) and not line.text.strip("`~"):
            code = Code(start, self.fence[3] if self.fence else start, language)
            self.fence = None
            return code
        self.fence = (mark, language, start, max(line.end, start))
        return None

    def _stretch(self) -> list[Unit]:
        """The units so far, their child rows bound."""
        self._flush()
        units, self.units = self.units, []
        for unit in units:
            unit.shown = plain(unit.text)
        bind_rows(units)
        return units

    def _line(self, line: Line) -> None:
        """One line outside code: what begins it decides."""
        body = line.text
        if self.comment or body.startswith("<!--"):
            self._in_comment(line)
        elif self.html_table or body[:6].lower() == "<table":
            self._in_table(line)
        elif not body:
            self._flush()
            self.block += 1
        elif self.table and "|" in body:
            self._row(line)
        elif self._underline(line) or self._heading(line) or _RULE.match(body):
            pass
        elif _FOOTNOTE.match(body):
            self._flush()
            self._add(Tag.NOTE, line)
        elif (mark := _ITEM.match(body)) and (
            self.item or self.blank or not self.paragraph or mark["mark"] in "-*+•"
        ):
            self._item(line, mark)
        elif self.item and (not line.blank_before or line.indent > self.item.first.indent):
            self.item.lines.append(line)
        else:
            self._text(line)

    def _text(self, line: Line) -> None:
        if self.item:
            self._flush()
        self.table = None
        self.paragraph.append(line)

    def _add(self, tag: Tag, line: Line, **more: object) -> Unit:
        unit = Unit(tag, [line], self.block)
        for name, value in more.items():
            setattr(unit, name, value)
        self.units.append(unit)
        return unit

    def _in_comment(self, line: Line) -> None:
        """A comment, which a reader of the page does not see."""
        first = self.comment or line
        if not self.comment:
            self._flush()
        if "-->" in line.text or (line.start - first.start > 20_000):
            end = line.end
            whole = Line(first.start, end, self.text[first.start : end], first.indent, 0, blank_before=False)
            if any(char.isalnum() for char in whole.text):
                self._add(Tag.TEXT, whole, kind=PassageKind.COMMENT, flags=_HIDDEN)
            self.comment = None
        else:
            self.comment = first

    def _in_table(self, line: Line) -> None:
        """A table in HTML, up to its end tag; one that has no rows is text."""
        first = self.html_table or line
        if self.html_table is None:
            self._flush()
        self.html_table = first
        if "</table" in line.text.lower() or line.start - first.start > _LONGEST_TABLE:
            self._end_table(line.end)

    def _end_table(self, end: int) -> None:
        first, self.html_table = self.html_table, None
        if first is None:
            return
        rows = rows_of_html(self.text, first.start, end, self.block)
        self.units += rows
        if not rows:
            self.paragraph += [line for line in split_lines(self.text, first.start, end) if line.text]

    def _heading(self, line: Line) -> bool:
        found = _ATX.match(line.text)
        if not found or line.indent > 3:
            return False
        self._flush()
        self.table = None
        if found["text"].strip():
            self._add_heading(_part(line, *found.span("text")), len(found["mark"]))
        return True

    def _add_heading(self, line: Line, level: int) -> None:
        tag = Tag.QUESTION if is_question(plain(line.text)) else Tag.HEADING
        self._add(tag, line, level=level)
        self.block += 1

    def _underline(self, line: Line) -> bool:
        """``====`` below a line makes it a heading; ``|---|`` below a line makes it the header of a table."""
        if not self.paragraph or line.blank_before:
            return False
        above = self.paragraph[-1]
        if _SETEXT.match(line.text) and len(self.paragraph) <= 2 and "|" not in above.text:
            self.paragraph.pop()
            self._flush()
            self._add_heading(above, 1 if line.text[0] == "=" else 2)
            return True
        if "|" in above.text and _DELIMITER.match(line.text) and len(line.text) < 4000:
            self.paragraph.pop()
            self._flush()
            cells, _ = split_row(above.text)
            self.table = Row(cells, is_header=True, table=above.start)
            self._add(Tag.HEADER, above, row=self.table)
            self.block += 1
            return True
        return False

    def _row(self, line: Line) -> None:
        header = self.table
        if header is None or _DELIMITER.match(line.text):
            return
        cells, first = split_row(line.text)
        self._add(Tag.ROW, line, row=Row(cells, header.cells, table=header.table, first=first))

    def _item(self, line: Line, mark: re.Match[str]) -> None:
        self._flush()
        self.table = None
        content = replace(_part(line, mark.end(), len(line.text)), indent=line.indent)
        style = re.sub(r"\d+", "1", mark["mark"])
        self.item = Unit(Tag.ITEM, [content], self.block, marker=Marker(0, style, 0, mark["mark"]))

    def _flush(self) -> None:
        """End the item or the paragraph at hand."""
        if self.item:
            unit, self.item = self.item, None
            if is_question(plain(unit.text)):
                unit.tag = Tag.QUESTION
            self.units.append(unit)
        if self.paragraph:
            lines, self.paragraph = self.paragraph, []
            self.units += self._paragraph(lines)

    def _paragraph(self, lines: list[Line]) -> list[Unit]:
        """A paragraph as plain text has it: joined where it is wrapped, else line by line."""
        lines[0].blank_before = True
        units = [unit for unit in build(lines) if unit.text.strip()]
        for unit in units:
            unit.block = self.block
            unit.listlike = False
            if unit.tag is Tag.ITEM:  # numbering that Markdown does not know
                unit.tag = Tag.TEXT
            self._bold(unit, alone=len(units) == 1)
        return units

    def _bold(self, unit: Unit, *, alone: bool) -> None:
        """``**Label**: value`` is a pair; a short bold line by itself is a heading."""
        found = _BOLD_LABEL.match(unit.text) if unit.text.startswith(("**", "__")) else None
        if not found:
            return
        value = plain(found["value"])
        if note_mark(plain(unit.text)):
            unit.tag = Tag.NOTE
        elif value and (found["inside"] or found["outside"]):
            unit.tag, unit.kind = Tag.ROW, PassageKind.KEY_VALUE
            unit.row = Row((plain(found["label"]), value), labelled=True)
        elif alone and not value and not unit.last.terminal and words(unit.text) <= 12:
            unit.tag, unit.level = Tag.HEADING, _LOOSE


def _part(line: Line, start: int, end: int) -> Line:
    """A part of a line."""
    return replace(line, start=line.start + start, end=line.start + end, text=line.text[start:end])


def split_row(text: str) -> tuple[tuple[str, ...], str]:
    """The cells of a row of a pipe table without their marks, and the first cell as it stands."""
    body = text.removeprefix("|")
    if body.endswith("|") and not body.endswith("\\|"):
        body = body[:-1]
    raw = [cell.replace("\\|", "|") for cell in _CELL_END.split(body)]
    first = raw[0].removeprefix(" ") if raw else ""
    return tuple(plain(cell) for cell in raw), first
