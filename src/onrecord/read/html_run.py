"""A run of inline content of a page, with the texts that stand in attributes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from onrecord.read.html_path import Place
from onrecord.read.marked import Marked

_BLANK = re.compile(r"[ \t\n\r\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65"
_BEFORE_WIDE = re.compile(rf"\n[ \t\r\n]*+(?=[{_WIDE}])")
_WIDE_WRAP = re.compile(rf"(?<=[{_WIDE}])[ \t]*\r?\n[ \t\r\n]*(?=[{_WIDE}])")


def squeeze(text: str) -> str:
    """Like ``fold_blanks``, but faster and for no one's eyes: every blank becomes a space."""
    return " ".join(wide_wraps_out(text).split())


def fold_blanks(text: str) -> str:
    """Blanks as a browser shows them; a line break between two wide characters is no blank at all."""
    return _BLANK.sub(" ", wide_wraps_out(text)).strip(" ")


def wide_wraps_out(text: str) -> str:
    """The text without line breaks between two wide characters."""
    if text.isascii() or not _BEFORE_WIDE.search(text):
        return text
    return _WIDE_WRAP.sub("", text)


@dataclass(slots=True)
class Label:
    """A text that stands in an attribute: name of the attribute, text, element."""

    name: str
    text: str
    place: Place


@dataclass(slots=True, kw_only=True)
class Run(Marked):
    """Inline content between two block boundaries; ``place`` is the block that holds it."""

    place: Place
    labels: list[Label] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    controls: int = 0
    fold: Callable[[str], str] = fold_blanks
