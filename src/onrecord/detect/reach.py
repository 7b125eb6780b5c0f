"""How far a negation reaches: in a sentence the clause, in a row the cell, in a field its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.detect.lexicon import Hit
from onrecord.detect.sighting import Sighting
from onrecord.detect.vocabulary import Sign
from onrecord.model.vocabulary import PassageKind
from onrecord.text.normalise import fold
from onrecord.text.scripts import is_han

OBJECT = 4
"""Characters behind a negation from which on it has an object of its own."""
SENTENCE = 4
"""Words from which on a comment may be a sentence."""
LABEL = 6
"""Words from which on the value of a pair or a string of a screen may be one; labels are often as long."""
POINTS = frozenset({Sign.OUTPUT, Sign.REFER, Sign.PRONOUN})
"""Words for the function, or words that stand for it."""
LARGER = frozenset({Sign.NOT_A_CUE, Sign.RESULT, Sign.DEFENCE})
"""Phrases in which a negation denies nothing: not only, not passed, no different from."""
VERDICT = 8
"""Characters of a cell within which a negation begins that is the cell's answer."""


def denial_in_sentence(sighting: Sighting) -> str:
    """A negation counts in the clause of a trait word or of the function it denies.

    "The claim that we sort by race - pure invention": what calls an allegation false reaches all of it.
    """
    if sighting.signs.has(Sign.FALSITY):
        return sighting.signs.show(Sign.FALSITY)
    return _first_in_reach(sighting, negations(sighting), _targets(sighting))


def _targets(sighting: Sighting) -> list[int]:
    """Where the trait words stand, and words for the function."""
    targets = [hit.start for hit in sighting.told]
    return targets + [hit.start for hit in sighting.spans if hit.entry.sign in POINTS]


def denial_in_text(sighting: Sighting) -> str:
    """A negation in a value, comment or description counts where that text is a sentence.

    "No race is computed" denies; "0 none, 1 white" and "-1 not computed" give the values of a field.
    """
    passage = sighting.unit.passage
    cues = [cue for cue in negations(sighting) if _in_sentence(sighting, cue)]
    targets = [hit.start for hit in sighting.told]
    if not targets and sighting.named:
        targets = [hit.start for hit in sighting.spans if hit.entry.sign in POINTS]
    if passage.kind is PassageKind.DECLARATION and not cues:
        return ""
    return _first_in_reach(sighting, cues, targets)


def denial_in_row(sighting: Sighting) -> str:
    """A negation in a row counts in the cell of the trait word, or where it is the answer of a cell.

    Rows whose other cells are nothing but yes and no are decided by these alone.
    """
    cells = [cell.strip().casefold() for cell in sighting.unit.passage.cells]
    verdict = None if _level(sighting) else _marks(cells[1:])
    if verdict is not None:
        return "every cell of the row says no" if verdict else ""
    if differing(sighting):
        return ""
    spans, text = _cell_spans(sighting), sighting.unit.own
    # "0 none, 99 not judged" gives the values of a field.
    cues = [cue for cue in negations(sighting) if not _CODE.search(text[: cue.start])]
    if not spans:
        return _first_in_reach(sighting, cues, _targets(sighting))
    homes = {_home(spans, hit.start) for hit in sighting.told}
    answered = bool(set(cells) & (_YES | _NO) - _DASHES)
    answers = [cue for cue in cues if not answered and _home(spans, cue.start) not in homes | {-1}]
    answers = [cue for cue in answers if cue.start - spans[_home(spans, cue.start)][0] < VERDICT]
    if answers:
        return sighting.unit.own[answers[0].start : answers[0].end]
    inside = [cue for cue in cues if _home(spans, cue.start) in homes]
    return _first_in_reach(sighting, inside, [hit.start for hit in sighting.told])


_STOPS = (". ", "! ", "。")
_NUMBER = re.compile(r"[\W_]*(?:(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.):])?[\W_]*")


def commanded(sighting: Sighting) -> str:
    """The negative command that a sentence begins with, perhaps behind its number."""
    text = sighting.unit.own
    return next((text[hit.start : hit.end] for hit in _commands(sighting)), "")


