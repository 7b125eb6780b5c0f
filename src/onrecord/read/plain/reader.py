"""Read plain text: prose, lists, rows, questions, headings, told apart by layout alone."""

from __future__ import annotations

from collections import deque
from functools import lru_cache

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.read.layout import Layout
from onrecord.read.load import load
from onrecord.read.plain.chunks import chunks
from onrecord.read.plain.diff import is_diff, lay_out_diff
from onrecord.read.plain.emit import Emitter
from onrecord.read.plain.headings import mark_headings
from onrecord.read.plain.lines import split_lines
from onrecord.read.plain.tokens import is_token_page, lay_out_tokens
from onrecord.read.plain.units import Tag, Unit, build
from onrecord.read.prefilter import BIG, may_hold
from onrecord.read.reader import Reader

_TITLE_REACH = 4096
_HEADINGS_REACH = 3
"""Pieces above a piece in which its headings are looked for."""


def read_plain(blob: Blob, ask: Ask) -> Document:
    """The reading of a plain text (also of unified diffs and of pages with one token a line)."""
    loaded = load(blob, ask)
    layout = Layout(blob, loaded)
    if not may_hold(loaded.text, ask):
        return layout.document(READER, keep_text=len(loaded.text) <= BIG)
    lay_out_plain(layout, ask)
    return layout.document(READER)


def lay_out_plain(layout: Layout, ask: Ask) -> None:
    """Add the passages of the layout's text; readers of other formats fall back to this."""
    text = layout.text
    if is_diff(text):
        lay_out_diff(layout)
    elif is_token_page(text):
        lay_out_tokens(layout)
    else:
        _lay_out_chunks(layout, ask)


def _lay_out_chunks(layout: Layout, ask: Ask) -> None:
    text = layout.text
    above: deque[tuple[int, int]] = deque(maxlen=_HEADINGS_REACH)
    known: dict[int, list[Unit]] = {}
    for start, end in chunks(text):
        if not above or may_hold(text[start:end], ask):
            units = known[start] = _units(text, start, end)
            headings = list(_title(text[:_TITLE_REACH])) if above else []
            for piece in above:
                if piece[0] not in known:
                    known[piece[0]] = _units(text, *piece) if _may_head(text, *piece) else []
                headings = _headings_at_end(headings, known[piece[0]])
            Emitter(layout, headings=headings).emit(units)
        above.append((start, end))
        known = {begin: units for begin, units in known.items() if begin >= above[0][0]}


def _units(text: str, start: int, end: int) -> list[Unit]:
    units = build(split_lines(text, start, end))
    mark_headings(units, at_start=start == 0)
    return units


def _may_head(text: str, start: int, end: int) -> bool:
    """Whether any line could be a heading: none that ends with a stop is one."""
    return any(not line.terminal for line in split_lines(text, start, end))


@lru_cache(maxsize=1)
def _title(beginning: str) -> tuple[tuple[int, str], ...]:
    """The title of the document, for the pieces that do not hold it."""
    units = _units(beginning, 0, len(beginning))
    return tuple((0, unit.text) for unit in units[:1] if unit.tag is Tag.HEADING and unit.level == 0)


def _headings_at_end(headings: list[tuple[int, str]], units: list[Unit]) -> list[tuple[int, str]]:
    """The heading path below the last unit of the piece above."""
    for unit in units:
        if unit.tag is Tag.HEADING:
            headings = [(level, text) for level, text in headings if level < unit.level]
            headings.append((unit.level, unit.text))
    return headings


READER = Reader(
    name="text",
    version=1,
    media_types=("text/plain", "text/x-diff", "text/x-patch", "text/x-log", "text/x-rst"),
    suffixes=(
        ".txt",
        ".text",
        ".log",
        ".asc",
        ".diff",
        ".patch",
        ".rst",
        ".adoc",
        ".tex",
        ".srt",
        ".vtt",
        ".nfo",
    ),
    read=read_plain,
    cannot=(
        "columns of prose side by side are read line by line",
        "headings are guessed from the layout: a short line without a stop",
        "in texts above 256 kB headings reach no further than three pieces of 16 kB",
    ),
)

__all__ = ["READER", "lay_out_plain", "read_plain"]
