"""The outline of a PDF (bookmarks): entries that say what their page does not."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

from onrecord.model.document import Context
from onrecord.model.place import Locator
from onrecord.model.vocabulary import PassageKind
from onrecord.read.draft import Draft
from onrecord.read.page_model import RTL
from onrecord.read.pdf_beside import wide
from onrecord.read.pdf_sheets import Sheets
from onrecord.read.pdf_text import probe
from onrecord.read.pdf_words import text_of

_MOST = 5_000
_DEEPEST = 15
_RUN = re.compile(r"[^\W\d_]+|\d+")


def add_outline(draft: Draft, sheets: Sheets) -> None:
    """Add the entries that may be of interest and do not stand on the page that they lead to."""
    entries = list(_entries(sheets))
    interest = draft.ask.interest
    if interest is not None and not interest("\n".join(title for _, title, _ in entries)):
        return
    path: list[str] = []
    texts: dict[int, str] = {}
    for depth, title, page in entries:
        del path[depth:]
        context = Context(headings=tuple(path), enclosing=("contents",))
        path.append(title)
        if interest is not None and not interest(title):
            continue
        if page and page not in texts:
            texts = {page: _page_text(sheets, page)}
        if not (page and _says(texts[page], title)):
            place = Locator(draft.blob.members, draft.blob.record, page=page or None)
            draft.add(PassageKind.LIST_ITEM, title, place, context=context)


def _entries(sheets: Sheets) -> Iterator[tuple[int, str, int]]:
    """Depth, title and page (0 for none), in order."""
    pdfium, document = sheets.pdfium, sheets.document.raw
    stack = [(pdfium.FPDFBookmark_GetFirstChild(document, None), 0)]
    seen: set[int] = set()
    while stack and len(seen) < _MOST:
        entry, depth = stack.pop()
        address = _address(entry)
        if not address or address in seen:
            continue
        seen.add(address)
        title = _title(pdfium, entry)
        if title:
            target = pdfium.FPDFBookmark_GetDest(document, entry)
            page = pdfium.FPDFDest_GetDestPageIndex(document, target) if target else -1
            yield depth, title, page + 1
        stack.append((pdfium.FPDFBookmark_GetNextSibling(document, entry), depth))
        if depth < _DEEPEST:
            stack.append((pdfium.FPDFBookmark_GetFirstChild(document, entry), depth + 1))


def _title(pdfium: Any, entry: Any) -> str:
    return " ".join(wide(lambda buffer, size: pdfium.FPDFBookmark_GetTitle(entry, buffer, size)).split())


def _address(entry: Any) -> int:
    return ctypes.addressof(entry.contents) if entry else 0


def _page_text(sheets: Sheets, number: int) -> str:
    sheet = sheets.get(number)
    if sheet is None:
        return ""
    return _bare(probe(text_of(sheets.pdfium, sheet.text, sheets.pdfium.FPDFText_CountChars(sheet.text))))


def _says(text: str, title: str) -> bool:
    """Whether a page says a title; words from right to left may stand in another order in the file."""
    parts = _RUN.findall(title) if RTL.search(title) else [title]
    return all(_bare(part) in text for part in parts)


def _bare(text: str) -> str:
    """Letters and digits alone: blanks, breaks and leaders differ between an outline and its page."""
    return "".join(char for char in text.casefold() if char.isalnum())
