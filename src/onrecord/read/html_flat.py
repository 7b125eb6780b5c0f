"""What lies below a block, taken flat; and the small types that the parts of the layout share."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.vocabulary import Flag
from onrecord.read.html_run import BREAK, Run
from onrecord.read.html_tree import Box
from onrecord.read.html_words import ASIDE, Mark

_FLAGS = (
    (Mark.HIDDEN, Flag.HIDDEN),
    (Mark.DELETED, Flag.DELETED),
    (Mark.HEADER, Flag.HEADER),
    (Mark.FOOTER, Flag.FOOTER),
)
FLAGS = [frozenset(flag for mark, flag in _FLAGS if bits & mark) for bits in range(16)]
"""Flags by the lasting marks of a block."""


@dataclass(frozen=True, slots=True)
class Under:
    """What the text that follows answers or explains: a question, a term, a list item."""

    caption: str = ""
    parent: int | None = None
    name: str = ""


NOTHING = Under()


def flat_runs(box: Box) -> list[tuple[Run, int]]:
    """All runs below a block, in order, each with the mark of the block that holds it."""
    found: list[tuple[Run, int]] = []
    for child in box.children:
        if isinstance(child, Run):
            found.append((child, box.mark))
        elif isinstance(child, Box):
            found += flat_runs(child)
    return found


def flat_text(box: Box, base: int = 0) -> str:
    """The shown text below a block, one line a block; parts hidden by blocks inside are left out."""
    base |= box.mark
    if len(box.children) == 1 and isinstance(box.children[0], Run):  # by far the most blocks
        text = box.children[0].visible(base)
        if BREAK not in text:
            return text
    lines = [run.visible(base) for run, mark in flat_runs(box) if not mark & ASIDE & ~base]
    return "\n".join(line.strip(" ") for text in lines if text for line in text.split(BREAK) if line.strip())


def is_leaf(box: Box) -> bool:
    """Whether a block holds nothing but inline content."""
    return not any(isinstance(child, Box) for child in box.children)
