"""A passage may name traits of different kinds: a people, skin colour, faith. Each is a finding of its own.

Race, ethnicity, a named people and nationality stand together, for a passage means one thing by them; values
go to the trait word that they follow ("ethnicity (Uyghur, Han), skin colour (white, black)").
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.detect.details import fingerprint
from onrecord.detect.lexicon import Hit
from onrecord.detect.sighting import Sighting, Value, distinct, leading
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import Basis, Stance, Trait

ORIGIN = frozenset({Trait.NAMED_PEOPLE, Trait.RACE, Trait.ETHNICITY, Trait.NATIONALITY})


def kind(trait: Trait) -> str:
    """Traits of one kind share a finding."""
    return "origin" if trait in ORIGIN else trait.value


def apart(finding: Finding, sighting: Sighting) -> list[Finding]:
    """The finding itself, or one for each kind of trait that the passage names; the leading one first."""
    kinds = tuple(dict.fromkeys(kind(trait) for trait in finding.traits))
    if len(kinds) < 2 or finding.basis is not Basis.APPEARANCE or finding.stance is Stance.UNCLEAR:
        return [finding]
    return [_part(finding, sighting, one) for one in kinds]


def _part(finding: Finding, sighting: Sighting, wanted: str) -> Finding:
    hits = [hit for hit in sighting.hits if _kind_of(hit) == wanted]
    lead = leading([hit for hit in sighting.told if _kind_of(hit) == wanted]) or leading(hits)
    rule = lead.entry.rule if lead else None
    if rule is None:
        return finding
    named = [hit.entry.word.value for hit in hits if hit.entry.word.value]
    values = [value.name for value in sighting.values if _belongs(value, sighting) == wanted]
    scope = "/".join(sighting.unit.passage.context.enclosing)
    return replace(
        finding,
        trait=rule.trait,
        rule=rule.id,
        rule_version=rule.version,
        legal=rule.legal,
        values=distinct([*named, *values]),
        fingerprint=fingerprint(rule.id, rule.trait, finding.quote, scope),
    )


def _belongs(value: Value, sighting: Sighting) -> str:
    """The kind of the trait word that a value follows."""
    before = [hit for hit in sighting.told if 0 <= hit.start <= value.start]
    if not before:
        return kind(value.trait)
    return _kind_of(max(before, key=lambda hit: hit.start))


def _kind_of(hit: Hit) -> str:
    return kind(hit.entry.rule.trait) if hit.entry.rule else ""
