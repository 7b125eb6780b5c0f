"""A run of inline content: what the page shows of it, and what it hides or strikes out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from onrecord.model.vocabulary import Flag
from onrecord.read.html_path import Place
from onrecord.read.html_words import ASIDE, Mark

BREAK = "\udc00"
"""Stands for ``<br>`` while blanks are folded; a lone surrogate, which the parser never gives out."""

_OPEN, _CLOSE = "\udc01", "\udc02"
_BLANK = re.compile(r"[ \t\n\r\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65"
_WIDE_WRAP = re.compile(rf"(?<=[{_WIDE}])[ \t]*\r?\n[ \t\r\n]*(?=[{_WIDE}])")
_STOP = re.compile(rf"[.!?。！？；;।؟][\s)\]”’\"']|[。！？；]|{BREAK}")


@dataclass(slots=True)
class Label:
    """A text that stands in an attribute: name of the attribute, text, element."""

    name: str
    text: str
    place: Place


@dataclass(slots=True)
class Run:
    """Inline content between two block boundaries; ``place`` is the block that holds it."""

    place: Place
    texts: list[str] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    any: int = 0
    all: int = -1
    controls: int = 0

    @property
    def shared(self) -> int:
        """Hidden or deleted as a whole; then nothing in the run is set apart for it."""
        return 0 if self.all == -1 else self.all & ASIDE

    def visible(self, base: int = 0) -> str:
        """What the page shows, blanks folded, ``BREAK`` for line breaks.

        ``base`` holds the marks of the block itself: inside a hidden block nothing is set apart as hidden.
        """
        out = ASIDE & ~base
        if not self.any & out:
            return fold_blanks("".join(self.texts))
        shown = (text for text, mark in zip(self.texts, self.marks, strict=True) if not mark & out)
        return fold_blanks("".join(shown))

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
        for text, own in zip(self.texts, self.marks, strict=True):
            if own & mark & ~base:
                pieces.append(_OPEN + text + _CLOSE)
            elif not own & ASIDE & ~base:
                pieces.append(text)
        return fold_blanks("".join(pieces))


def without_signs(text: str) -> str:
    """A restored text as running text."""
    return text.replace(_OPEN, "").replace(_CLOSE, "").replace(BREAK, "\n")


def squeeze(text: str) -> str:
    """Like ``fold_blanks``, but faster and for no one's eyes: every blank becomes a space."""
    if "\n" in text and not text.isascii():
        text = _WIDE_WRAP.sub("", text)
    return " ".join(text.split())


def fold_blanks(text: str) -> str:
    """Blanks as a browser shows them; a line break between two wide characters is no blank at all."""
    if "\n" in text and not text.isascii():
        text = _WIDE_WRAP.sub("", text)
    return _BLANK.sub(" ", text).strip(" ")


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
