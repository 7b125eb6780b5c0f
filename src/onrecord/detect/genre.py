"""What kind of text a document is, where nobody told who published it; and whose words a unit is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.detect.evidence import Surroundings
from onrecord.detect.sighting import Sighting
from onrecord.detect.vocabulary import Sign
from onrecord.model.vocabulary import Role, Stance

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
"""What a statement about a function is, by who publishes it and where no other word decides."""


def publisher(role: Role, around: Surroundings) -> Role:
    """The role of the publisher, guessed from the text where nobody told it."""
    if role is not Role.UNKNOWN:
        return role
    tally = around.tally
    third = tally[Sign.PRESS] + tally[Sign.REPORT] + bool(tally[Sign.COMPANY])
    press = third if tally[Sign.PRESS] > 1 or (third > 2 and tally[Sign.REPORT]) else 0
    guesses = (
        (tally[Sign.TENDER] if tally[Sign.TENDER] > 1 else 0, Role.BUYER),
        (tally[Sign.LAW] if tally[Sign.LAW] > 2 else 0, Role.LAW),
        (press, Role.PRESS),
        (tally[Sign.STUDY] + tally[Sign.REPORT] if tally[Sign.STUDY] > 1 else 0, Role.NGO),
    )
    most, guess = max(guesses, key=lambda one: one[0])
    return guess if most else Role.UNKNOWN


_OPEN, _CLOSE = '"“„«»「『‘', '"”“»«」』’'
_LABEL = r"(?:答|A|R|Antwort|Answer|Reply|Response|Réponse|Ответ|Respuesta|Resposta|Risposta|Antwoord|답)"
_ANSWER = re.compile(rf"(?:[-*•\d.)\s]{{0,6}}){_LABEL}(?:\s?\d{{1,2}})?\s?[：:.]")
_STATEMENT = re.compile(r"[A-Z]\d{0,2}[:.]\s")


def voice(sighting: Sighting, role: Role) -> Role:
    """Whose words a unit is: an answer or a quoted line in a buyer's or third party's text is the maker's."""
    third = BASE[role] is Stance.REPORT or role is Role.BUYER
    if third and (answered(sighting) or (role is Role.BUYER and _quoted(sighting.unit.passage.text.strip()))):
        return Role.VENDOR
    return role


def answered(sighting: Sighting) -> bool:
    """Whether the unit stands in an answer that is marked as one."""
    return _ANSWER.match(sighting.unit.passage.text.strip()) is not None


def _quoted(text: str) -> bool:
    """Whether a passage is one quoted line, perhaps behind its number."""
    text = _STATEMENT.sub("", text, count=1)
    return text[:1] in _OPEN + "'" and text.rstrip(".。,;")[-1:] in _CLOSE + "'"


def spoken(sighting: Sighting) -> bool:
    """Whether these are somebody's own words: an answer, a quoted line, a quotation in first person."""
    if answered(sighting) or _quoted(sighting.unit.passage.text.strip()):
        return True
    first = [hit.start for hit in sighting.spans if hit.entry.sign is Sign.SPEECH]
    return any(begin < at < end for at in first for begin, end in _quotations(sighting.unit.own))


def own_words(sighting: Sighting) -> bool:
    """Whether the trait is named by a first person inside a quotation that reports nothing itself.

    'We see it by the face', says the salesman: the verb outside tells whose words they are.
    """
    told = [hit.start for hit in sighting.told]
    signs = [(hit.start, hit.entry.sign) for hit in sighting.spans]
    for begin, end in _quotations(sighting.unit.own):
        inside = {sign for at, sign in signs if begin < at < end}
        if Sign.SPEECH in inside and Sign.REPORT not in inside and any(begin < at < end for at in told):
            return True
    return False


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Spans between quotation marks; a mark that opens as well as closes ends what it began."""
    begin = -1
    for at, char in enumerate(text):
        outer = char == "'" and _at_edge(text, at)
        if begin >= 0 and (char in _CLOSE or outer):
            yield begin, at
            begin = -1
        elif begin < 0 and (char in _OPEN or outer):
            begin = at
    if begin >= 0:
        yield begin, len(text)


def _at_edge(text: str, at: int) -> bool:
    """Whether a straight single quote stands outside of words: ``'We see it', he says``, not ``isn't``."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return not (before.isalnum() and after.isalnum())
