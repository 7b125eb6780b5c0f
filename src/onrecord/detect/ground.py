"""Grounds for a basis, and the evidence that sentences and fields share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from onrecord.detect.details import accuracy
from onrecord.detect.evidence import Signs, Surroundings
from onrecord.detect.lexicon import Hit
from onrecord.detect.sighting import Sighting, direct
from onrecord.detect.vocabulary import Sign
from onrecord.model.vocabulary import Basis, Strength, Trait

FAMILY = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.NAMED_PEOPLE})
COLOURS = frozenset(
    ["black", "white", "yellow", "brown", "red", "light", "dark", "medium", "fair", "黑", "白", "黄", "棕"]
)
"""Values that things have as well: they prove nothing."""
COLOUR_LIKE = frozenset({Trait.SKIN_COLOUR, Trait.RACE})
VOICES = (Sign.COMPANY, Sign.REFER, Sign.OUTPUT, Sign.OFFER, Sign.SPEECH, Sign.SURVEILLANCE)
"""Signs that a statement is about a product and its maker."""
STANCES = (
    Sign.DENIAL,
    Sign.FALSITY,
    Sign.PROHIBITION,
    Sign.LIMITATION,
    Sign.ADMISSION,
    Sign.PAST,
    Sign.DEFENCE,
    Sign.REPORT,
)


MAKERS = (Sign.DENIAL, Sign.FALSITY, Sign.PROHIBITION, Sign.LIMITATION, Sign.ADMISSION, Sign.DEFENCE)
"""Signs of what a maker says of its function, or a rule of a function."""

PLENTY = 3
"""Distinct words for looks in a document from which on it is taken to speak of people's looks."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A basis, how sure, and why. ``sure`` false means: for people to decide."""

    basis: Basis
    strength: Strength
    because: str
    sure: bool = True
    passing: bool = False
    """Whether only the neighbouring sentences say so."""


def valued(sighting: Sighting, around: Surroundings, *, function: bool) -> Ground | None:
    """A set of values that only a trait has says what is meant, even by a roundabout word."""
    traits = set(sighting.traits())
    found = {value.written for value in sighting.values if value.trait in traits | FAMILY} - COLOURS
    # "Yellow race, white race, black race": words that name a trait may be its values.
    text = sighting.unit.own
    named = [hit for hit in sighting.told if hit.entry.word.value and _leads(hit, traits)]
    found |= {text[hit.start : hit.end] for hit in named} - COLOURS
    if len(found) < 2 or not (function or about_cameras(around.tally, ambiguous=False)):
        return None
    return Ground(Basis.APPEARANCE, Strength.MEDIUM, f"a value set: {', '.join(sorted(found)[:6])}")


def _leads(hit: Hit, traits: set[Trait]) -> bool:
    return hit.entry.rule is not None and hit.entry.rule.trait in traits & FAMILY


def of_languages(sighting: Sighting, around: Surroundings) -> Ground | None:
    """The name of a people is that of its language where the talk is of fonts and scripts, not of cameras."""
    own, tally = sighting.signs, around.tally
    if sighting.traits()[:1] != (Trait.NAMED_PEOPLE,) or own.has(
        Sign.FACE, Sign.ATTRIBUTE, Sign.SURVEILLANCE
    ):
        return None
    seen = tally[Sign.FACE] + tally[Sign.SURVEILLANCE]
    if own.has(Sign.WRITING) or (tally[Sign.WRITING] > 1 and tally[Sign.WRITING] > seen):
        words = own.show(Sign.WRITING) or around.document.show(Sign.WRITING)
        return Ground(Basis.NONE, Strength.MEDIUM, f"a language or a script: {words}")
    return None


def of_colour(sighting: Sighting) -> bool:
    """Whether the trait is one that pictures are adjusted for, and nothing else leads."""
    return sighting.traits()[:1] == (Trait.SKIN_COLOUR,)


def could_be_things(sighting: Sighting) -> bool:
    """Colour and race words that are said of things as well; "skin colour" is not."""
    return sighting.ambiguous and bool(set(sighting.traits()) & COLOUR_LIKE)


