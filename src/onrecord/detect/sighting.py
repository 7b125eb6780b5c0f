"""Trait words in a unit: which stand, which are masked by a look-alike, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.detect.evidence import Reader, Signs, meant, signs_of
from onrecord.detect.languages import unit_language
from onrecord.detect.lexicon import Hit
from onrecord.detect.rule import Rule, Unless
from onrecord.detect.units import Unit
from onrecord.detect.vocabulary import Sign
from onrecord.model.vocabulary import Strength, Trait
from onrecord.text.scripts import is_han
from onrecord.text.segments import clauses

ORDER = {Trait.NAMED_PEOPLE: 0, Trait.RELIGION: 1}
"""A named people leads, then religion, then whichever trait comes first."""

VERB_REACH = 60
OUTPUT_REACH = 28


@dataclass(frozen=True, slots=True)
class Value:
    """A member of a value set: the trait whose set it is, and its canonical or written form."""

    trait: Trait
    written: str
    canonical: str
    start: int
    """Place in the normalised text; -1 for a value in an identifier."""

    @property
    def name(self) -> str:
        """The canonical form, else as written."""
        return self.canonical or self.written


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one unit says by its own words."""

    unit: Unit
    told: tuple[Hit, ...]
    """Trait words of the running text."""
    named: tuple[Hit, ...]
    """Trait words in identifiers; their places count in the words of the names, not in the text."""
    masked: tuple[tuple[Hit, Unless], ...]
    values: tuple[Value, ...]
    signs: Signs
    spans: tuple[Hit, ...]
    """All sign hits in the running text, with their places."""
    language: str = ""
    """The language of the unit; empty where it is not known."""

    @property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """Spans of the clauses in the normalised text."""
        text = self.unit.own
        return clauses(text, self.language) or ((0, len(text)),)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All trait words that stand."""
        return (*self.told, *self.named)

    @property
    def rule(self) -> Rule | None:
        """The rule of the leading trait word."""
        lead = leading(self.told) or leading(self.named) or leading(hit for hit, _ in self.masked)
        return lead.entry.rule if lead else None

    @property
    def strength(self) -> Strength:
        """The strongest of the trait words that stand."""
        order = (Strength.STRONG, Strength.MEDIUM, Strength.WEAK)
        present = {hit.entry.match.strength for hit in self.hits if hit.entry.match}
        return next((one for one in order if one in present), Strength.WEAK)

    @property
    def roundabout(self) -> bool:
        """Whether all trait words, standing or masked, are roundabout ones."""
        hits = (*self.hits, *(hit for hit, _ in self.masked))
        return all(hit.entry.match is not None and hit.entry.match.strength is Strength.WEAK for hit in hits)

    @property
    def ambiguous(self) -> bool:
        """Whether every trait word that stands has everyday other meanings."""
        return all(hit.entry.match is not None and hit.entry.match.ambiguous for hit in self.hits)

    def traits(self) -> tuple[Trait, ...]:
        """Traits named, the leading one first."""
        ordered = [*sorted(self.told, key=_rank), *sorted(self.named, key=_rank)]
        ordered.sort(key=lambda hit: _rank(hit)[0])
        return tuple(dict.fromkeys(hit.entry.rule.trait for hit in ordered if hit.entry.rule))


def sight(unit: Unit, reader: Reader) -> Sighting:
    """Find the trait words of a unit."""
    own, names = reader.text(unit.own), reader.names(unit.names)
    told, masked = _standing(own)
    named, others = _standing(names)
    key = len(unit.passage.name) if unit.structured and unit.raw.startswith(unit.passage.name) else 0
    inside = [hit for hit in told if _traits([hit]) & (_traits(one for one, _ in others) - _traits(named))]
    inside = [hit for hit in inside if _in_name(hit, unit.own)]  # "on_race: retry" is masked as a name
    masked += [(hit, others[0][1]) for hit in inside]
    told = [hit for hit in told if hit not in inside]
    gone = {hit.entry.rule.trait for hit, _ in masked if hit.entry.rule} - _traits(inside)
    gone -= _traits(hit for hit in told if hit.start >= key)
    more = [(hit, masked[0][1]) for hit in told if _traits([hit]) & gone]
    told = [hit for hit in told if not _traits([hit]) & gone]
    # "img.skin = skin enhancement": the text says what the name beside it means.
    more += [*others, *((hit, masked[0][1]) for hit in named if _traits([hit]) & gone)]
    named = [hit for hit in named if not _traits([hit]) & gone]
    own = _without_parts(own, told, [hit for hit in own if hit.entry.unless is not None])
    texts, words = signs_of("own", own, unit.own), signs_of("own", names, unit.names)
    found = {*texts.words, *words.words}
    signs = {sign: texts.of(sign) | words.of(sign) for sign in Sign if sign in found}
    return Sighting(
        unit,
        tuple(_longest(told)),
        tuple(_longest(named)),
        (*masked, *more),
        (*_values(own, unit.own), *(replace(value, start=-1) for value in _values(names, unit.names))),
        Signs("own", signs),
        tuple(_cues(own)),
        _language(unit, reader) if told else "",
    )


def _language(unit: Unit, reader: Reader) -> str:
    """The language that divides a unit into clauses; normalised text has simplified characters only."""
    found = unit_language(unit.raw, reader.main)
    return "zh-Hans" if found.startswith("zh") else found


_OTHERS = frozenset({Sign.BACKGROUND, Sign.EQUALITY, Sign.RECORD, Sign.PLACE, Sign.THING})


def _in_name(hit: Hit, text: str) -> bool:
    return "_" in (text[hit.start - 1 : hit.start], text[hit.end : hit.end + 1])


def _without_parts(hits: tuple[Hit, ...], told: Sequence[Hit], masks: Sequence[Hit]) -> tuple[Hit, ...]:
    """Leave out words of other matters in a trait word ("dress" in "religious dress"), values in a mask."""
    return tuple(
        hit
        for hit in hits
        if not (hit.entry.sign in _OTHERS and any(trait.covers(hit) for trait in told))
        and not (hit.entry.is_value and any(mask.covers(hit) for mask in masks))
    )


def _cues(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Sign hits, without those inside a phrase that is no cue."""
    hits = meant(hit for hit in hits if hit.entry.sign is not None)
    masks = [hit for hit in hits if hit.entry.sign is Sign.NOT_A_CUE]
    for hit in hits:
        if hit.entry.sign is Sign.NOT_A_CUE or not any(mask.covers(hit) for mask in masks):
            yield hit


