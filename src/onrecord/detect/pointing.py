"""Sentences without a trait word that point back: to a function just named, to an item, to a question."""

from __future__ import annotations

from onrecord.detect.genre import spoken
from onrecord.detect.inherit import REACH, Given, Inherited
from onrecord.detect.reach import negations
from onrecord.detect.rule import Rule
from onrecord.detect.sighting import Sighting
from onrecord.detect.units import Unit
from onrecord.detect.vocabulary import Sign
from onrecord.model.vocabulary import Basis, PassageKind, Stance, Strength

YES_REACH = 14
"""Characters at the beginning of an answer in which it says yes."""

_POINTING = (
    (Sign.PROHIBITION, Stance.PROHIBITION),
    (Sign.LIMITATION, Stance.LIMITATION),
    (Sign.ADMISSION, Stance.ADMISSION),
    (Sign.FALSITY, Stance.DENIAL),
    (Sign.DENIAL, Stance.DENIAL),
    (Sign.PAST, Stance.ADMISSION),
    (Sign.DEFENCE, Stance.DEFENCE),
    (Sign.REPORT, Stance.REPORT),
)


_ADMITS = (Sign.COMPANY, Sign.SPEECH, Sign.REPORT, Sign.PRONOUN, Sign.OUTPUT)
"""Signs that somebody speaks, or that a function is meant."""


def follow_on(sighting: Sighting, inherited: Inherited, *, third: bool = False) -> Given | None:
    """A sentence that points back to a function just named, or answers a question about it.

    ``third``: the text is a third party's, in which a sentence of a report may point back as well.
    """
    unit, own = sighting.unit, sighting.signs
    remark = _remark(sighting, inherited)
    if remark is not None:
        return remark
    if unit.structured or unit.raw.rstrip("\"'”»」*_ ").endswith(("?", "？", "؟")):
        return None
    stance = _conceded(sighting, third=third) or _first_said(sighting)
    stance = stance or next((one for sign, one in _POINTING if _cue(sighting, sign)), None)
    if third and stance is Stance.ADMISSION and not own.has(*_ADMITS) and not spoken(sighting):
        return None  # "the page was gone on Wednesday": nobody admits anything
    asked = _question(unit, inherited)
    if stance is None and asked is not None and own.has(Sign.PROHIBITION):
        stance = Stance.DENIAL  # "may I search by skin colour?" "you may not"
    elif stance is None and asked is not None and _says_yes(sighting):
        stance = Stance.CLAIM
    if stance is None or (stance is Stance.REPORT and not third):
        return None
    if asked is not None and stance is not Stance.REPORT:
        return Given(
            asked, asked.trait, stance, Basis.APPEARANCE, Strength.WEAK, "answers a question about the trait"
        )
    footed = inherited.parent(unit) if unit.passage.kind is PassageKind.NOTE else None
    if footed is not None:
        index, (finding, rule) = unit.index, footed
    elif inherited.last is not None and _points(sighting, third=third):
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


def _remark(sighting: Sighting, inherited: Inherited) -> Given | None:
    """What a remark says of the item whose number it names."""
    stance = next((stance for sign, stance in _POINTING[:4] if _cue(sighting, sign)), None)
    found = inherited.referred(sighting.unit.raw) if stance is not None else None
    if stance is None or found is None:
        return None
    finding, rule = found
    because = f"a remark on {finding.quote[:60]!r}"
    return Given(rule, finding.trait, stance, Basis.APPEARANCE, Strength.WEAK, because)


def _says_yes(sighting: Sighting) -> bool:
    """Whether the beginning of an answer says yes."""
    if sighting.unit.order:
        return False
    return any(hit.entry.sign is Sign.CONSENT and hit.start < YES_REACH for hit in sighting.spans)


def _first_said(sighting: Sighting) -> Stance | None:
    """Where a sentence denies and admits, what it says first: "was never part of what we sold"."""
    denied, own = negations(sighting), sighting.signs
    admitted = [hit for hit in sighting.spans if hit.entry.sign is Sign.ADMISSION]
    if not denied or not admitted or own.has(Sign.PROHIBITION, Sign.LIMITATION):
        return None
    return Stance.DENIAL if denied[0].start < admitted[0].start else Stance.ADMISSION


def _conceded(sighting: Sighting, *, third: bool) -> Stance | None:
    """Where a third party tells that a test version was admitted, the admission is the point."""
    own = sighting.signs
    both = own.has(Sign.ADMISSION) and own.has(Sign.LIMITATION)
    return Stance.ADMISSION if third and both and not own.has(Sign.PROHIBITION) else None


def _cue(sighting: Sighting, sign: Sign) -> bool:
    """Whether a cue stands in the unit; a negation not as part of a phrase that is none."""
    if sign is Sign.DENIAL:
        return bool(negations(sighting))
    return sighting.signs.has(sign)


def _points(sighting: Sighting, *, third: bool) -> bool:
    """Whether words point back, or the maker of whom a third party reported something defends itself."""
    own = sighting.signs
    pleads = third and own.has(Sign.DEFENCE) and own.has(Sign.COMPANY)
    return own.has(Sign.REFER) or _pronoun(sighting) or pleads


def _pronoun(sighting: Sighting) -> bool:
    """Whether "it" or "this" stands beside a word for what a function does."""
    return sighting.signs.has(Sign.PRONOUN) and sighting.signs.has(Sign.VERB, Sign.OUTPUT, Sign.OFFER)


def _question(unit: Unit, inherited: Inherited) -> Rule | None:
    """The rule of the question that a unit answers: the one that it hangs below, or the one just before."""
    if unit.passage.parent is not None and unit.passage.parent in inherited.questions:
        return inherited.questions[unit.passage.parent]
    if inherited.asked is not None:
        index, rule = inherited.asked
        # In the question's own paragraph all that follows answers it, in the next one the first sentence.
        if unit.index == index or (unit.index == index + 1 and not unit.order):
            return rule
    return None
