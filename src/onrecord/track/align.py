"""Which finding of one reading is which of another: each at most once, the surest pairs first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.model.claim import ChangeKind
from onrecord.model.vocabulary import PassageKind
from onrecord.track.alike import (
    CODE,
    Item,
    Voice,
    alike,
    contained,
    figures,
    near,
    same_traits,
    same_voice,
    shared,
)
from onrecord.track.likely import Likely

EXACT, NAMED, RENAMED = 10.0, 5.0, 4.0
"""Grades of certainty: the same words, the same named place, the same value in the same type."""
ALIKE = 0.4
"""Words in common from which on two passages say the same, wherever they stand."""
NEAR = 0.25
"""The same for two passages under the same headings, or with the same values."""
SAME_SECTION = 0.5
"""Share of headings and types from which on two passages stand in the same section."""
JOINED = 0.75
"""Share of the shorter passage that the longer one must hold, where sentences were joined or split."""
JOINED_WORDS = 3
MANY = 400_000
"""Comparisons from which on only findings that share a rare word, a name or a type are compared."""
_NUMBER = re.compile(r"=\s*(-?(?:0[xX])?[0-9a-fA-F]+)\b")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two findings that are one statement, and what became of it; ``None`` for nothing."""

    before: Item
    after: Item
    kind: ChangeKind | None


@dataclass(slots=True)
class Alignment:
    """Pairs, and what is left on either side."""

    pairs: list[Pair] = field(default_factory=list)
    gone: list[Item] = field(default_factory=list)
    new: list[Item] = field(default_factory=list)


def align(before: Sequence[Item], after: Sequence[Item]) -> Alignment:
    """Pair the findings of two readings of one series.

    1. The same words with the same voice: nearest place first, then order.
    2. All others by how alike they are, the best pair first (``likeness`` has the cases).
    3. What is left of the old ones may have been joined into a passage that took in another one, too.
    """
    made = Alignment()
    free_before, free_after = _same_words(before, after, made)
    for left, right in _rest(free_before, free_after):
        made.pairs.append(Pair(left, right, _what(left, right)))
    made.pairs.extend(_joined(before, made.pairs))
    taken = {id(side) for pair in made.pairs for side in (pair.before, pair.after)}
    made.gone = [item for item in before if id(item) not in taken]
    made.new = [item for item in after if id(item) not in taken]
    return made


def _joined(before: Sequence[Item], pairs: Sequence[Pair]) -> list[Pair]:
    """Old statements inside a passage that was written anew for a neighbour of theirs."""
    taken = {id(pair.before) for pair in pairs}
    changed = [pair.after for pair in pairs if pair.kind is ChangeKind.REWORDED and not pair.after.name]
    found = []
    for one in before:
        if id(one) in taken or one.voice is Voice.OTHERWISE or one.name:
            continue
        options = [other for other in changed if one.voice is other.voice and _holds(other, one)]
        if options:
            found.append(Pair(one, options[0], ChangeKind.REWORDED))
    return found


def _holds(large: Item, small: Item) -> bool:
    if not same_traits(small, large) or not set(small.finding.values) <= set(large.finding.values):
        return False
    long_enough = sum(small.terms.values()) >= JOINED_WORDS
    return long_enough and contained(small.terms, large.terms) >= JOINED


def _same_words(
    before: Sequence[Item], after: Sequence[Item], made: Alignment
) -> tuple[list[Item], list[Item]]:
    waiting: dict[tuple[str, object], list[Item]] = defaultdict(list)
    for item in after:
        waiting[item.key, item.finding.trait].append(item)
    taken: set[int] = set()
    left: list[Item] = []
    for passing in (_stays, _stands):
        rest = left if passing is _stands else before
        left = []
        for item in rest:
            options = [
                one
                for one in waiting[item.key, item.finding.trait]
                if id(one) not in taken and passing(item, one)
            ]
            if options:
                best = max(options, key=lambda one: (_closeness(item, one), -abs(one.order - item.order)))
                taken.add(id(best))
                made.pairs.append(Pair(item, best, _what(item, best)))
            else:
                left.append(item)
    return left, [item for item in after if id(item) not in taken]


def _stays(one: Item, other: Item) -> bool:
    """The same words at the same place in the structure, with the same voice."""
    at_home = one.place == other.place and one.document == other.document
    return at_home and one.voice is other.voice


def _stands(one: Item, other: Item) -> bool:
    """The same words, wherever they stand, unless they are now denied or no longer denied."""
    return one.voice is other.voice or Voice.DENIES not in (one.voice, other.voice)


