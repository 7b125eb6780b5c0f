"""The characters of a PDF page to words with the place of every character, through PDFium's C interface.

PDFium counts UTF-16 units; on pages where its text and its list of boxes differ (characters beyond the basic
plane, right-to-left text) characters are taken one by one. PDFium is not thread-safe: one process, one
thread.
"""

from __future__ import annotations

import ctypes
import re
import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from onrecord.read.page_model import Word

_BLANK = frozenset(map(ord, " \t\u00a0\u3000\u2002\u2003\u2007\u2009\u200a\u202f"))
_BREAK = frozenset(map(ord, "\r\n\x0b\x0c\u2028\u2029"))
_IGNORED = frozenset([0, 0xFEFF, 0x200B, 0xFFFF, *range(1, 9), *range(0xE, 0x20)])
_HYPHENS = frozenset([2, 0xFFFE])
"""What PDFium puts for a hyphen that divides a word at the end of a line."""

_RUN = re.compile("[^\\s\x00-\x1f\ufffe]+\ufffe?|\ufffe")
_NOT_PLAIN = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200b\ufeff\uffff\x01-\x08\x0e-\x1f]")
_GAP = 0.5

Sides = tuple[float, float, float, float]


@dataclass(slots=True)
class View:
    """How the page's own coordinates become those of the page as it is shown."""

    left: float
    bottom: float
    width: float
    height: float
    turn: int

    def box(self, left: float, top: float, right: float, bottom: float) -> Sides:
        """A rectangle in PDF coordinates as left, top, right, bottom from the top left corner."""
        x0, y0 = self.point(left, top)
        x1, y1 = self.point(right, bottom)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point in PDF coordinates as seen from the top left corner."""
        x, y = x - self.left, y - self.bottom
        if self.turn == 90:
            return y, x
        if self.turn == 180:
            return self.width - x, y
        if self.turn == 270:
            return self.width - y, self.height - x
        return x, self.height - y


def view_of(page: Any) -> View:
    """The view of a page (PDFium's handle)."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    return View(box.left, box.bottom, width, height, 90 * max(pdfium.FPDFPage_GetRotation(page), 0))


def read_words(handle: Any, view: View) -> tuple[list[Word], bool]:
    """All words of a text page, in the order in which PDFium tells them; and whether all go left to right."""
    reader = _Reader(handle, view)
    count = reader.pdfium.FPDFText_CountChars(handle)
    text = text_of(reader.pdfium, handle, count)
    plain = _NOT_PLAIN.search(text) is None
    if plain and view.turn == 0 and reader.matches(text, count):
        reader.plain(text)
    else:
        reader.characters(range(count))
        reader.close()
    return reader.out, plain


def fill_edges(handle: Any, view: View, word: Word) -> None:
    """Set the edges of a word that was read in the quick way: one index a character."""
    import pypdfium2.raw as pdfium

    if word.edges is not None or word.index < 0:
        return
    rect = pdfium.FS_RECTF()
    edges = array("f")
    for at in range(word.index, word.index + len(word.text)):
        pdfium.FPDFText_GetLooseCharBox(handle, at, ctypes.byref(rect))
        edges.extend((rect.left - view.left, rect.right - view.left))
    word.edges = edges


def text_of(pdfium: Any, handle: Any, count: int) -> str:
    """The text of a text page as PDFium writes it."""
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written: int = pdfium.FPDFText_GetText(handle, 0, count, buffer)
    return bytes(memoryview(buffer)[: max(written - 1, 0)]).decode("utf-16-le", "ignore")


@dataclass(slots=True)
class _Open:
    """A word that is being collected."""

    index: int
    left: float
    top: float
    right: float
    bottom: float
    space: bool
    chars: list[str] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)

    def add(self, char: str, sides: Sides) -> None:
        left, top, right, bottom = sides
        self.chars.append(char)
        self.edges += (left, right)
        self.left, self.right = min(self.left, left), max(self.right, right)
        self.top, self.bottom = min(self.top, top), max(self.bottom, bottom)


