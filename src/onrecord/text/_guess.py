"""Which old encoding a few bytes are in, where statistics alone would be fooled by short texts."""

from __future__ import annotations

import re

from onrecord.text._charsets import MULTIBYTE, common_han, everyday, known, plausibility, strict
from onrecord.text._t2s import TRADITIONAL

WESTERN = frozenset({"windows-1252", "windows-1254", "windows-1250", "windows-1257", "windows-1258"})
# Single-byte encodings of languages that are read here; a guess of any other is doubted first.
_TRUSTED = frozenset({"windows-1251", "koi8-r", "koi8-u", "windows-1256", "windows-874"})
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_TOUCHED = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
_PUNCTUATION = frozenset("，。、；：（）“”《》【】？！—…·～　「」『』")
# A Thai vowel or tone mark that stands above or below nothing.
_BROKEN_THAI = re.compile(
    "(?:^|[^\u0e01-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|[\u0e30\u0e32\u0e33][\u0e31\u0e34-\u0e3a]"
)


def likely(sample: bytes) -> str:
    """The statistical guess, corrected where a short text shows plainly that it is something else."""
    from chardetng_py import detect

    found = known(str(detect(sample, allow_utf8=False)))[0]
    text = strict(sample, found) or ""
    if found in MULTIBYTE:
        return _other_multibyte(sample, found, text)
    if found in _TRUSTED and not (found == "windows-874" and _BROKEN_THAI.search(text)):
        return found
    return "gb18030" if _looks_gb(sample) else found


def expected(sample: bytes, beside: str) -> str:
    """The East Asian encoding to expect beside readable text, if the bytes are usual text in it."""
    names: tuple[str, ...]
    if re.search("[\u3041-\u30fe]", beside):
        names = ("shift_jis", "euc-jp")
    elif re.search("[\uac00-\ud7a3]", beside):
        names = ("euc-kr",)
    elif re.search("[\u4e00-\u9fff]", beside):
        names = ("big5", "gb18030") if _is_traditional(beside[:5000]) else ("gb18030", "big5")
    else:
        return ""
    for name in names:
        text = strict(sample, name)
        if text is not None and all(c in everyday() for c in text if c > "\x7f"):
            return name
    return ""


def _is_traditional(text: str) -> bool:
    wanted = frozenset(TRADITIONAL)
    han = sum(1 for c in text if "\u4e00" <= c <= "\u9fff")
    return sum(1 for c in text if c in wanted) * 20 > han


def _other_multibyte(sample: bytes, found: str, text: str) -> str:
    """Another East Asian encoding, if the guess reads oddly: rare characters, or Japanese without kana."""
    han = re.findall("[\u4e00-\u9fff]", text)
    # A handful of Han alone fits both; GBK files are far more frequent than EUC-JP ones.
    few = found == "euc-jp" and len(han) <= 4 and not re.search("[\u3041-\u30fe]", text)
    if few and _looks_gb(sample):
        return "gb18030"
    best, score = found, plausibility(text) if text else 0.0
    if score >= 0.95:
        return found
    for name in ("gb18030", "big5", "shift_jis", "euc-kr", "euc-jp"):
        other = strict(sample, name)
        if other is not None and plausibility(other) > score:
            best, score = name, plausibility(other)
    return best


def _looks_gb(sample: bytes) -> bool:
    """Whether a short text that passes for Western is rather Chinese: all pairs of high bytes are usual Han.

    In Western text a letter with an accent stands alone among plain ones; pairs throughout are Chinese.
    """
    runs = _HIGH_RUN.findall(sample)
    if not runs or any(len(run) % 2 for run in runs):
        return False
    text = strict(b"".join(runs), "gb18030")
    if text is None:
        return False
    han = sum(1 for c in text if c in common_han())
    marks = sum(1 for c in text if c in _PUNCTUATION)
    enough = han >= 2 or (han == 1 and not _TOUCHED.search(sample))
    return enough and (han + marks) >= 0.95 * len(text)
