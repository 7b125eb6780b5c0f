"""What passages without a trait word say through their parents and neighbours.

Members of a trait's enum, child rows and nested keys carry values only; a sentence such as "that field was
never enabled" points back at what the one before it named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.detect.rule import Rule
from onrecord.detect.sighting import Sighting, distinct
from onrecord.detect.units import Unit
from onrecord.detect.vocabulary import Sign
from onrecord.model.document import Document
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import POSITIVE_STANCES, Basis, PassageKind, Stance, Strength, Trait

REACH = 2
"""A sentence that points back may point over at most this many passages."""

YES_REACH = 14
"""Characters at the beginning of an answer in which it says yes."""

TYPE_NAME = 4
"""Shorter names of types are not followed."""
_TOKEN = re.compile(r"[A-Z_]\w{3,}")

DEPTH = 3
"""How many levels up a value may find its trait."""

BODY = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR, Trait.NAMED_PEOPLE})


@dataclass(frozen=True, slots=True)
class Given:
    """What a passage inherits."""

    rule: Rule
    trait: Trait
    stance: Stance
    basis: Basis
    strength: Strength
    because: str
    values: tuple[str, ...] = ()


@dataclass(slots=True)
class Inherited:
    """What the passages so far have established, by passage index."""

    document: Document
    by_passage: dict[int, tuple[Finding, Rule]] = field(default_factory=dict)
    questions: dict[int, Rule] = field(default_factory=dict)
    last: tuple[int, Finding, Rule] | None = None
    named: dict[str, tuple[Finding, Rule]] = field(default_factory=dict)
    """Types and keys that were found to hold a trait, by name."""
    terms: dict[str, tuple[Finding, Rule]] = field(default_factory=dict)
    """Roundabout and everyday words that were found to mean a trait in this document."""

    def note(self, unit: Unit, sighting: Sighting, finding: Finding | None) -> None:
        """Remember a unit and its finding for those that come after."""
        rule = sighting.rule
        if unit.passage.kind is PassageKind.QUESTION and sighting.hits and rule is not None:
            self.questions[unit.index] = rule
            return
        if finding is None or finding.basis is not Basis.APPEARANCE or finding.stance is Stance.UNCLEAR:
            return
        if rule is None:
            rule = self._rule_above(unit)
        if rule is not None:
            self.by_passage.setdefault(unit.index, (finding, rule))
            self.last = (unit.index, finding, rule)
            if unit.passage.kind is PassageKind.DECLARATION and _is_type_name(unit.passage.name):
                self.named.setdefault(unit.passage.name, (finding, rule))
            for hit in sighting.hits if finding.strength is not Strength.WEAK else ():
                self.terms.setdefault(hit.entry.word.term.source, (finding, rule))

    def known(self, sighting: Sighting) -> tuple[Finding, Rule] | None:
        """What an earlier passage established about a type or a word that this one uses."""
        unit = sighting.unit
        if unit.passage.kind is PassageKind.DECLARATION and self.named:
            for token in _TOKEN.findall(unit.raw):
                if token in self.named and token != unit.passage.name:
                    return self.named[token]
        for hit in sighting.hits:
            source = hit.entry.word.term.source
            if (
                source in self.terms
                and hit.entry.match is not None
                and hit.entry.match.strength is Strength.WEAK
            ):
                return self.terms[source]
        return None

    def reaches(self, index: int) -> bool:
        """Whether a passage without a trait word may inherit something."""
        if self.last is not None and index - self.last[0] <= REACH:
            return True
        return any(one in self.by_passage or one in self.questions for one in self._ancestors(index))

    def _ancestors(self, index: int) -> Iterator[int]:
        parent, steps = self.document.passages[index].parent, 0
        while parent is not None and steps < DEPTH:
            yield parent
            parent, steps = self.document.passages[parent].parent, steps + 1

    def parent(self, unit: Unit) -> tuple[Finding, Rule] | None:
        """The nearest ancestor with a finding."""
        return next(
            (self.by_passage[one] for one in self._ancestors(unit.index) if one in self.by_passage), None
        )

    def _rule_above(self, unit: Unit) -> Rule | None:
        found = self.parent(unit)
        if found is not None:
            return found[1]
        return self.last[2] if self.last else None


def _is_type_name(name: str) -> bool:
    return len(name) >= TYPE_NAME and _TOKEN.fullmatch(name) is not None


def child(sighting: Sighting, inherited: Inherited) -> Given | None:
    """A member or child row that gives a value of its parent's trait."""
    unit = sighting.unit
    if not unit.structured and unit.passage.kind is not PassageKind.LIST_ITEM:
        return None
    above = inherited.parent(unit)
    if above is None or above[0].stance not in POSITIVE_STANCES:
        return None
    finding, rule = above
    trait = finding.trait
    family = BODY if trait in BODY else {trait}
    found = [value for value in sighting.values if value.trait in family]
    if not found and not _rest(sighting, inherited):
        return None
    people = any(value.trait is Trait.NAMED_PEOPLE for value in found)
    values = distinct(value.name for value in found)
    return Given(
        rule,
        Trait.NAMED_PEOPLE if people else trait,
        finding.stance,
        Basis.APPEARANCE,
        Strength.MEDIUM,
        f"a value of {finding.quote[:60]!r}",
        values,
    )


def _rest(sighting: Sighting, inherited: Inherited) -> bool:
    """Whether the member is the "other" of a value set that has begun."""
    passage = sighting.unit.passage
    if not sighting.signs.has(Sign.OTHER_VALUE) or passage.kind is PassageKind.DECLARATION:
        return False
    passages = inherited.document.passages
    return any(
        passages[index].parent == passage.parent and index != passage.parent for index in inherited.by_passage
    )


_POINTING = (
    (Sign.LIMITATION, Stance.LIMITATION),
    (Sign.ADMISSION, Stance.ADMISSION),
    (Sign.DENIAL, Stance.DENIAL),
    (Sign.PAST, Stance.ADMISSION),
    (Sign.DEFENCE, Stance.DEFENCE),
)


def follow_on(sighting: Sighting, inherited: Inherited) -> Given | None:
    """A sentence that points back to a function just named, or answers a question about it."""
    unit, own = sighting.unit, sighting.signs
    if unit.structured:
        return None
    stance = next((stance for sign, stance in _POINTING if own.has(sign)), None)
    asked = _question(unit, inherited)
    if stance is None and asked is not None and _says_yes(sighting):
        stance = Stance.CLAIM
    if stance is None:
        return None
    if asked is not None:
        return Given(
            asked, asked.trait, stance, Basis.APPEARANCE, Strength.WEAK, "answers a question about the trait"
        )
    footed = inherited.parent(unit) if unit.passage.kind is PassageKind.NOTE else None
    if footed is not None:
        index, (finding, rule) = unit.index, footed
    elif inherited.last is not None and own.has(Sign.REFER):
        index, finding, rule = inherited.last
    else:
        return None
    if unit.index - index > REACH:
        return None
    return Given(
        rule,
        finding.trait,
        stance,
        Basis.APPEARANCE,
        Strength.WEAK,
        f"points back to {finding.quote[:60]!r}",
    )


def _says_yes(sighting: Sighting) -> bool:
    """Whether the beginning of an answer says yes."""
    if sighting.unit.order:
        return False
    return any(hit.entry.sign is Sign.CONSENT and hit.start < YES_REACH for hit in sighting.spans)


def _question(unit: Unit, inherited: Inherited) -> Rule | None:
    if unit.passage.parent is not None and unit.passage.parent in inherited.questions:
        return inherited.questions[unit.passage.parent]
    return None
