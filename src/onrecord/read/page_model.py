"""One model of a page for text layers and for OCR: words with boxes, and what is drawn between them.

Coordinates have their origin at the top left of the page as it is shown. The unit is the point for PDF and
the pixel for images; nothing below depends on it, for every threshold is a multiple of the type size.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.model.place import Box

RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
WIDE = re.compile(
    "[\u2e80-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uffee\U00020000-\U0003ffff]"
)
LTR = re.compile(r"(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])\w")


@dataclass(slots=True)
class Word:
    """Characters without a blank between them. ``edges`` holds left and right of each character in turn.

    ``space`` says whether the source has a blank before the word; ``source`` numbers the runs in which the
    source wrote, which keep their order in right-to-left text.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    edges: array[float]
    order: int = 0
    space: bool = True
    bold: bool = False
    hidden: bool = False
    broken: bool = False

    def part(self, start: int, end: int) -> Box:
        """The box of some of its characters."""
        span = self.edges[2 * start : 2 * end] or array("f", [self.left, self.right])
        return Box(min(span), self.top, max(span), self.bottom)


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line; ``at`` is its y when it lies, its x when it stands."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """What stands on one page, before any order is brought into it.

    ``slanted`` holds stamps and watermarks, ``unseen`` words that nobody can see.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    lying: list[Rule] = field(default_factory=list)
    standing: list[Rule] = field(default_factory=list)
    shades: list[Box] = field(default_factory=list)
    slanted: list[list[Word]] = field(default_factory=list)
    unseen: list[Word] = field(default_factory=list)
    ocr: bool = False
    angle: int = 0
    """How far the page was turned clockwise before it was read; ``width`` and ``height`` are as turned."""
    running: frozenset[str] = frozenset()
    """Lines that stand on several pages of the document, as ``running_key`` gives them."""


@dataclass(slots=True)
class Line:
    """Words of one line without a wide gap, in reading order.

    ``left`` and ``right`` are mirrored on a right-to-left page, so that ``left`` is always where a line
    begins; the boxes of the words are not. ``table`` stands for a table that covers this place.
    """

    words: list[Word]
    left: float
    top: float
    right: float
    bottom: float
    size: float = 0.0
    bold: bool = False
    table: Table | None = None
    code: bool = False
    text: str = ""

    @property
    def height(self) -> float:
        """From the top of the tallest word to the bottom."""
        return self.bottom - self.top


@dataclass(slots=True)
class Cell:
    """One cell: ``row`` and ``column`` of its first slot, and how many slots it covers."""

    row: int
    column: int
    lines: list[Line] = field(default_factory=list)
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        """Its lines, one below the other."""
        return "\n".join(line.text for line in self.lines)


@dataclass(slots=True)
class Table:
    """Cells in rows and columns. ``edges`` are the left edges of the columns."""

    left: float
    top: float
    right: float
    bottom: float
    rows: int
    columns: int
    cells: list[Cell]
    edges: tuple[float, ...]
    ruled: bool = False

    def row(self, number: int) -> list[Cell]:
        """Cells that begin in this row, by column."""
        return sorted((c for c in self.cells if c.row == number), key=lambda c: c.column)


def is_wide(char: str) -> bool:
    """Whether a character is written without blanks between words (Chinese, Japanese)."""
    return WIDE.match(char) is not None


def running_key(text: str) -> str:
    """A line without blanks, numbers made equal: the same for a page header on every page."""
    return re.sub(r"\d+", "#", "".join(text.split()))


def words_text(words: Sequence[Word]) -> str:
    """The text of words of one line."""
    return "".join(separator(words, i) + word.text for i, word in enumerate(words))


def separator(words: Sequence[Word], index: int) -> str:
    """What stands between a word and the one before: a blank, or nothing.

    Single Chinese characters that are spaced out to fill a line or a label belong together.
    """
    if not index or not words[index].space:
        return ""
    before, here = words[index - 1].text, words[index].text
    if is_wide(before[-1]) and is_wide(here[0]) and _lone(before) and _lone(here):
        return ""
    return " "


def _lone(text: str) -> bool:
    """One wide character, perhaps with punctuation."""
    return len(text) == 1 or (len(text) == 2 and not all(char.isalnum() for char in text))


def bounds(items: Iterable[Word | Line]) -> Box:
    """The smallest box around some words or lines."""
    boxes = list(items)
    return Box(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """How far a page was turned clockwise before it was read, and its size after that."""

    angle: int = 0
    width: float = 0.0
    height: float = 0.0

    def back(self, box: Box) -> Box:
        """A box as it stands on the page before it was turned."""
        if self.angle == 90:
            return Box(box.top, self.width - box.right, box.bottom, self.width - box.left)
        if self.angle == 180:
            return Box(
                self.width - box.right, self.height - box.bottom, self.width - box.left, self.height - box.top
            )
        if self.angle == 270:
            return Box(self.height - box.bottom, box.left, self.height - box.top, box.right)
        return box


UPRIGHT = Turn()


def line_boxes(words: Iterable[Word], turn: Turn) -> tuple[Box, ...]:
    """One box for each line that the words stand on, in their order, on the page as it is stored."""
    return merge_boxes((Box(w.left, w.top, w.right, w.bottom) for w in words), turn)


def merge_boxes(boxes: Iterable[Box], turn: Turn) -> tuple[Box, ...]:
    """Join boxes that follow one another on one line, unless a wide gap is between them."""
    out: list[Box] = []
    for box in boxes:
        last = out[-1] if out else None
        if last is not None and _same_line(last, box):
            out[-1] = Box(
                min(last.left, box.left),
                min(last.top, box.top),
                max(last.right, box.right),
                max(last.bottom, box.bottom),
            )
        else:
            out.append(box)
    return tuple(_rounded(turn.back(box)) for box in out)


def _rounded(box: Box) -> Box:
    return Box(round(box.left, 2), round(box.top, 2), round(box.right, 2), round(box.bottom, 2))


def _same_line(a: Box, b: Box) -> bool:
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    height = min(a.bottom - a.top, b.bottom - b.top)
    gap = max(a.left, b.left) - min(a.right, b.right)
    return overlap >= 0.5 * height and gap <= 2.0 * max(a.bottom - a.top, b.bottom - b.top)
