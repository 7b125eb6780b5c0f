"""One PDF page to the page model: words, what is drawn, what nobody can see, what stands on a slant."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from functools import partial

from onrecord.model.place import Box
from onrecord.read.page_model import RTL, Page, Word, is_wide
from onrecord.read.pdf_drawn import drawn
from onrecord.read.pdf_looks import UNPAINTED, Look, Looks
from onrecord.read.pdf_sheets import Sheet
from onrecord.read.pdf_text import pictures_of
from onrecord.read.pdf_words import fill_edges, read_words, view_of

_TINY = 1.5
_COVERED = 0.5
_VERTICAL = 4


def read_page(sheet: Sheet, number: int) -> Page:
    """Words, drawn lines and shades of a page. Edges of words can be filled in as long as it is open.

    Where a picture covers the page, invisible words are what somebody's OCR has read.
    """
    view = view_of(sheet.page)
    out = Page(number, view.width, view.height, fill=partial(fill_edges, sheet.text, view))
    out.lying, out.standing, out.shades = drawn(sheet.page, view.box, view.width, view.height)
    words, plain = read_words(sheet.text, view)
    slanted = _look_at(words, out, Looks(sheet.text, view.turn))
    if words and all(word.unpainted for word in words) and pictures_of(sheet.page)[0] > _COVERED:
        out.ocr = True
        for word in words:
            word.hidden = False
    slanted |= _in_columns(words)
    _sort(words, slanted, out)
    if not plain:
        _set_right(out.words)
    return out


def fill_all(sheet: Sheet, words: Iterable[Word]) -> None:
    """Set the edges of words of a page."""
    view = view_of(sheet.page)
    for word in words:
        fill_edges(sheet.text, view, word)


def _look_at(words: list[Word], page: Page, looks: Looks) -> set[int]:
    """Note how words are drawn: bold, hidden, guessed. Gives the numbers of those on a slant."""
    slanted: set[int] = set()
    width, height = page.width, page.height
    item, look = -1, Look()
    for word in words:
        if word.item != item:
            item, look = word.item, looks.of(word.item, word.index)
        if look.size:
            word.size = look.size
        word.bold, word.broken, word.unpainted = look.bold, look.guessed, look.mode == UNPAINTED
        outside = word.right < 0 or word.bottom < 0 or word.left > width or word.top > height
        if outside or look.pale or look.clear or word.unpainted or word.bottom - word.top < _TINY:
            word.hidden = outside or not look.pale or not _on_shade(word, page.shades)
        if look.slanted:
            slanted.add(word.order)
    return slanted


def _in_columns(words: list[Word]) -> set[int]:
    """Words of vertical lines of Chinese and Japanese: they are read as the file writes them."""
    out: set[int] = set()
    single = [word for word in words if len(word.text) == 1 and is_wide(word.text)]
    start = 0
    for at in range(1, len(single) + 1):
        if at == len(single) or not _is_below(single[at - 1], single[at]):
            if at - start >= _VERTICAL:
                out.update(word.order for word in single[start:at])
            start = at
    for order in out:
        words[order].blank = False
    return out


def _is_below(above: Word, word: Word) -> bool:
    near = -0.5 * word.size < word.top - above.bottom < 0.6 * word.size
    return near and word.order == above.order + 1 and abs(above.left - word.left) < 0.3 * word.size


def _sort(words: list[Word], slanted: set[int], out: Page) -> None:
    """Upright words make the page; slanted ones (stamps, watermarks) stay apart, line by line."""
    if not slanted:
        out.words = [word for word in words if not word.hidden]
        out.unseen = [word for word in words if word.hidden]
        return
    last: Word | None = None
    for word in words:
        if word.order not in slanted:
            (out.unseen if word.hidden else out.words).append(word)
            continue
        word.space = word.blank
        if last is not None and last.order == word.order - 1 and _touch(last, word):
            out.slanted[-1].append(word)
        else:
            out.slanted.append([word])
        last = word


def _set_right(words: list[Word]) -> None:
    """Undo what PDFium does to left-to-right words and to joined letters among right-to-left text."""
    if any(RTL.search(word.text) for word in words):
        for word in words:
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
    chars, edges = list(word.text), word.edges or array("f")
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
    count, edges = len(word.text), word.edges or array("f")
    places = sorted(range(count), key=lambda i: edges[2 * i])
    if word.text[places[0]] == "%" and count > 1 and not any(char.isalpha() for char in word.text):
        places = [*places[1:], places[0]]
    if places != list(range(count)):
        word.text = "".join(word.text[i] for i in places)
        word.edges = array("f", [edges[2 * i + side] for i in places for side in (0, 1)])


def _on_shade(word: Word, shades: list[Box]) -> bool:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return any(s.left <= x <= s.right and s.top <= y <= s.bottom for s in shades)
