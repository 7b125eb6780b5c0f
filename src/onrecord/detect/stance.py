"""Decide what a passage does with the inference it names: who says it, and whether it claims or denies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.detect.evidence import Surroundings
from onrecord.detect.lexicon import Hit
from onrecord.detect.sighting import Sighting
from onrecord.detect.vocabulary import Sign
from onrecord.model.vocabulary import Flag, PassageKind, Role, Stance
from onrecord.text.normalise import fold
from onrecord.text.segments import clauses

BASE = {
    Role.VENDOR: Stance.CLAIM,
    Role.INTEGRATOR: Stance.CLAIM,
    Role.ACADEMIC: Stance.CLAIM,
    Role.UNKNOWN: Stance.CLAIM,
    Role.STANDARD: Stance.REQUIREMENT,
    Role.BUYER: Stance.REQUIREMENT,
    Role.PRESS: Stance.REPORT,
    Role.NGO: Stance.REPORT,
    Role.LAW: Stance.REPORT,
}


OBJECT = 4
"""Characters behind a negation from which on it has an object of its own."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A stance and the words that decided it."""

    stance: Stance
    because: str


def publisher(role: Role, around: Surroundings) -> Role:
    """The role of the publisher, guessed from the text where nobody told it."""
    if role is not Role.UNKNOWN:
        return role
    tally = around.tally
    telling = tally[Sign.PRESS] + tally[Sign.REPORT] + bool(tally[Sign.COMPANY])
    press = telling if tally[Sign.PRESS] > 1 or (telling > 2 and tally[Sign.REPORT]) else 0
    guesses = (
        (tally[Sign.TENDER] if tally[Sign.TENDER] > 1 else 0, Role.BUYER),
        (tally[Sign.LAW] if tally[Sign.LAW] > 2 else 0, Role.LAW),
        (press, Role.PRESS),
    )
    most, guess = max(guesses, key=lambda one: one[0])
    return guess if most else Role.UNKNOWN


def decide(sighting: Sighting, around: Surroundings, role: Role) -> Ruling:
    """The stance of a unit whose trait is taken from looks."""
    own = sighting.signs
    if Flag.DELETED in sighting.unit.passage.flags:
        return Ruling(Stance.ADMISSION, "struck out or taken away in a later version")
    if sighting.unit.structured:
        return _structured(sighting, around, role)
    if own.has(Sign.PROHIBITION):
        return Ruling(Stance.PROHIBITION, own.show(Sign.PROHIBITION))
    caption, denial = around.caption(sighting.unit), _denial_in_reach(sighting)
    if sighting.unit.passage.kind is PassageKind.LIST_ITEM:
        for above in (caption, around.nearest(sighting.unit)):
            if above.has(Sign.PROHIBITION):
                return Ruling(Stance.PROHIBITION, f"introduced by: {above.show(Sign.PROHIBITION)}")
        denial = denial or caption.show(Sign.DENIAL) or around.heading(sighting.unit).show(Sign.DENIAL)
    if role in (Role.BUYER, Role.STANDARD):
        # Who buys or sets a standard has no function to deny or defend: a negation there is a condition.
        return Ruling(Stance.PROHIBITION, denial) if denial else _by_voice(sighting, around, role)
    return _of_itself(sighting, role, denial) or _by_voice(sighting, around, role)


def _of_itself(sighting: Sighting, role: Role, denial: str) -> Ruling | None:
    """What the sentence does with the function by its own cues; the narrower one leads."""
    own = sighting.signs
    if own.has(Sign.LIMITATION):
        return Ruling(Stance.LIMITATION, own.show(Sign.LIMITATION))
    if role is Role.LAW and denial and not own.has(Sign.REPORT, Sign.COMPANY, Sign.SPEECH):
        # A rule in the negative: "shall install no system that ...", "... is not permissible".
        return Ruling(Stance.PROHIBITION, denial)
    admitted = own.has(Sign.ADMISSION) or (own.has(Sign.PAST) and not denial)
    if admitted and (BASE[role] is not Stance.REPORT or own.has(Sign.COMPANY, Sign.SPEECH)):
        return Ruling(Stance.ADMISSION, own.show(Sign.ADMISSION, Sign.PAST))
    if denial:
        return Ruling(Stance.DENIAL, denial)
    if own.has(Sign.DEFENCE):
        return Ruling(Stance.DEFENCE, own.show(Sign.DEFENCE))
    return None


