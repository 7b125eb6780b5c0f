"""Search a text for anchors: its raw bytes first, and a folded form only of the places that ask for it.

Folding a text costs ten times as much as searching it. So the bytes are searched for everything that an
anchor may look like, and for the few places whose folded form cannot be told from the bytes (``rawforms``).
What stands around these is folded and searched in earnest; the answer is that of the folded text as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from onrecord.detect.anchor_forms import (
    Anchor,
    Hump,
    Level,
    beyond_patterns,
    hump_patterns,
    hump_words,
    plain_patterns,
)
from onrecord.text.normalise import fold
from onrecord.text.rawforms import CASED, HASHED, LATIN_TAMED, PLAIN, Unusual, tame, unusual

CHUNK = 1 << 18
MARGIN = 256
"""Bytes around a place that are folded with it: the longest anchor, and what folding looks at around it."""
_TRIM = 64
_FEW = 1 << 17
"""Characters that are searched the plain way before the automata for raw bytes are built."""
_BREAK = re.compile(
    rb"-(?<=[a-z\x80-\xff]-)(?:[ \t\x1f]|[\xc2\xe1-\xe3][\x80-\xbf]++)*+[\n\x0b\x0c\r\x1c-\x1e]"
)
"""A hyphen at the end of a line, which may divide a word."""
_APART = "\n.\n"


class Automaton:
    """Byte patterns with a meaning each."""

    def __init__(self, patterns: Iterable[bytes], *, small: bool = False) -> None:
        """Build it; a small one takes little memory and twice the time to search with."""
        import ahocorasick_rs

        kinds = ahocorasick_rs.Implementation
        self.patterns = list(patterns)
        self._automaton = ahocorasick_rs.BytesAhoCorasick(
            self.patterns,
            matchkind=ahocorasick_rs.MatchKind.Standard,
            implementation=kinds.ContiguousNFA if small else kinds.DFA,
        )

    def find(self, data: bytes) -> list[tuple[int, int, int]]:
        """Pattern, start and end of all that is found, also of what lies in something else."""
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(data, overlapping=True)
        return found


class Search:
    """All anchors behind three automata for raw bytes and one for folded text; each is built when needed."""

    def __init__(self, anchors: list[Anchor]) -> None:
        self._anchors = anchors
        self._asked = 0

    def level(self, text: str, enough: Level) -> Level:
        """The highest level of the anchors in a raw text; the search ends at ``enough``."""
        self._asked += len(text)
        if "\r\n" in text:
            # Folded they are the same; in the bytes each would ask whether an anchor goes on behind it.
            text = text.replace("\r\n", "\n")
        if self._asked < _FEW and len(text) < CHUNK:
            return self.level_folded(text, enough)
        return self.level_raw(text, enough)

    def level_folded(self, text: str, enough: Level) -> Level:
        """The same the plain way: fold the text and search it all. Quick to start, slow to go on."""
        best = self._folded(fold(text), enough)
        if best >= enough:
            return best
        data = text.encode("utf-8", "surrogatepass")
        for number, start, _end in self._literals.find(data.lower()):
            for hump in self._words.get(self._literals.patterns[number], ()):
                if hump.level > best and hump.fits(data, start):
                    best = hump.level
        return best

    def level_raw(self, text: str, enough: Level) -> Level:
        """The same by way of the raw bytes."""
        data = text.encode("utf-8", "surrogatepass")
        best = self._humps(data, enough)
        if len(data) == len(text):
            return self._bytes(data, enough, best, beyond=False)
        tamed = tame(text, data)
        if any(char in text for char in LATIN_TAMED):
            best = self._bytes(data, enough, best, beyond=False)
        if tamed is not text:
            data = tamed.encode("utf-8", "surrogatepass")
        return self._bytes(data, enough, best, beyond=True)

    def _humps(self, data: bytes, enough: Level) -> Level:
        best = Level.NONE
        automaton, meanings = self._hump_automaton
        for begin, chunk in _chunks(data):
            for number, start, _ in automaton.find(chunk.translate(CASED)):
                for hump in meanings[number]:
                    if hump.level > best and hump.fits(data, begin + start):
                        best = hump.level
                if best >= enough:
                    return best
        return best

    def _bytes(self, data: bytes, enough: Level, best: Level, *, beyond: bool) -> Level:
        """Search UTF-8 bytes for places, and the folded text around them for anchors."""
        if best >= enough:
            return best
        for begin, chunk in _chunks(data):
            places = list(self._places(chunk, best, beyond=beyond))
            if places:
                places.sort()
                around = _APART.join(_windows(data, begin, places))
                best = max(best, self.level_folded(around, enough))
                if best >= enough:
                    return best
        return best

    def _places(self, chunk: bytes, best: Level, *, beyond: bool) -> Iterator[tuple[int, int]]:
        plain, weak, dotted = self._plain
        for number, start, end in plain.find(chunk.translate(PLAIN)):
            if not (best and weak[number]) and not (dotted[number] and chunk[start:end].isascii()):
                yield start, end
        for found in _BREAK.finditer(chunk):
            yield found.span()
        if not beyond or chunk.isascii():
            return
        automaton, weak, special = self._beyond
        for number, start, end in automaton.find(chunk.translate(HASHED)):
            if not (best and weak[number]):
                yield start, end
        yield from special.places(chunk)

    def _folded(self, folded: str, enough: Level) -> Level:
        """The highest level of the anchors in a folded text."""
        best = Level.NONE
        data = folded.encode("utf-8", "surrogatepass")
        for number, start, end in self._literals.find(data):
            anchor = self._anchors[number]
            if anchor.level > best and _stands(anchor, data, start, end):
                best = anchor.level
                if best >= enough:
                    break
        return best

    @cached_property
    def _words(self) -> dict[bytes, list[Hump]]:
        """What may stand inside identifiers, by its small letters."""
        found: dict[bytes, list[Hump]] = {}
        for anchor in self._anchors:
            if anchor.hump:
                for word, hump in hump_words(anchor):
                    found.setdefault(word.replace(b".", b"_"), []).append(hump)
        return found

    @cached_property
    def _literals(self) -> Automaton:
        return Automaton((anchor.literal.encode() for anchor in self._anchors), small=True)

    @cached_property
    def _plain(self) -> tuple[Automaton, list[bool], list[bool]]:
        """The automaton; of each pattern whether it is weak, and whether it needs bytes beyond ASCII."""
        weak: dict[bytes, bool] = {}
        sober: set[bytes] = set()
        for anchor in self._anchors:
            if anchor.literal.isascii():
                sober.update(plain_patterns(anchor, beyond=False))
                for pattern in plain_patterns(anchor):
                    weak[pattern] = weak.get(pattern, True) and anchor.level is Level.WEAK
        return Automaton(weak), list(weak.values()), [pattern not in sober for pattern in weak]

    @cached_property
    def _hump_automaton(self) -> tuple[Automaton, list[list[Hump]]]:
        meanings: dict[bytes, list[Hump]] = {}
        for anchor in self._anchors:
            if anchor.hump:
                for pattern, hump in hump_patterns(anchor):
                    meanings.setdefault(pattern, []).append(hump)
        return Automaton(meanings), list(meanings.values())

    @cached_property
    def _beyond(self) -> tuple[Automaton, list[bool], Unusual]:
        weak: dict[bytes, bool] = {}
        for anchor in self._anchors:
            if not anchor.literal.isascii():
                for pattern in beyond_patterns(anchor.literal):
                    weak[pattern] = weak.get(pattern, True) and anchor.level is Level.WEAK
        special = unusual(anchor.literal for anchor in self._anchors)
        weak.update(dict.fromkeys(special.hashed, False))
        return Automaton(weak), list(weak.values()), special


def _stands(anchor: Anchor, data: bytes, start: int, end: int) -> bool:
    """Whether a literal keeps its word limits; digits and ``_`` are limits here."""
    if anchor.bare:
        return True
    if not anchor.open_start and _is_small(data[start - 1 : start] if start else b""):
        return False
    return anchor.open_end or not _is_small(data[end : end + 1])


def _is_small(byte: bytes) -> bool:
    return b"a" <= byte <= b"z"


def _chunks(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Pieces that fit the processor's cache, with their offsets; they overlap; a line end is around all."""
    if len(data) <= CHUNK:
        yield -1, b"\n" + data + b"\n"
        return
    for begin in range(0, len(data), CHUNK):
        first = max(0, begin - MARGIN)
        piece = data[first : begin + CHUNK]
        yield (first - 1, b"\n" + piece) if not first else (first, piece)
    yield len(data) - MARGIN, data[-MARGIN:] + b"\n"


