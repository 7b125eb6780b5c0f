"""A line of text whose parts are marked as hidden, deleted, bold …; what it shows, and what it hides."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from onrecord.model.vocabulary import Flag

BREAK = "\udc00"
"""Stands for a line break inside a paragraph; a lone surrogate, which no parser gives out."""

_OPEN, _CLOSE = "\udc01", "\udc02"
_STOP = re.compile(rf"[.!?。！？；;।؟][\s)\]”’\"']|[。！？；]|{BREAK}")


class Mark:
    """How a piece of text stands on the page; bits, inherited from what is around it.

    Plain numbers, because flags of ``enum`` cost half of the time of reading a web page.
    """

    NONE = 0
    HIDDEN = 1
    DELETED = 2
    HEADER = 4
    FOOTER = 8
    SMALL = 16
    BOLD = 32
    WORD = 64
    """Set on every text that is more than blanks."""
    INSERTED = 128
    """Put in later: not part of the former wording that deleted text belongs to."""


ASIDE = Mark.HIDDEN | Mark.DELETED
LASTING = Mark.HIDDEN | Mark.DELETED | Mark.HEADER | Mark.FOOTER

_FLAGS = (
    (Mark.HIDDEN, Flag.HIDDEN),
    (Mark.DELETED, Flag.DELETED),
    (Mark.HEADER, Flag.HEADER),
    (Mark.FOOTER, Flag.FOOTER),
)
FLAGS = [frozenset(flag for mark, flag in _FLAGS if bits & mark) for bits in range(16)]
"""Flags by the lasting marks of a block."""


def as_it_stands(text: str) -> str:
    """Blanks are left alone, but for those at the ends."""
    return text.strip(" ")


@dataclass(slots=True)
class Marked:
    """Pieces of text with their marks; ``any`` and ``all`` sum the marks of those that hold words."""

    texts: list[str] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    any: int = 0
    all: int = -1
    fold: Callable[[str], str] = as_it_stands

    def add(self, text: str, mark: int) -> None:
        """Add a piece."""
        if not text:
            return
        self.texts.append(text)
        self.marks.append(mark)
        if not text.isspace() and text != BREAK:
            self.any |= mark
            self.all &= mark

    @property
    def shared(self) -> int:
        """Hidden or deleted as a whole; then nothing in the line is set apart for it."""
        return 0 if self.all == -1 else self.all & ASIDE

    def visible(self, base: int = 0) -> str:
        """What the page shows, ``BREAK`` for line breaks.

        ``base`` holds the marks of the block itself: inside a hidden block nothing is set apart as hidden.
        """
        out = ASIDE & ~base
        if not self.any & out:
            return self.fold("".join(self.texts))
        shown = (text for text, mark in zip(self.texts, self.marks, strict=True) if not mark & out)
        return self.fold("".join(shown))

    def asides(self, base: int = 0) -> list[tuple[str, frozenset[Flag]]]:
        """Hidden and deleted parts, each within the sentence that it stood in."""
        found: list[tuple[str, frozenset[Flag]]] = []
        for mark, flag in ((Mark.HIDDEN, Flag.HIDDEN), (Mark.DELETED, Flag.DELETED)):
            if self.any & mark & ~base:
                marked = self.restored(mark, base)
                found += [(text, frozenset({flag})) for text in sentences_around(marked, _OPEN, _CLOSE)]
        return found

    def restored(self, mark: int, base: int = 0) -> str:
        """The text with the parts of one mark put back, between signs."""
        pieces = []
        out = (ASIDE & ~base) | (Mark.INSERTED if mark == Mark.DELETED else 0)
        for text, own in zip(self.texts, self.marks, strict=True):
            if own & mark & ~base:
                pieces.append(_OPEN + text + _CLOSE)
            elif not own & out:
                pieces.append(text)
        return self.fold("".join(pieces))


def without_signs(text: str) -> str:
    """A restored text as running text."""
    return text.replace(_OPEN, "").replace(_CLOSE, "").replace(BREAK, "\n")


def sentences_around(text: str, opening: str, closing: str) -> list[str]:
    """The sentences of a text that hold the parts between the two signs, without the signs."""
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    size = begin = 0
    for piece in re.split(f"([{opening}{closing}])", text):
        if piece == opening:
            begin = size
        elif piece == closing:
            if "".join(plain)[begin:size].strip():
                spans.append((begin, size))
        else:
            plain.append(piece)
            size += len(piece)
    whole = "".join(plain)
    stops = [0, *(found.end() for found in _STOP.finditer(whole)), len(whole)]
    windows: list[tuple[int, int]] = []
    for start, end in spans:
        first = stops[bisect_right(stops, start) - 1]
        last = stops[bisect_left(stops, end)]
        if windows and first < windows[-1][1]:
            windows[-1] = (windows[-1][0], max(last, windows[-1][1]))
        else:
            windows.append((first, last))
    return [whole[first:last].replace(BREAK, "\n").strip() for first, last in windows]