def _commands(sighting: Sighting) -> Iterator[Hit]:
    """Negative commands at the beginning of the unit, or of a sentence in a string of several."""
    text = sighting.unit.own
    for hit in sighting.spans:
        if hit.entry.sign is Sign.COMMAND:
            begin = max(text.rfind(stop, 0, hit.start) for stop in _STOPS) + 1
            if _NUMBER.fullmatch(text, begin, hit.start) or _NUMBER.fullmatch(text, 0, hit.start):
                yield hit


def with_trait(sighting: Sighting, sign: Sign) -> bool:
    """Whether a cue stands in the clause of a trait word, or no clause divides the two."""
    cues = [hit.start for hit in sighting.spans if hit.entry.sign is sign]
    parts = [(a, b) for a, b in sighting.clauses if any(a <= hit.start < b for hit in sighting.told)]
    return any(a <= cue < b for a, b in parts for cue in cues)


def negations(sighting: Sighting) -> list[Hit]:
    """Negations that are part of no other phrase and no choice."""
    masks = [hit for hit in sighting.spans if hit.entry.sign in LARGER]
    choices = [hit for hit in sighting.spans if hit.entry.sign is Sign.AFFIRMATIVE]
    cues = [hit for hit in sighting.spans if hit.entry.sign is Sign.DENIAL]
    cues = [cue for cue in cues if not any(mask.covers(cue) for mask in masks)]
    commands = list(_commands(sighting))
    cues = [cue for cue in cues if not any(one.covers(cue) for one in commands)]
    # "yes / no" gives the values of a field and denies nothing.
    return [cue for cue in cues if not any(_choice(sighting, yes, cue) for yes in choices)]


def _first_in_reach(sighting: Sighting, cues: Iterable[Hit], targets: Iterable[int]) -> str:
    cues, targets = list(cues), list(targets)
    if not cues:
        return ""
    text = sighting.unit.own
    for begin, end in sighting.clauses:
        inside = [cue for cue in cues if begin <= cue.start < end and not _elsewhere(sighting, cue)]
        if inside and any(begin <= target < end for target in targets):
            return text[inside[0].start : inside[0].end]
    return ""


def _choice(sighting: Sighting, yes: Hit, no: Hit) -> bool:
    """Whether yes and no stand side by side as the values of a field."""
    text = sighting.unit.own
    first, second = sorted((yes, no), key=lambda hit: hit.start)
    between = text[first.end : second.start]
    if between.isspace():
        # "yes no unknown" is a list of values; "nie jest" is "is not".
        third = second.end + 1
        others = (Sign.OTHER_VALUE, Sign.NOT_A_CUE)
        return any(hit.entry.sign in others and hit.start == third for hit in sighting.spans)
    return bool(between.strip()) and len(between) < 5 and not any(char.isalnum() for char in between)


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
    signs = [hit for hit in sighting.spans if hit.entry.sign in (Sign.VERB, Sign.REFER, Sign.PRONOUN)]
    if any(hit.entry.sign in (Sign.REFER, Sign.PRONOUN) and begin <= hit.start < end for hit in signs):
        return False
    return any(hit.entry.sign is Sign.VERB and hit.start < begin for hit in signs)


_CODE = re.compile(r"(?:^|[\s,;(|/])-?\d{1,3}\s{0,2}[:=-]?\s{0,2}$")
_ALTERNATIVE = re.compile(r"(?:[\w\"'`\]]\s{0,2}[|/]|\b(?:or|oder|ou|o|of|lub|veya|или))\s{0,2}[\"'`]?$")
_CODES = re.compile(r"(?:^|[\s,;(|/])-?\d{1,3}\s{0,2}[:=-]?\s{0,2}[^\W\d]")


def _in_sentence(sighting: Sighting, cue: Hit) -> bool:
    """Whether the stretch of text around a negation reads as a sentence, not as a list of values."""
    text = sighting.unit.own
    begin, end = _stretch(text, cue)
    piece = text[begin:end]
    if _ALTERNATIVE.search(text[begin : cue.start]):
        return False  # "int | None", "'sikh' or none": a value like the others
    if cue.end <= len(sighting.unit.passage.name):
        return False  # part of the key, such as "minority.no"
    if _CODE.search(text[begin : cue.start]) or len(_CODES.findall(piece)) > 1:
        return False
    if any(is_han(char) for char in piece):
        return len(piece) > 2 * SENTENCE
    least = SENTENCE if sighting.unit.passage.kind is PassageKind.DECLARATION else LABEL
    return len(piece.split()) >= least


