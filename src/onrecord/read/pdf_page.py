"""One PDF page to words with boxes, through PDFium's C interface.

PDFium counts UTF-16 units; here every word keeps its own characters and edges, so that no index of PDFium's
leaves this module. PDFium is not thread-safe: one process, one thread.
"""

from __future__ import annotations

import ctypes
import math
import sys
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from onrecord.model.place import Box
from onrecord.read.page_model import RTL, Page, Word, is_wide
from onrecord.read.pdf_drawn import drawn
from onrecord.read.pdf_looks import UNPAINTED, Looks
from onrecord.read.pdf_text import pictures_of

_BLANK = frozenset(map(ord, " \t\u00a0\u3000\u2002\u2003\u2007\u2009\u200a\u202f"))
_BREAK = frozenset(map(ord, "\r\n\x0b\x0c\u2028\u2029"))
_IGNORED = frozenset([0, 0xFEFF, 0x200B, 0xFFFF, *range(1, 9), *range(0xE, 0x20)])
_HYPHENS = frozenset([2, 0xFFFE])
"""What PDFium puts for a hyphen that divides a word at the end of a line."""

_GAP = 0.5
_TINY = 1.5
_COVERED = 0.5
_VERTICAL = 4


@dataclass(slots=True)
class View:
    """How the page's own coordinates become those of the page as it is shown."""

    left: float
    bottom: float
    width: float
    height: float
    turn: int

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
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
    """The view of a pypdfium2 page."""
    left, bottom, _, _ = page.get_bbox()
    width, height = page.get_size()
    return View(left, bottom, width, height, page.get_rotation())


def words_page(page: Any, number: int) -> Page:
    """Words, drawn lines and shades of a pypdfium2 page.

    Where a picture covers the page, invisible words are what somebody's OCR has read.
    """
    view = view_of(page)
    out = Page(number, view.width, view.height)
    out.lying, out.standing, out.shades = drawn(page, view.box, view.width, view.height)
    textpage = page.get_textpage()
    try:
        words = _Reader(textpage.raw, view).words()
        _mark_hidden(words, out, textpage)
    finally:
        textpage.close()
    if words and all(raw.unpainted for raw in words) and pictures_of(page.raw)[0] > _COVERED:
        out.ocr = True
        for raw in words:
            raw.word.hidden = False
    _mark_columns(words)
    _sort(words, out)
    return out


def _mark_columns(words: list[_Raw]) -> None:
    """Treat vertical lines of Chinese and Japanese as slanted text: they are read as the file writes them."""
    start = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or not _is_below(words[at - 1].word, words[at].word):
            if at - start >= _VERTICAL:
                for raw in words[start:at]:
                    raw.slanted, raw.blank = True, False
            start = at


def _is_below(above: Word, word: Word) -> bool:
    single = len(above.text) == len(word.text) == 1 and is_wide(above.text) and is_wide(word.text)
    near = -0.5 * word.size < word.top - above.bottom < 0.6 * word.size
    return single and near and abs(above.left - word.left) < 0.3 * word.size


def _sort(words: list[_Raw], out: Page) -> None:
    """Upright words make the page; slanted ones (stamps, watermarks) stay apart, run by run."""
    last: _Raw | None = None
    for raw in words:
        if raw.slanted:
            raw.word.space = raw.blank
            if last is not None and last.slanted and _touch(last.word, raw.word):
                out.slanted[-1].append(raw.word)
            else:
                out.slanted.append([raw.word])
        else:
            (out.unseen if raw.word.hidden else out.words).append(raw.word)
        last = raw
    if any(RTL.search(word.text) for word in out.words):
        for word in out.words:
            if word.text.isascii():
                _by_place(word)
            elif RTL.search(word.text):
                _turn_ligatures(word)


def _touch(a: Word, b: Word) -> bool:
    """Whether two slanted words stand so close that they belong to one line."""
    size = max(a.size, b.size)
    across = max(a.left, b.left) - min(a.right, b.right)
    down = max(a.top, b.top) - min(a.bottom, b.bottom)
    return max(across, down) < size


def _turn_ligatures(word: Word) -> None:
    """Letters that are drawn as one sign (lam with alef): PDFium turns them round with the whole word."""
    chars, edges = list(word.text), word.edges
    at = 0
    while at < len(chars):
        end = at + 1
        while end < len(chars) and edges[2 * end : 2 * end + 2] == edges[2 * at : 2 * at + 2]:
            end += 1
        if end - at > 1 and all(RTL.match(char) for char in chars[at:end]):
            chars[at:end] = chars[at:end][::-1]
        at = end
    word.text = "".join(chars)


def _by_place(word: Word) -> None:
    """Put the characters of a left-to-right word in the order of their places.

    PDFium turns them round when they stand between right-to-left words. A percent sign is drawn to the left
    of an Arabic number and read after it.
    """
    count = len(word.text)
    places = sorted(range(count), key=lambda i: word.edges[2 * i])
    if word.text[places[0]] == "%" and count > 1 and not any(char.isalpha() for char in word.text):
        places = [*places[1:], places[0]]
    if places != list(range(count)):
        word.text = "".join(word.text[i] for i in places)
        word.edges = array("f", [word.edges[2 * i + side] for i in places for side in (0, 1)])


