"""One PDF from open to close: a survey of all pages first, then layout of the pages that are worth it."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.model.document import Blob, Document, Passage
from onrecord.model.place import Locator
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind
from onrecord.read.draft import Draft as DocumentDraft
from onrecord.read.page_draft import Draft
from onrecord.read.page_emit import Pages, emit, told_pages
from onrecord.read.page_layout import PageLayout, lay_out
from onrecord.read.page_locate import Place, passage_at, place_of
from onrecord.read.pdf_attached import attachments_of
from onrecord.read.pdf_beside import add_besides
from onrecord.read.pdf_open import PdfError, facts_of, has_xfa, is_cut_off
from onrecord.read.pdf_outline import add_outline
from onrecord.read.pdf_page import fill_all, read_page
from onrecord.read.pdf_scan import Scanner
from onrecord.read.pdf_sheets import Sheets, opened_sheets
from onrecord.read.pdf_survey import Survey, Surveyor, time_is_up
from onrecord.read.reader import Reader

_KEPT_LAYOUTS = 24
_KEPT_SESSIONS = 2


class PdfSession:
    """Reads one PDF. Keeps a few layouts after that, so that quotes are located without a second reading."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.scanner = Scanner(ask)
        self.layouts: OrderedDict[int, PageLayout] = OrderedDict()
        self.pages = Pages(self.layouts.get)
        self._found: Survey | None = None
        self._sheets: Sheets | None = None
        self._ends = time.monotonic() + ask.limits.seconds

    @property
    def survey(self) -> Survey:
        """What the first walk through all pages has found; made when first asked for, with the file open."""
        if self._found is None:
            self._found = Surveyor(self._open, self.ask, self.scanner, self._ends).survey()
        return self._found

    @property
    def _open(self) -> Sheets:
        if self._sheets is None:
            raise PdfError(GapKind.DAMAGED, "the PDF was closed", "read it again")
        return self._sheets

    def read(self, blob: Blob, reader: Reader) -> Document:
        """The document: passages of the pages of interest, gaps for what could not be read."""
        out = DocumentDraft(blob, self.ask)
        try:
            with opened_sheets(blob.data) as self._sheets:
                numbers: Iterable[int] = self.survey.wanted
                if self.ask.interest is not None:
                    numbers = told_pages(numbers, self.survey.pages, self.layout)
                emit(self._in_time(numbers), Pages(self.layout), out, self._measure)
                add_besides(out, self.survey.besides)
                add_outline(out, self._sheets)
                facts = facts_of(self._sheets.document) + self.scanner.facts()
                total = len(self._sheets)
                out.attachments += attachments_of(self._sheets.document)
                if has_xfa(self._sheets.document):
                    reason = "a form of the XFA kind: its fields are not read"
                    out.gap(GapKind.UNSUPPORTED, reason, "open it in its own program and print it to a PDF")
        except PdfError as error:
            out.gap(error.kind, error.reason, error.advice)
            return out.document(reader)
        finally:
            self._sheets = None
        self.survey.tell(out, total)
        if is_cut_off(blob.data):
            reason = "the end of the file is missing; pages may be lost"
            out.gap(GapKind.TRUNCATED, reason, "get the file again")
        return out.document(reader, facts=facts, pages=total)

    def _measure(self, draft: Draft) -> None:
        """Set the edges of words that are likely to be located: to open the file again for them is dear."""
        if self.ask.interest is None or not self.ask.interest(draft.piece.text):
            return
        for page in {page for *_, page in draft.piece.words}:
            sheet = self._open.get(page)
            if sheet is not None:
                fill_all(sheet, (word for _, word, where in draft.piece.words if where == page))

    def _in_time(self, numbers: Iterable[int]) -> Iterator[int]:
        """The pages as long as there is time; the rest is counted."""
        for number in numbers:
            if time.monotonic() > self._ends:
                rest = [page for page in self.survey.wanted if page >= number]
                self.survey.leave_out(rest, time_is_up(self.ask))
                return
            yield number

    def locate(self, blob: Blob, document: Document, start: int, end: int) -> Locator:
        """The page and the boxes of a span of the text."""
        passage = passage_at(document, start, end)
        if passage is None:
            return Locator(members=document.members, record=document.record)
        try:
            place = place_of(passage, self.pages, start, end)
            if place is not None and all(word.edges is not None for word, *_ in place.parts):
                return replace(passage.locator, page=place.page, boxes=place.boxes())
            with opened_sheets(blob.data) as self._sheets:
                return self._located(passage, place, start, end)
        except PdfError:
            return passage.locator
        finally:
            self._sheets = None

    def _located(self, passage: Passage, place: Place | None, start: int, end: int) -> Locator:
        """The place of a span, with the file open."""
        if place is None:
            place = place_of(passage, Pages(self.layout), start, end)
        if place is None:
            return passage.locator
        sheet = self._open.get(place.page)
        if sheet is not None:
            fill_all(sheet, (word for word, *_ in place.parts))
        return replace(passage.locator, page=place.page, boxes=place.boxes())

    def layout(self, number: int) -> PageLayout | None:
        """The layout of a page; None outside the document and for pages that cannot be read."""
        if number in self.layouts:
            self.layouts.move_to_end(number)
            return self.layouts[number]
        layout = self._lay_out(number) if 1 <= number <= self.survey.pages else None
        if layout is not None:
            self.layouts[number] = layout
            if len(self.layouts) > _KEPT_LAYOUTS:
                self.layouts.popitem(last=False)
        return layout

    def _lay_out(self, number: int) -> PageLayout | None:
        page = self.survey.scanned.get(number)
        if page is None and number not in self.survey.skipped:
            sheet = self._open.get(number)
            page = read_page(sheet, number) if sheet is not None else None
        if page is None:
            return None
        page.running = self.survey.running.near(number)
        return lay_out(page)


_sessions: OrderedDict[str, PdfSession] = OrderedDict()


def read_pdf(blob: Blob, ask: Ask, reader: Reader) -> Document:
    """Read a PDF, and keep what it takes to locate quotes in it."""
    session = PdfSession(ask)
    document = session.read(blob, reader)
    _keep(document.sha256, session)
    return document


def session_for(document: Document) -> PdfSession:
    """The session that read a document, or one that will read it again as far as is needed."""
    session = _sessions.get(document.sha256)
    if session is None:
        languages = dict(document.facts).get("ocr_languages", "").partition(",")[0]
        session = PdfSession(Ask(ocr_languages=tuple(filter(None, languages.split("+")))))
        _keep(document.sha256, session)
    return session


def _keep(key: str, session: PdfSession) -> None:
    _sessions[key] = session
    _sessions.move_to_end(key)
    if len(_sessions) > _KEPT_SESSIONS:
        _sessions.popitem(last=False)
