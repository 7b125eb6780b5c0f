"""Writing systems: which one a character belongs to, and where words begin and end in each.

``word_bounded`` knows no dictionary. In scripts that put no blanks between words every place may be a word
limit; it is up to the word list not to hold words that stand inside others.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Script(StrEnum):
    """Writing systems of the languages that are read; all others are ``OTHER``."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    GREEK = "greek"
    HAN = "han"
    KANA = "kana"
    HANGUL = "hangul"
    ARABIC = "arabic"
    DEVANAGARI = "devanagari"
    THAI = "thai"
    TIBETAN = "tibetan"
    UNSPACED = "unspaced"
    OTHER = "other"
    NONE = "none"


_RANGES: tuple[tuple[int, int, Script], ...] = (
    (0x0041, 0x024F, Script.LATIN),
    (0x0250, 0x02AF, Script.LATIN),
    (0x0370, 0x03FF, Script.GREEK),
    (0x0400, 0x052F, Script.CYRILLIC),
    (0x0600, 0x077F, Script.ARABIC),
    (0x08A0, 0x08FF, Script.ARABIC),
    (0x0900, 0x097F, Script.DEVANAGARI),
    (0x0E00, 0x0E7F, Script.THAI),
    (0x0E80, 0x0EFF, Script.UNSPACED),  # Lao
    (0x0F00, 0x0FFF, Script.TIBETAN),
    (0x1000, 0x109F, Script.UNSPACED),  # Burmese
    (0x1100, 0x11FF, Script.HANGUL),
    (0x1780, 0x17FF, Script.UNSPACED),  # Khmer
    (0x1C80, 0x1C8F, Script.CYRILLIC),
    (0x1E00, 0x1EFF, Script.LATIN),
    (0x1F00, 0x1FFF, Script.GREEK),
    (0x2E80, 0x2FDF, Script.HAN),
    (0x3005, 0x3007, Script.HAN),
    (0x3041, 0x30FF, Script.KANA),
    (0x3130, 0x318F, Script.HANGUL),
    (0x31F0, 0x31FF, Script.KANA),
    (0x3400, 0x4DBF, Script.HAN),
    (0x4E00, 0x9FFF, Script.HAN),
    (0xA960, 0xA97F, Script.HANGUL),
    (0xAC00, 0xD7FF, Script.HANGUL),
    (0xF900, 0xFAFF, Script.HAN),
    (0xFB50, 0xFDFF, Script.ARABIC),
    (0xFE70, 0xFEFE, Script.ARABIC),
    (0xFF21, 0xFF5A, Script.LATIN),
    (0xFF66, 0xFF9F, Script.KANA),
    (0xFFA0, 0xFFDC, Script.HANGUL),
    (0x20000, 0x3FFFF, Script.HAN),
)
_UNSPACED = frozenset({Script.HAN, Script.KANA, Script.THAI, Script.TIBETAN, Script.UNSPACED})
_MARK = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963]"
)


@lru_cache(maxsize=20000)
def script_of(char: str) -> Script:
    """The script of a letter or mark; ``NONE`` for digits, punctuation, blanks and symbols."""
    if not (char.isalpha() or _MARK.match(char) or char in "々〇ー" or "\u0e31" <= char <= "\u0fbc"):
        return Script.NONE
    code = ord(char)
    for first, last, script in _RANGES:
        if code <= last:
            return script if code >= first else Script.OTHER
    return Script.OTHER


def is_han(char: str) -> bool:
    """Whether it is a Chinese character."""
    return script_of(char) is Script.HAN


def is_cjk(char: str) -> bool:
    """Whether it is a Chinese character or Japanese kana (Hangul has blanks between words and is not)."""
    return script_of(char) in (Script.HAN, Script.KANA)


def is_hangul(char: str) -> bool:
    """Whether it is Korean."""
    return script_of(char) is Script.HANGUL


def is_arabic(char: str) -> bool:
    """Whether it is a letter of the Arabic script."""
    return script_of(char) is Script.ARABIC


def is_thai(char: str) -> bool:
    """Whether it is Thai."""
    return script_of(char) is Script.THAI


def is_tibetan(char: str) -> bool:
    """Whether it is Tibetan."""
    return script_of(char) is Script.TIBETAN


def has_word_spaces(char: str) -> bool:
    """Whether the script of this letter puts blanks between words."""
    return script_of(char) not in _UNSPACED


def is_word(char: str) -> bool:
    """Whether it is part of a word: a letter, a combining mark or a digit."""
    return char.isalnum() or script_of(char) is not Script.NONE


# What may be written together with an Arabic-script word, in folded letters.
# Before: and (w, f), will (s), by/for/like (b, l, k), the (al); "for the" is written ll.
_BEFORE = re.compile("[وف]?(?:[بكل]?(?:ال)?|لل|س|ا)")
# After: Persian plural, relation, possession; Arabic possession. Nothing else, for other endings make other
# words.
_AFTER = re.compile("(?:ها|هاي|هايي|ي|ه|هم|هن|شان|اش|مان|يان|ان|يه)?")
# Uyghur adds endings without limit; its own letters tell it from Arabic and Persian.
_UYGHUR = re.compile("[ەۇۆۈېڭۋ]")
SHORT = 2
"""Letters of an Arabic-script word up to which nothing may touch it: القط is a cat, سني a Sunni.

Uyghur endings are told by their letters and may follow."""


def word_bounded(text: str, start: int, end: int) -> bool:
    """Whether [start, end) of a folded text is whole words.

    - Scripts with blanks: no letter, mark or digit of such a script touches the span.
    - Han, kana, Thai, Tibetan, Lao, Khmer, Burmese: always.
    - Hangul: begins where a word begins; particles may follow.
    - Arabic script: the proclitics and endings of the tables above may touch it, if it is no ``SHORT`` word.
    """
    if start >= end:
        return False
    return begins_word(text, start, end) and ends_word(text, start, end)


def begins_word(text: str, start: int, end: int) -> bool:
    """Whether the word in [start, end) may begin there; only what stands before it decides."""
    if not start or not _joined(text[start - 1], text[start]):
        return True
    if end - start <= SHORT or not (is_arabic(text[start]) and is_arabic(text[start - 1])):
        return False
    first = start - 1
    while first and start - first < 6 and is_arabic(text[first - 1]):
        first -= 1
    return _BEFORE.fullmatch(text, first, start) is not None


def ends_word(text: str, start: int, end: int) -> bool:
    """Whether the word in [start, end) may end there; only what stands behind it decides."""
    if end == len(text) or not _joined(text[end - 1], text[end]):
        return True
    script = script_of(text[end - 1])
    if script is Script.HANGUL:
        return True
    if script is not Script.ARABIC or not is_arabic(text[end]):
        return False
    last = end + 1
    while last < len(text) and last - end < 12 and is_arabic(text[last]):
        last += 1
    if _UYGHUR.search(text, start, last) is not None:
        return True
    return end - start > SHORT and _AFTER.fullmatch(text, end, last) is not None


def _joined(left: str, right: str) -> bool:
    """Whether two neighbours could belong to one word of a script with blanks."""
    return is_word(left) and is_word(right) and has_word_spaces(left) and has_word_spaces(right)
