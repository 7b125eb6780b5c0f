"""One PDF from open to close: raw text of all pages first, then layout of the pages that are worth it."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from onrecord.model.document import Blob, Document
from onrecord.model.place import Locator
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind
from onrecord.read.draft import Draft
from onrecord.read.ocr import first_look
from onrecord.read.page_emit import Pages, emit, told_pages
from onrecord.read.page_layout import PageLayout, lay_out
from onrecord.read.page_locate import locate_in, passage_at
from onrecord.read.page_model import Page
from onrecord.read.page_running import Running
from onrecord.read.pdf_open import PdfError, facts_of, is_cut_off, opened
from onrecord.read.pdf_page import words_page
from onrecord.read.pdf_scan import Scanner
from onrecord.read.pdf_text import RawPage, is_garbled, is_picture, probe, raw_pages
from onrecord.read.reader import Reader

_KEPT_LAYOUTS = 24
_KEPT_SESSIONS = 2
_SHOWN_RANGES = 12


@dataclass(slots=True)
class Survey:
    """What the first walk through all pages has found."""

    pages: int = 0
    wanted: list[int] = field(default_factory=list)
    running: frozenset[str] = frozenset()
    scanned: dict[int, Page] = field(default_factory=dict)
    unread: dict[tuple[GapKind, str, str], list[int]] = field(default_factory=dict)

    def leave_out(self, number: int, kind: GapKind, reason: str, advice: str = "") -> None:
        """Note that a page is not read."""
        self.unread.setdefault((kind, reason, advice), []).append(number)


class PdfSession:
    """Reads one PDF. Keeps a few layouts after that, so that quotes are located without a second reading."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.survey = Survey()
        self.layouts: OrderedDict[int, PageLayout] = OrderedDict()
        self.scanner = Scanner(ask)
        self.surveyed = False
        self._document: Any = None
        self._ends = time.monotonic() + ask.limits.seconds

    def read(self, blob: Blob, reader: Reader) -> Document:
        """The document: passages of the pages of interest, gaps for what could not be read."""
        out = Draft(blob, self.ask)
        try:
            with opened(blob.data) as self._document:
                self._survey()
                numbers: Iterable[int] = self.survey.wanted
                if self.ask.interest is not None:
                    numbers = told_pages(numbers, self.survey.pages, self.layout)
                emit(numbers, Pages(self.layout), out)
                facts = facts_of(self._document) + self.scanner.facts()
                total = len(self._document)
        except PdfError as error:
            out.gap(error.kind, error.reason, error.advice)
            return out.document(reader)
        finally:
            self._document = None
        self._tell_unread(out, total)
        return out.document(reader, facts=facts, pages=total)

    def locate(self, blob: Blob, document: Document, start: int, end: int) -> Locator:
        """The page and the boxes of a span of the text."""
        passage = passage_at(document, start, end)
        if passage is None:
            return Locator(members=document.members, record=document.record)
        found = locate_in(passage, Pages(self.layouts.get), start, end)
        if found is not None:
            return found
        try:
            with opened(blob.data) as self._document:
                if not self.surveyed:
                    self._survey()
                return locate_in(passage, Pages(self.layout), start, end) or passage.locator
        except PdfError:
            return passage.locator
        finally:
            self._document = None

    def layout(self, number: int) -> PageLayout | None:
        """The layout of a page; None outside the document and for pages that cannot be read."""
        if number in self.layouts:
            self.layouts.move_to_end(number)
            return self.layouts[number]
        page = self._page(number) if 1 <= number <= self.survey.pages else None
        if page is None:
            return None
        page.running = self.survey.running
        layout = self.layouts[number] = lay_out(page)
        if len(self.layouts) > _KEPT_LAYOUTS:
            self.layouts.popitem(last=False)
        return layout

    def _page(self, number: int) -> Page | None:
        if number in self.survey.scanned:
            return self.survey.scanned[number]
        if any(number in pages for pages in self.survey.unread.values()):
            return None
        import pypdfium2

        try:
            page = self._document[number - 1]
        except pypdfium2.PdfiumError:
            return None
        try:
            return words_page(page, number)
        finally:
            page.close()

    # -- the first walk ------------------------------------------------------------------------------------

    def _survey(self) -> None:
        survey = self.survey = Survey()
        self.surveyed = True
        total = len(self._document)
        survey.pages = min(total, self.ask.limits.pages)
        running = Running()
        size = 0
        for raw in raw_pages(self._document, survey.pages):
            size += len(raw.text)
            if self._is_over(raw.number, size):
                survey.pages = raw.number - 1
                break
            text = self._text_of(raw)
            if text is None:
                continue
            running.add(text.split("\r\n") if "\r\n" in text else text.split("\n"))
            if self.ask.interest is None or self.ask.interest(probe(text)):
                survey.wanted.append(raw.number)
        survey.running = running.keys()

    def _is_over(self, number: int, size: int) -> bool:
        """Whether a limit has been reached; says so."""
        limits = self.ask.limits
        if size > limits.text_chars:
            reason, kind = f"the text is longer than {limits.text_chars} characters", GapKind.TOO_LARGE
        elif time.monotonic() > self._ends:
            reason, kind = f"reading took longer than {limits.seconds} s", GapKind.TIME_LIMIT
        else:
            return False
        for rest in range(number, self.survey.pages + 1):
            self.survey.leave_out(rest, kind, reason, "raise the limit, or split the file")
        return True

    def _text_of(self, raw: RawPage) -> str | None:
        """The text of a page, from its picture where it has to be; None when it cannot be read."""
        survey = self.survey
        if raw.failed:
            survey.leave_out(raw.number, GapKind.DAMAGED, "the page cannot be loaded", "get the file again")
            return None
        garbled = is_garbled(raw)
        picture = is_picture(raw)
        if not (garbled or picture or self.ask.ocr == "always"):
            return raw.text
        scan = self.scanner.scan(self._document, raw.number, garbled=garbled, ends=self._ends)
        if isinstance(scan, Page):
            survey.scanned[raw.number] = scan
            return first_look(scan)
        if not garbled and raw.text.strip():
            return raw.text
        survey.leave_out(raw.number, scan.kind, scan.reason, scan.advice)
        return None

    def _tell_unread(self, out: Draft, total: int) -> None:
        for (kind, reason, advice), numbers in self.survey.unread.items():
            out.gap(kind, reason, advice, _page_list(numbers))
        if total > self.ask.limits.pages:
            part = _page_list(range(self.ask.limits.pages + 1, total + 1))
            reason = f"the PDF has {total} pages, more than the limit of {self.ask.limits.pages}"
            out.gap(GapKind.TOO_LARGE, reason, "raise the limit, or split the file", part)
        if is_cut_off(out.blob.data):
            reason = "the end of the file is missing; pages may be lost"
            out.gap(GapKind.TRUNCATED, reason, "get the file again")
        if not total:
            out.gap(GapKind.EMPTY, "the PDF has no pages", "get the file again")


def _page_list(numbers: Iterable[int]) -> str:
    """``pages 3-7, 9``."""
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges[:_SHOWN_RANGES])
    if len(ranges) > _SHOWN_RANGES:
        shown += f", … {ranges[-1][1]} ({sum(b - a + 1 for a, b in ranges)} in all)"
    return f"{'page' if len(ranges) == 1 and ranges[0][0] == ranges[0][1] else 'pages'} {shown}"


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
        languages = dict(document.facts).get("ocr_languages", "")
        session = PdfSession(Ask(ocr_languages=tuple(filter(None, languages.split("+")))))
        _keep(document.sha256, session)
    return session


def _keep(key: str, session: PdfSession) -> None:
    _sessions[key] = session
    _sessions.move_to_end(key)
    if len(_sessions) > _KEPT_SESSIONS:
        _sessions.popitem(last=False)
