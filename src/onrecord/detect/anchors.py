"""The cheap test whether a raw text can hold a trait word at all.

It must be a superset of what the rules find, or things are lost in silence; it should be small, or everything
is parsed in depth. Long and non-Latin literals are searched as they are. Short Latin ones ("race", "ras")
count where a word or a hump of an identifier begins and ends, so that "trace" and "racer" wake nothing.
Roundabout words count only in a text that also has a word for looks: the rules ask for one beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.detect.terms import Term, compiled
from onrecord.text.identifiers import GLUED
from onrecord.text.normalise import fold

_SAFE_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Source:
    """A term to make anchors of, whether it is roundabout, and whether it is matched in identifiers."""

    term: Term
    weak: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A literal, with its limits, whether identifiers may hold it, and whether it needs company."""

    literal: str
    open_start: bool
    open_end: bool
    code: bool
    weak: bool

    @property
    def bare(self) -> bool:
        """Whether the literal counts wherever it stands."""
        return (
            not self.literal.isascii()
            or (self.open_start and self.open_end)
            or len(self.literal) >= _SAFE_LENGTH
        )


class Anchors:
    """Literals of all trait words, behind one automaton."""

    def __init__(self, sources: Iterable[Source], company: Iterable[Term]) -> None:
        """Take the trait words, and the words for looks that roundabout ones need."""
        found: dict[tuple[str, bool, bool, bool], bool] = {}
        for source in sources:
            for key in _literals(source):
                found[key] = found.get(key, True) and source.weak
        self._anchors = [Anchor(*key, weak) for key, weak in sorted(found.items())]
        self._company = sorted({piece.literal for term in company for piece in term.pieces[:1]})

    @property
    def literals(self) -> tuple[str, ...]:
        """All trait literals, for tools that want to search with other means."""
        return tuple(anchor.literal for anchor in self._anchors)

    def any(self, text: str) -> bool:
        """Whether the raw text holds an anchor."""
        folded = fold(text)
        if self._strong.found(text, folded):
            return True
        return self._weak.found(text, folded) and bool(self._looks.find_matches_as_indexes(folded.encode()))  # type: ignore[attr-defined]

    def touches(self, text: str) -> bool:
        """Whether the raw text of one passage holds an anchor, with company elsewhere or not."""
        folded = fold(text)
        return self._strong.found(text, folded) or self._weak.found(text, folded)

    @cached_property
    def _strong(self) -> _Search:
        return _Search([anchor for anchor in self._anchors if not anchor.weak])

    @cached_property
    def _weak(self) -> _Search:
        return _Search([anchor for anchor in self._anchors if anchor.weak])

    @cached_property
    def _looks(self) -> object:
        return _automaton(self._company)


class _Search:
    """One yes-or-no question about a text: bare literals, words with their limits, humps of identifiers."""

    def __init__(self, anchors: list[Anchor]) -> None:
        self._bare = _automaton([anchor.literal for anchor in anchors if anchor.bare])
        words = [anchor for anchor in anchors if not anchor.bare]
        self._words = _Pattern(_word_pattern(words))
        self._humps = _Pattern(
            _hump_pattern([one for one in anchors if one.code and (not one.bare or " " in one.literal)])
        )

    def found(self, text: str, folded: str) -> bool:
        """Whether one of the literals stands in the text."""
        if self._bare.find_matches_as_indexes(folded.encode("utf-8", "surrogatepass")):  # type: ignore[attr-defined]
            return True
        return self._words.search(folded) or self._humps.search(text)


class _Pattern:
    """A search in raw text for literals inside identifiers: ``byRace``, ``FACERACE``, ``raceType``."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    def search(self, text: str) -> bool:
        """Whether the text holds a match."""
        return bool(self._pattern) and compiled(self._pattern).search(text) is not None


def _word_pattern(anchors: Iterable[Anchor]) -> str:
    """Short ASCII literals with a word limit on each closed side; digits and ``_`` are limits here."""
    parts = []
    for one in anchors:
        before = "" if one.open_start else "(?:^|[^a-z])"
        after = "" if one.open_end else "(?:[^a-z]|$)"
        parts.append(before + re.escape(one.literal) + after)
    return "|".join(parts)


def _hump_pattern(anchors: Iterable[Anchor]) -> str:
    """``byRace``, ``FACERACE``, ``raceType`` in raw text."""
    anchors = list(anchors)
    words = sorted({one.literal for one in anchors if one.literal.isalpha()})
    if not words:
        return ""
    small, tall = "|".join(words), "|".join(word.upper() for word in words)
    hump = "|".join(word.capitalize() for word in words)
    pairs = sorted({one.literal for one in anchors if " " in one.literal})
    joined = "|".join("_?".join(part.capitalize() for part in pair.split(" ")) for pair in pairs) or "$^"
    begun = "|".join(form for pair in pairs for form in (_camel(pair), pair.replace(" ", "_?"))) or "$^"
    loud = "|".join(pair.upper().replace(" ", "_?") for pair in pairs) or "$^"
    glue = "|".join(sorted(GLUED))
    tall_glue = glue.upper()
    return (
        rf"(?:^|[^A-Z]|{tall_glue})(?:{tall})(?:[^A-Z]|$|[A-Z][a-z]|{tall_glue})"
        rf"|(?:{hump})(?:[^a-z]|$|{glue})"
        rf"|(?:^|[^A-Za-z]|{glue})(?:{small})(?:[^a-z]|$|{glue})"
        rf"|(?:{joined})(?:[^a-z]|$|{glue})|(?:^|[^A-Za-z])(?:{begun})(?:[^a-z]|$|{glue})"
        rf"|(?:^|[^A-Z]|{tall_glue})(?:{loud})(?:[^A-Z]|$|[A-Z][a-z]|{tall_glue})"
    )


def _camel(pair: str) -> str:
    first, *rest = pair.split(" ")
    return "_?".join([first, *(part.capitalize() for part in rest)])


def _literals(source: Source) -> Iterator[tuple[str, bool, bool, bool]]:
    for piece in source.term.pieces[:1]:
        if source.code and " " in piece.literal:
            # Identifiers are matched word by word; in the raw text the words are joined in one of these ways.
            for joint in ("_", "-", "", "."):
                yield piece.literal.replace(" ", joint), piece.open_start, piece.open_end, True
        yield piece.literal, piece.open_start, piece.open_end, source.code


def _automaton(literals: list[str]) -> object:
    import ahocorasick_rs

    return ahocorasick_rs.BytesAhoCorasick(
        [literal.encode() for literal in literals],
        matchkind=ahocorasick_rs.MatchKind.Standard,
        implementation=ahocorasick_rs.Implementation.DFA,
    )
