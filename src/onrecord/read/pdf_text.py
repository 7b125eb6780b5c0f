"""The raw text of every page, quickly: whether a page is worth laying out, unreadable, or only a picture."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_FEW = 200
_SAMPLE = 48
_BROKEN_SHARE = 0.3
_OUTLINES = 400
"""So many drawn shapes on a page without text are letters drawn as shapes."""

_ODD = re.compile("[\ufffd\ue000-\uf8ff\x01-\x08\x0e-\x1f\x7f-\x9f]")
_RARE_CHINESE = re.compile("[\u3400-\u4dbf]")
_CHINESE = re.compile("[\u3400-\u9fff]")
_SMALL = re.compile("[a-z]")
_VOWEL = re.compile("[aeiouy]")
_WIDE_GAP = re.compile("(?<=[\u2e80-\u9fff\uf900-\ufaff])[ \u3000\r\n]+(?=[\u2e80-\u9fff\uf900-\ufaff])")
_ALEF_LAM = re.compile("([\u0622\u0623\u0625\u0627\u0671])(\u0644)")
_ALEF_LAM_AFTER_ALEF = re.compile("(?<=\u0627)([\u0622\u0623\u0625\u0627\u0671])(\u0644)")
_HYPHEN = re.compile("\ufffe|\x02|[-\u2010\u00ad]\\s*\r\n\\s*")


@dataclass(slots=True)
class RawPage:
    """One page as PDFium writes it. ``broken`` is the share of characters whose meaning is only guessed.

    ``pictures`` is the share of the page that pictures cover, looked at only where there is little text.
    """

    number: int
    text: str
    broken: float = 0.0
    pictures: float = 0.0
    drawn: bool = False
    failed: bool = False


def raw_pages(document: Any, count: int) -> Iterator[RawPage]:
    """The first ``count`` pages of a pypdfium2 document, one at a time."""
    import pypdfium2.raw as pdfium

    for index in range(count):
        page = pdfium.FPDF_LoadPage(document.raw, index)
        if not page:
            yield RawPage(index + 1, "", failed=True)
            continue
        try:
            yield _raw_page(pdfium, page, index + 1)
        finally:
            pdfium.FPDF_ClosePage(page)


def _raw_page(pdfium: Any, page: Any, number: int) -> RawPage:
    handle = pdfium.FPDFText_LoadPage(page)
    if not handle:
        return RawPage(number, "", failed=True)
    try:
        count = pdfium.FPDFText_CountChars(handle)
        text = _text(pdfium, handle, count)
        out = RawPage(number, text, _broken_share(pdfium, handle, count))
    finally:
        pdfium.FPDFText_ClosePage(handle)
    if count < _FEW:
        out.pictures, out.drawn = pictures_of(page)
    return out


def _text(pdfium: Any, handle: Any, count: int) -> str:
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written: int = pdfium.FPDFText_GetText(handle, 0, count, buffer)
    return bytes(memoryview(buffer)[: max(written - 1, 0)]).decode("utf-16-le", "ignore")


def _broken_share(pdfium: Any, handle: Any, count: int) -> float:
    """The share of sampled characters for which the font does not say what they are."""
    if count <= 0:
        return 0.0
    step = max(1, count // _SAMPLE)
    asked = range(0, count, step)
    broken: int = sum(pdfium.FPDFText_HasUnicodeMapError(handle, index) == 1 for index in asked)
    return broken / len(asked)


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


def is_picture(page: RawPage) -> bool:
    """Whether a page has to be read from its picture."""
    letters = sum(1 for char in page.text[:_FEW] if char.isalnum())
    if letters < 5:
        return page.pictures > 0.05 or page.drawn
    return letters < _FEW // 2 and page.pictures > 0.7


def is_garbled(page: RawPage) -> bool:
    """Whether the text layer says something else than the page shows."""
    if page.broken >= _BROKEN_SHARE:
        return True
    text = page.text
    size = len(text)
    if size < 40:
        return False
    odd = len(_ODD.findall(text))
    if odd > 0.15 * size:
        return True
    chinese = len(_CHINESE.findall(text)) if not text.isascii() else 0
    if chinese > 50 and len(_RARE_CHINESE.findall(text)) > 0.08 * chinese:
        return True
    small = len(_SMALL.findall(text))
    return small > 400 and len(_VOWEL.findall(text)) < 0.15 * small


def probe(text: str) -> str:
    """What ``Ask.interest`` is asked about: the raw text, and again with what PDFium does to words undone.

    PDFium writes an end-of-line hyphen as a noncharacter, puts blanks between spaced-out Chinese characters,
    and turns the two letters of the sign for lam with alef round.
    """
    joined = _HYPHEN.sub("", text)
    forms = [text]
    if not joined.isascii():
        joined = _WIDE_GAP.sub("", joined)
        if _ALEF_LAM.search(text):
            forms += [_ALEF_LAM.sub(r"\2\1", text), _ALEF_LAM_AFTER_ALEF.sub(r"\2\1", text)]
    if joined != text:
        forms.append(joined)
    return "\n".join(forms)