class _Reader:
    """Walks through the characters of a text page."""

    def __init__(self, handle: Any, view: View) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium = pdfium
        self.handle = handle
        self.view = view
        self.out: list[Word] = []
        self.open: _Open | None = None
        self.space = self.blank = True
        self.rect = pdfium.FS_RECTF()
        self.pointer = ctypes.byref(self.rect)
        address = ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
        self.object_at = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(address)
        self.plain_handle = ctypes.cast(handle, ctypes.c_void_p)

    def matches(self, text: str, count: int) -> bool:
        """Whether PDFium's text has one character for each of its boxes."""
        if len(text) != count:
            return False
        asked = range(0, count, max(1, count // 8))
        return all(
            self.pdfium.FPDFText_GetUnicode(self.handle, at) in (ord(text[at]), *_HYPHENS) for at in asked
        )

    def plain(self, text: str) -> None:
        """The usual page, quickly: words are cut out of the text, and only their ends are asked for.

        A word whose ends are drawn by different text objects may be two cells that touch: it is read in full.
        """
        box_of, handle = self.pdfium.FPDFText_GetLooseCharBox, self.handle
        rect, pointer, out = self.rect, self.pointer, self.out
        object_at, plain_handle = self.object_at, self.plain_handle
        shift, height = self.view.left, self.view.bottom + self.view.height
        spans = [found.span() for found in _RUN.finditer(text)]
        items = [object_at(plain_handle, start) or 0 for start, _ in spans]
        done = 0
        for (start, end), item, following in zip(spans, items, [*items[1:], 0], strict=False):
            space = start > done or not out or text[done - 1] == "\ufffe"
            done = end
            box_of(handle, start, pointer)
            left, top, right, bottom = rect.left, rect.top, rect.right, rect.bottom
            if end - start > 1:
                box_of(handle, end - 1, pointer)
                mixed = item != following and object_at(plain_handle, end - 1) != item
                if mixed or rect.top != top or rect.right <= left:
                    self.space = self.blank = space
                    self.characters(range(start, end))
                    self.close()
                    continue
                right = rect.right
            chars = text[start:end] if text[end - 1] != "\ufffe" else text[start : end - 1] + "-"
            sides = left - shift, height - top, right - shift, height - bottom
            out.append(Word(chars, *sides, top - bottom, None, len(out), space, start, item, space))

    def characters(self, indices: Iterable[int]) -> None:
        """Any page, character by character."""
        unicode_of, box_of = self.pdfium.FPDFText_GetUnicode, self.pdfium.FPDFText_GetLooseCharBox
        handle, rect = self.handle, self.rect
        high = 0
        for index in indices:
            code = unicode_of(handle, index)
            if code in _BLANK or code in _BREAK:
                self.close()
                self.space = self.blank = True
                continue
            hyphen = code in _HYPHENS
            if (code in _IGNORED and not hyphen) or code > sys.maxunicode:
                continue
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code, high = 0x10000 + ((high & 0x3FF) << 10) + (code & 0x3FF), 0
            if box_of(handle, index, self.pointer):
                sides = self.view.box(rect.left, rect.top, rect.right, rect.bottom)
                self._take(index, "-" if hyphen else chr(code), sides)
            if hyphen:
                self.close()
                self.space = True

    def _take(self, index: int, char: str, sides: Sides) -> None:
        left, top, right, bottom = sides
        word = self.open
        if word is not None:
            size = word.bottom - word.top
            gap = max(left - word.edges[-1], word.edges[-2] - right)
            below = min(bottom, word.bottom) - max(top, word.top) < 0.3 * size
            if gap > _GAP * size or below:
                self.close()
                self.space = self.space or below or gap > 0.6 * size
        if self.open is None:
            self.open = _Open(index, left, top, right, bottom, self.space)
        self.open.add(char, sides)

    def close(self) -> None:
        """End the word that is being collected."""
        word, self.open = self.open, None
        if word is not None:
            sides = word.left, word.top, word.right, word.bottom
            item = self.object_at(self.plain_handle, word.index) or 0
            text, edges = "".join(word.chars), array("f", word.edges)
            size = word.bottom - word.top
            number = len(self.out)
            self.out.append(Word(text, *sides, size, edges, number, word.space, word.index, item, self.blank))
            self.space = self.blank = False
