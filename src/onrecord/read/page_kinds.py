"""What a line or paragraph is, by its own looks and words: heading, caption, list item, question, note."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.read.page_lines import BULLET, MARKS, NUMBER
from onrecord.read.page_model import Line, is_wide

_CAPTION = re.compile(
    r"(?:Table|Tab\.|Figure|Fig\.|Exhibit|Tabelle|Abbildung|Abb\.|Tableau|Tabla|Cuadro|Figura|Tabela|Quadro|Tabella"
    r"|Таблица|Таблиця|Рис\.?|Рисунок|表|图|圖|図|표|그림|جدول|الجدول|شكل|الشكل|Tablo|Şekil|Bảng|Hình|Gambar|Tabel"
    r"|Rysunek)\s*[A-Z]?[\d一二三四五六七八九十٠-٩]",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:Notes?|N\.B\.|注意?|备注|備考|備註|Hinweis|Anmerkung|Remarque|Nota|Примечание|Примітка|ملاحظة|Not|Uwaga"
    r"|참고|หมายเหตุ|Catatan|Lưu ý)\s*\d{0,2}\s*[:：]|[※†‡¹²³⁴⁵⁶⁷⁸⁹]|\*{1,3}(?=[^\s*])",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:Q\s?\d{0,3}|问题?|問|質問|질문|Frage|Question|Вопрос|Pregunta|Pergunta)\s*\d{0,3}\s*[:：.、)]"
)
_ENDS_ASKING = re.compile(r"[?？؟;]\s*[\"”』」)）]?$")
_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\S{0,6}$|…{2,}\s*\S{0,6}$|·{4,}\s*\S{0,6}$")
_LABEL = re.compile(r"([^:：\n]{1,40}?)\s*[:：]\s*(?=\S)(?!//)")
_NUMBERED = re.compile(
    r"(?:(\d{1,2}(?:\.\d{1,3}){1,5})\.?(?=\s|[^\d\s.,%])|(\d{1,2})\.?(?=\s+[^\W\d])|(第[一二三四五六七八九十百\d]{1,4}[章节節部条編])"
    r"|((?:Chapter|Section|Part|Appendix|Annex|Kapitel|Chapitre|Annexe|Capítulo|Глава|附[录錄]|附件)\s*[A-Z0-9]{1,3})"
    r"|([A-Z]\.\d{1,2}(?:\.\d{1,2})*)(?=\s))"
)
_MISREAD_BULLET = re.compile(r"[e¢©«»°®@](?=\s)")
"""What OCR takes a bullet for."""

_STOP = ".;,:；，。：、!！"
_TERMINAL = ".!?。！？…:：;；؟።।॥"


@dataclass(frozen=True, slots=True)
class Rank:
    """How high a heading stands: numbered ones by depth, others by size and weight."""

    size: float
    bold: bool
    depth: int = 0

    def above(self, other: Rank) -> bool:
        """Whether the other heading belongs below this one."""
        if self.depth and other.depth:
            return self.depth < other.depth
        if abs(self.size - other.size) > 0.06 * self.size:
            return self.size > other.size
        if self.depth != other.depth:
            return self.depth > 0 or (self.bold and not other.bold)
        return self.bold and not other.bold


def depth_of(text: str) -> int:
    """How deep a numbered heading is: 1 for ``2 Title``, 3 for ``2.1.4 Title``; 0 without a number."""
    found = _NUMBERED.match(text)
    if not found:
        return 0
    number = found[1] or found[5]
    return number.count(".") + 1 if number else 1


def heading_rank(line: Line, body: float, *, bold_page: bool, apart: bool, ocr: bool) -> Rank | None:
    """The rank of a line as a heading, or None when it is none.

    ``body`` is the type size of the page's text; ``apart`` says that white stands above the line.
    """
    text = line.text.strip()
    if line.code or not 1 < len(text) <= (110 if text.isascii() or sum(map(is_wide, text)) <= 5 else 60):
        return None
    if not any(char.isalpha() for char in text) or _CONTENTS.search(text) or caption(text):
        return None
    depth = depth_of(text)
    if line.pieces > (2 if depth else 1):
        return None
    ratio = line.size / body if body else 1.0
    larger = ratio >= (1.3 if ocr else 1.12)
    stops = text[-1] in _STOP
    if larger and (not stops or depth):
        return Rank(line.size, line.bold, depth)
    stands_out = depth > 1 or ((apart or depth > 0) and not stops)
    if line.bold and not bold_page and ratio >= 0.95 and stands_out and not BULLET.match(text):
        return Rank(line.size, bold=True, depth=depth)
    if ocr and depth > 1 and apart and not stops and ratio >= 0.9:
        return Rank(line.size, bold=False, depth=depth)
    return None


def caption(text: str) -> bool:
    """Whether a line is the title of a table or figure."""
    return len(text) <= 160 and _CAPTION.match(text) is not None


def contents(text: str) -> bool:
    """Whether a line belongs to a table of contents: dots and a page number at its end."""
    return _CONTENTS.search(text) is not None


def note(text: str) -> bool:
    """Whether a paragraph says of itself that it is a note."""
    return _NOTE.match(text) is not None


def question(text: str, *, heading: bool) -> bool:
    """Whether a paragraph asks: it is marked as a question, or is one sentence that ends as one."""
    if _ASKS.match(text):
        return True
    asks = text[-1:] in "?？؟" and _ENDS_ASKING.search(text) is not None
    return asks and (heading or (len(text) <= 240 and not re.search(r"[.!。！]\s*\S", text[:-1])))


def marker(text: str, *, ocr: bool = False) -> str:
    """The bullet or number with which a list item begins; empty for other lines."""
    found = BULLET.match(text) or NUMBER.match(text) or (_MISREAD_BULLET.match(text) if ocr else None)
    if not found or len(text) <= found.end():
        return ""
    return found[0]


def without_bullet(text: str, *, ocr: bool = False) -> int:
    """How many characters of layout (a bullet, not a number or a tick) stand before the words of an item."""
    found = BULLET.match(text) or (_MISREAD_BULLET.match(text) if ocr else None)
    if not found or found[0] in MARKS:
        return 0
    rest = text[found.end() :]
    return found.end() + len(rest) - len(rest.lstrip())


def label(text: str) -> int:
    """The length of a label with a colon at the start of a line, 0 without one."""
    found = _LABEL.match(text)
    if not found or not any(char.isalpha() for char in found[1]) or len(found[1].split()) > 5:
        return 0
    return found.end()


def is_finished(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip("\"'”’)）」』]】 ")[-1:] in _TERMINAL