def _standing(hits: Iterable[Hit]) -> tuple[list[Hit], list[tuple[Hit, Unless]]]:
    """Trait words that stand, and those inside a look-alike."""
    hits = list(hits)
    masks = [hit for hit in hits if hit.entry.unless is not None]
    standing: list[Hit] = []
    masked: list[tuple[Hit, Unless]] = []
    for hit in hits:
        if hit.entry.is_trait:
            mask = _mask_of(hit, masks)
            if mask is None:
                standing.append(hit)
            else:
                masked.append((hit, mask))
    # "ethnic" inside a masked "ethnic minority" is masked with it.
    standing = [hit for hit in standing if not any(other.covers(hit) for other, _ in masked)]
    return standing, masked


def _traits(hits: Iterable[Hit]) -> set[Trait]:
    return {hit.entry.rule.trait for hit in hits if hit.entry.rule is not None}


def _values(hits: Iterable[Hit], text: str) -> Iterator[Value]:
    """Value words, the longest of each place; one Chinese character counts only between separators."""
    for hit in _longest([hit for hit in hits if hit.entry.is_value]):
        if hit.entry.rule is not None and not _is_part(hit, text):
            yield Value(hit.entry.rule.trait, text[hit.start : hit.end], hit.entry.word.value, hit.start)


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    """Values in order, each once whatever its case."""
    found: dict[str, str] = {}
    for value in values:
        found.setdefault(value.casefold(), value)
    return tuple(found.values())


def _is_part(hit: Hit, text: str) -> bool:
    if hit.end - hit.start > 1 or not is_han(text[hit.start : hit.end] or " "):
        return False
    around = text[hit.start - 1 : hit.start] + text[hit.end : hit.end + 1]
    return any(is_han(char) and char not in "等类类系族人或和与及" for char in around)


