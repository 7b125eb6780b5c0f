"""One model of a page for text layers and for OCR: words with boxes, and what is drawn between them.

Coordinates have their origin at the top left of the page as it is shown. The unit is the point for PDF and
the pixel for images; nothing below depends on it, for every threshold is a multiple of the type size.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.model.place import Box

RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
WIDE = re.compile(
    "[\u2e80-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uffee\U00020000-\U0003ffff]"
)
_NO_DIGITS = dict.fromkeys(map(ord, "0123456789٠١٢٣٤٥٦٧٨٩"))
LTR = re.compile(r"(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])\w")


@dataclass(slots=True)
class Word:
    """Characters without a blank between them.

    ``order`` is its number in the source, ``space`` whether the source has a blank before it. ``edges`` holds
    left and right of each character in turn; it may be empty until ``Page.fill`` is asked for it, with the
    help of ``index``, the place of the first character in the source. ``item`` tells apart what the source
    draws in one go, ``blank`` whether a blank or a line break is written before the word.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    edges: array[float] | None = None
    order: int = 0
    space: bool = True
    index: int = -1
    item: int = 0
    blank: bool = True
    bold: bool = False
    hidden: bool = False
    unpainted: bool = False
    broken: bool = False

    def part(self, start: int, end: int) -> Box:
        """The box of some of its characters."""
        span = (self.edges or ())[2 * start : 2 * end] or (self.left, self.right)
        return Box(min(span), self.top, max(span), self.bottom)


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line; ``at`` is its y when it lies, its x when it stands."""

    at: float
    start: float
    end: float


def _leave(word: Word) -> None:
    """Nothing to fill in: the edges are there from the start."""


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
    fill: Callable[[Word], None] = _leave
    """Sets the edges of a word; works as long as the source is open."""
    running: frozenset[str] = frozenset()
    """Lines that stand on several pages near this one, as ``running_key`` gives them."""


@dataclass(slots=True)
class Line:
    """Words of one line without a wide gap, in reading order.

    ``left`` and ``right`` are mirrored on a right-to-left page, so that ``left`` is always where a line
    begins; the boxes of the words are not. ``table`` stands for a table that covers this place. ``pieces``
    counts the parts of a line that was put together over wide gaps.
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
    pieces: int = 1

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
    return char >= "\u2e80" and WIDE.match(char) is not None


def running_key(text: str) -> str:
    """A line without blanks and numbers, ``#`` in their place: the same for a page header on every page."""
    joined = "".join(text.split())
    key = joined.translate(_NO_DIGITS)
    return key if len(key) == len(joined) else key + "#"


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
    return merge_boxes(words, turn)


def merge_boxes(boxes: Iterable[Box | Word], turn: Turn) -> tuple[Box, ...]:
    """Join boxes that follow one another on one line, unless a wide gap is between them."""
    out: list[Box] = []
    left = top = right = bottom = 0.0
    for box in boxes:
        shared = min(bottom, box.bottom) - max(top, box.top)
        tall = box.bottom - box.top
        near = 2.0 * max(bottom - top, tall)
        joins = shared > 0 and 2 * shared >= min(bottom - top, tall)
        if joins and box.left - right <= near and left - box.right <= near:
            left, right = min(left, box.left), max(right, box.right)
            top, bottom = min(top, box.top), max(bottom, box.bottom)
        else:
            if right > left:
                out.append(Box(left, top, right, bottom))
            left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if right > left:
        out.append(Box(left, top, right, bottom))
    return tuple(_rounded(turn.back(box) if turn.angle else box) for box in out)


def _rounded(box: Box) -> Box:
    return Box(round(box.left, 2), round(box.top, 2), round(box.right, 2), round(box.bottom, 2))
