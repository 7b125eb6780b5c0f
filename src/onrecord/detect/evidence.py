"""What stands around a unit, layer by layer, nearest first, and what its words are signs of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from onrecord.detect.lexicon import Hit
from onrecord.detect.packs import CODE, Packs
from onrecord.detect.terms import GAP
from onrecord.detect.units import STRUCTURED, Unit, passage_units
from onrecord.detect.users import Types
from onrecord.detect.vocabulary import Sign
from onrecord.model.document import Document, Passage
from onrecord.model.vocabulary import PassageKind
from onrecord.text.identifiers import words as identifier_words
from onrecord.text.normalise import fold

ENGLISH = "en"
NOUNS = frozenset(
    {Sign.FACE, Sign.ATTRIBUTE, Sign.SOFT, Sign.OUTPUT, Sign.DOCUMENT, Sign.IMAGING, Sign.SURVEILLANCE}
)
"""Signs that a document in another language may give in English words."""

CUES = frozenset(
    {Sign.DENIAL, Sign.FALSITY, Sign.LIMITATION, Sign.ADMISSION, Sign.DEFENCE, Sign.PROHIBITION}
    | {Sign.REPORT, Sign.FINDING, Sign.REMOVED, Sign.ALLEGATION, Sign.PAST, Sign.ANNOUNCE, Sign.CONSENT}
    | {Sign.REQUIREMENT, Sign.RESULT, Sign.REFER, Sign.OFFER, Sign.SPEECH, Sign.COMPANY}
    | {Sign.TENDER, Sign.PRESS, Sign.LAW, Sign.TEST, Sign.STUDY, Sign.SAME_AS, Sign.PRONOUN, Sign.COMMAND}
    | {Sign.STATEMENT, Sign.AFFIRMATIVE, Sign.NEGATIVE}
)
"""Signs of sentences: the words of an identifier, read as English, are none."""

_LISTED = frozenset({PassageKind.LIST_ITEM, PassageKind.NOTE})
_TITLES = ("■", "◆", "▼", "▲", "□", "◇", "【", "《")
LIST_REACH = 30
"""How many items up the sentence that announces a list is looked for."""
PROSE = 6
"""Plain words from which on a text without marks of code is a sentence."""
_MARKS = ".,:!?()[]'\"“”’"

NEAR = 8
"""How many siblings on each side count as context."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs of one layer: distinct words per class."""

    name: str
    words: dict[Sign, frozenset[str]] = field(default_factory=dict)

    def has(self, *signs: Sign) -> bool:
        """Whether any of the classes is present."""
        return any(self.words.get(sign) for sign in signs)

    def of(self, sign: Sign) -> frozenset[str]:
        """The words of one class."""
        return self.words.get(sign, frozenset())

    def count(self, *signs: Sign) -> int:
        """Distinct words of the classes."""
        return sum(len(self.words.get(sign, ())) for sign in signs)

    def show(self, *signs: Sign) -> str:
        """The words of the classes, for explanations."""
        return ", ".join(sorted({word for sign in signs for word in self.words.get(sign, ())})[:6])


_YIELD = frozenset({Sign.DENIAL, Sign.LIMITATION, Sign.ADMISSION, Sign.DEFENCE, Sign.PROHIBITION})
_ABOVE = _YIELD | {Sign.REPORT}
_BELOW = _YIELD | {Sign.RECORD, Sign.EQUALITY, Sign.BACKGROUND, Sign.FAIRNESS}


def meant(hits: Iterable[Hit]) -> list[Hit]:
    """Without cues inside a longer one: "never sold" is no "sold", "not filled yet" no "filled"."""
    hits = list(hits)
    longer = [hit for hit in hits if hit.entry.sign in _ABOVE and _is_one_piece(hit)]
    return [hit for hit in hits if hit.entry.sign not in _BELOW or not _inside(hit, longer)]


def _is_one_piece(hit: Hit) -> bool:
    return all(piece.gap < GAP for piece in hit.entry.word.term.pieces[1:])


def _inside(hit: Hit, longer: Iterable[Hit]) -> bool:
    return any(
        one.covers(hit) and one.end - one.start > hit.end - hit.start and one.entry.sign is not hit.entry.sign
        for one in longer
    )


def signs_of(name: str, hits: Iterable[Hit], text: str) -> Signs:
    """Gather sign hits; a word inside a phrase that is no cue, or inside a longer cue, is left out."""
    hits = meant(hits)
    blocked = [hit for hit in hits if hit.entry.sign is Sign.NOT_A_CUE]
    found: dict[Sign, set[str]] = {}
    for hit in hits:
        sign = hit.entry.sign
        if sign is None or sign is Sign.NOT_A_CUE:
            continue
        if any(mask.covers(hit) and mask.end - mask.start > hit.end - hit.start for mask in blocked):
            continue
        found.setdefault(sign, set()).add(text[hit.start : hit.end])
    return Signs(name, {sign: frozenset(words) for sign, words in found.items()})


