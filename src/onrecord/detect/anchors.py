"""The cheap test whether a raw text can hold a trait word at all.

It must be a superset of what the rules find, or things are lost in silence; it should be small, or everything
is parsed in depth. Long and non-Latin literals are searched as they are. Short Latin ones ("race", "ras")
count where a word or a hump of an identifier begins and ends, so that "trace" and "racer" wake nothing.
Roundabout words count only in a text that also has a word for looks: the rules ask for one beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.detect.terms import Term, compiled
from onrecord.text.normalise import fold

_SAFE_LENGTH = 10
_GLUE = "face|human|body|person|people|type|code|attr|color|colour|tone|value|score|name|list|id"
"""Words that identifiers in capitals are glued together with: FACERACE, RACETYPE."""


@dataclass(frozen=True, slots=True)
class Source:
    """A term to make anchors of, whether it is roundabout, and whether it is matched in identifiers."""

    term: Term
    weak: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A literal, whether its ends are word limits, and whether it needs company."""

    literal: str
    open_start: bool
    open_end: bool
    weak: bool

    @property
    def bare(self) -> bool:
        """Whether the literal counts wherever it stands."""
        return (
            not self.literal.isascii()
            or (self.open_start and self.open_end)
            or len(self.literal) >= _SAFE_LENGTH
        )

    def stands(self, folded: str, start: int, end: int) -> bool:
        """Whether the literal begins and ends at word limits."""
        if not (self.open_start or start == 0 or not folded[start - 1].isalpha()):
            return False
        return self.open_end or end == len(folded) or not folded[end].isalpha()


class Anchors:
    """Literals of all trait words, behind one automaton."""

    def __init__(self, sources: Iterable[Source], company: Iterable[Term]) -> None:
        """Take the trait words, and the words for looks that roundabout ones need."""
        found: dict[tuple[str, bool, bool], bool] = {}
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
        weak, glued = False, False
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)  # type: ignore[attr-defined]
        for number, start, end in found:
            anchor = self._anchors[number]
            if anchor.bare or anchor.stands(folded, start, end):
                if not anchor.weak:
                    return True
                weak = True
            else:
                glued = True
        if glued and self._humps.search(text):
            return True
        if glued and not weak:
            weak = self._weak_humps.search(text) is not None
        return weak and self._has_company(folded)

    def _has_company(self, folded: str) -> bool:
        return bool(self._looks.find_matches_as_indexes(folded))  # type: ignore[attr-defined]

    @cached_property
    def _automaton(self) -> object:
        return _automaton([anchor.literal for anchor in self._anchors])

    @cached_property
    def _looks(self) -> object:
        return _automaton(self._company)

    @cached_property
    def _humps(self) -> _Pattern:
        return _hump_pattern(anchor for anchor in self._anchors if not anchor.weak)

    @cached_property
    def _weak_humps(self) -> _Pattern:
        return _hump_pattern(anchor for anchor in self._anchors if anchor.weak)


class _Pattern:
    """A search in raw text for literals inside identifiers: ``byRace``, ``FACERACE``, ``raceType``."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    def search(self, text: str) -> object | None:
        """The first match, or None."""
        return compiled(self._pattern).search(text) if self._pattern else None


def _hump_pattern(anchors: Iterable[Anchor]) -> _Pattern:
    words = sorted({one.literal for one in anchors if one.literal.isascii() and one.literal.isalpha()})
    if not words:
        return _Pattern("")
    small, tall = "|".join(words), "|".join(word.upper() for word in words)
    hump = "|".join(word.capitalize() for word in words)
    glue = _GLUE.upper()
    return _Pattern(
        rf"[a-z0-9](?:{hump})(?:[^a-z]|$)"
        rf"|(?:^|[^A-Za-z])(?:{small}|{hump})[A-Z]"
        rf"|(?:{glue}|\b)(?:{tall})(?:[^A-Za-z]|$)|(?:^|[^A-Za-z])(?:{tall})(?:{glue})"
        rf"|(?:{_GLUE}|is)(?:{small})(?:[^a-z]|$)|(?:^|[^A-Za-z])(?:{small})(?:{_GLUE})"
        rf"|[A-Z](?:{hump})[A-Z]|[a-z](?:{tall})(?:[^A-Za-z]|$)"
    )


def _literals(source: Source) -> Iterator[tuple[str, bool, bool]]:
    for piece in source.term.pieces[:1]:
        if source.code and " " in piece.literal:
            # Identifiers are matched word by word; in the raw text the words are joined in one of these ways.
            for joint in ("_", "-", "", "."):
                yield piece.literal.replace(" ", joint), piece.open_start, piece.open_end
        yield piece.literal, piece.open_start, piece.open_end


def _automaton(literals: list[str]) -> object:
    import ahocorasick_rs

    return ahocorasick_rs.AhoCorasick(
        literals,
        matchkind=ahocorasick_rs.MatchKind.Standard,
        store_patterns=False,
        implementation=ahocorasick_rs.Implementation.ContiguousNFA,
    )
