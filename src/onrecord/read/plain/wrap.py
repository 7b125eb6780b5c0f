"""Tell hard-wrapped prose from lists of short lines.

Wrapped lines are joined to one paragraph. In a datasheet every line stays by itself, even where an
enumeration runs over several lines, so that quotes stay narrow.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from onrecord.read.plain.lines import Line, starts_lower, starts_uncased

_SHORT_LINE = 60
_FILLED = 0.4
"""How full a line must be, measured by the widest, for the next to carry it on in lower case."""

_FULL_LINE = 40
_SENTENCE_WORDS = 5
"""Characters and words of a line that is a piece of prose and no item of a list."""

COMMAS = (",", "，", "、", "،")

_MOST_LINES = 400
"""A paragraph longer than this is no paragraph."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of a block of lines: how wide it is, and whether it looks wrapped or like a list."""

    width: int
    wrapped: bool
    listlike: bool
    chat: bool
    """Quoted lines without a single stop: remarks of several people, each on its line."""
    sentence_ends: frozenset[int]
    """Offsets of lines of a script without case that the next line carries on."""

    @classmethod
    def of(cls, block: list[Line]) -> Shape:
        """Measure a block."""
        width = max(line.width for line in block)
        pairs = list(pairwise(block))
        going_on = sum(1 for line, after in pairs if not line.quoted and _flows(line, after, width))
        ends = sum(1 for line in block if line.terminal)
        wrapped = bool(pairs) and going_on * 5 >= len(pairs) * 2
        hyphens = any(line.hyphen and after.text[:1].isalpha() for line, after in pairs)
        listlike = not ends and not hyphens and width < _SHORT_LINE
        quoted = [line for line in block if line.quoted]
        chat = bool(quoted) and not any(line.terminal for line in quoted)
        return cls(width, wrapped and not listlike, listlike, chat, frozenset(_uncased_runs(block)))


def _flows(line: Line, after: Line, width: int) -> bool:
    """Whether a sentence plainly goes on from one line to the next."""
    if line.terminal or line.colon:
        return False
    if line.hyphen:
        return after.text[:1].isalpha()
    return starts_lower(after.text) and line.width >= _FILLED * width


def _uncased_runs(block: list[Line]) -> list[int]:
    """Lines that end without a stop, about as wide as their neighbours, up to a line that ends with one."""
    found: list[int] = []
    index = 0
    while index < len(block):
        last = index
        while last < len(block) and not block[last].terminal and last - index < 40:
            last += 1
        if last < len(block) and block[last].terminal and last > index:
            found += _even_lines(block[index : last + 1])
        index = last + 1
    return found


def _even_lines(run: list[Line]) -> list[int]:
    """The starts of the lines in a run that are carried on by the next."""
    while len(run) > 1 and run[0].width < 0.8 * max(line.width for line in run[:-1]):
        run = run[1:]  # a title above the paragraph
    width = max(line.width for line in run[:-1]) if len(run) > 1 else 0
    if width < 20 or run[-1].width > width + 4:
        return []
    return [
        line.start
        for line, after in pairwise(run)
        if line.width >= 0.8 * width and not line.colon and starts_uncased(after.text)
    ]


def _completes(last: Line, after: Line) -> bool:
    """An item of a script without case that stops in the middle, and the line that ends it."""
    if last.terminal or last.separator or last.width < 16 or not starts_uncased(after.text):
        return False
    return (after.terminal or after.separator) and after.width <= 2 * last.width and "  " not in after.text


def continues(lines: list[Line], after: Line, shape: Shape, *, is_item: bool) -> bool:
    """Whether ``after`` carries on the unit that ``lines`` make up so far."""
    last = lines[-1]
    if after.quoted != last.quoted or (after.quoted and shape.chat) or len(lines) >= _MOST_LINES:
        return False
    if is_item and after.indent > lines[0].indent and not last.terminal:
        return True
    if last.hyphen and after.text[:1].isalpha() and not shape.listlike:
        return True
    if shape.listlike:
        return False
    if last.colon:
        return starts_lower(after.text) and last.width >= 0.75 * shape.width
    if is_item and _completes(last, after):
        return True
    if after.indent >= last.indent + 2 and last.terminal:
        return False  # the first line of the next paragraph is indented
    if last.terminal:
        return shape.wrapped and last.width >= 0.8 * shape.width
    if starts_lower(after.text):
        return last.width >= _FILLED * shape.width
    if last.start in shape.sentence_ends:
        return True
    return _goes_on(last, after, shape)


def _goes_on(last: Line, after: Line, shape: Shape) -> bool:
    """Whether prose goes on although the next line begins with a capital, as German nouns do."""
    if last.text.rstrip().endswith(COMMAS):
        return last.width >= 0.75 * shape.width
    if after.terminal and len(last.text.split()) >= _SENTENCE_WORDS and after.width < last.width:
        return last.width >= max(_FULL_LINE, 0.9 * shape.width)
    return shape.wrapped and last.width >= 0.75 * shape.width