@dataclass(slots=True)
class _Raw:
    """A word as PDFium gives it, with what decides how it is shown."""

    word: Word
    index: int
    blank: bool = True
    slanted: bool = False
    unpainted: bool = False


@dataclass(slots=True)
class _Open:
    """A word that is being collected."""

    index: int
    left: float
    top: float
    right: float
    bottom: float
    space: bool
    near: float
    chars: list[str] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)

    def goes_on(self, box: tuple[float, float, float, float]) -> bool:
        """Whether a character is simply the next one on the line, from left to right."""
        step = box[0] - self.right
        return box[1] == self.top and box[2] > self.right and -self.near < step < self.near


class _Reader:
    """Walks through the characters of a text page once."""

    def __init__(self, handle: Any, view: View) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium = pdfium
        self.handle = handle
        self.view = view
        self.out: list[_Raw] = []
        self.open: _Open | None = None
        self.space = self.blank = True

    def words(self) -> list[_Raw]:
        unicode_of: Callable[[Any, int], int] = self.pdfium.FPDFText_GetUnicode
        box_of: Callable[..., int] = self.pdfium.FPDFText_GetLooseCharBox
        rect = self.pdfium.FS_RECTF()
        pointer = ctypes.byref(rect)
        handle, upright = self.handle, self.view.turn == 0
        left0, top0 = self.view.left, self.view.bottom + self.view.height
        high = 0
        for index in range(self.pdfium.FPDFText_CountChars(handle)):
            code = unicode_of(handle, index)
            if code in _BLANK:
                self._close()
                self.space = self.blank = True
                continue
            if code in _BREAK:
                self._close(run=True)
                self.blank = True
                continue
            hyphen = code in _HYPHENS
            if code in _IGNORED and not hyphen:
                continue
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code, high = 0x10000 + ((high & 0x3FF) << 10) + (code & 0x3FF), 0
            if code > sys.maxunicode or not box_of(handle, index, pointer):
                continue
            if upright:
                box = rect.left - left0, top0 - rect.top, rect.right - left0, top0 - rect.bottom
            else:
                box = self.view.box(rect.left, rect.top, rect.right, rect.bottom)
            word = self.open
            if word is not None and not hyphen and word.goes_on(box):
                word.chars.append(chr(code))  # the usual case, kept short
                word.edges += (box[0], box[2])
                word.right = box[2]
                continue
            self._take(index, "-" if hyphen else chr(code), box)
            if hyphen:
                self._close(run=True)
        self._close()
        return self.out

    def _take(self, index: int, char: str, box: tuple[float, float, float, float]) -> None:
        left, top, right, bottom = box
        word = self.open
        if word is not None:
            size = word.bottom - word.top
            gap = max(left - word.edges[-1], word.edges[-2] - right)
            if gap > _GAP * size or min(bottom, word.bottom) - max(top, word.top) < 0.3 * size:
                far = gap > 2 * size or min(bottom, word.bottom) - max(top, word.top) < 0.3 * size
                self._close(run=far)
                self.space = self.space or gap > 0.6 * size
                word = None
        if word is None:
            word = self.open = _Open(index, left, top, right, bottom, self.space, _GAP * (bottom - top))
        word.chars.append(char)
        word.edges += (left, right)
        word.left, word.right = min(word.left, left), max(word.right, right)
        word.top, word.bottom = min(word.top, top), max(word.bottom, bottom)

    def _close(self, *, run: bool = False) -> None:
        word, self.open = self.open, None
        if word is not None:
            self._finish(word)
        if run:
            self.space = True

    def _finish(self, found: _Open) -> None:
        word = Word(
            "".join(found.chars),
            found.left,
            found.top,
            found.right,
            found.bottom,
            round((found.bottom - found.top) * 2) / 2,
            array("f", found.edges),
            len(self.out),
            found.space,
        )
        angle = math.degrees(self.pdfium.FPDFText_GetCharAngle(self.handle, found.index))
        slanted = not -3 < ((angle + self.view.turn + 180) % 360) - 180 < 3
        self.out.append(_Raw(word, found.index, self.blank, slanted))
        self.space = self.blank = False


def _mark_hidden(words: list[_Raw], page: Page, textpage: Any) -> None:
    """Mark bold words, words that nobody can see, and words whose characters are only guessed."""
    looks = Looks(textpage)
    for raw in words:
        word = raw.word
        look = looks.of(raw.index)
        word.bold, colour = look.bold, look.colour
        raw.unpainted = look.mode == UNPAINTED
        if look.size > 0:
            word.size = look.size
        outside = word.right < 0 or word.bottom < 0 or word.left > page.width or word.top > page.height
        pale = colour is not None and min(colour[:3]) >= 250 and not _on_shade(word, page.shades)
        clear = colour is not None and colour[3] == 0
        word.hidden = outside or pale or clear or raw.unpainted or word.bottom - word.top < _TINY
        word.broken = looks.is_guessed(raw.index)


def _on_shade(word: Word, shades: list[Box]) -> bool:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return any(s.left <= x <= s.right and s.top <= y <= s.bottom for s in shades)
