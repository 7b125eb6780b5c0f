"""From passages to units: the pieces of text about which one decision is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.model.document import Document, Passage
from onrecord.model.vocabulary import PassageKind
from onrecord.text.identifiers import find as find_identifiers
from onrecord.text.identifiers import words as identifier_words
from onrecord.text.normalise import fold
from onrecord.text.segments import sentences

STRUCTURED = frozenset(
    {
        PassageKind.TABLE_ROW,
        PassageKind.KEY_VALUE,
        PassageKind.DECLARATION,
        PassageKind.UI_STRING,
        PassageKind.STRING,
    }
)
_NAMED = frozenset({PassageKind.KEY_VALUE, PassageKind.DECLARATION, PassageKind.UI_STRING})
BETWEEN = " | "
"""Between identifiers: a term of several words lies within one of them."""
LONG_VALUE = 240
"""Characters from which on the value of a pair is read as running text."""
LONGEST = 2_000
"""Characters of one unit at most."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, row, member, pair or string, with its text made ready for matching.

    ``own`` is the normalised text; ``names`` the words of the identifiers in it, a blank between;
    ``order`` its place among the units of its passage.
    """

    index: int
    passage: Passage
    start: int
    end: int
    raw: str
    own: str
    names: str
    order: int = 0

    @property
    def structured(self) -> bool:
        """Whether the unit is a row, pair, declaration or string rather than a sentence."""
        return self.passage.kind in STRUCTURED


def units(document: Document, wanted: Callable[[int], bool]) -> Iterator[Unit]:
    """The units of all wanted passages, in reading order; each passage is asked for when its turn comes."""
    for index, passage in enumerate(document.passages):
        if wanted(index):
            yield from passage_units(document, index, passage)


def passage_units(document: Document, index: int, passage: Passage) -> Iterator[Unit]:
    """The units of one passage."""
    for order, (start, end) in enumerate(_spans(document, passage)):
        raw = document.text[start:end]
        yield Unit(index, passage, start, end, raw, own_text(passage, raw), name_text(passage, raw), order)


def _spans(document: Document, passage: Passage) -> list[tuple[int, int]]:
    text = document.text[passage.start : passage.end]
    if passage.kind in STRUCTURED and not _is_prose_value(passage):
        stripped = text.strip()
        begin = passage.start + text.find(stripped)
        spans = [(begin, begin + len(stripped))] if stripped else []
    else:
        spans = [(passage.start + start, passage.start + end) for start, end in sentences(text)]
    return [piece for start, end in spans for piece in _pieces(document.text, start, end)]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is longer than any sentence, at a blank: work on a unit may grow with its square."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _is_prose_value(passage: Passage) -> bool:
    """A pair whose value is running text is read sentence by sentence."""
    return (
        passage.kind in _NAMED
        and passage.kind is not PassageKind.DECLARATION
        and len(passage.value) > LONG_VALUE
    )


def own_text(passage: Passage, raw: str) -> str:
    """Normalised text of a unit, with escapes of its value resolved behind it."""
    own = fold(raw)
    if passage.kind in STRUCTURED:
        for extra in (passage.value, passage.note):
            folded = fold(extra)
            if folded and folded not in own:
                own = f"{own} \N{BULLET} {folded}"
    return own


def name_text(passage: Passage, raw: str) -> str:
    """The words of the identifiers in a unit."""
    found: list[tuple[str, ...]] = []
    if passage.kind in _NAMED and passage.name:
        found.append(identifier_words(passage.name))
    found.extend(split for _, _, split in find_identifiers(raw))
    return BETWEEN.join(" ".join(words) for words in found)