def _windows(data: bytes, begin: int, places: list[tuple[int, int]]) -> Iterator[str]:
    """The text around the places, which are in order; windows that touch become one."""
    low = high = -1
    for start, end in places:
        first, last = begin + start, min(len(data), begin + end)
        if high < 0 or first - MARGIN > high:
            edge = _edge(data, max(0, first), -1)
            if high < 0:
                low = edge
            elif edge > high:
                yield _cut(data, low, high)
                low = edge
        if last + MARGIN > high:
            high = max(high, _edge(data, last, +1))
    if high >= 0:
        yield _cut(data, low, high)


def _cut(data: bytes, low: int, high: int) -> str:
    return data[low:high].decode("utf-8", "surrogatepass")


def _edge(data: bytes, at: int, way: int) -> int:
    """Where the window around a place ends: behind ``MARGIN`` bytes, not counting runs of blanks."""
    size = MARGIN
    while True:
        low, high = (at, min(len(data), at + size)) if way > 0 else (max(0, at - size), at)
        piece = data[low:high]
        if high - low < size or (b"  " not in piece and b"\n" not in piece and piece.isascii()):
            break
        if len(" ".join(piece.decode("utf-8", "replace").split())) * 4 >= MARGIN:
            break
        size *= 4
    edge = high if way > 0 else low
    if 0 < edge < len(data):
        # Between words, so that none begins or ends where it does not in the whole text.
        blank = data.rfind(b" ", edge - _TRIM, edge) if way > 0 else data.find(b" ", edge, edge + _TRIM)
        edge = blank if blank >= 0 else edge
        while 0 < edge < len(data) and 0x80 <= data[edge] < 0xC0:
            edge += way
    return edge
