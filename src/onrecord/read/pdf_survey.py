"""The first walk through a PDF: the raw text of every page, and which pages are worth laying out."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind
from onrecord.read.draft import Draft
from onrecord.read.ocr import Unread, first_look
from onrecord.read.page_model import Page
from onrecord.read.page_running import Running
from onrecord.read.pdf_beside import Beside, Besides
from onrecord.read.pdf_open import forms_of
from onrecord.read.pdf_scan import Scanner
from onrecord.read.pdf_sheets import Sheets
from onrecord.read.pdf_text import RawPage, Seen, probe, raw_pages, seen_on

_SHOWN_RANGES = 12


@dataclass(slots=True)
class Survey:
    """What the walk has found. ``scanned`` holds pages read from their picture."""

    pages: int = 0
    wanted: list[int] = field(default_factory=list)
    running: Running = field(default_factory=Running)
    scanned: dict[int, Page] = field(default_factory=dict)
    skipped: set[int] = field(default_factory=set)
    besides: list[Beside] = field(default_factory=list)
    reasons: dict[Unread, list[int]] = field(default_factory=dict)

    def leave_out(self, numbers: Iterable[int], why: Unread) -> None:
        """Note pages that are not read."""
        for number in numbers:
            self.skipped.add(number)
            self.reasons.setdefault(why, []).append(number)

    def tell(self, out: Draft, total: int) -> None:
        """Say which pages were not read, and why."""
        for why, numbers in self.reasons.items():
            out.gap(why.kind, why.reason, why.advice, page_list(numbers))
        limit = out.ask.limits.pages
        if total > limit:
            reason = f"the PDF has {total} pages, more than the limit of {limit}"
            advice = "raise the limit, or split the file"
            out.gap(GapKind.TOO_LARGE, reason, advice, page_list(range(limit + 1, total + 1)))
        if not total:
            out.gap(GapKind.EMPTY, "the PDF has no pages", "get the file again")


class Surveyor:
    """Walks through the pages of an open document once. ``ends`` is the time at which it has to stop."""

    def __init__(self, sheets: Sheets, ask: Ask, scanner: Scanner, ends: float) -> None:
        self.sheets = sheets
        self.ask = ask
        self.scanner = scanner
        self.ends = ends
        self.out = Survey(min(len(sheets), ask.limits.pages))
        self.pictures = 0
        self.doubtful: list[RawPage] = []
        tagged = bool(sheets.pdfium.FPDFCatalog_IsTagged(sheets.document.raw))
        self.besides = Besides(forms_of(sheets.document), tagged=tagged)

    def survey(self) -> Survey:
        """Look at all pages within the limits."""
        size = 0
        for raw in raw_pages(self.sheets, self.out.pages):
            size += len(raw.text)
            over = self._limit(size)
            if over is not None:
                self.out.leave_out(range(raw.number, self.out.pages + 1), over)
                self.out.pages = raw.number - 1
                break
            self._take(raw)
            sheet = self.sheets.get(raw.number)
            if sheet is not None:
                self.besides.look(sheet, raw.number)
        self.out.besides = self.besides.found
        self._settle_doubts()
        self.out.wanted.sort()
        return self.out

    def _limit(self, size: int) -> Unread | None:
        limits = self.ask.limits
        advice = "raise the limit, or split the file"
        if size > limits.text_chars:
            return Unread(
                GapKind.TOO_LARGE, f"the text is longer than {limits.text_chars} characters", advice
            )
        return time_is_up(self.ask) if time.monotonic() > self.ends else None

    def _take(self, raw: RawPage) -> None:
        """One page: its text layer, or what OCR makes of its picture."""
        seen = seen_on(raw)
        if seen is Seen.NOTHING:
            lost = Unread(GapKind.DAMAGED, "the page cannot be loaded", "get the file again")
            self.out.leave_out([raw.number], lost)
        elif seen is Seen.PICTURE or seen is Seen.GARBLED or self.ask.ocr == "always":
            self.pictures += seen is Seen.PICTURE
            self._scan(raw, garbled=seen is Seen.GARBLED)
        elif seen is Seen.DOUBTFUL:
            self.doubtful.append(raw)
        else:
            self._keep(raw.number, raw.text)

    def _settle_doubts(self) -> None:
        """Little text on a full picture: a stamp where other pages are scans as well, else a title page."""
        scans = self.pictures + len(self.doubtful) >= 0.5 * self.out.pages
        for raw in self.doubtful:
            if scans:
                self._scan(raw, garbled=False)
            else:
                self._keep(raw.number, raw.text)

    def _scan(self, raw: RawPage, *, garbled: bool) -> None:
        found = self.scanner.scan(self.sheets.document, raw.number, garbled=garbled, ends=self.ends)
        if isinstance(found, Page):
            self.out.scanned[raw.number] = found
            self._keep(raw.number, first_look(found))
        elif garbled or not raw.text.strip():
            self.out.leave_out([raw.number], found)
        else:
            if self.ask.ocr == "always":
                self.out.reasons.setdefault(found, []).append(raw.number)
            self._keep(raw.number, raw.text)

    def _keep(self, number: int, text: str) -> None:
        self.out.running.add(number, text)
        if self.ask.interest is None or self.ask.interest(probe(text)):
            self.out.wanted.append(number)
            if self.ask.interest is not None:
                self.sheets.keep(number - 1)
                self.sheets.keep(number)


def time_is_up(ask: Ask) -> Unread:
    """Why pages are left out when reading takes too long."""
    reason = f"reading took longer than {ask.limits.seconds} s"
    return Unread(GapKind.TIME_LIMIT, reason, "raise the limit, or split the file")


def page_list(numbers: Iterable[int]) -> str:
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
