"""How folded letters may stand in raw bytes: the tables behind the search for words without folding a text.

Nearly every character folds by itself, to one letter that has a handful of raw forms: these can be listed.
What else folding does (invisible characters dropped, marks composed, look-alike letters, rare forms) happens
at few places of few texts: these can be found, and folded. ``tame`` replaces the frequent characters that
would be neither. All of it is worked out from ``fold_table``, so that it cannot be out of step with ``fold``.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.text._byteclass import ByteClass
from onrecord.text._charsets import everyday
from onrecord.text._foldtable import PLANE, SAME, fold_table
from onrecord.text._lookalikes import LOOK_ALIKE_LETTERS

_WHITE = b"\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f "
_SMALL = frozenset(map(chr, range(97, 123)))
_BLANKS = "\xa0\u3000"
_DIVIDING = "\u2010\xac"
"""Hyphens that divide a word at the end of a line (a soft hyphen is dropped, so it is unusual anyway)."""
_LINE_ENDS = "\x85\u2028\u2029"
_NUKTA = "\u093c"


def _byte_table(*, small: bool, beyond: bool) -> bytes:
    table = bytearray(b"." * 128 + (bytes(range(128, 256)) if beyond else b"." * 128))
    for code in (*range(65, 91), *range(97, 123)):
        table[code] = code | 32 if small else code
    for code in _WHITE:
        table[code] = 32
    return bytes(table)


def _hashing() -> bytes:
    table = bytearray(_byte_table(small=True, beyond=True))
    for code in range(0x80, 0xA0):
        table[code] = code + 0x20
    table[0xD1], table[0xCF] = 0xD0, 0xCE
    return bytes(table)


PLAIN = _byte_table(small=True, beyond=False)
"""``bytes.translate`` table: small ASCII letters, a blank for white space, a dot for every other byte."""
CASED = _byte_table(small=False, beyond=False)
"""The same with capitals kept."""
HASHED = _hashing()
"""Small letters beyond ASCII too. Capitals and small letters of Latin-1, Greek and Cyrillic differ in one bit
of the last UTF-8 byte (and in the first byte): these are left out, so some other characters become alike."""

_ALWAYS = {"ı": "i", "ß": "ss", "ё": "е", "Ё": "Е", "¹": "1", "²": "2", "³": "3"}
_ARABIC = {**dict.fromkeys("أإآٱ", "ا"), "ة": "ه", "ۀ": "ه", "ى": "ي", "ی": "ي", "ک": "ك"}
_INDIC = {
    "ำ": "\u0e4d\u0e32",
    "ँ": "ं",
    **{f"{letter}{_NUKTA}": letter for letter in "कखगजडढफय"},
    **{chr(code): unicodedata.normalize("NFD", chr(code))[0] for code in range(0x958, 0x960)},
}
_ARABIC |= {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
_INDIC |= {chr(zero + digit): str(digit) for zero in (0x966, 0xE50, 0xF20) for digit in range(10)}
_TAMED = frozenset((*_ALWAYS, *_ARABIC, *_INDIC))
LATIN_TAMED = "ıß"
"""Tamed letters that become ASCII ones, so that a word which ended before them does so no longer."""


def tame(text: str, data: bytes) -> str:
    """The text with frequent characters of many forms replaced by what folding makes of them.

    ``data`` is the text in UTF-8; its first bytes tell quickly which scripts there are.
    """
    groups = [_ALWAYS]
    if any(lead in data for lead in (b"\xd8", b"\xd9", b"\xda", b"\xdb")):
        groups.append(_ARABIC)
    if b"\xe0" in data:
        groups.append(_INDIC)
    for group in groups:
        for char, plain in group.items():
            if char in text:
                text = text.replace(char, plain)
    return text


def hashed(text: str) -> bytes:
    """The bytes of a text as ``HASHED`` shows them."""
    return text.encode("utf-8", "surrogatepass").translate(HASHED)


@cache
def _usual_forms() -> dict[str, list[str]]:
    """Raw characters by the one character that they fold to, those that ordinary texts hold."""
    chars = fold_table().chars
    found: dict[str, list[str]] = {}
    for code in range(128, PLANE):
        form = chars[code]
        if len(form) == 1 and form != chr(code) and _is_usual(chr(code), form):
            found.setdefault(form, []).append(chr(code))
    return found


def _is_usual(char: str, form: str) -> bool:
    """A capital, a traditional character, a mark of punctuation: not a form that only typesetters use."""
    if form == " ":
        return char in _BLANKS
    if char in _DIVIDING or char in _TAMED or form in _SMALL:
        return False
    return char.lower() == form or char in SAME or (not form.isalnum() and form.isascii())


@cache
def raw_forms(letter: str) -> tuple[bytes, ...]:
    """What a folded letter may look like in hashed bytes, apart from unusual places."""
    return tuple(sorted({hashed(char) for char in (letter, *_usual_forms().get(letter, ()))}))


@dataclass(frozen=True, slots=True)
class Unusual:
    """The places where a text must be folded: as hashed bytes, and as raw bytes where hashed ones deceive."""

    hashed: frozenset[bytes]
    raw: ByteClass

    def places(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Where the raw ones stand in UTF-8 bytes."""
        for lead, pattern in self.raw.patterns:
            if lead in data:
                for found in pattern.finditer(data):
                    yield found.span()


