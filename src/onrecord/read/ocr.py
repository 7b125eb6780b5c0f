"""Read pictures of pages with Tesseract: one choice of languages a document, words on the page model."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind
from onrecord.read.ocr_language import Script, choose, known, script_of
from onrecord.read.ocr_picture import Picture, rules_of
from onrecord.read.ocr_tool import OcrError, OcrTimeoutError, Tesseract, find_tesseract, how_to_install
from onrecord.read.ocr_words import SeenLine, mean_sureness, parse, words_of
from onrecord.read.page_lines import lines_of
from onrecord.read.page_model import Page, Rule

PAGE_SECONDS = 90.0
_BLOCKS = 4
"""Tesseract's mode ``a single column of text of variable sizes``: right for tables and for Arabic letters."""

_WELL = 72.0
"""So sure, and a page is upright and in the languages of the page before."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a page was not read."""

    kind: GapKind
    reason: str
    advice: str = ""


@dataclass(slots=True)
class Ocr:
    """Reads the pictures of one document; languages found on its first page are tried first on the next."""

    ask: Ask
    languages: tuple[str, ...] = ()
    used: list[str] = field(default_factory=list)
    tool: Tesseract | None = None

    def read(self, picture: Picture, number: int, scale: float, ends: float) -> Page | Unread:
        """A page from its picture. ``scale`` turns pixels into the unit of the page."""
        self.tool = tool = find_tesseract()
        if self.ask.ocr == "never":
            return Unread(
                GapKind.NO_TEXT, "the page is a picture, and OCR is switched off", "run with --ocr auto"
            )
        if tool is None:
            advice = how_to_install(self.ask.ocr_languages or ("eng", "chi-sim"))
            return Unread(
                GapKind.TOOL_MISSING, "the page is a picture, and tesseract is not installed", advice
            )
        seconds = min(PAGE_SECONDS, ends - time.monotonic())
        if seconds <= 0:
            return Unread(
                GapKind.TIME_LIMIT, "no time was left for OCR", "raise the time limit, or split the file"
            )
        try:
            return self._page(tool, picture, number, scale, time.monotonic() + seconds)
        except OcrTimeoutError as error:
            return Unread(GapKind.TIME_LIMIT, str(error), "raise the time limit, or split the file")
        except OcrError as error:
            return Unread(GapKind.DAMAGED, f"OCR failed: {error}", "look at the page by eye")

    def facts(self) -> list[tuple[str, str]]:
        """Which languages and which program have read."""
        if not self.used or self.tool is None:
            return []
        return [("ocr_languages", ",".join(self.used)), ("ocr_program", f"tesseract {self.tool.version}")]

    def _page(
        self, tool: Tesseract, picture: Picture, number: int, scale: float, ends: float
    ) -> Page | Unread:
        lines, turn = self._again(tool, picture, ends), 0
        if lines is None:
            script = script_of(tool.script(picture.pgm(), picture.dpi, ends - time.monotonic()))
            turn = script.turn
            picture = picture.turned(turn)
            found = self._lines(tool, picture, script, ends)
            if isinstance(found, Unread):
                return found
            lines = found
        lying, standing = rules_of(picture)
        page = Page(number, picture.width * scale, picture.height * scale, ocr=True, angle=turn)
        page.words = words_of(lines, scale)
        page.lying = [_scaled(rule, scale) for rule in lying]
        page.standing = [_scaled(rule, scale) for rule in standing]
        return page

    def _again(self, tool: Tesseract, picture: Picture, ends: float) -> list[SeenLine] | None:
        """The lines in the languages of the page before, if that reads well."""
        if not self.languages:
            return None
        lines = _attempt(tool, picture, self.languages, ends)
        return self._noted(self.languages, lines) if mean_sureness(lines) >= _WELL else None

    def _lines(
        self, tool: Tesseract, picture: Picture, script: Script, ends: float
    ) -> list[SeenLine] | Unread:
        """The lines in the languages asked for, or in those that fit best."""
        if self.ask.ocr_languages:
            present, missing = known(tool, self.ask.ocr_languages)
            if missing:
                return _without(missing)
            return self._noted(present, _attempt(tool, picture, present, ends))
        choice = choose(tool, script, lambda languages: _attempt(tool, picture, languages, ends))
        if choice.missing:
            return _without(choice.missing)
        if choice.lines:
            self.languages = choice.languages
        return self._noted(choice.languages, choice.lines)

    def _noted(self, languages: tuple[str, ...], lines: list[SeenLine]) -> list[SeenLine]:
        name = "+".join(languages)
        if name not in self.used:
            self.used.append(name)
        return lines


def _attempt(tool: Tesseract, picture: Picture, languages: tuple[str, ...], ends: float) -> list[SeenLine]:
    seconds = ends - time.monotonic()
    return parse(tool.run(picture.pgm(), languages, _BLOCKS, picture.dpi, seconds))


def _without(languages: tuple[str, ...]) -> Unread:
    names = ", ".join(languages)
    reason = f"the page is a picture, and tesseract lacks the language {names}"
    return Unread(GapKind.TOOL_MISSING, reason, how_to_install(languages))


def _scaled(rule: Rule, scale: float) -> Rule:
    return Rule(rule.at * scale, rule.start * scale, rule.end * scale)


def first_look(page: Page) -> str:
    """The text of a page read with OCR, line by line, before it is laid out."""
    return "\n".join(line.text for line in lines_of(page.words))