class Reader:
    """Finds words in texts with the lexicons that are active, remembering what it has seen."""

    def __init__(self, packs: Packs, languages: Sequence[str], main: str = "") -> None:
        """Use these languages for running text; identifiers are read with ``code`` and ``en``.

        ``main`` is the language that most of the document is in; empty where it is not known.

        English words stand in documents of all languages. Where English is not among the languages its
        nouns still count, its cues do not: "no" and "not" are other words elsewhere.
        """
        self._packs = packs
        self.main = main
        self.languages = tuple(code for code in languages if code in packs.languages)
        self._borrowed = ENGLISH if ENGLISH not in self.languages and ENGLISH in packs.languages else ""
        self._find = lru_cache(maxsize=20_000)(self._find_uncached)
        self._signs = lru_cache(maxsize=20_000)(self._signs_uncached)

    def text(self, folded: str) -> tuple[Hit, ...]:
        """Words of running text."""
        return self._find(folded, self.languages)

    def names(self, words: str) -> tuple[Hit, ...]:
        """Words of identifiers."""
        return self._find(words, (CODE,))

    def signs(self, name: str, raw: str) -> Signs:
        """Signs in a piece of context: running text and identifiers alike."""
        return self._signs(name, raw)

    def _find_uncached(self, folded: str, languages: tuple[str, ...]) -> tuple[Hit, ...]:
        hits: list[Hit] = []
        for code in languages:
            language = self._packs.languages.get(code)
            if language is not None:
                hits.extend(_new(language.lexicon.find(folded), hits))
        if self._borrowed and languages != (CODE,):
            found = self._packs.languages[self._borrowed].lexicon.find(folded)
            hits.extend(hit for hit in found if hit.entry.sign is None or hit.entry.sign in NOUNS)
        return tuple(hits)

    def _signs_uncached(self, name: str, raw: str) -> Signs:
        folded = fold(raw)
        prose = _is_prose(raw)
        tokens = [token for token in raw.split() if not (prose and token.strip(_MARKS).islower())]
        words = " ".join(word for token in tokens for word in identifier_words(token))
        merged: dict[Sign, frozenset[str]] = {}
        english = (CODE, ENGLISH) if ENGLISH in self._packs.languages else (CODE,)
        spoken = tuple(dict.fromkeys((*english, *self.languages)))
        named = [hit for hit in self._find(words, spoken) if hit.entry.sign not in CUES]
        for hits, text in ((self.text(folded), folded), (named, words)):
            for sign, found in signs_of(name, hits, text).words.items():
                merged[sign] = merged.get(sign, frozenset()) | found
        return Signs(name, merged)


def _new(found: Iterable[Hit], known: Sequence[Hit]) -> Iterator[Hit]:
    """Hits without trait words that a language before had at the same place: the main language knows it best.

    "Ras" is an everyday word of Dutch, of dogs too; in Polish it is the plural of race.
    """
    taken = {
        (hit.start, hit.end, hit.entry.rule.trait) for hit in known if hit.entry.is_trait and hit.entry.rule
    }
    for hit in found:
        rule = hit.entry.rule
        if rule is None or not hit.entry.is_trait or (hit.start, hit.end, rule.trait) not in taken:
            yield hit


