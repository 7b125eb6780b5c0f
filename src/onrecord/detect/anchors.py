"""The cheap test whether a raw text can hold a trait word at all.

It must be a superset of what the rules find, or things are lost in silence; it should be small, or everything
is parsed in depth. Long and non-Latin literals are searched as they are. Short Latin ones ("race", "ras")
count where a word or a hump of an identifier begins, so that "trace" and "terrace" do not wake anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from onrecord.detect.terms import Term
from onrecord.text.normalise import fold

_SAFE_LENGTH = 9


class Anchors:
    """Literals of all trait words, behind one automaton."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Take the first literal of every term; ``rules check`` refuses patterns as trait words."""
        found: dict[str, bool] = {}
        for term in terms:
            for literal, safe in _literals(term):
                found[literal] = found.get(literal, False) or safe
        self._literals = sorted(_minimal(found))
        self._safe = [found[literal] for literal in self._literals]

    @property
    def literals(self) -> tuple[str, ...]:
        """All literals, for tools that want to search with other means."""
        return tuple(self._literals)

    @cached_property
    def _automaton(self) -> object:
        import ahocorasick_rs

        return ahocorasick_rs.AhoCorasick(
            self._literals,
            matchkind=ahocorasick_rs.MatchKind.Standard,
            store_patterns=False,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )

    def any(self, text: str) -> bool:
        """Whether the raw text holds an anchor."""
        folded = fold(text)
        same = len(folded) == len(text)
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)  # type: ignore[attr-defined]
        for number, start, _ in found:
            if self._safe[number] or _begins(folded, text if same else "", start):
                return True
        return False


def _literals(term: Term) -> list[tuple[str, bool]]:
    if not term.pieces:
        return []
    piece = term.pieces[0]
    latin = piece.literal.isascii()
    safe = not latin or piece.open_start or len(piece.literal) >= _SAFE_LENGTH
    return [(piece.literal, safe)]


def _minimal(found: dict[str, bool]) -> set[str]:
    """Leave out literals that contain a safe shorter one: that one wakes up anyway."""
    safe = {literal for literal, is_safe in found.items() if is_safe}
    return {
        literal
        for literal in found
        if not any(
            literal != shorter and shorter in literal for shorter in safe if len(shorter) < len(literal)
        )
    }


_GLUED = ("face", "human", "body", "person", "people")


def _begins(folded: str, raw: str, start: int) -> bool:
    """Whether a word, or a hump of an identifier, begins at ``start``."""
    if start == 0 or not folded[start - 1].isalpha():
        return True
    if not raw or not folded[start - 1].isascii():
        # Lengths differ when normalisation joined or dropped characters; then only a wider net is sound.
        return True
    if raw[start].isupper() and not raw[start - 1].isupper():
        return True
    return folded.endswith(_GLUED, 0, start)
