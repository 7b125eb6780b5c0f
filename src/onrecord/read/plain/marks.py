"""What begins a line: list markers, questions and answers, notes, section words, page furniture, labels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.read.plain import words
from onrecord.read.plain.words import alternatives

_CJK_NUMBER = "[一二三四五六七八九十百〇零]"
_BULLET = r"[•·●○◦▪▫■□◆◇▶►➢➤✓✔☑❑❖‣⁃∙・]\s*|[-–—*+](?:\s+)|o\s{2,}|★\s+"
_NUMBERS = "|".join(
    (
        r"\[\d{1,5}\]",
        r"\d{1,3}(?:\.\d{1,3}){1,5}[.)]?(?=\s|[^\x00-\x7f\d])",
        r"\d{1,3}[.)](?=\s|[^\x00-\x7f\d])",
        r"\d{1,3}[、．）](?=\D)",
        r"[(（]\d{1,3}[)）]",
        r"[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]",
        rf"{_CJK_NUMBER}{{1,3}}[、．.]",
        rf"[(（]{_CJK_NUMBER}{{1,3}}[)）]",
        rf"第(?:{_CJK_NUMBER}{{1,4}}|\d{{1,3}})[条條款项項](?=\s|\S)",
        r"[A-Za-zа-яА-Я][.)](?=\s)",
        r"[(（][A-Za-zа-я]{1,4}[)）](?=\s|[^\x00-\x7f])",
        r"[ivxIVX]{1,5}[.)](?=\s)",
        r"[가나다라마바사아자차카타파하][.)](?=\s)",
        r"[ア-ンイロハニホヘト][.)）．](?=\s|\S)",
        r"[A-Z]\.\d{1,3}(?:\.\d{1,3})*\.?(?=\s)",
        r"\[?[A-Z]{1,5}-?\d{1,4}(?:[.-]\d{1,3})*(?:\]|[.:)])(?=\s)",
    )
)
_CLAUSE_WORD = rf"{alternatives(words.CLAUSE)}\s*\d{{1,4}}(?:[.\-]\d{{1,3}})*[.:)]?(?=\s|$)"
_MARKER = re.compile(rf"(?P<bullet>{_BULLET})|(?P<number>{_NUMBERS})|(?P<clause>{_CLAUSE_WORD})")


@dataclass(frozen=True, slots=True)
class Marker:
    """A list marker: where the text after it begins, its style, and how deep its numbering goes."""

    rest: int
    style: str
    depth: int
    text: str


def marker(text: str) -> Marker | None:
    """The list marker at the start of a line."""
    found = _MARKER.match(text)
    if not found:
        return None
    mark = found.group().strip()
    rest = found.end()
    while rest < len(text) and text[rest].isspace():
        rest += 1
    return Marker(rest, _style(found.lastgroup or "", mark), _depth(mark), mark)


def _style(kind: str, mark: str) -> str:
    """Two markers of one style stand in one list."""
    if kind == "bullet":
        return mark
    shape = re.sub(r"\d+", "1", mark)
    shape = re.sub(_CJK_NUMBER + "+", "一", shape)
    shape = re.sub(r"[\u2460-\u24ff\u2776-\u2793]", "①", shape)
    return re.sub(r"[a-zа-я]+|[가-하]|[ア-ン]", "a", shape)


def _depth(mark: str) -> int:
    digits = re.findall(r"\d+", mark)
    return len(digits) if digits and "." in mark else 0


_QUESTION_MARK = re.compile(
    rf"(?:{alternatives(words.QUESTION)}\s*\d*\s*[:：.)、][ \t]*(?=\S)"
    rf"|{alternatives(words.QUESTION_LETTERS)}\s*\d*\s*[:：][ \t]*(?=\S.*[?？]\s*$))",
    re.IGNORECASE,
)
_ANSWER_MARK = re.compile(rf"{alternatives(words.ANSWER)}\s*\d*\s*[:：][ \t]*(?=\S)", re.IGNORECASE)
_ASKS = re.compile(r"(?:[?？؟][\"'»”’)）」』]*|か。?[」』]?|ですか。?|ますか。?|でしょう。?)$")
_INNER_STOP = re.compile(r"[.!?。！？؟।](?:[\"'»”’)）」』]*)(?:\s|(?<=[。！？]))(?=\S)")


def question_mark(text: str) -> int:
    """The length of a "Q:" in any of the languages, 0 where there is none."""
    found = _QUESTION_MARK.match(text)
    return found.end() if found else 0


def answer_mark(text: str) -> int:
    """The length of an "A:" in any of the languages, 0 where there is none."""
    found = _ANSWER_MARK.match(text)
    return found.end() if found else 0


def is_question(text: str) -> bool:
    """Whether the text is one question and nothing else."""
    return bool(_ASKS.search(text[-24:])) and not _INNER_STOP.search(text)


_NOTE = re.compile(
    rf"(?:{alternatives(words.NOTE)}\s*\d*\s*[:：]\s*(?=\S)|หมายเหตุ\s*\d*\s*(?=\S)|[※†‡¹²³⁴⁵⁶⁷⁸⁹]\s*(?=\S))",
    re.IGNORECASE,
)
_FOOT = re.compile(r"\*{1,3}|\d\)|[†‡※¹²³⁴⁵⁶⁷⁸⁹]|\[\^[^\]\s]{1,40}\]")


def note_mark(text: str) -> int:
    """The length of the mark of a note or footnote, 0 where there is none (asterisks are judged apart)."""
    found = _NOTE.match(text)
    return found.end() if found else 0


def foot_mark(text: str) -> str:
    """What may be the mark of a footnote at the start of a line: asterisks, ``1)``, ``¹``, ``[^1]``."""
    found = _FOOT.match(text)
    return found.group().strip() if found else ""


_SECTION = re.compile(
    rf"(?:{alternatives(words.SECTION)}\s+(?:\d+|[A-Z]\b|[IVX]+\b)"
    rf"|第(?:{_CJK_NUMBER}{{1,4}}|\d{{1,3}})[章节節部編编篇]|附[录錄件屬属]\s*[A-Z\d]?|부록|제\s*\d+\s*[장절])",
    re.IGNORECASE,
)
_TABLE_TITLE = re.compile(
    rf"{alternatives(words.TABLE)}\s*[A-Z]?[.\-]?\d+(?:[.\-]\d+)*(?=[\s:：.]|$)", re.IGNORECASE
)
_PAGE_WORD = (
    rf"{alternatives(words.PAGE)}\s*\d{{1,4}}(?:\s*(?:of|/|von|de|из|sur|di)\s*\d{{1,4}})?"
    r"|第\s*\d{1,4}\s*[页頁](?:\s*[/共]\s*\d+\s*[页頁]?)?|\d{1,4}\s*(?:/\s*\d{1,4}|ページ|페이지)|[-–—]\s*\d{1,4}\s*[-–—]"
)
_FURNITURE = re.compile(
    rf"(?:(?:{_PAGE_WORD})(?:\s{{2,}}.{{0,80}})?|.{{0,80}}?(?:\s{{2,}}|\u3000)(?:{_PAGE_WORD}))$",
    re.IGNORECASE,
)


def is_section(text: str) -> bool:
    """Whether a line begins like a chapter, a section or an annex."""
    return bool(_SECTION.match(text))


def is_table_title(text: str) -> bool:
    """Whether a line begins with "Table 7" in any of the languages."""
    return bool(_TABLE_TITLE.match(text))


def is_furniture(text: str) -> bool:
    """Whether a line is a running header or footer with the number of the page."""
    return len(text) <= 160 and bool(_FURNITURE.match(text))


_LABEL = re.compile(
    r"(?P<label>[^\s:：][^:：。！？]{0,59}?)\s*(?:[:：](?=\s)|：|(?<=\s)=(?=\s)|[.·…_]{4,}|…{2,})\s*(?P<value>\S.*)$"
)
_LABEL_SIGN = re.compile(r"[:：=…]|[.·_]{4}")
"""One of them stands behind every label."""
_LEADER = re.compile(r"\s*(?:\.{4,}|…{2,}|_{4,}|·{4,})\s*")


def label_and_value(text: str) -> tuple[str, str] | None:
    """Take ``Label: value`` and ``Label ..... value`` apart; sentences with a colon are not labels."""
    found = _LABEL.match(text) if _LABEL_SIGN.search(text) else None
    if not found:
        return None
    label, value = found["label"].strip(), found["value"].strip()
    if len(label.split()) > 7 or not any(char.isalpha() for char in label) or value.startswith("//"):
        return None
    if re.search(r"[.!?](?:\s|$)", label) and not _LEADER.search(text):
        return None
    return label, value