def _stretch(text: str, cue: Hit) -> tuple[int, int]:
    """From the quote, comment mark or bullet before a negation to the one behind it."""
    begin = max(text.rfind(mark, 0, cue.start) for mark in _FENCES)
    ends = [at for at in (text.find(mark, cue.end) for mark in _FENCES) if at >= 0]
    return begin + 1, min(ends, default=len(text))


_FENCES = ('"', "//", "/*", "*/", "\N{BULLET}", "#", "--", ";", "|", "\t")


def _cell_spans(sighting: Sighting) -> list[tuple[int, int]]:
    """Where the cells of a row stand in its normalised text; empty when they cannot be found."""
    spans: list[tuple[int, int]] = []
    at = 0
    for cell in sighting.unit.passage.cells:
        folded = fold(cell).strip()
        found = sighting.unit.own.find(folded, at)
        if found < 0:
            return []
        spans.append((found, found + len(folded)))
        at = found + len(folded)
    return spans


def _home(spans: list[tuple[int, int]], at: int) -> int:
    return next((number for number, (start, end) in enumerate(spans) if start <= at < end), -1)


_YES = frozenset(
    {"yes", "y", "✓", "√", "✔", "●", "○", "是", "有", "支持", "x", "ja", "да", "oui", "sí", "sim", "sì"}
    | {
        "есть",
        "так",
        "є",
        "tak",
        "evet",
        "var",
        "نعم",
        "متوفر",
        "بله",
        "دارد",
        "हाँ",
        "हां",
        "có",
        "ya",
        "ada",
        "มี",
        "ใช่",
    }
)
_NO = frozenset(
    {"no", "n", "×", "✗", "✘", "-", "--", "—", "–", "否", "无", "不支持", "nein", "нет", "non", "não", "nee"}
    | {
        "ні",
        "немає",
        "nie",
        "brak",
        "hayır",
        "yok",
        "لا",
        "غير متوفر",
        "خیر",
        "ندارد",
        "नहीं",
        "không",
        "tidak",
        "ไม่มี",
        "ไม่",
    }
)
_DASHES = frozenset({"-", "--", "—", "–"})
"""Marks that say no, or that a cell is empty."""
_CROSSES = frozenset({"×", "✗", "✘", "不支持"})
"""Marks that say no even beside cells of text."""


def _marks(cells: list[str]) -> bool | None:
    """Whether a row of yes and no says nothing but no; none where it is another kind of row."""
    marks = [cell for cell in cells if cell in _YES or cell in _NO]
    if not marks or (len(marks) < len([cell for cell in cells if cell]) and not set(cells) & _CROSSES):
        return None
    return all(cell in _NO for cell in marks)


_FIGURE = re.compile(r"\d{1,2}\s?[^\W\d_]{0,8}")


def _level(sighting: Sighting) -> bool:
    """Whether a cell beside the marks is a figure: "6 levels" says that one product has the function."""
    cells = [cell.strip().casefold() for cell in sighting.unit.passage.cells[1:]]
    return bool(set(cells) & _CROSSES) and any(_FIGURE.fullmatch(cell) for cell in cells)


def differing(sighting: Sighting) -> bool:
    """Whether a row says no for one product and yes, or the values, for another."""
    traits = {sighting.unit.own[hit.start : hit.end] for hit in sighting.told}
    cells = [cell.strip() for cell in sighting.unit.passage.cells[1:]]
    cells = [cell for cell in cells if not any(trait in fold(cell) for trait in traits)]
    cues = sighting.signs.of(Sign.LIMITATION) | sighting.signs.of(Sign.DENIAL)
    others = [cell for cell in cells if cell and not any(cue in fold(cell) for cue in cues)]
    if len([cell for cell in cells if cell]) == len(others):
        return False
    values = {value.written for value in sighting.values}
    return _level(sighting) or any(
        cell.casefold() in _YES or any(value in fold(cell) for value in values) for cell in others
    )
