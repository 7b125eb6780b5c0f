"""How far two findings say the same: words, values, and the place in the structure of their documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from onrecord.model.finding import Finding
from onrecord.model.vocabulary import PassageKind, Stance
from onrecord.text.identifiers import words
from onrecord.text.normalise import fold
from onrecord.text.terms import is_unspaced, terms

CODE = frozenset({PassageKind.DECLARATION, PassageKind.COMMENT, PassageKind.KEY_VALUE, PassageKind.UI_STRING})
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_DIGITS = re.compile(r"\d+")
_STEM = 5
_LETTERS = 0.8
_WEAK = 0.3
"""Weight of short words of scripts with blanks (of, the, und): they tell little."""


class Voice(Enum):
    """What a stance does to the inference, as far as identity goes."""

    SAYS = auto()
    """Claims, requirements, results, and what concedes or limits without taking back."""
    DENIES = auto()
    ADMITS = auto()
    """Concedes the past, and mostly takes it back for today."""
    REPORTS = auto()
    UNCLEAR = auto()
    """Perhaps a statement; people decide."""
    OTHERWISE = auto()
    """A look-alike: no statement about a trait. It takes part so that it is not taken for one that left."""


_VOICES = {
    Stance.DENIAL: Voice.DENIES,
    Stance.PROHIBITION: Voice.DENIES,
    Stance.ADMISSION: Voice.ADMITS,
    Stance.REPORT: Voice.REPORTS,
    Stance.LOOKALIKE: Voice.OTHERWISE,
    Stance.UNCLEAR: Voice.UNCLEAR,
}


@dataclass(frozen=True)
class Item:
    """A finding with what is compared; ``order`` is its place among the findings of its reading."""

    finding: Finding
    order: int = 0

    @property
    def voice(self) -> Voice:
        """What its stance does."""
        return _VOICES.get(self.finding.stance, Voice.SAYS)

    @cached_property
    def key(self) -> str:
        """The quote without anything that moving, re-wrapping and re-encoding change."""
        return bare(self.finding.quote)

    @cached_property
    def terms(self) -> Counter[str]:
        """Words of the quote, names taken apart."""
        quote = self.finding.quote
        found = Counter(map(_stem, terms(quote)))
        if self.finding.kind in CODE:
            for name in _NAME.findall(quote):
                parts = words(name)
                if len(parts) > 1:
                    found.update(parts)
        return found

    @cached_property
    def letters(self) -> Counter[str]:
        """Characters of scripts without blanks between words: their words may be joined in other ways."""
        return Counter(term[0] for term in self.terms.elements() if is_unspaced(term[0]))

    @cached_property
    def place(self) -> frozenset[str]:
        """Context lines, and what the structure calls the place."""
        at = self.finding.locator
        named = (at.symbol, at.pointer)
        return frozenset(bare(line) for line in (*self.finding.context, *named) if line) - {""}

    @cached_property
    def owner(self) -> str:
        """What encloses a declaration or a key: its type, or the pointer above it."""
        at = self.finding.locator
        return at.symbol.rpartition(".")[0] or at.pointer.rpartition("/")[0]

    @cached_property
    def name(self) -> str:
        """The name of a declaration or key, the label of a row; empty for prose."""
        at = self.finding.locator
        if at.symbol or at.pointer:
            return at.symbol.rpartition(".")[2] or at.pointer.rpartition("/")[2]
        if self.finding.kind is PassageKind.TABLE_ROW:
            cells = [cell for cell in self.finding.quote.split("\t") if not bare(cell).isdigit()]
            return bare(cells[0]) if cells else ""
        return ""

    @property
    def document(self) -> str:
        """The document inside its input, by its chain of members."""
        return "/".join(self.finding.locator.members)


def _stem(term: str) -> str:
    """The beginning of a word, so that forms of one word are alike in languages that bend words."""
    return (term.rstrip("s") if len(term) > 3 else term)[:_STEM] if term.isalpha() else term


def items(findings: Iterable[Finding]) -> list[Item]:
    """Findings ready to be compared, in their order."""
    return [Item(finding, order) for order, finding in enumerate(findings)]


def bare(text: str) -> str:
    """Letters and digits of the folded text: blanks, hyphens at line ends and punctuation do not matter."""
    return "".join(char for char in fold(text) if char.isalnum())


def same_traits(one: Item, other: Item) -> bool:
    """Whether two findings can be one claim: a trait in common, the leading one of either."""
    mine, theirs = set(_traits(one.finding)), set(_traits(other.finding))
    return one.finding.trait in theirs or other.finding.trait in mine


def same_voice(one: Item, other: Item) -> bool:
    """Whether two passages in different words can be one statement by what they do with the trait."""
    voices = {one.voice, other.voice}
    return Voice.OTHERWISE not in voices and (len(voices) == 1 or voices == {Voice.SAYS, Voice.UNCLEAR})


def _traits(finding: Finding) -> tuple[object, ...]:
    return (finding.trait, *finding.traits)


def alike(one: Item, other: Item) -> float:
    """How far two quotes share their words, 0 to 1; in scripts without blanks their characters count too."""
    by_words = overlap(one.terms, other.terms)
    by_letters = overlap(one.letters, other.letters) if one.letters and other.letters else 0.0
    return max(by_words, _LETTERS * by_letters)


def near(one: Item, other: Item) -> float:
    """How far two findings stand under the same headings and types, 0 to 1."""
    if not one.place and not other.place:
        return float(one.document == other.document)
    return shared(one.place, other.place) or 0.0


def overlap(one: Counter[str], other: Counter[str]) -> float:
    """Shared words by weight, 0 to 1 (Dice)."""
    shared = sum(_weight(term) * count for term, count in (one & other).items())
    total = sum(_weight(term) * count for side in (one, other) for term, count in side.items())
    return 2 * shared / total if total else 0.0


def contained(one: Counter[str], other: Counter[str]) -> float:
    """How much of the smaller of two texts stands in the other, 0 to 1."""
    small, large = sorted((one, other), key=lambda side: sum(side.values()))
    total = sum(_weight(term) * count for term, count in small.items())
    shared = sum(_weight(term) * count for term, count in (small & large).items())
    return shared / total if total else 0.0


def _weight(term: str) -> float:
    return _WEAK if term.isascii() and len(term) <= 3 and not term.isdigit() else 1.0


def shared(one: Iterable[str], other: Iterable[str]) -> float | None:
    """Share of common members of two sets (Jaccard); ``None`` where one is empty."""
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else None


def figures(finding: Finding) -> frozenset[str]:
    """Numbers of a quote: they survive translation."""
    return frozenset(_DIGITS.findall(fold(finding.quote)))
