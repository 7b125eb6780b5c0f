"""What lies below a block of a page, taken flat."""

from __future__ import annotations

from onrecord.read.html_run import Run
from onrecord.read.html_tree import Box
from onrecord.read.marked import ASIDE, BREAK


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
