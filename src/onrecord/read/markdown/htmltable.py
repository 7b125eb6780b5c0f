"""Tables written in HTML inside Markdown: rows of cells, placed in the source."""

from __future__ import annotations

import re

from onrecord.read.markdown.inline import plain
from onrecord.read.plain.lines import Line
from onrecord.read.plain.tables import Row
from onrecord.read.plain.units import Tag, Unit

_ROW = re.compile(r"<tr\b[^<>]*>(?P<cells>(?:[^<]|<(?!/?tr\b|/table\b))*+)", re.IGNORECASE)
_CELL = re.compile(r"<(?P<tag>t[dh])\b[^<>]*>(?P<text>(?:[^<]|<(?!/?t[dh]\b))*+)", re.IGNORECASE)


def rows_of_html(text: str, start: int, end: int, block: int) -> list[Unit]:
    """The rows of the tables between two offsets; a first row of ``th`` cells is the header of the rest."""
    units: list[Unit] = []
    header: tuple[str, ...] = ()
    at = start
    for row in _ROW.finditer(text, start, end):
        units += _loose(text, at, row.start(), block)
        at = row.start()
        cells = list(_CELL.finditer(text, row.start("cells"), row.end("cells")))
        shown = tuple(" ".join(plain(cell["text"]).split()) for cell in cells)
        filled = [cell for cell in cells if cell["text"].strip()]
        if not filled or not any(shown):
            continue
        at = row.end()
        is_header = not header and all(cell["tag"].lower() == "th" for cell in cells)
        first, last = filled[0], filled[-1]
        begin = first.start("text") + len(first["text"]) - len(first["text"].lstrip())
        stop = last.start("text") + len(last["text"].rstrip())
        line = Line(begin, stop, text[begin:stop], 0, 0, blank_before=False)
        made = Row(shown, () if is_header else header, is_header=is_header, table=start)
        units.append(Unit(Tag.HEADER if is_header else Tag.ROW, [line], block, row=made))
        header = shown if is_header else header
    return units + _loose(text, at, end, block) if units else []


def _loose(text: str, start: int, end: int, block: int) -> list[Unit]:
    """What stands between rows: a caption, or what is left of broken markup."""
    raw = text[start:end]
    if not any(map(str.isalnum, plain(raw))):
        return []
    begin, stop = start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip())
    return [Unit(Tag.TEXT, [Line(begin, stop, text[begin:stop], 0, 0, blank_before=False)], block)]
