"""Tell strings that a person wrote from bytes that happen to decode: those give rare, mixed signs."""

from __future__ import annotations

import re
from functools import cache

_ODD = re.compile(
    "[^\t -~\u00a0-\u017f\u01a0\u01a1\u01af\u01b0\u1e00-\u1eff\u2010-\u206f\u20a0-\u214f\u2190-\u22ff"
    "\u2460-\u27bf\u0370-\u052f\u0590-\u06ff\u0900-\u097f\u0e00-\u0fff\u3000-\u9fff\uac00-\ud7a3"
    "\ufb50-\ufdff\ufe70-\ufefe\uff00-\uffee]"
)
"""Signs that no interface shows."""

_HAN_RUN = re.compile("[\u3007\u3400-\u9fff]+")
_ACCENTED = re.compile(
    "[A-Za-z][\u00c0-\u017f\u01a0-\u01b0\u1e00-\u1eff]|[\u00c0-\u017f\u01a0-\u01b0\u1e00-\u1eff][a-z]"
)
_SCRIPTS = re.compile(
    "([\u00c0-\u024f\u1e00-\u1eff]+)|([\u3040-\u30ff]+)|([\uac00-\ud7a3]+)|([\u0370-\u03ff]+)"
    "|([\u0400-\u052f]+)|([\u0590-\u05ff]+)|([\u0600-\u06ff\ufb50-\ufefe]+)|([\u0900-\u097f]+)"
    "|([\u0e00-\u0e7f]+)|([\u0f00-\u0fff]+)"
)
_LATIN, _KANA, _HANGUL = 1, 2, 3
_SURE = 6
"""From so many letters on a string counts without a mark on both its sides."""

_SEAM = re.compile(
    "[!-/;-~](?=[\u0370-\u0fff\u3040-\ud7a3])|[\u0370-\u0fff\u3040-\ud7a3](?=[A-Za-z#-'*+;-@^-`{-~])"
)
"""Where a Latin letter or mark meets another script without a blank."""


def likely(text: str, *, closed: bool) -> bool:
    """Whether decoded bytes look written. Short ones count only if ``closed``: marked off on both sides."""
    if _ODD.search(text):
        return False
    scripts: dict[int | None, int] = {}
    for match in _SCRIPTS.finditer(text):
        scripts[match.lastindex] = scripts.get(match.lastindex, 0) + len(match.group())
    runs = _HAN_RUN.findall(text)
    letters = sum(map(len, runs)) + sum(scripts.values())
    if not closed and letters < _SURE and letters * 2 > len(text):
        return False
    if runs:
        return scripts.keys() <= {_KANA, _HANGUL} and _is_chinese(runs, scripts)
    if _HANGUL in scripts or _KANA in scripts:
        return scripts.keys() <= {_KANA, _HANGUL} and letters >= 2 and _is_korean_or_kana(text, scripts)
    latin = scripts.pop(_LATIN, 0)
    if scripts:
        return len(scripts) == 1 and letters - latin >= (2 if closed else 4) and latin <= 1
    if latin:
        return len(text) >= 4 and len(_ACCENTED.findall(text)) >= latin / 2 and latin * 2 <= len(text)
    return len(text) - len(text.encode("ascii", "ignore")) <= len(text) // 4  # some dashes and quotes


def _is_chinese(runs: list[str], scripts: dict[int | None, int]) -> bool:
    """Words, not single signs here and there; nearly all of everyday use."""
    longest = max(map(len, runs))
    single = sum(len(run) == 1 for run in runs)
    if not scripts and (longest < 2 or single * 3 > len(runs)):
        return False
    signs = "".join(runs)
    if len(signs) >= _SURE:
        return everyday(signs) * 5 >= len(signs) * 4
    simplified, second, traditional = _sets()
    common = sum(sign in simplified for sign in signs)
    return (common * 2 >= len(signs) and all(sign in simplified or sign in second for sign in signs)) or all(
        sign in traditional for sign in signs
    )


def _is_korean_or_kana(text: str, scripts: dict[int | None, int]) -> bool:
    """Syllables of the Korean national set, which are a fifth of all; kana in words."""
    korean = "".join(char for char in text if "\uac00" <= char <= "\ud7a3")
    if len(korean.encode("euc_kr", "ignore")) < 2 * len(korean):
        return False
    return bool(korean) or scripts.get(_KANA, 0) > 2


def weight(text: str) -> int:
    """How much sense a reading of some bytes makes, against another of the same bytes.

    A false reading joins what does not go together, and ends in the sign that a zero byte makes.
    """
    letters = sum(len(match.group()) for match in _SCRIPTS.finditer(text))
    plain = sum(1 for char in text if char.isascii() and char.isalnum())
    seams = len(_SEAM.findall(text))
    zeros = sum(1 for char in text if char > "\u00ff" and not ord(char) & 0xFF and char not in "\u3000\u4e00")
    return 2 * everyday(text) + letters + plain - 2 * seams - 3 * zeros


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