def _mask_of(hit: Hit, masks: Iterable[Hit]) -> Unless | None:
    for mask in masks:
        one = mask.entry.unless
        # "a race classifier" is no "into a race": the longer of two that overlap is meant.
        if one is None or not (mask.overlaps(hit) and mask.end - mask.start >= hit.end - hit.start):
            continue
        if mask.entry.rule is not None and mask.entry.rule is not hit.entry.rule:
            continue
        if one.trait is not None and hit.entry.rule is not None and one.trait is not hit.entry.rule.trait:
            continue
        return one
    return None


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """Drop hits inside longer ones ("ethnic" inside "ethnic minority"); one pass over the hits in order."""
    kept: list[Hit] = []
    reach: Hit | None = None
    for hit in sorted(hits, key=lambda one: (one.start, -one.end)):
        if reach is not None and reach.covers(hit) and (reach.start, reach.end) != (hit.start, hit.end):
            continue
        kept.append(hit)
        if reach is None or hit.end > reach.end:
            reach = hit
    return kept


def _rank(hit: Hit) -> tuple[int, int]:
    trait = hit.entry.rule.trait if hit.entry.rule else Trait.OTHER
    return ORDER.get(trait, 2), hit.start


def leading(hits: Iterable[Hit]) -> Hit | None:
    """The hit whose trait leads."""
    return min(hits, key=_rank, default=None)


def governed(sighting: Sighting) -> bool:
    """Whether a capability verb or a function noun belongs to a trait word of the same clause."""
    if sighting.strength is Strength.STRONG:
        return True
    text = sighting.unit.own
    for hit in sighting.told:
        begin, end = next(((a, b) for a, b in sighting.clauses if a <= hit.start < b), (0, len(text)))
        if any(_near(one, hit, begin, end) for one in sighting.spans):
            return True
    return False


_TITLE = " \"'“”„«»‘’‹›:=`*"


def labelled(sighting: Sighting) -> bool:
    """Whether a trait word is the name of a field: "the field 'Race'", "campo raza", "Attribut Rasse"."""
    text = sighting.unit.own
    fields = [hit for hit in sighting.spans if hit.entry.sign is Sign.OUTPUT]
    return any(
        hit.end < trait.start and not text[hit.end : trait.start].strip(_TITLE)
        for trait in sighting.told
        for hit in fields
    )


_OTHER = frozenset({Sign.FAIRNESS, Sign.EQUALITY, Sign.RECORD, Sign.BACKGROUND})
DIRECT_REACH = 30
OWNER = 8
"""Characters between a trait and the people whose it is: an article, a preposition."""


def direct(sighting: Sighting) -> bool:
    """Whether a capability verb governs a trait word with nothing of another meaning in between."""
    if sighting.strength is Strength.STRONG:
        return True
    larger = [hit for hit in sighting.spans if hit.entry.sign in _OTHER or hit.entry.sign is Sign.NOT_A_CUE]
    verbs = [hit for hit in sighting.spans if hit.entry.sign is Sign.VERB]
    verbs = [verb for verb in verbs if not any(one.covers(verb) for one in larger)]
    others = [hit for hit in sighting.spans if hit.entry.sign in _OTHER]
    for trait in sighting.told:
        for verb in verbs:
            first, second = (verb, trait) if verb.start < trait.start else (trait, verb)
            if second.start - first.end > DIRECT_REACH or first.overlaps(second):
                continue
            if not any(_turns(other, first, second, verb, sighting.unit.own) for other in others):
                return True
    return False


def _turns(other: Hit, first: Hit, second: Hit, verb: Hit, text: str) -> bool:
    """Whether a word of another meaning stands between, or says of the verb how it is measured.

    "The religion of employees": who the people are is no other meaning.
    """
    if other.entry.sign is Sign.EQUALITY and first is not verb and 0 < other.start - first.end <= OWNER:
        return False
    if first.end <= other.start < second.start:
        return True
    before = 0 <= verb.start - other.end <= DIRECT_REACH and "," not in text[other.end : verb.start]
    return before and other.entry.sign is Sign.FAIRNESS


def _near(sign: Hit, trait: Hit, begin: int, end: int) -> bool:
    if not (begin <= sign.start < end) or trait.covers(sign):
        return False
    gap = max(trait.start - sign.end, sign.start - trait.end)
    if sign.entry.sign is Sign.VERB:
        return gap <= VERB_REACH
    return sign.entry.sign is Sign.OUTPUT and gap <= OUTPUT_REACH
