"""From a span of the text back to boxes on the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.document import Document, Passage
from onrecord.model.place import Box
from onrecord.read.page_draft import Draft
from onrecord.read.page_emit import Pages
from onrecord.read.page_model import Turn, Word, merge_boxes


def passage_at(document: Document, start: int, end: int) -> Passage | None:
    """The passage that holds a span; of a span that runs over several, the first."""
    index = bisect_right(document.passages, start, key=lambda passage: passage.start) - 1
    if index < 0:
        return None
    passage = document.passages[index]
    return passage if passage.start <= start < max(passage.end, passage.start + 1) and end > start else None


@dataclass(slots=True)
class Place:
    """The words of a span on the page on which it begins: each with its first and last character."""

    page: int
    turn: Turn
    parts: list[tuple[Word, int, int]]

    def boxes(self) -> tuple[Box, ...]:
        """One box a line. The edges of the words must be there."""
        return merge_boxes((word.part(first, last) for word, first, last in self.parts), self.turn)


def place_of(passage: Passage, pages: Pages, start: int, end: int) -> Place | None:
    """The place of ``[start:end]`` of the document's text; None if the words of the passage are not found."""
    number = passage.locator.page
    draft = _same(pages.drafts(number).values(), passage) if number is not None else None
    if draft is None:
        return None
    place: Place | None = None
    for begin, word, page in draft.piece.words:
        first, last = max(start - passage.start, begin), min(end - passage.start, begin + len(word.text))
        layout = pages.layout_of(page)
        if first >= last or layout is None:
            continue
        if place is None:
            place = Place(page, layout.turn, [])
        if place.page == page:
            place.parts.append((word, first - begin, last - begin))
    return place


def _same(drafts: Iterable[Draft], passage: Passage) -> Draft | None:
    """The draft from which a passage was made."""
    alike = [draft for draft in drafts if draft.piece.text.strip() == passage.text]
    exact = [draft for draft in alike if draft.boxes == passage.locator.boxes]
    return next(iter(exact + alike), None)
