"""The raw text of every page, quickly: whether a page is worth laying out, unreadable, or only a picture."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from onrecord.read.pdf_looks import UNPAINTED
from onrecord.read.pdf_sheets import Sheet, Sheets
from onrecord.read.pdf_words import text_of

_FEW = 200
_HARDLY_ANY = 5
_ENOUGH = 400
_FEW_VOWELS = 0.2
"""Languages in Latin letters have more vowels than this share; shifted alphabets have fewer."""

_LOGO = 0.12
_COVERED = 0.7
_SAMPLE = 6
_LARGE_SAMPLE = 80
_BROKEN_SHARE = 0.3
_OUTLINES = 400
"""So many drawn shapes on a page without text are letters drawn as shapes."""

_ODD = re.compile("[\ufffd\ue000-\uf8ff\x01-\x08\x0e-\x1f\x7f-\x9f]")
_PLAIN = bytes([*range(0x20, 0x7F), *b"\t\r\n"])
_RARE_CHINESE = re.compile("[\u3400-\u4dbf]")
_CHINESE = re.compile("[\u3400-\u9fff]")
_SMALL = re.compile("[a-z]")
_WIDE_GAP = re.compile("(?<=[\u2e80-\u9fff\uf900-\ufaff])[ \u3000\r\n]+(?=[\u2e80-\u9fff\uf900-\ufaff])")
_HYPHEN_MARKS = ("-\r\n", "\ufffe", "\u2010\r\n", "\u00ad\r\n", "- \r\n", "\x02")
_WIDE = re.compile("[\u2e80-\u9fff]")
_ALEF_LAM = re.compile("([\u0622\u0623\u0625\u0627\u0671])(\u0644)")
_ALEF_LAM_AFTER_ALEF = re.compile("(?<=\u0627)([\u0622\u0623\u0625\u0627\u0671])(\u0644)")
_HYPHEN = re.compile("\ufffe|\x02|[-\u2010\u00ad]\\s*\r\n\\s*")


@dataclass(slots=True)
class RawPage:
    """One page as PDFium writes it. ``broken`` is the share of characters whose meaning is only guessed.

    ``pictures`` is the share of the page that pictures cover, looked at only where there is little text;
    ``unpainted`` says that this text is invisible: then a copier's OCR has put it over the picture.
    """

    number: int
    text: str
    broken: float = 0.0
    pictures: float = 0.0
    drawn: bool = False
    unpainted: bool = False
    failed: bool = False


def raw_pages(sheets: Sheets, count: int) -> Iterator[RawPage]:
    """The first ``count`` pages of a document, one at a time."""
    import pypdfium2.raw as pdfium

    for number in range(1, count + 1):
        sheet = sheets.get(number)
        yield _raw_page(pdfium, sheet, number) if sheet is not None else RawPage(number, "", failed=True)


def _raw_page(pdfium: Any, sheet: Sheet, number: int) -> RawPage:
    count = pdfium.FPDFText_CountChars(sheet.text)
    text = text_of(pdfium, sheet.text, count)
    out = RawPage(number, text, _broken_share(pdfium, sheet.text, count))
    if count < _FEW:
        out.pictures, out.drawn = pictures_of(sheet.page)
        first = pdfium.FPDFText_GetTextObject(sheet.text, 0) if count > 0 else None
        out.unpainted = bool(first) and pdfium.FPDFTextObj_GetTextRenderMode(first) == UNPAINTED
    return out


def _broken_share(pdfium: Any, handle: Any, count: int) -> float:
    """The share of sampled characters which the font does not explain; a few are asked for, then more."""
    share = 0.0
    for sample in (_SAMPLE, _LARGE_SAMPLE):
        asked = range(count // (2 * sample), count, max(1, count // sample))
        if asked:
            share = sum(pdfium.FPDFText_HasUnicodeMapError(handle, at) == 1 for at in asked) / len(asked)
        if not share:
            break
    return share


def pictures_of(page: Any) -> tuple[float, bool]:
    """The share of a page under its largest picture, and whether many lines are drawn on it."""
    import pypdfium2.raw as pdfium

    sides = [ctypes.c_float() for _ in range(4)]
    area = pdfium.FPDF_GetPageWidthF(page) * pdfium.FPDF_GetPageHeightF(page)
    best, paths = 0.0, 0
    for index in range(min(pdfium.FPDFPage_CountObjects(page), 2_000)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        paths += kind == pdfium.FPDF_PAGEOBJ_PATH
        if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_SHADING):
            pdfium.FPDFPageObj_GetBounds(item, *map(ctypes.byref, sides))
            left, bottom, right, top = (side.value for side in sides)
            best = max(best, abs((right - left) * (top - bottom)) / area if area else 0.0)
    return min(best, 1.0), paths > _OUTLINES


class Seen(Enum):
    """What a page shows: text that can be read, text that cannot, a picture, a picture with a little text."""

    TEXT = 1
    GARBLED = 2
    PICTURE = 3
    DOUBTFUL = 4
    NOTHING = 5


def seen_on(page: RawPage) -> Seen:
    """What a page shows; NOTHING for one that cannot be loaded."""
    if page.failed:
        return Seen.NOTHING
    if page.pictures or page.drawn:
        letters = sum(1 for char in page.text[:_FEW] if char.isalnum())
        if letters < _HARDLY_ANY:
            picture = page.pictures > _LOGO or page.drawn
            return Seen.PICTURE if picture else Seen.TEXT
        if letters < _FEW // 2 and page.pictures > _COVERED and not page.unpainted:
            return Seen.DOUBTFUL
    return Seen.GARBLED if is_garbled(page) else Seen.TEXT


def is_garbled(page: RawPage) -> bool:
    """Whether the text layer says something else than the page shows."""
    if page.broken >= _BROKEN_SHARE:
        return True
    text = page.text
    size = len(text)
    if size < 40:
        return False
    plain = text.isascii()
    odd = len(text.encode("ascii").translate(None, _PLAIN)) if plain else len(_ODD.findall(text))
    if odd > 0.15 * size:
        return True
    if not plain and _RARE_CHINESE.search(text):
        chinese = len(_CHINESE.findall(text))
        return chinese > 50 and len(_RARE_CHINESE.findall(text)) > 0.08 * chinese
    vowels = sum(map(text.count, "aeiouy"))
    if vowels > 0.15 * size:
        return False
    small = len(_SMALL.findall(text))
    return small > _ENOUGH and vowels < _FEW_VOWELS * small


def probe(text: str) -> str:
    """What ``Ask.interest`` is asked about: the raw text, and again with what PDFium does to words undone.

    PDFium writes an end-of-line hyphen as a noncharacter, puts blanks between spaced-out Chinese characters,
    and turns the two letters of the sign for lam with alef round.
    """
    joined = _HYPHEN.sub("", text) if any(mark in text for mark in _HYPHEN_MARKS) else text
    forms = [text]
    if not joined.isascii():
        if _WIDE.search(joined):
            joined = _WIDE_GAP.sub("", joined)
        if _ALEF_LAM.search(text):
            forms += [_ALEF_LAM.sub(r"\2\1", text), _ALEF_LAM_AFTER_ALEF.sub(r"\2\1", text)]
    if joined != text:
        forms.append(joined)
    return "\n".join(forms)
