"""Decide what a passage does with the inference it names: who says it, and whether it claims or denies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.detect.evidence import Surroundings
from onrecord.detect.genre import BASE, own_words, spoken, voice
from onrecord.detect.reach import (
    commanded,
    denial_in_row,
    denial_in_sentence,
    denial_in_text,
    differing,
    with_trait,
)
from onrecord.detect.sighting import Sighting
from onrecord.detect.vocabulary import Sign
from onrecord.model.vocabulary import Flag, PassageKind, Role, Stance
from onrecord.text.normalise import fold

_STATED = frozenset({PassageKind.DECLARATION, PassageKind.KEY_VALUE, PassageKind.TABLE_ROW})
_QUOTING = (Role.UNKNOWN, Role.PRESS, Role.NGO, Role.LAW, Role.ACADEMIC)
"""Publishers in whose texts a word of finding or telling is about others."""
_MAKER = (Sign.COMPANY, Sign.SPEECH)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A stance and the words that decided it."""

    stance: Stance
    because: str


def decide(sighting: Sighting, around: Surroundings, role: Role) -> Ruling:
    """The stance of a unit whose trait is taken from looks.

    All evidence is gathered, strongest first; the first piece decides, the others are named beside it.
    """
    if Flag.DELETED in sighting.unit.passage.flags:
        return Ruling(Stance.ADMISSION, "struck out or taken away in a later version")
    role = voice(sighting, role)
    pieces = _of_fields if sighting.unit.structured else _of_sentences
    evidence = list(pieces(sighting, around, role))
    first = evidence[0]
    others = [
        f"{one.stance} ({one.because})"
        for one in evidence[1:]
        if one.stance is not first.stance and not one.because.startswith("publisher")
    ]
    if not others:
        return first
    return Ruling(first.stance, f"{first.because}; outweighs {', '.join(others[:3])}")


def _of_sentences(sighting: Sighting, around: Surroundings, role: Role) -> Iterator[Ruling]:
    """Evidence about a sentence, strongest first; the publisher comes last and always speaks."""
    own = sighting.signs
    if own.has(Sign.PROHIBITION):
        yield Ruling(Stance.PROHIBITION, own.show(Sign.PROHIBITION))
    command = commanded(sighting)
    if command:
        yield Ruling(Stance.PROHIBITION, command)
    yield from _listed(sighting, around, Sign.PROHIBITION, Stance.PROHIBITION)
    denial = denial_in_sentence(sighting)
    if role in (Role.BUYER, Role.STANDARD):
        yield from _of_conditions(sighting, around, role, denial)
        return
    told = BASE[role] is Stance.REPORT
    yield from _of_others(sighting, denial, told=told)
    if own.has(Sign.LIMITATION):
        yield Ruling(Stance.LIMITATION, own.show(Sign.LIMITATION))
    if role is Role.LAW and denial and _ruled(sighting):
        # A rule in the negative: "shall install no system that ...".
        yield Ruling(Stance.PROHIBITION, denial)
    admits = own.has(Sign.ADMISSION) or (
        own.has(Sign.PAST) and not denial and not (told and own.has(Sign.REPORT))
    )
    admits = admits and (not told or own.has(*_MAKER))
    if denial and admits and not with_trait(sighting, Sign.ADMISSION):
        # "We removed nothing, because the SDK never held a race attribute": what is said of the trait counts.
        yield Ruling(Stance.DENIAL, denial)
    if admits:
        yield Ruling(Stance.ADMISSION, own.show(Sign.ADMISSION, Sign.PAST))
    if denial:
        yield Ruling(Stance.DENIAL, denial)
    yield from _listed(sighting, around, Sign.DENIAL, Stance.DENIAL)
    if around.nearest(sighting.unit).has(Sign.REMOVED) and BASE[role] is Stance.CLAIM and _item(sighting):
        yield Ruling(Stance.ADMISSION, f"below: {around.nearest(sighting.unit).show(Sign.REMOVED)}")
    yield from _listed(sighting, around, Sign.LIMITATION, Stance.LIMITATION)
    if own.has(Sign.DEFENCE) and not _label_only(sighting, Sign.DEFENCE):
        yield Ruling(Stance.DEFENCE, own.show(Sign.DEFENCE))
    yield from _by_voice(sighting, around, role)


def _of_others(sighting: Sighting, denial: str, *, told: bool) -> Iterator[Ruling]:
    """What a third party tells of others, where a limit or a negation in it is not its point."""
    own = sighting.signs
    if not told:
        return
    if own.has(Sign.ADMISSION, Sign.PAST) and own.has(*_MAKER) and own.has(Sign.LIMITATION) and not denial:
        # "The maker admitted that a trial version had held the field."
        yield Ruling(Stance.ADMISSION, own.show(Sign.ADMISSION))
    if denial and own.has(Sign.FINDING):
        # "We found the entry in the English page; the Chinese page does not have it."
        yield Ruling(Stance.REPORT, own.show(Sign.FINDING))


def _label_only(sighting: Sighting, sign: Sign) -> bool:
    """Whether a cue is nothing but the label of an item: "Description of looks: hair, skin colour"."""
    text = sighting.unit.own
    cues = [hit for hit in sighting.spans if hit.entry.sign is sign]
    return all(text[hit.end :].lstrip().startswith(":") for hit in cues)


def _of_conditions(sighting: Sighting, around: Surroundings, role: Role, denial: str) -> Iterator[Ruling]:
    """Evidence about a sentence of who buys or sets a standard, and has no function to deny or defend.

    A negation there is a condition, unless it tells what a maker says, or a reader what is done with data.
    """
    if denial:
        yield Ruling(Stance.PROHIBITION if _ruled(sighting) else Stance.DENIAL, denial)
    yield from _listed(sighting, around, Sign.DENIAL, Stance.PROHIBITION)
    yield from _by_voice(sighting, around, role)


