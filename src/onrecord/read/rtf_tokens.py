"""Cut RTF into words, signs, bytes and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)

CHARSETS = {
    0: "cp1252",
    2: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
}
_PAGES = {
    936: "gb18030",
    54936: "gb18030",
    932: "cp932",
    949: "cp949",
    950: "big5",
    65001: "utf-8",
    10000: "mac_roman",
}
_DOUBLE = frozenset({"cp932", "cp949", "johab", "gb18030", "big5"})


class Token(NamedTuple):
    """One of: a word with its number, a sign, a byte, an open or close brace, a stretch of text."""

    kind: str
    text: str
    number: int | None = None


def tokens(source: str) -> Iterator[Token]:
    """Tokens of an RTF file that was decoded as Latin-1; ``\\bin`` data is passed over."""
    at = 0
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        word, number, byte, sign, brace, text = found.groups()
        if word:
            count = int(number) if number else None
            if word == "bin" and count and count > 0:
                at += count
            else:
                yield Token("word", word, count)
        elif byte:
            yield Token("byte", byte, int(byte, 16))
        elif brace:
            yield Token(brace, brace)
        elif sign:
            yield Token("sign", sign)
        elif text:
            yield Token("text", text)


def page(number: int) -> str:
    """The name of a code page; Western for one that nobody knows."""
    import codecs

    name = _PAGES.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def decode_bytes(data: bytes, charset: str) -> str:
    """Bytes as text."""
    return data.decode(charset, "replace")


def wants_trail(data: bytes, charset: str) -> bool:
    """Whether bytes end within a character of two bytes; the second may be written as a plain letter."""
    if charset not in _DOUBLE or not data or data[-1] < 0x81:
        return False
    try:
        data.decode(charset)
    except UnicodeDecodeError as error:
        return error.end == len(data)
    return False
