"""Trait words in a unit: which stand, which are masked by a look-alike, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.detect.evidence import Reader, Signs, signs_of
from onrecord.detect.lexicon import Hit
from onrecord.detect.rule import Rule, Unless
from onrecord.detect.units import Unit
from onrecord.detect.vocabulary import Sign
from onrecord.model.vocabulary import Strength, Trait
from onrecord.text.segments import clauses

ORDER = {Trait.NAMED_PEOPLE: 0, Trait.RELIGION: 1}
"""A named people leads, then religion, then whichever trait comes first."""

VERB_REACH = 60
OUTPUT_REACH = 28


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one unit says by its own words."""

    unit: Unit
    hits: tuple[Hit, ...]
    masked: tuple[tuple[Hit, Unless], ...]
    values: tuple[Hit, ...]
    signs: Signs
    spans: tuple[Hit, ...]
    """All sign hits in the running text, with their places."""

    @property
    def rule(self) -> Rule | None:
        """The rule of the leading trait word."""
        lead = leading(self.hits) or leading(hit for hit, _ in self.masked)
        return lead.entry.rule if lead else None

    @property
    def strength(self) -> Strength:
        """The strongest of the trait words that stand."""
        order = (Strength.STRONG, Strength.MEDIUM, Strength.WEAK)
        present = {hit.entry.match.strength for hit in self.hits if hit.entry.match}
        return next((one for one in order if one in present), Strength.WEAK)

    @property
    def ambiguous(self) -> bool:
        """Whether every trait word that stands has everyday other meanings."""
        return all(hit.entry.match is not None and hit.entry.match.ambiguous for hit in self.hits)

    def traits(self) -> tuple[Trait, ...]:
        """Traits named, the leading one first."""
        ordered = sorted(self.hits, key=_rank)
        return tuple(dict.fromkeys(hit.entry.rule.trait for hit in ordered if hit.entry.rule))


def sight(unit: Unit, reader: Reader) -> Sighting:
    """Find the trait words of a unit."""
    own, names = reader.text(unit.own), reader.names(unit.names)
    found = [hit for hit in own if hit.entry.is_trait]
    masks = [hit for hit in own if hit.entry.unless is not None]
    masked = [(hit, mask) for hit in found if (mask := _mask_of(hit, masks)) is not None]
    gone = {id(hit) for hit, _ in masked}
    standing = [hit for hit in found if id(hit) not in gone]
    name_masks = [hit for hit in names if hit.entry.unless is not None]
    for hit in names:
        if hit.entry.is_trait:
            mask = _mask_of(hit, name_masks)
            if mask is None:
                standing.append(hit)
            else:
                masked.append((hit, mask))
    texts = signs_of("own", own, unit.own)
    named = signs_of("own", names, unit.names)
    words = {sign: texts.words.get(sign, frozenset()) | named.words.get(sign, frozenset()) for sign in Sign}
    return Sighting(
        unit,
        tuple(_longest(standing)),
        tuple(masked),
        tuple(hit for hit in (*own, *names) if hit.entry.is_value),
        Signs("own", {sign: found for sign, found in words.items() if found}),
        tuple(hit for hit in own if hit.entry.sign is not None),
    )


def _mask_of(hit: Hit, masks: Iterable[Hit]) -> Unless | None:
    for mask in masks:
        one = mask.entry.unless
        if one is None or not mask.overlaps(hit):
            continue
        if mask.entry.rule is not None and mask.entry.rule is not hit.entry.rule:
            continue
        if one.trait is not None and hit.entry.rule is not None and one.trait is not hit.entry.rule.trait:
            continue
        return one
    return None


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """Drop hits inside longer ones of the running text ("ethnic" inside "ethnic minority")."""
    return [
        hit
        for hit in hits
        if not any(
            other is not hit and other.covers(hit) and other.end - other.start > hit.end - hit.start
            for other in hits
        )
    ]


def _rank(hit: Hit) -> tuple[int, int]:
    trait = hit.entry.rule.trait if hit.entry.rule else Trait.OTHER
    return ORDER.get(trait, 2), hit.start


def leading(hits: Iterable[Hit]) -> Hit | None:
    """The hit whose trait leads."""
    return min(hits, key=_rank, default=None)


def governed(sighting: Sighting) -> bool:
    """Whether a capability verb or a function noun belongs to a trait word of the same clause."""
    text = sighting.unit.own
    spans = clauses(text) or ((0, len(text)),)
    for hit in sighting.hits:
        if hit.end > len(text) or text[hit.start : hit.end] == "":
            continue
        begin, end = next(((a, b) for a, b in spans if a <= hit.start < b), (0, len(text)))
        if any(_near(one, hit, begin, end) for one in sighting.spans):
            return True
    return False


_OTHER = frozenset({Sign.FAIRNESS, Sign.EQUALITY, Sign.RECORD, Sign.BACKGROUND})
DIRECT_REACH = 30


def direct(sighting: Sighting) -> bool:
    """Whether a capability verb governs a trait word with nothing of another meaning in between."""
    verbs = [hit for hit in sighting.spans if hit.entry.sign is Sign.VERB]
    others = [hit for hit in sighting.spans if hit.entry.sign in _OTHER]
    for trait in sighting.hits:
        for verb in verbs:
            first, second = (verb, trait) if verb.start < trait.start else (trait, verb)
            if second.start - first.end > DIRECT_REACH or first.overlaps(second):
                continue
            if not any(first.end <= other.start < second.start for other in others):
                return True
    return False


def _near(sign: Hit, trait: Hit, begin: int, end: int) -> bool:
    if not (begin <= sign.start < end) or trait.covers(sign):
        return False
    gap = max(trait.start - sign.end, sign.start - trait.end)
    if sign.entry.sign is Sign.VERB:
        return gap <= VERB_REACH
    return sign.entry.sign is Sign.OUTPUT and gap <= OUTPUT_REACH