def _ruled(sighting: Sighting) -> bool:
    """Whether a negation in a rule or tender is a rule itself: no maker speaks in it, and no past is told."""
    own = sighting.signs
    return not own.has(Sign.STATEMENT, Sign.REPORT, Sign.FALSITY, *_MAKER)


def _item(sighting: Sighting) -> bool:
    return sighting.unit.passage.kind is PassageKind.LIST_ITEM


def _listed(sighting: Sighting, around: Surroundings, sign: Sign, stance: Stance) -> Iterator[Ruling]:
    """What the line that introduces a list, or the title above it, says of its items."""
    if sighting.unit.passage.kind is not PassageKind.LIST_ITEM:
        return
    caption = around.caption(sighting.unit)
    if caption.has(sign):
        yield Ruling(stance, f"introduced by: {caption.show(sign)}")
    title = around.nearest(sighting.unit)
    if title.has(sign):
        yield Ruling(stance, f"below: {title.show(sign)}")


def _by_voice(sighting: Sighting, around: Surroundings, role: Role) -> Iterator[Ruling]:
    own, base = sighting.signs, BASE[role]
    if own.has(Sign.RESULT) and around.tally[Sign.TEST] > 1 and base is not Stance.REPORT:
        yield Ruling(Stance.TEST_RESULT, own.show(Sign.RESULT))
    headline = sighting.unit.passage.kind is PassageKind.HEADING
    quoted = own_words(sighting) or (not own.has(Sign.REPORT) and spoken(sighting))
    if role is Role.PRESS and not headline and quoted:
        yield Ruling(Stance.CLAIM, "the maker is quoted")
    if own.has(Sign.REPORT) and role in _QUOTING:
        yield Ruling(Stance.REPORT, own.show(Sign.REPORT))
    if own.has(Sign.ALLEGATION) and base is Stance.CLAIM:
        yield Ruling(Stance.REPORT, own.show(Sign.ALLEGATION))
    if own.has(Sign.REQUIREMENT) and role in (Role.UNKNOWN, Role.BUYER, Role.STANDARD):
        yield Ruling(Stance.REQUIREMENT, own.show(Sign.REQUIREMENT))
    yield Ruling(base, f"publisher: {role}")


def _of_fields(sighting: Sighting, around: Surroundings, role: Role) -> Iterator[Ruling]:
    """Evidence about a row, pair, declaration or string, strongest first."""
    own, unit = sighting.signs, sighting.unit
    row = unit.passage.kind is PassageKind.TABLE_ROW
    if own.has(Sign.PROHIBITION):
        yield Ruling(Stance.PROHIBITION, own.show(Sign.PROHIBITION))
    title = around.nearest(unit)
    if row and title.has(Sign.PROHIBITION):
        yield Ruling(Stance.PROHIBITION, f"below: {title.show(Sign.PROHIBITION)}")
    if own.has(Sign.LIMITATION) and not differing(sighting):
        yield Ruling(Stance.LIMITATION, own.show(Sign.LIMITATION))
    tested = own.has(Sign.RESULT) and (around.tally[Sign.TEST] or around.caption(unit).has(Sign.TEST))
    if tested and row and _verdict(sighting):
        yield Ruling(Stance.TEST_RESULT, own.show(Sign.RESULT))
    denial = denial_in_row(sighting) if row else denial_in_text(sighting)
    if denial:
        against = Stance.PROHIBITION if role in (Role.BUYER, Role.STANDARD) else Stance.DENIAL
        yield Ruling(against, denial)
    if unit.passage.kind in _STATED and BASE[role] is Stance.CLAIM and _withdrawn(sighting):
        yield Ruling(Stance.ADMISSION, own.show(Sign.ADMISSION))
    if row and title.has(Sign.DENIAL):
        yield Ruling(Stance.DENIAL, f"below: {title.show(Sign.DENIAL)}")
    if tested:
        yield Ruling(Stance.TEST_RESULT, own.show(Sign.RESULT))
    yield from _field_by_voice(sighting, role)


def _field_by_voice(sighting: Sighting, role: Role) -> Iterator[Ruling]:
    own, unit = sighting.signs, sighting.unit
    if role in (Role.BUYER, Role.STANDARD):
        yield Ruling(Stance.REQUIREMENT, f"publisher: {role}")
    if unit.passage.kind is not PassageKind.DECLARATION and BASE[role] is Stance.REPORT:
        yield Ruling(Stance.REPORT, f"publisher: {role}")
    if own.has(Sign.REQUIREMENT) and role is Role.UNKNOWN:
        yield Ruling(Stance.REQUIREMENT, own.show(Sign.REQUIREMENT))
    yield Ruling(Stance.CLAIM, f"publisher: {role}")


def _withdrawn(sighting: Sighting) -> bool:
    """Whether a row says beside its trait that the function was taken away."""
    cells = {fold(cell).strip() for cell in sighting.unit.passage.cells[1:]}
    if cells & sighting.signs.of(Sign.REMOVED):
        return True
    cues = [hit for hit in sighting.spans if hit.entry.sign is Sign.ADMISSION]
    return any(not any(cue.overlaps(hit) for hit in sighting.told) for cue in cues)


def _verdict(sighting: Sighting) -> bool:
    """Whether one cell of a row is nothing but a verdict: passed, failed."""
    cells = {cell.strip().casefold() for cell in sighting.unit.passage.cells}
    return bool(cells & sighting.signs.of(Sign.RESULT))
