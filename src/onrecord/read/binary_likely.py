"""Tell strings that a person wrote from bytes that happen to decode: those give rare, mixed signs."""

from __future__ import annotations

import re
from functools import cache

_NOT_ASCII = re.compile("[^\x00-\x7f]")
_NEVER = re.compile("[\ufffd\x7f-\x9f\ud800-\uf8ff\ufff0-\uffff]")
_HAN = re.compile("[\u3400-\u9fff]")
_SCRIPTS = re.compile(
    "([\u00c0-\u024f\u1e00-\u1eff]+)|([\u3040-\u30ff]+)|([\uac00-\ud7a3]+)|([\u0370-\u03ff]+)"
    "|([\u0400-\u04ff]+)|([\u0590-\u05ff]+)|([\u0600-\u06ff\ufb50-\ufeff]+)|([\u0900-\u097f]+)"
    "|([\u0e00-\u0e7f]+)|([\u0f00-\u0fff]+)"
)
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7a3]")
_HANGUL_SIGNS = re.compile("[\uac00-\ud7a3]")
_LATIN, _KANA, _HANGUL = 1, 2, 3
_SURE = 6
"""From so many letters on a string counts without a mark on both its sides."""


def likely(text: str, *, closed: bool) -> bool:
    """Whether decoded bytes look written. Short ones count only if ``closed``: marked off on both sides."""
    if _NEVER.search(text):
        return False
    letters = len(_NOT_ASCII.findall(text))
    plain = len(text) - letters
    if not closed and not plain and letters < _SURE:
        return False
    scripts = {match.lastindex for match in _SCRIPTS.finditer(text)}
    han = len(_HAN.findall(text))
    if han or scripts & {_KANA, _HANGUL}:
        return scripts <= {_KANA, _HANGUL} and _east_asian(text, han)
    if not scripts:
        return plain >= 4  # a text with some marks, not marks with some letters
    if scripts == {_LATIN}:
        return (closed or plain >= 4) and letters * 2 <= len(text)
    return len(scripts - {_LATIN}) == 1 and letters >= 2 and (closed or letters >= 4)


def _east_asian(text: str, han: int) -> bool:
    """Two letters at least, nearly all of everyday use."""
    kana_or_hangul = len(_KANA_OR_HANGUL.findall(text))
    if han + kana_or_hangul < 2:
        return False
    korean = "".join(_HANGUL_SIGNS.findall(text))
    if len(korean.encode("euc_kr", "ignore")) < 2 * len(korean):  # a fifth of all syllables is in use
        return False
    if not han:
        return True
    signs = _HAN.findall(text)
    if han >= _SURE:
        return everyday(text) * 5 >= han * 4
    simplified, second, traditional = _sets()
    common = sum(sign in simplified for sign in signs)
    return (common * 2 >= han and all(sign in simplified or sign in second for sign in signs)) or all(
        sign in traditional for sign in signs
    )


def everyday(text: str) -> int:
    """How many characters belong to the sets of everyday Chinese, simplified or traditional."""
    simplified, _, traditional = _sets()
    return max(sum(char in simplified for char in text), sum(char in traditional for char in text))


@cache
def _sets() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The two levels of GB 2312, and the first of Big5."""
    return (
        _table("gb2312", range(0xB0, 0xD8)),
        _table("gb2312", range(0xD8, 0xF8)),
        _table("big5", range(0xA4, 0xC7)),
    )


def _table(encoding: str, leads: range) -> frozenset[str]:
    pairs = bytes(byte for lead in leads for trail in range(0x40, 0xFF) for byte in (lead, trail))
    decoded = (pairs[at : at + 2].decode(encoding, "ignore") for at in range(0, len(pairs), 2))
    return frozenset(char for char in decoded if len(char) == 1 and char > "\u3400")