def unusual(literals: Iterable[str]) -> Unusual:
    """Every place where a text must be folded to see one of these folded literals."""
    literals = list(literals)
    letters = {char for literal in literals for char in literal if not char.isascii()}
    chars = set(_unusual_chars(letters | _SMALL | LOOK_ALIKE_LETTERS))
    # What looks like an everyday character once hashed would be found everywhere, and hide it.
    common = {form for char in letters for form in raw_forms(char)}
    common |= {hashed(char) for char in everyday() if char not in chars}
    known = {char: hashed(char) for char in chars}
    quick = {place for place in known.values() if place not in common}
    return Unusual(
        frozenset((*quick, *_meetings(), *_reordered(literals))),
        ByteClass.of(char for char, place in known.items() if place in common),
    )


def _unusual_chars(told: frozenset[str] | set[str]) -> Iterator[str]:
    """Characters that become letters of the literals, act on them, or vanish between them."""
    table = fold_table()
    yield from _DIVIDING + _LINE_ENDS
    for code in range(128, PLANE):
        char, form = chr(code), table.chars[code]
        if char in table.active or not form or (form == " " and char not in _BLANKS):
            yield char
        elif form == char or char in _TAMED or char in _usual_forms().get(form, ()):
            continue
        elif any(one in told for one in form) and hashed(form) != hashed(char):
            yield char
    yield from map(chr, range(0xE0000, 0xE1000))
    beyond = [chr(code) for code in (*range(PLANE, 0x20000), *range(0x2F800, 0x2FA20))]
    forms = unicodedata.normalize("NFKC", "\x00".join(beyond)).casefold().split("\x00")
    for char, form in zip(beyond, forms, strict=True):
        if form != char and any(SAME.get(one, one) in told for one in form):
            yield char


def _meetings() -> Iterator[bytes]:
    """Where a Latin letter meets a Greek or Cyrillic one: the word may hold letters that only look alike."""
    other = sorted({bytes([lead]).translate(HASHED) for lead in range(0xCD, 0xD5)})
    latin = [bytes([code]) for code in range(97, 123)]
    leads = [bytes([code]) for code in range(0xC3, 0xCA)]
    inner = [bytes([code]) for code in range(0xA0, 0xC0)]
    for last in other:
        yield from (letter + last for letter in latin)
        for middle in inner:
            yield from (last + middle + letter for letter in (*latin, *leads))
            yield from (lead + middle + last for lead in leads)


def _reordered(literals: Iterable[str]) -> Iterator[bytes]:
    """Two marks of a literal in the order that folding would turn."""
    for literal in literals:
        for first, second in itertools.pairwise(literal):
            if unicodedata.combining(first) and unicodedata.combining(second):
                yield hashed(second + first)
