"""Look for words in raw bytes of unknown encoding: one automaton over the words in every encoding at once.

The words are folded (small letters, simplified characters …); what stands in a file is not. So each is put
in with the forms that fold to it: capitals, traditional characters, Arabic letters that count as one. What
may stand between letters of some scripts (the Tibetan tsheg) is met by looking for parts of the word.
Cannot: full-width Latin letters; words cut by marks that only ``fold`` takes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product

from onrecord.text.normalise import fold

_BLOCKS = (
    (0xC0, 0x250),
    (0x370, 0x530),
    (0x620, 0x6D4),
    (0x904, 0x965),
    (0x1E00, 0x1F00),
    (0x3400, 0x9FFF),
)
"""Where the letters are that another letter stands for once folded."""

_MOST_FORMS = 48
_LONG_WORD = 6
_SHORT_WORD = 4
_PART = 3
_LOOSE = re.compile("[\u0590-\u06ff\u0900-\u097f\u0e00-\u0fff]")
"""Scripts with marks between letters that writers set or leave out."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Bytes that a word may be written with, and the encodings in which they are."""

    start: int
    end: int
    encodings: tuple[str, ...]
    ascii: bool


class Needles:
    """The automaton for one set of words."""

    def __init__(self, literals: tuple[str, ...]) -> None:
        import ahocorasick_rs

        needles: dict[bytes, set[str]] = {}
        plain: set[bytes] = set()
        for literal in literals:
            for form in _forms(literal):
                for encoding, raw in _encoded(form):
                    # Data is searched in ASCII small letters, whatever its bytes mean; so needles are too.
                    needles.setdefault(raw.lower(), set()).add(encoding)
                    if form.isascii():
                        plain.add(raw.lower())
        self._kinds = [(tuple(sorted(encodings)), raw in plain) for raw, encodings in needles.items()]
        self._automaton = ahocorasick_rs.BytesAhoCorasick(list(needles)) if needles else None

    def hits(self, data: bytes, start: int, end: int) -> Iterator[Hit]:
        """Places in ``data[start:end]``, from left to right."""
        if self._automaton is None:
            return
        for index, begin, stop in self._automaton.find_matches_as_indexes(data[start:end].lower()):
            yield Hit(start + begin, start + stop, *self._kinds[index])


@lru_cache(maxsize=2)
def needles_for(literals: tuple[str, ...]) -> Needles:
    """The automaton, made once a process."""
    return Needles(literals)


def _forms(literal: str) -> Iterator[str]:
    """What may stand in a file for a folded word, or for a part of it that must be there."""
    if literal.isascii():
        yield from _words(literal)
        return
    if _LOOSE.search(literal):
        parts: Iterable[str] = _parts(literal)
    else:
        parts = _words(literal)
    for part in parts:
        for form in _unfolded(part):
            yield from {form, form.upper(), form.capitalize()}


def _unfolded(word: str) -> set[str]:
    """The word as it is, with one letter replaced by another form of it, and with all replaced."""
    sources = [_sources().get(char, ()) for char in word]
    forms = {
        word,
        *(
            "".join(others[pick] if others else char for char, others in zip(word, sources, strict=True))
            for pick in (0, -1)
        ),
    }
    if _LOOSE.search(word) or len(word) <= _SHORT_WORD:
        forms.update(
            islice(
                map("".join, product(*((char, *others) for char, others in zip(word, sources, strict=True)))),
                _MOST_FORMS,
            )
        )
    for at, others in enumerate(sources):
        forms.update(word[:at] + other + word[at + 1 :] for other in others)
    return forms


def _words(literal: str) -> tuple[str, ...]:
    """A long word of a phrase stands for it, for blanks may be any; short ones are looked for as a phrase."""
    longest = max(literal.split(" "), key=len)
    if len(longest) >= _LONG_WORD or " " not in literal:
        return (longest,)
    return tuple(literal.replace(" ", blank) for blank in (" ", "\n", "\r\n", "  "))


def _parts(literal: str) -> tuple[str, ...]:
    """All pieces of three letters: one of them is free of marks in between."""
    word = max(literal.split(" "), key=len)
    return tuple({word[at : at + _PART] for at in range(max(1, len(word) - _PART + 1))})


def _encoded(form: str) -> Iterator[tuple[str, bytes]]:
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        if encoding == "gb18030" and form.isascii():
            continue
        try:
            yield encoding, form.encode(encoding)
        except UnicodeEncodeError:
            continue


@cache
def _sources() -> dict[str, tuple[str, ...]]:
    """For a folded character, the others that fold to it, but for its capital."""
    chars = [chr(code) for first, last in _BLOCKS for code in range(first, last) if chr(code).isalpha()]
    found: dict[str, list[str]] = {}
    for char, folded in zip(chars, fold("|".join(chars)).split("|"), strict=True):
        if len(folded) == 1 and folded not in (char, char.lower()):
            found.setdefault(folded, []).append(char)
    return {folded: tuple(sources) for folded, sources in found.items()}
