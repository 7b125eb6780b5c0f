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
from itertools import product

from onrecord.detect.anchor_forms import Anchor, Level
from onrecord.detect.anchor_search import Automaton, Search
from onrecord.detect.terms import Term
from onrecord.text.normalise import fold

_PIECE = 20_000


@dataclass(frozen=True, slots=True)
class Source:
    """A term to make anchors of, whether it is roundabout, and whether it is matched in identifiers."""

    term: Term
    weak: bool = False
    code: bool = False


class Anchors:
    """Literals of all trait words, and the words for looks that roundabout ones need."""

    def __init__(self, sources: Iterable[Source], company: Iterable[Term]) -> None:
        """Take the trait words, and the words for looks."""
        found: dict[tuple[str, bool, bool, bool], bool] = {}
        for source in sources:
            for key in _literals(source):
                found[key] = found.get(key, True) and source.weak
        self._anchors = [
            Anchor(*key, Level.WEAK if weak else Level.STRONG) for key, weak in sorted(found.items())
        ]
        self._company = sorted({piece.literal for term in company for piece in term.pieces[:1]})
        self._search = Search(self._anchors)

    @property
    def literals(self) -> tuple[str, ...]:
        """All trait literals, for tools that want to search with other means."""
        return tuple(anchor.literal for anchor in self._anchors)

    def any(self, text: str) -> bool:
        """Whether the raw text holds an anchor."""
        level = self._search.level(text, Level.STRONG)
        return level is Level.STRONG or (level is Level.WEAK and self._in_company(text))

    def touches(self, text: str) -> bool:
        """Whether the raw text of one passage holds an anchor, with company elsewhere or not."""
        return self._search.level(text, Level.WEAK) > Level.NONE

    def _in_company(self, text: str) -> bool:
        """Whether the text holds a word for looks; nearly every text does, at its beginning and unfolded."""
        pieces = (text[at : at + _PIECE].lower() for at in range(0, len(text), _PIECE))
        return any(map(self._looks, pieces)) or self._looks(fold(text))

    def _looks(self, text: str) -> bool:
        return bool(self._company_automaton.find(text.encode("utf-8", "surrogatepass")))

    @cached_property
    def _company_automaton(self) -> Automaton:
        return Automaton(literal.encode() for literal in self._company)


def _literals(source: Source) -> Iterator[tuple[str, bool, bool, bool]]:
    for piece in source.term.pieces[:1]:
        if source.code and " " in piece.literal:
            # Identifiers are matched word by word; in the raw text the words are joined in one of these ways.
            first, *rest = piece.literal.split(" ")
            mixed = product(("_", ""), repeat=len(rest))
            for joints in {*(tuple(joint * len(rest)) for joint in "-."), *mixed}:
                joined = first + "".join(joint + word for joint, word in zip(joints, rest, strict=True))
                yield joined, piece.open_start, piece.open_end, True
        yield piece.literal, piece.open_start, piece.open_end, source.code
