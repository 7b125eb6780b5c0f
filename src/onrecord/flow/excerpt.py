"""Show a quote in its passage, cut to what a person can take in."""

from __future__ import annotations

from bisect import bisect_right

from onrecord.flow.result import Excerpt
from onrecord.model.document import Document, Passage

REST = 240
LINE = 240


REACH = 64


class Excerpts:
    """Cuts excerpts out of one document."""

    def __init__(self, document: Document, neighbours: int = 0) -> None:
        self._text = document.text
        self._passages = document.passages
        self._starts = [passage.start for passage in document.passages]
        self._neighbours = neighbours

    def cut(self, start: int, end: int) -> Excerpt:
        """The passage around ``start:end``, with as many passages above and below as were asked for."""
        index = self._index(start, end)
        if index is None:
            low, high = _line(self._text, start, end)
        else:
            passage = self._passages[index]
            low, high = min(passage.start, start), max(passage.end, end)
        above, below = _neighbours(self._passages, index, self._neighbours)
        return Excerpt(
            before=_tail(self._text[low:start]),
            quote=self._text[start:end],
            after=_head(self._text[end:high]),
            above=above,
            below=below,
        )

    def _index(self, start: int, end: int) -> int | None:
        """The smallest passage that holds the whole span, else the last one that touches it.

        Passages stand in reading order; one may hold a few others, so a short look back is enough.
        """
        last = bisect_right(self._starts, max(start, end - 1))
        near = [(n, self._passages[n]) for n in range(max(0, last - REACH), last)]
        holding = [(one.end - one.start, n) for n, one in near if one.start <= start and end <= one.end]
        if holding:
            return min(holding)[1]
        return next((n for n, one in reversed(near) if one.start < end and start < one.end), None)


def _neighbours(
    passages: tuple[Passage, ...], index: int | None, count: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if index is None or count < 1:
        return (), ()
    above = passages[max(0, index - count) : index]
    below = passages[index + 1 : index + 1 + count]
    return tuple(_cut(one.text) for one in above), tuple(_cut(one.text) for one in below)


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", end)
    return low, len(text) if high < 0 else high


def _cut(text: str) -> str:
    return text if len(text) <= LINE else text[:LINE].rstrip() + " …"


def _tail(text: str) -> str:
    return text if len(text) <= REST else "… " + text[-REST:].lstrip()


def _head(text: str) -> str:
    return text if len(text) <= REST else text[:REST].rstrip() + " …"
