"""Pages of an open PDF as PDFium's handles. The last two stay open, and a few that will be needed again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from onrecord.read.pdf_open import opened

_RECENT = 2
_KEPT = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page and its text, as PDFium's handles."""

    page: Any
    text: Any


class Sheets:
    """Opens pages and closes them: loading one costs as much as reading its text."""

    def __init__(self, document: Any) -> None:
        import pypdfium2.raw as pdfium

        self.document = document
        self.pdfium = pdfium
        self.recent: OrderedDict[int, Sheet] = OrderedDict()
        self.kept: OrderedDict[int, Sheet] = OrderedDict()

    def __len__(self) -> int:
        return len(self.document)

    def get(self, number: int) -> Sheet | None:
        """A page, counted from 1; None for one that cannot be loaded."""
        sheet = self.kept.get(number) or self.recent.get(number)
        if sheet is not None:
            return sheet
        sheet = self._load(number)
        if sheet is not None:
            self.recent[number] = sheet
            if len(self.recent) > _RECENT:
                self._close(self.recent.popitem(last=False)[1])
        return sheet

    def keep(self, number: int) -> None:
        """Leave a page open that is open now; the one kept longest gives way."""
        sheet = self.recent.pop(number, None)
        if sheet is not None:
            self.kept[number] = sheet
            if len(self.kept) > _KEPT:
                self._close(self.kept.popitem(last=False)[1])

    def _load(self, number: int) -> Sheet | None:
        page = self.pdfium.FPDF_LoadPage(self.document.raw, number - 1)
        if not page:
            return None
        text = self.pdfium.FPDFText_LoadPage(page)
        if not text:
            self.pdfium.FPDF_ClosePage(page)
            return None
        return Sheet(page, text)

    def _close(self, sheet: Sheet) -> None:
        self.pdfium.FPDFText_ClosePage(sheet.text)
        self.pdfium.FPDF_ClosePage(sheet.page)

    def close(self) -> None:
        """Close all pages; PDFium wants this done before the document is closed."""
        for sheets in (self.recent, self.kept):
            while sheets:
                self._close(sheets.popitem()[1])


@contextmanager
def opened_sheets(data: bytes) -> Iterator[Sheets]:
    """The pages of these bytes, as long as the file is open."""
    with opened(data) as document:
        sheets = Sheets(document)
        try:
            yield sheets
        finally:
            sheets.close()