def other_meaning(sighting: Sighting, own: Signs, *, function: bool) -> Ground | None:
    """The passage speaks of something else than looks; first what is most certain."""
    people = own.of(Sign.PEOPLE)
    face = bool(own.of(Sign.FACE) - people)
    done = function or own.has(*STANCES)
    seen = (own.has(Sign.ATTRIBUTE) or face) and function
    barred = own.has(Sign.PROHIBITION) and own.has(Sign.SURVEILLANCE)
    plain = direct(sighting)
    strong = face and sighting.strength is Strength.STRONG
    papers = own.has(Sign.PERSONAL) and not own.has(Sign.ATTRIBUTE)
    if own.has(Sign.DOCUMENT) and (not seen or papers):
        return Ground(Basis.DOCUMENT, Strength.STRONG, f"read from a document: {own.show(Sign.DOCUMENT)}")
    # Students are no register where something sorts them, staff no equal treatment where they did something.
    kept = own.of(Sign.RECORD) - (people if done else frozenset())
    if kept and not (seen and not own.has(Sign.PERSONAL)):
        found = _recorded(sighting, own)
        if found is not None:
            return found
    fair = own.of(Sign.EQUALITY) - (people if own.has(*STANCES) else frozenset())
    if own.count(Sign.PERSONAL) > 1 and papers and not (plain and face):
        return Ground(Basis.RECORD, Strength.MEDIUM, f"among fields of a form: {own.show(Sign.PERSONAL)}")
    checks: tuple[tuple[Sign, bool, str], ...] = (
        (
            Sign.IMAGING,
            not own.has(Sign.ATTRIBUTE) and not strong and of_colour(sighting),
            "rendering of pictures",
        ),
        (
            Sign.EQUALITY,
            bool(fair) and not (plain and (seen or (barred and function))),
            "equal treatment, not inference",
        ),
        (Sign.FAIRNESS, not plain, "measuring bias, not offering the inference"),
        (
            Sign.SOFTWARE,
            (sighting.ambiguous or own.count(Sign.SOFTWARE) > 1) and not own.has(Sign.ATTRIBUTE) and not face,
            "another meaning of the word",
        ),
        (Sign.THING, could_be_things(sighting) and not face and not own.has(Sign.ATTRIBUTE), "of things"),
        (Sign.BACKGROUND, not function and not face, "background about a people"),
    )
    for sign, holds, because in checks:
        if holds and own.has(sign):
            return Ground(Basis.NONE, Strength.MEDIUM, f"{because}: {own.show(sign)}")
    if own.has(Sign.PLACE) and not function and not face:
        return Ground(Basis.PLACE, Strength.MEDIUM, f"a place: {own.show(Sign.PLACE)}")
    return None


def _recorded(sighting: Sighting, own: Signs) -> Ground | None:
    """Words of records; one alone yields to a rate, and is in doubt where a function governs the trait.

    "The system sorts students into ...": one word for who is in a register makes no register.
    """
    words = own.show(Sign.RECORD)
    if own.count(Sign.RECORD) == 1 and not own.has(Sign.PERSONAL):
        if own.has(Sign.OUTPUT, Sign.VERB) and accuracy(sighting.unit.raw):
            return None
        if not sighting.unit.structured and direct(_nearest(sighting, Sign.RECORD)):
            if own.has(*MAKERS):
                return None
            because = f"a function, and a word of records: {words}"
            return Ground(Basis.NONE, Strength.WEAK, because, sure=False)
    return Ground(Basis.RECORD, Strength.STRONG, f"typed in or held in a register: {words}")


def _nearest(sighting: Sighting, sign: Sign) -> Sighting:
    """The sighting with no other trait word of the text than the one nearest to a sign."""
    cues = [hit for hit in sighting.spans if hit.entry.sign is sign]
    if not cues or not sighting.told:
        return sighting

    def gap(hit: Hit) -> int:
        return min(max(hit.start - cue.end, cue.start - hit.end) for cue in cues)

    return replace(sighting, told=(min(sighting.told, key=gap),))


def about_cameras(tally: Counter[Sign], *, ambiguous: bool) -> bool:
    """Whether the document is about cameras or faces; ambiguous words ask for more of it."""
    looks = tally[Sign.FACE] + tally[Sign.ATTRIBUTE]
    about = looks + tally[Sign.SURVEILLANCE]
    if not ambiguous:
        return about > 1
    return tally[Sign.FACE] > 0 and about >= PLENTY and about > tally[Sign.SOFTWARE]


def by_layer(layer: Signs, *, function: bool) -> Ground | None:
    """What one layer of context says, where it says something."""
    looks = shows_looks(layer)
    if layer.has(Sign.DOCUMENT) and not looks and not function:
        why = f"{layer.name}: {layer.show(Sign.DOCUMENT)}"
        return Ground(Basis.DOCUMENT, Strength.MEDIUM, why, passing=layer.name == "near")
    if layer.has(Sign.RECORD) and not looks and not function:
        why = f"{layer.name}: {layer.show(Sign.RECORD)}"
        return Ground(Basis.RECORD, Strength.MEDIUM, why, passing=layer.name == "near")
    if looks and (function or layer.name != "near") and (layer.name != "near" or layer.has(Sign.FACE)):
        words = layer.show(Sign.FACE, Sign.ATTRIBUTE)
        return Ground(Basis.APPEARANCE, Strength.MEDIUM, f"{layer.name}: {words}")
    papers = layer.has(Sign.PERSONAL, Sign.DOCUMENT, Sign.RECORD)
    if layer.name == "siblings" and layer.count(Sign.SOFT) > 1 and not papers:
        # Age and sex beside it, and no name or address: a list of what is seen.
        return Ground(Basis.APPEARANCE, Strength.MEDIUM, f"siblings: {layer.show(Sign.SOFT)}")
    return None


def shows_looks(layer: Signs) -> bool:
    """Whether a layer speaks of looks: one clear word, or two that are ambiguous alone ("mask", "cap")."""
    if layer.has(Sign.FACE):
        return True
    return layer.count(Sign.ATTRIBUTE) + bool(layer.count(Sign.SOFT)) > 1