def _closeness(one: Item, other: Item) -> tuple[bool, bool, float]:
    return one.voice is other.voice, one.document == other.document, near(one, other)


def _rest(before: Sequence[Item], after: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    graded = sorted(
        (
            (-grade, abs(one.order - other.order), one.order, other.order, one, other)
            for one, other in _candidates(before, after)
            if (grade := likeness(one, other)) > 0
        ),
        key=lambda entry: entry[:4],
    )
    taken: set[int] = set()
    for *_, one, other in graded:
        if id(one) not in taken and id(other) not in taken:
            taken |= {id(one), id(other)}
            yield one, other


def _candidates(before: Sequence[Item], after: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    likely = Likely(after) if len(before) * len(after) > MANY else None
    for one in before:
        for other in likely.to(one) if likely else after:
            if same_voice(one, other) and same_traits(one, other):
                yield one, other


def likeness(one: Item, other: Item) -> float:
    """How surely two findings of the same trait and voice are one statement; 0 where they are two.

    1. Named places (declarations, keys): the same name in the same type, then the same value there.
    2. Peoples or colours that have nothing in common: two statements.
    3. Rows with the same label.
    4. Passages in two languages: values, figures and the kind of place decide, words cannot.
    5. Words in common; fewer will do under the same headings or with the same values.
    """
    values = shared(one.finding.values, other.finding.values)
    if one.finding.kind in CODE and other.finding.kind in CODE and (one.name or other.name):
        return _named(one, other, values)
    if values == 0:
        return 0.0
    rows = PassageKind.TABLE_ROW
    if one.name and one.name == other.name and one.finding.kind is other.finding.kind is rows:
        return 3.0 + near(one, other)
    if _translated(one, other):
        return _across(one, other, values)
    return _in_words(one, other, values or 0.0)


def _named(one: Item, other: Item, values: float | None) -> float:
    if one.name == other.name:
        return NAMED + (one.owner == other.owner) + (one.document == other.document)
    if values == 0:
        return 0.0
    number = _number(one)
    if number and number == _number(other) and (one.owner == other.owner or values):
        return RENAMED + (values or 0.0)
    words = alike(one, other)
    if values is not None and one.finding.kind is other.finding.kind and words >= ALIKE:
        return values + words
    return words if words >= 0.8 and values is None and not number and not _number(other) else 0.0


def _number(item: Item) -> str:
    found = _NUMBER.search(item.finding.quote)
    return found.group(1) if found else ""


def _translated(one: Item, other: Item) -> bool:
    mine, theirs = (side.finding.language.partition("-")[0] for side in (one, other))
    return bool(mine and theirs) and mine != theirs


def _across(one: Item, other: Item, values: float | None) -> float:
    if values is not None:
        return 1.0 + values if values >= 0.5 else 0.0
    if one.finding.values or other.finding.values:
        return 0.0
    kinds = one.finding.kind is other.finding.kind
    numbers = shared(figures(one.finding), figures(other.finding))
    return 0.0 if numbers == 0 else 0.5 + 0.3 * kinds + 0.2 * (numbers or 0.0)


def _in_words(one: Item, other: Item, values: float) -> float:
    words, place = alike(one, other), near(one, other)
    short = min(sum(one.terms.values()), sum(other.terms.values()))
    held = contained(one.terms, other.terms)
    if words >= ALIKE or (held >= JOINED and short >= JOINED_WORDS):
        return 1.0 + max(words, held * JOINED) + 0.2 * place + 0.2 * values
    if held == 1.0:  # a bare item of a list that became part of a sentence, or the other way round
        return 0.8 + 0.2 * place
    if words >= NEAR and (place >= SAME_SECTION or values >= SAME_SECTION):
        return 0.5 + words
    # One statement left a section and another about the same trait came into it: most likely it was put
    # in other words, and to call it gone would be the worse mistake.
    return 0.1 + 0.1 * values + 0.2 * words if place >= SAME_SECTION else 0.0


def _what(one: Item, other: Item) -> ChangeKind | None:
    if one.key == other.key:
        moved = one.place != other.place or one.document != other.document
        moved = moved or one.finding.kind is not other.finding.kind
        return ChangeKind.MOVED if moved else None
    if one.finding.kind in CODE and one.name and other.name:
        if one.name != other.name and _number(one) == _number(other) != "":
            return ChangeKind.RENAMED
        if one.name == other.name and len(other.key) < len(one.key) and other.key in one.key:
            return ChangeKind.COMMENT_LOST
    return ChangeKind.REWORDED
