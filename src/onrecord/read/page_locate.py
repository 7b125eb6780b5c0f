"""From a span of the text back to boxes on the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from onrecord.model.document import Document, Passage
from onrecord.model.place import Box, Locator
from onrecord.read.page_draft import Draft, Piece
from onrecord.read.page_emit import Pages
from onrecord.read.page_model import merge_boxes


def passage_at(document: Document, start: int, end: int) -> Passage | None:
    """The passage that holds a span; of a span that runs over several, the first."""
    index = bisect_right(document.passages, start, key=lambda passage: passage.start) - 1
    if index < 0:
        return None
    passage = document.passages[index]
    return passage if passage.start <= start < max(passage.end, passage.start + 1) and end > start else None


def locate_in(passage: Passage, pages: Pages, start: int, end: int) -> Locator | None:
    """The place of ``[start:end]`` of the document's text; None if the words of the passage are not found."""
    number = passage.locator.page
    draft = _same(pages.drafts(number).values(), passage) if number is not None else None
    if draft is None:
        return None
    page, boxes = _boxes_of(draft.piece, start - passage.start, end - passage.start)
    layout = pages.layout_of(page) if page is not None else None
    if page is None or layout is None:
        return None
    return replace(passage.locator, page=page, boxes=merge_boxes(boxes, layout.turn))


def _same(drafts: Iterable[Draft], passage: Passage) -> Draft | None:
    """The draft from which a passage was made."""
    alike = [draft for draft in drafts if draft.piece.text.strip() == passage.text]
    exact = [draft for draft in alike if draft.boxes == passage.locator.boxes]
    return next(iter(exact + alike), None)


def _boxes_of(piece: Piece, start: int, end: int) -> tuple[int | None, list[Box]]:
    """The page on which a part of a text begins, and its boxes there."""
    page: int | None = None
    boxes: list[Box] = []
    for begin, word, number in piece.words:
        first, last = max(start, begin), min(end, begin + len(word.text))
        if first < last and page in (None, number):
            page = number
            boxes.append(word.part(first - begin, last - begin))
    return page, boxes
