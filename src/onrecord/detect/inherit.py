"""What passages without a trait word say through their parents and neighbours.

Members of a trait's enum, child rows and nested keys carry values only; a sentence such as "that field was
never enabled" points back at what the one before it named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from onrecord.detect.labels import label, references
from onrecord.detect.rule import Rule
from onrecord.detect.sighting import Sighting, distinct
from onrecord.detect.units import Unit
from onrecord.detect.users import Types
from onrecord.detect.vocabulary import Sign
from onrecord.model.document import Document
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import POSITIVE_STANCES, Basis, PassageKind, Stance, Strength, Trait
from onrecord.text.identifiers import words as identifier_words

REACH = 2
"""A sentence that points back may point over at most this many passages."""

ELSEWHERE = re.compile(
    r"(?:\b(?:see|siehe|s\.|cf\.?|voir|véase|ver|vedi|zie|patrz|bkz\.?)|см\.|див\.|见|見|参照|참조)\s{0,2}"
    r"(?:(?:table|tab\.?|tabelle|tableau|tabla|tabela|tabella|annex|appendix|list|таблиц\w|表|표)\s{0,2})?"
    r"(?P<number>[A-Z]{0,2}[.-]?\d[\d.-]{0,6})",
    re.IGNORECASE,
)
"""A row that sends the reader to another table: "see B.9"."""
TABLE = re.compile(
    r"(?:\b(?:table|tab\.?|tabelle|tableau|tabla|tabela|tabella|annex|appendix|list)|таблиц\w|表|표)\s{0,2}"
    r"(?P<number>[A-Z]{0,2}[.-]?\d[\d.-]{0,6})",
    re.IGNORECASE,
)

TYPE_NAME = 4
"""Shorter names of types are not followed."""
_TOKEN = re.compile(r"[A-Z_]\w{3,}")

_ON_TOPIC = (
    *(
        Sign.DENIAL,
        Sign.FALSITY,
        Sign.PROHIBITION,
        Sign.LIMITATION,
        Sign.ADMISSION,
        Sign.DEFENCE,
        Sign.REPORT,
    ),
    *(Sign.OUTPUT, Sign.REFER, Sign.SURVEILLANCE),
)
"""Signs of a statement about a function."""

FIELDS = 40
"""Names of fields that are remembered for the constants that begin with them."""

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
    types: Types
    by_passage: dict[int, tuple[Finding, Rule]] = field(default_factory=dict)
    questions: dict[int, Rule] = field(default_factory=dict)
    asked: tuple[int, Rule] | None = None
    """The last question in running text that named a trait: the sentences behind it answer it."""
    last: tuple[int, Finding, Rule] | None = None
    named: dict[str, tuple[Finding, Rule]] = field(default_factory=dict)
    """Types and keys that were found to hold a trait, by name."""
    terms: dict[str, tuple[Finding, Rule]] = field(default_factory=dict)
    """Roundabout and everyday words that were found to mean a trait in this document."""
    tables: dict[str, tuple[Finding, Rule]] = field(default_factory=dict)
    """Numbers of tables that a row with a trait refers to."""
    items: dict[str, tuple[Finding, Rule]] = field(default_factory=dict)
    fields: dict[str, tuple[Finding, Rule]] = field(default_factory=dict)
    """Fields that hold a trait, by name: constants may begin with it."""
    of_type: dict[str, tuple[Finding, Rule]] = field(default_factory=dict)
    """Enums that hold a trait, or that a field with a trait is of, by name."""
    """Items with a trait by the number or letter that they begin with."""

    def note(self, unit: Unit, sighting: Sighting, finding: Finding | None) -> None:
        """Remember a unit and its finding for those that come after."""
        rule = sighting.rule
        if sighting.hits and rule is not None and finding is None:
            self._ask(unit, rule)
        if finding is None or finding.basis is not Basis.APPEARANCE or finding.stance is Stance.UNCLEAR:
            return
        if rule is None:
            rule = self._rule_above(unit)
        if rule is not None:
            self.by_passage.setdefault(unit.index, (finding, rule))
            self.last = (unit.index, finding, rule)
            self._speak_for_type(unit, (finding, rule))
            if number := label(unit.passage.text):
                self.items.setdefault(number, (finding, rule))
            if unit.passage.kind is PassageKind.DECLARATION and _is_type_name(unit.passage.name):
                self.named.setdefault(unit.passage.name, (finding, rule))
            elif unit.structured:
                for name in _type_names(unit, sighting):
                    self.named.setdefault(name, (finding, rule))
            self._note_types(unit, finding, rule)
            if unit.structured:
                for seen in ELSEWHERE.finditer(unit.raw):
                    self.tables.setdefault(seen["number"].rstrip(".-"), (finding, rule))
            for hit in sighting.hits if finding.strength is not Strength.WEAK else ():
                self.terms.setdefault(hit.entry.word.term.source, (finding, rule))

    def _speak_for_type(self, unit: Unit, found: tuple[Finding, Rule]) -> None:
        """What a documentation string, the first thing in a type, says holds for the type."""
        passage, parent = unit.passage, unit.passage.parent
        if passage.kind is PassageKind.COMMENT and parent is not None and parent == unit.index - 1:
            above = self.document.passages[parent]
            self.by_passage.setdefault(parent, found)
            if above.kind is PassageKind.DECLARATION and _is_type_name(above.name):
                self.named.setdefault(above.name, found)

    def _note_types(self, unit: Unit, finding: Finding, rule: Rule) -> None:
        """Remember the enum that a positive finding declares, and those that it names."""
        if finding.stance in POSITIVE_STANCES:
            own = [self.types.enums[unit.index]] if unit.index in self.types.enums else []
            for name in (*own, *self.types.named(unit.raw)):
                self.of_type.setdefault(name, (finding, rule))
            value = finding.values or unit.passage.parent in self.types.enums
            if unit.passage.kind is PassageKind.DECLARATION and not value and len(self.fields) < FIELDS:
                self.fields.setdefault(unit.passage.name, (finding, rule))

    def _ask(self, unit: Unit, rule: Rule) -> None:
        """Remember a question, for what answers it."""
        if unit.passage.kind is PassageKind.QUESTION:
            self.questions[unit.index] = rule
        elif not unit.structured and unit.raw.rstrip("\"'”»」*_ ").endswith(("?", "？", "؟")):
            self.asked = (unit.index, rule)

    def begun(self, index: int) -> tuple[Finding, Rule] | None:
        """The field whose name a constant begins with: EGAfrican of EG, RC_YELLOW of rc."""
        passage = self.document.passages[index]
        if not self.fields or passage.kind is not PassageKind.DECLARATION:
            return None
        name = passage.name
        for one, found in self.fields.items():
            rest = name[len(one) :]
            if (
                one
                and rest
                and name[: len(one)].casefold() == one.casefold()
                and (rest[0] == "_" or rest[0].isupper())
            ):
                return found
        return None

    def typed(self, index: int) -> tuple[Finding, Rule] | None:
        """The trait of the enum that a declaration is, or whose type a field has."""
        passage = self.document.passages[index]
        if not self.of_type or passage.kind is not PassageKind.DECLARATION:
            return None
        if index in self.types.enums:
            return self.of_type.get(passage.name)
        if passage.parent is None or index in self.types.holders:
            return None
        return next(
            (self.of_type[one] for one in self.types.named(passage.value) if one in self.of_type), None
        )

    def known(self, sighting: Sighting) -> tuple[Finding, Rule] | None:
        """What an earlier passage established about a type or a word that this one uses."""
        unit = sighting.unit
        if self.named:
            for token in _TOKEN.findall(unit.raw):
                if token in self.named and token != unit.passage.name:
                    return self.named[token]
                if "_" in token and (found := self._of_type(token)) is not None:
                    return found
        for hit in sighting.hits:
            source = hit.entry.word.term.source
            if (
                source in self.terms
                and hit.entry.match is not None
                and hit.entry.match.strength is Strength.WEAK
            ):
                return self.terms[source]
        return None

    def referred(self, text: str) -> tuple[Finding, Rule] | None:
        """The finding of the item whose number a remark names."""
        if not self.items:
            return None
        return next((self.items[one] for one in references(text) if one in self.items), None)

    def topic(self, sighting: Sighting, *, third: bool = False) -> tuple[Finding, Rule] | None:
        """What has just been spoken of, where this unit names the same trait by an unmistakable word.

        In a third party's text, which has one topic, race, ethnicity and skin colour count as the same.
        A people goes on with the topic only where something is said or done: "they are a minority of the
        west" tells who they are.
        """
        if self.last is None or sighting.ambiguous or sighting.strength is Strength.WEAK:
            return None
        if Trait.NAMED_PEOPLE in sighting.traits() and not sighting.signs.has(*_ON_TOPIC):
            return None
        index, finding, rule = self.last
        near = 0 <= sighting.unit.index - index <= REACH
        alike = sighting.rule is rule or (third and {finding.trait, *sighting.traits()} <= BODY)
        return (finding, rule) if near and alike and not sighting.masked else None

    def _of_type(self, member: str) -> tuple[Finding, Rule] | None:
        """The type whose words a member begins with: SKIN_BAND_A of SkinBand."""
        begin, _, _ = member.rpartition("_")
        while "_" in begin:
            camel = "".join(word.capitalize() for word in begin.split("_"))
            if camel in self.named:
                return self.named[camel]
            begin, _, _ = begin.rpartition("_")
        return None

    def reaches(self, index: int, awake: Collection[int] = ()) -> bool:
        """Whether a passage without a trait word may inherit something."""
        if index + 1 in awake and index in self.types.enums:
            return True
        if self.last is not None and index - self.last[0] <= REACH:
            return True
        if self.referred(self.document.passages[index].text) is not None:
            return True
        if self.asked is not None and 0 <= index - self.asked[0] <= 1:
            return True
        if any(one in self.by_passage or one in self.questions for one in self._ancestors(index)):
            return True
        if self.typed(index) is not None or self.begun(index) is not None:
            return True
        return bool(self.tables) and self._sent_to(index) is not None

    def _sent_to(self, index: int) -> tuple[Finding, Rule] | None:
        """The row that referred to the table in which a passage stands."""
        context = self.document.passages[index].context
        for title in (context.caption, *context.headings[-1:]):
            seen = TABLE.search(title) if title else None
            if seen is not None and (found := self.tables.get(seen["number"].rstrip(".-"))) is not None:
                return found
        return None

    def _ancestors(self, index: int) -> Iterator[int]:
        parent, steps = self.document.passages[index].parent, 0
        while parent is not None and steps < DEPTH:
            yield parent
            parent, steps = self.document.passages[parent].parent, steps + 1

    def parent(self, unit: Unit) -> tuple[Finding, Rule] | None:
        """The nearest ancestor with a finding."""
        found = next(
            (self.by_passage[one] for one in self._ancestors(unit.index) if one in self.by_passage), None
        )
        return found if found is not None or not self.tables else self._sent_to(unit.index)

    def _rule_above(self, unit: Unit) -> Rule | None:
        found = self.parent(unit)
        if found is not None:
            return found[1]
        return self.last[2] if self.last else None


def _is_type_name(name: str) -> bool:
    return len(name) >= TYPE_NAME and _TOKEN.fullmatch(name) is not None


def _type_names(unit: Unit, sighting: Sighting) -> Iterator[str]:
    """Names of types in a line of code that was read as text: those that hold a trait word."""
    traits = {hit.entry.word.term.literal for hit in sighting.named}
    for token in _TOKEN.findall(unit.raw):
        words = " ".join(identifier_words(token))
        if " " in words and any(trait and trait in words for trait in traits):
            yield token


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
