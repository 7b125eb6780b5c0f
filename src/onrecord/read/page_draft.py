"""A passage of a page before it has an index in the document: its text, and the words it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from onrecord.model.document import Context
from onrecord.model.place import Box
from onrecord.model.vocabulary import Flag, PassageKind
from onrecord.read.page_layout import PageLayout
from onrecord.read.page_model import Line, Word, separator

Key = tuple[int, int, int]
"""Page, block and row; what a passage hangs on until indices are known."""


@dataclass(slots=True)
class Piece:
    """A text with the words it is made of and where each begins in it."""

    text: str = ""
    words: list[tuple[int, Word, int]] = field(default_factory=list)

    def add(self, line: Line, page: int, between: str) -> None:
        """Add a line of a page after ``between``."""
        if self.text:
            self.text += between
        for at, word in enumerate(line.words):
            self.text += separator(line.words, at)
            self.words.append((len(self.text), word, page))
            self.text += word.text

    def without(self, count: int) -> Piece:
        """The same without the first characters."""
        kept = [(start - count, word, page) for start, word, page in self.words if start >= count]
        return Piece(self.text[count:], kept)


@dataclass(slots=True)
class Draft:
    """A passage before it has an index."""

    key: Key
    kind: PassageKind
    piece: Piece
    context: Context = Context()
    name: str = ""
    value: str = ""
    cells: tuple[str, ...] = ()
    parent: Key | None = None
    group: Key | None = None
    flags: frozenset[Flag] = frozenset()
    boxes: tuple[Box, ...] = ()
    """One a line, on the page on which it begins."""


LayoutOf = Callable[[int], PageLayout | None]


def piece_of(lines: Iterable[Line], page: int) -> Piece:
    """The text of some lines of a page, one below the other."""
    piece = Piece()
    for line in lines:
        piece.add(line, page, "\n")
    return piece