def _by_voice(sighting: Sighting, around: Surroundings, role: Role) -> Ruling:
    own, base = sighting.signs, BASE[role]
    if own.has(Sign.RESULT) and around.tally[Sign.TEST] > 1 and base is not Stance.REPORT:
        return Ruling(Stance.TEST_RESULT, own.show(Sign.RESULT))
    headline = sighting.unit.passage.kind is PassageKind.HEADING
    if role is Role.PRESS and not headline and not own.has(Sign.REPORT) and _spoken(sighting):
        return Ruling(Stance.CLAIM, "the maker is quoted")
    if own.has(Sign.REPORT) and role in (Role.UNKNOWN, Role.PRESS, Role.NGO, Role.LAW):
        return Ruling(Stance.REPORT, own.show(Sign.REPORT))
    if own.has(Sign.REQUIREMENT) and role in (Role.UNKNOWN, Role.BUYER, Role.STANDARD):
        return Ruling(Stance.REQUIREMENT, own.show(Sign.REQUIREMENT))
    return Ruling(base, f"publisher: {role}")


_OPEN, _CLOSE = '"“„«»「『‘', '"”“»«」』’'
_ANSWER = re.compile(
    r"(?:答|A|R|Antwort|Answer|Réponse|Ответ|Respuesta|Resposta|Risposta|Antwoord|답)\s?[：:.]"
)


def _spoken(sighting: Sighting) -> bool:
    """Whether these are somebody's own words: an answer, a quoted line, a quotation in first person."""
    passage = sighting.unit.passage.text.strip()
    if _ANSWER.match(passage) or (
        passage[:1] in _OPEN + "'" and passage.rstrip(".。,;")[-1:] in _CLOSE + "'"
    ):
        return True
    raw = sighting.unit.raw
    return sighting.signs.has(Sign.SPEECH) and any(mark in raw for mark in _OPEN + _CLOSE)


def _denial_in_reach(sighting: Sighting) -> str:
    """A negation counts in the clause of a trait word or of the function it denies."""
    text = sighting.unit.own
    cues = [hit for hit in sighting.spans if hit.entry.sign is Sign.DENIAL]
    masks = [hit for hit in sighting.spans if hit.entry.sign in (Sign.NOT_A_CUE, Sign.RESULT)]
    choices = [hit for hit in sighting.spans if hit.entry.sign is Sign.AFFIRMATIVE]
    cues = [cue for cue in cues if not any(mask.covers(cue) for mask in masks)]
    # "yes / no" gives the values of a field and denies nothing.
    cues = [cue for cue in cues if not any(_choice(text, yes, cue) for yes in choices)]
    if not cues:
        return ""
    spans = clauses(text) or ((0, len(text)),)
    targets = [hit.start for hit in sighting.told]
    targets += [hit.start for hit in sighting.spans if hit.entry.sign in (Sign.OUTPUT, Sign.REFER)]
    for begin, end in spans:
        inside = [cue for cue in cues if begin <= cue.start < end and not _elsewhere(sighting, cue)]
        if inside and any(begin <= target < end for target in targets):
            return text[inside[0].start : inside[0].end]
    return ""


def _choice(text: str, yes: Hit, no: Hit) -> bool:
    first, second = sorted((yes, no), key=lambda hit: hit.start)
    between = text[first.end : second.start].strip()
    return 0 < len(between) < 3 and not any(char.isalnum() for char in between)