class Surroundings:
    """Layers of context of one document, computed when first asked for."""

    def __init__(self, document: Document, reader: Reader) -> None:
        """Keep the document and the way to read it."""
        self._document = document
        self._reader = reader
        self.types = Types(document)

    def users(self, unit: Unit) -> Iterator[Unit]:
        """Fields whose type is the enum that a unit is or belongs to."""
        for index in self.types.users(unit.index):
            yield from passage_units(self._document, index, self._document.passages[index])

    def above(self, unit: Unit) -> Signs:
        """The comment directly above a declaration."""
        return self._join("comment above", [unit.passage.context.above])

    def scope(self, unit: Unit) -> Signs:
        """Enclosing types, keys and elements with their comments, and the parent passage."""
        context = unit.passage.context
        texts = [*context.enclosing, *context.notes]
        if unit.passage.parent is not None:
            parent = self._document.passages[unit.passage.parent]
            texts += [parent.text, parent.context.above]
        if unit.passage.kind is PassageKind.KEY_VALUE:
            texts += self.types.titles(unit.index)
        return self._join("enclosing", texts)

    def caption(self, unit: Unit) -> Signs:
        """Table header, caption, introducing line."""
        context = unit.passage.context
        return self._join("caption", [context.caption or self._announced(unit), *context.header])

    def _announced(self, unit: Unit) -> str:
        """The sentence before a list that says that one follows ("The following acts are forbidden.")."""
        passages, index = self._document.passages, unit.index
        if unit.passage.kind is not PassageKind.LIST_ITEM:
            return ""
        for before in range(index - 1, max(-1, index - 1 - LIST_REACH), -1):
            if passages[before].kind in _LISTED:
                continue
            last = passages[before].text[-200:]
            return last if self._reader.signs("announced", last).has(Sign.ANNOUNCE) else ""
        return ""

    def heading(self, unit: Unit) -> Signs:
        """The headings above, the nearest one alone first."""
        return self._join("heading", list(unit.passage.context.headings))

    def nearest(self, unit: Unit) -> Signs:
        """The nearest heading above, or the item that is one: "■ Removed"."""
        item = self._titled(unit)
        return self._join("heading", [item] if item else list(unit.passage.context.headings[-1:]))

    def _titled(self, unit: Unit) -> str:
        passages, group = self._document.passages, unit.passage.group
        if group is None or unit.raw.startswith(_TITLES):
            return ""
        for before in range(unit.index - 1, max(-1, unit.index - 1 - LIST_REACH), -1):
            if passages[before].group != group:
                return ""
            if passages[before].text.startswith(_TITLES):
                return passages[before].text[:80]
        return ""

    def values(self, unit: Unit) -> set[str]:
        """Canonical values of traits that the members of the same table, list or enum name."""
        passages = self._document.passages
        group = unit.passage.group
        if group is None:
            return set()
        found = [passages[i] for i in self._range(unit.index) if passages[i].group == group]
        hits = [hit for passage in found for hit in self._reader.text(fold(_short(passage)))]
        return {hit.entry.word.value for hit in hits if hit.entry.rule is not None} - {""}

    def siblings(self, unit: Unit) -> Signs:
        """Members of the same table, list, struct or object nearby."""
        passages = self._document.passages
        group = unit.passage.group
        if group is None:
            return Signs("siblings")
        found = [
            passages[i] for i in self._range(unit.index) if passages[i].group == group and i != unit.index
        ]
        return self._join("siblings", [_short(passage) for passage in found])

    def near(self, unit: Unit) -> Signs:
        """The neighbouring sentences and lines."""
        passages, own = self._document.passages, unit.passage
        around = [passages[i] for i in range(max(0, unit.index - 2), min(len(passages), unit.index + 3))]
        if own.kind is PassageKind.DECLARATION:
            # The next struct, and the comment above it, are another matter.
            around = [one for one in around if one.parent == own.parent and one.group == own.group]
            around = [one for one in around if one.start <= own.start or one.kind is own.kind]
        return self._join("near", [_short(passage) for passage in around])

    @cached_property
    def document(self) -> Signs:
        """The file name, title, headings and the beginning."""
        document = self._document
        texts = [document.name.replace(".", " ").replace("-", " "), *(value for _, value in document.facts)]
        headings = {heading for passage in document.passages[:400] for heading in passage.context.headings}
        texts += sorted(headings)[:60]
        texts += [_short(passage) for passage in document.passages[:60]]
        return self._join("document", texts)

    @cached_property
    def tally(self) -> Counter[Sign]:
        """How many distinct words of each class the beginning of the document holds."""
        return Counter({sign: len(words) for sign, words in self.document.words.items()})

    def _range(self, index: int) -> range:
        return range(max(0, index - NEAR), min(len(self._document.passages), index + NEAR + 1))

    def _join(self, name: str, texts: Iterable[str]) -> Signs:
        merged: dict[Sign, frozenset[str]] = {}
        for text in texts:
            if text:
                for sign, words in self._reader.signs(name, text).words.items():
                    merged[sign] = merged.get(sign, frozenset()) | words
        return Signs(name, merged)


def _is_prose(text: str) -> bool:
    """Whether a text is a sentence, whose plain words are no identifiers ("licence", "visitor", "form")."""
    if any(mark in text for mark in "{}=;_<>"):
        return False
    return sum(1 for token in text.split() if token.strip(_MARKS).isalpha()) >= PROSE


def _short(passage: Passage) -> str:
    if passage.kind in STRUCTURED and passage.name:
        return f"{passage.name} {passage.note} {passage.value}"[:400]
    return passage.text[:400]
