"""Texts that were changed step by step, with the way back to where each character stood."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

Edit = tuple[int, int, str]
"""Replace the characters from start to end by these."""


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made; they are in order and do not overlap."""
    if not edits:
        return text
    parts = []
    done = 0
    for start, end, new in edits:
        parts.append(text[done:start])
        parts.append(new)
        done = end
    parts.append(text[done:])
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Step:
    """Where one step changed lengths: the spans before and after it, in order."""

    old_start: array[int]
    old_end: array[int]
    new_start: array[int]
    new_end: array[int]

    @classmethod
    def of(cls, edits: Iterable[Edit]) -> Step:
        """The map of these edits; those that keep the length need none."""
        moving = [edit for edit in edits if edit[1] - edit[0] != len(edit[2])]
        shifts = list(accumulate([len(new) - (end - start) for start, end, new in moving], initial=0))
        return cls(
            array("q", [edit[0] for edit in moving]),
            array("q", [edit[1] for edit in moving]),
            array("q", [edit[0] + shift for edit, shift in zip(moving, shifts, strict=False)]),
            array("q", [edit[1] + shift for edit, shift in zip(moving, shifts[1:], strict=True)]),
        )

    @property
    def moves(self) -> bool:
        """Whether any place moved."""
        return bool(self.old_start)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span before the step of what stands at [start, end) after it."""
        return _map(start, end, self.new_start, self.new_end, self.old_start, self.old_end)

    def forth(self, start: int, end: int) -> tuple[int, int]:
        """The span after the step of what stood at [start, end) before it."""
        return _map(start, end, self.old_start, self.old_end, self.new_start, self.new_end)


def _map(
    start: int,
    end: int,
    from_start: array[int],
    from_end: array[int],
    to_start: array[int],
    to_end: array[int],
) -> tuple[int, int]:
    """Map the span of the characters in [start, end); a span inside an edit becomes the whole edit."""
    # The last edit that begins at or before the first character.
    at = bisect_right(from_start, start) - 1
    if at < 0:
        left = start
    elif start < from_end[at]:
        left = to_start[at]
    else:
        left = start - from_end[at] + to_end[at]
    if end <= start:
        inside = at >= 0 and from_start[at] < start < from_end[at]
        return left, to_end[at] if inside else left
    # The last edit that begins before the end of the last character.
    at = bisect_left(from_start, end) - 1
    if at < 0:
        right = end
    elif end <= from_end[at]:
        right = to_end[at]
    else:
        right = end - from_end[at] + to_end[at]
    return left, max(left, right)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A changed text and the exact way back: which characters each of its characters came from."""

    text: str
    steps: tuple[Step, ...] = ()

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text as it stood of the characters [start, end) of ``text``."""
        for step in reversed(self.steps):
            start, end = step.back(start, end)
        return start, end

    def folded(self, raw_start: int, raw_end: int) -> tuple[int, int]:
        """The smallest span of ``text`` that holds all that came from [raw_start, raw_end)."""
        for step in self.steps:
            raw_start, raw_end = step.forth(raw_start, raw_end)
        return raw_start, raw_end