def _elsewhere(sighting: Sighting, cue: Hit) -> bool:
    """Whether a negation has its own object between commas, while the trait has its own verb.

    "It outputs an ethnic label, no sound is kept" denies nothing of the label.
    """
    text = sighting.unit.own
    begin, end = text.rfind(",", 0, cue.start) + 1, text.find(",", cue.end)
    end = len(text) if end < 0 else end
    if not sighting.told or any(hit.start >= begin for hit in sighting.told):
        return False
    if len(text[cue.end : end].strip(" .。")) < OBJECT:
        return False
    signs = [hit for hit in sighting.spans if hit.entry.sign in (Sign.VERB, Sign.REFER)]
    if any(hit.entry.sign is Sign.REFER and begin <= hit.start < end for hit in signs):
        return False
    return any(hit.entry.sign is Sign.VERB and hit.start < begin for hit in signs)


def _structured(sighting: Sighting, around: Surroundings, role: Role) -> Ruling:
    own, unit = sighting.signs, sighting.unit
    if own.has(Sign.PROHIBITION):
        return Ruling(Stance.PROHIBITION, own.show(Sign.PROHIBITION))
    if own.has(Sign.LIMITATION) and not _differ(sighting):
        return Ruling(Stance.LIMITATION, own.show(Sign.LIMITATION))
    verdict = _cells(sighting)
    if verdict is not None:
        return verdict
    cells = {cell.strip().casefold() for cell in unit.passage.cells}
    if unit.passage.kind is PassageKind.TABLE_ROW and not cells & (_YES | _NO) and not _differ(sighting):
        denial = _denial_in_reach(sighting)
        if denial:
            return Ruling(Stance.DENIAL, denial)
    heading = around.heading(unit)
    if heading.has(Sign.DENIAL) and unit.passage.kind is PassageKind.TABLE_ROW:
        return Ruling(Stance.DENIAL, f"below: {heading.show(Sign.DENIAL)}")
    if own.has(Sign.RESULT) and (around.tally[Sign.TEST] or around.caption(unit).has(Sign.TEST)):
        return Ruling(Stance.TEST_RESULT, own.show(Sign.RESULT))
    if role in (Role.BUYER, Role.STANDARD):
        return Ruling(Stance.REQUIREMENT, f"publisher: {role}")
    if unit.passage.kind is not PassageKind.DECLARATION and BASE[role] is Stance.REPORT:
        return Ruling(Stance.REPORT, f"publisher: {role}")
    if own.has(Sign.REQUIREMENT) and role is Role.UNKNOWN:
        return Ruling(Stance.REQUIREMENT, own.show(Sign.REQUIREMENT))
    return Ruling(Stance.CLAIM, f"publisher: {role}")


_YES = frozenset(
    {"yes", "y", "✓", "√", "✔", "●", "○", "是", "有", "支持", "x", "ja", "да", "oui", "sí", "sim", "sì"}
)
_NO = frozenset(
    {"no", "n", "×", "✗", "✘", "-", "--", "—", "–", "否", "无", "不支持", "nein", "нет", "non", "não", "nee"}
)


def _differ(sighting: Sighting) -> bool:
    """Whether a row says no for one product and yes, or the values, for another."""
    cells = [cell.strip() for cell in sighting.unit.passage.cells[1:]]
    cues = sighting.signs.of(Sign.LIMITATION) | sighting.signs.of(Sign.DENIAL)
    others = [cell for cell in cells if cell and not any(cue in fold(cell) for cue in cues)]
    if len([cell for cell in cells if cell]) == len(others):
        return False
    values = {value.written for value in sighting.values}
    return any(cell.casefold() in _YES or any(value in fold(cell) for value in values) for cell in others)


_CROSSES = frozenset({"×", "✗", "✘", "不支持"})
"""Marks that say no even beside cells of text."""


def _cells(sighting: Sighting) -> Ruling | None:
    """Rows whose other cells are nothing but yes and no."""
    cells = [cell.strip().casefold() for cell in sighting.unit.passage.cells[1:]]
    marks = [cell for cell in cells if cell in _YES or cell in _NO]
    if not marks or (len(marks) < len([cell for cell in cells if cell]) and not set(cells) & _CROSSES):
        return None
    if any(cell in _YES for cell in marks):
        return None
    return Ruling(Stance.DENIAL, "every cell of the row says no")
