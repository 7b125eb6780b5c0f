"""Names of encodings, and how plausible a decoded text is."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from functools import cache

# WHATWG label (what browsers and chardetng say) -> the name we report, and the Python codecs to try in turn.
_CODECS: dict[str, tuple[str, tuple[str, ...]]] = {
    "gbk": ("gb18030", ("gb18030",)),
    "gb2312": ("gb18030", ("gb18030",)),
    "cp936": ("gb18030", ("gb18030",)),
    "gb18030": ("gb18030", ("gb18030",)),
    "big5": ("big5", ("cp950", "big5hkscs")),
    "big5-hkscs": ("big5", ("big5hkscs",)),
    "cp950": ("big5", ("cp950", "big5hkscs")),
    "shift_jis": ("shift_jis", ("cp932", "shift_jis_2004")),
    "shift-jis": ("shift_jis", ("cp932", "shift_jis_2004")),
    "sjis": ("shift_jis", ("cp932", "shift_jis_2004")),
    "windows-31j": ("shift_jis", ("cp932", "shift_jis_2004")),
    "cp932": ("shift_jis", ("cp932", "shift_jis_2004")),
    "euc-jp": ("euc-jp", ("euc_jp", "euc_jis_2004")),
    "euc-kr": ("euc-kr", ("cp949",)),
    "ks_c_5601-1987": ("euc-kr", ("cp949",)),
    "cp949": ("euc-kr", ("cp949",)),
    "iso-8859-1": ("windows-1252", ("cp1252", "latin_1")),
    "latin1": ("windows-1252", ("cp1252", "latin_1")),
    "us-ascii": ("windows-1252", ("cp1252", "latin_1")),
    "ascii": ("windows-1252", ("cp1252", "latin_1")),
    "windows-1252": ("windows-1252", ("cp1252", "latin_1")),
    "iso-8859-9": ("windows-1254", ("cp1254", "iso8859_9")),
    "windows-1254": ("windows-1254", ("cp1254", "iso8859_9")),
    "iso-8859-8-i": ("iso-8859-8", ("iso8859_8",)),
    "iso-8859-11": ("windows-874", ("cp874",)),
    "tis-620": ("windows-874", ("cp874",)),
    "cp874": ("windows-874", ("cp874", "iso8859_11")),
    "windows-874": ("windows-874", ("cp874", "iso8859_11")),
    "x-mac-cyrillic": ("x-mac-cyrillic", ("mac_cyrillic",)),
    "utf-16": ("utf-16-le", ("utf_16_le",)),
    "unicode": ("utf-16-le", ("utf_16_le",)),
}
MULTIBYTE = frozenset({"gb18030", "big5", "shift_jis", "euc-jp", "euc-kr"})
_SCRIPTS = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x386, 0x3CE), (0x400, 0x491), (0x5D0, 0x5EA), (0x60C, 0x6D5),
    (0x904, 0x96F), (0xE01, 0xE5B), (0xF0B, 0xFBC), (0x1EA0, 0x1EF9), (0x2010, 0x2026),
    (0x2460, 0x2473), (0x25A0, 0x25CF),
    (0x3000, 0x3015), (0x3041, 0x30FE), (0xFF01, 0xFF5E),
)  # fmt: skip


class UnknownEncodingError(ValueError):
    """The user named an encoding that does not exist."""


def known(label: str) -> tuple[str, tuple[str, ...]]:
    """The name to report and the codecs to try for a label; raises ``UnknownEncodingError``."""
    clean = label.strip().strip("\"'").lower()
    entry = _CODECS.get(clean) or _CODECS.get(clean.replace("_", "-"))
    if entry:
        return entry
    try:
        name = codecs.lookup(clean).name
        " ".encode(name)
    except (LookupError, ValueError, UnicodeError):
        raise UnknownEncodingError(
            f"no encoding is called {label!r}; names that work: utf-8, utf-16-le, gb18030, big5, shift_jis, "
            "euc-jp, euc-kr, windows-1250 to windows-1258, koi8-r, iso-8859-1"
        ) from None
    return clean.replace("_", "-"), (name,)


def strict(data: bytes, label: str) -> str | None:
    """The text, if every byte has a meaning in that encoding."""
    for codec in known(label)[1]:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return None


def loose(data: bytes, label: str) -> tuple[str, int]:
    """The text with U+FFFD for what has no meaning, and how many of those there are."""
    text = strict(data, label)
    if text is not None:
        return text, 0
    codec = known(label)[1][0]
    text = data.decode(codec, "replace")
    genuine = data.count("\ufffd".encode(codec)) if codec == "utf-8" else 0
    return text, text.count("\ufffd") - genuine


def _rows(codec: str, leads: range, trails: Sequence[int]) -> Iterator[str]:
    for lead in leads:
        yield bytes(b for trail in trails for b in (lead, trail)).decode(codec, "ignore")


@cache
def everyday() -> frozenset[str]:
    """Characters of everyday text: the first levels of the national East Asian sets, and common scripts."""
    chars: set[str] = set()
    chars.update(*_rows("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)))
    chars.update(*_rows("cp950", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)]))
    chars.update(*_rows("euc_jp", range(0xB0, 0xD0), range(0xA1, 0xFF)))
    chars.update(*_rows("euc_kr", range(0xB0, 0xC9), range(0xA1, 0xFF)))
    for first, last in _SCRIPTS:
        chars.update(map(chr, range(first, last + 1)))
    return frozenset(chars | set("\t\n\r\x0c"))


@cache
def common_han() -> frozenset[str]:
    """The 3755 Han characters of level one of GB 2312."""
    return frozenset("".join(_rows("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))))


def plausibility(text: str) -> float:
    """The share of everyday characters among those that are not ASCII letters; 1.0 for none."""
    sample = text if len(text) <= 8000 else text[:4000] + text[len(text) // 2 :][:4000]
    usual = everyday()
    odd = sum(1 for c in sample if c not in usual)
    counted = sum(1 for c in sample if c > "\x7f") + sum(1 for c in sample if c < "\x7f" and c not in usual)
    return 1.0 - odd / counted if counted else 1.0
