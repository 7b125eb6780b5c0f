"""Anchors as byte patterns: what must stand in the raw bytes of a text where an anchor may stand in it.

A pattern may be looser than its anchor and may be cut short, for what it finds is looked at again; it is
never stricter. Three automata search them: ``plain`` for ASCII literals, ``humps`` for words inside the
identifiers of code, ``beyond`` for all other literals and for the places where a text must be folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import accumulate, product

from onrecord.text._foldtable import EAST
from onrecord.text.identifiers import GLUED
from onrecord.text.rawforms import PLAIN, hashed, raw_forms

SAFE_LENGTH = 10
LONGEST, LONGEST_PLAIN = 15, 12
"""Bytes of a pattern: enough to be rare, few enough to keep the automata small."""
_MOST_FORMS = 48
_LIMITS = (b" ", b".")
_CAPITALS = tuple(bytes([code]) for code in range(65, 91))
_SINGLE = (b" ", hashed("\xa0"), hashed("\u3000"))
_DOUBLE = (b"  ", b" " + _SINGLE[1], b" " + _SINGLE[2], *_SINGLE[1:])
_DOUBLE_PLAIN = (b"  ", b" ..", b".. ", b"....", b"... ")
_IS_EAST = re.compile(f"[{EAST}]")


class Level(IntEnum):
    """What a text holds: nothing, an anchor that needs company, or one that stands alone."""

    NONE = 0
    WEAK = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Anchor:
    """A folded literal, with its limits, whether identifiers may hold it, and whether it needs company."""

    literal: str
    open_start: bool
    open_end: bool
    code: bool
    level: Level

    @property
    def bare(self) -> bool:
        """Whether the literal counts wherever it stands."""
        return (
            not self.literal.isascii()
            or (self.open_start and self.open_end)
            or len(self.literal) >= SAFE_LENGTH
        )

    @property
    def hump(self) -> bool:
        """Whether the literal is looked for inside identifiers: ``byRace``, ``SkinTone``."""
        joined = self.literal.replace(" ", "")
        return self.code and joined.isalpha() and len(joined) < SAFE_LENGTH


def plain_patterns(anchor: Anchor, *, beyond: bool = True) -> Iterator[bytes]:
    """Bytes of an ASCII literal as ``PLAIN`` shows them.

    ``beyond`` gives those too that stand for a blank, an apostrophe or a dash which is not ASCII.
    """
    closed = not anchor.bare
    lefts = _LIMITS if closed and not anchor.open_start else (b"",)
    rights = _LIMITS if closed and not anchor.open_end else (b"",)
    literal = anchor.literal[:LONGEST_PLAIN]
    choices = [_plain_forms(char, beyond=beyond) for char in literal]
    for left in lefts:
        for body, whole in _combined(choices):
            yield from (left + body + right for right in (rights if whole else (b"",)))
        for gap in _gaps(literal):
            for body, _ in _combined(choices[:gap]):
                yield from (left + body + blanks for blanks in _DOUBLE_PLAIN[: None if beyond else 1])


def _plain_forms(char: str, *, beyond: bool) -> tuple[bytes, ...]:
    if char.isalpha():
        return (char.encode(),)
    dots = (b"..", b"...") if beyond else ()  # a no-break blank, a typographic apostrophe or dash
    return (char.encode().translate(PLAIN), *dots)


def beyond_patterns(literal: str) -> Iterator[bytes]:
    """Bytes of a literal that is not ASCII as ``HASHED`` shows them."""
    literal = _beginning(literal)
    choices = [raw_forms(char) if char != " " else (b" ",) for char in literal]
    yield from (body for body, _ in _combined(choices))
    for gap in _gaps(literal):
        for body, _ in _combined(choices[:gap]):
            yield from (body + blank for blank in _DOUBLE)
    for at in range(1, len(literal)):
        # A line break between two Chinese or Japanese letters stands for nothing.
        if _IS_EAST.match(literal[at - 1]) and _IS_EAST.match(literal[at]):
            for body, _ in _combined(choices[:at]):
                yield from (body + blank for blank in _SINGLE)


def _beginning(literal: str) -> str:
    """As much of a literal as is worth a pattern."""
    while len(literal.encode()) > LONGEST:
        literal = literal[:-1]
    return literal


def _gaps(literal: str) -> list[int]:
    """Where the blanks of a literal stand: in a raw text there may be more of them."""
    return [at for at, char in enumerate(literal) if char == " "]


def _combined(choices: list[tuple[bytes, ...]]) -> Iterator[tuple[bytes, bool]]:
    """Every way to write a literal, or its beginning (``False``) where there are too many ways."""
    count, length = 1, 0
    for forms in choices:
        if count * len(forms) > _MOST_FORMS:
            break
        count *= len(forms)
        length += 1
    for parts in product(*choices[:length]):
        yield b"".join(parts), length == len(choices)


@dataclass(frozen=True, slots=True)
class Hump:
    """Where in a pattern the word of code stands, and whether other words may be glued to its ends."""

    lead: int
    length: int
    firsts: tuple[int, ...]
    """Where its parts begin."""
    glue_before: bool
    glue_behind: bool
    level: Level

    def fits(self, data: bytes, start: int) -> bool:
        """Whether the word in the raw bytes, whose pattern begins at ``start``, stands between its limits."""
        start += self.lead
        end = start + self.length
        word = data[start:end]
        if not word.replace(b"_", b"").isalpha():
            return False  # joined by something that ends a name
        before, behind = data[max(0, start - _LONGEST_GLUED) : start], data[end : end + _LONGEST_GLUED]
        if word.isupper():
            return self._tall(before, behind)
        inner = bytes(byte for at, byte in enumerate(word) if at not in self.firsts and byte != _UNDERSCORE)
        if inner and not inner.islower():
            return False
        if behind[:1].islower() and not (self.glue_behind and behind.startswith(_GLUED)):
            return False
        glued = self.glue_before and before.endswith(_GLUED)
        return word[:1].isupper() or not before[-1:].isalpha() or glued

    def _tall(self, before: bytes, behind: bytes) -> bool:
        pointer = before[-2:] == b"LP"
        if before[-1:].isupper() and not pointer and not (self.glue_before and before.endswith(_LOUD)):
            return False
        loud = self.glue_behind and behind.startswith(_LOUD)
        return not behind[:1].isupper() or behind[1:2].islower() or loud


_UNDERSCORE = ord("_")
_GLUED = tuple(sorted(word.encode() for word in GLUED))
_LONGEST_GLUED = max(map(len, _GLUED))
_GLUE_BEGINS = tuple(sorted({word[:3] for word in _GLUED}))
_GLUE_ENDS = tuple(sorted({word[-4:] for word in _GLUED}))
_LOUD = tuple(word.upper() for word in _GLUED)


def hump_words(anchor: Anchor) -> Iterator[tuple[bytes, Hump]]:
    """A word of code in small letters, its parts joined by nothing or by a dot for ``_``."""
    words = anchor.literal.split(" ")
    for gaps in _gaps_between(words):
        small = _joined(words, gaps)
        firsts = tuple(
            accumulate((len(word) + len(gap) for word, gap in zip(words, gaps, strict=False)), initial=0)
        )
        yield small, Hump(0, len(small), firsts, words[0] in GLUED, words[-1] in GLUED, anchor.level)


def hump_patterns(anchor: Anchor) -> Iterator[tuple[bytes, Hump]]:
    """Bytes of a word of code as ``CASED`` shows them, where its limits are humps or words glued to it.

    ``plain_patterns`` find it between other limits.
    """
    words = anchor.literal.split(" ")
    cased = list(product(*((word, word.capitalize()) for word in words)))[1:]
    for gaps, (small, here) in zip(_gaps_between(words), hump_words(anchor), strict=True):
        yield small.upper(), here
        yield from ((_joined(form, gaps), here) for form in cased)
        yield from ((small + capital, here) for capital in _CAPITALS)
        if here.glue_behind:
            yield from ((small + glue, here) for glue in _GLUE_BEGINS)
        if here.glue_before:
            yield from ((glue + small, replace(here, lead=len(glue))) for glue in _GLUE_ENDS)


def _gaps_between(words: list[str]) -> Iterator[tuple[str, ...]]:
    return product(("", "."), repeat=len(words) - 1)


def _joined(words: Sequence[str], gaps: Iterable[str]) -> bytes:
    return (words[0] + "".join(gap + word for gap, word in zip(gaps, words[1:], strict=True))).encode()
