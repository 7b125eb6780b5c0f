"""One automaton over all words of one language: a string in, every word that stands in it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.detect.rule import Match, Rule, Unless, Word
from onrecord.detect.terms import compiled, complete
from onrecord.detect.vocabulary import Sign

_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word means: a trait word of a rule, a value of a trait, a look-alike, or a sign."""

    word: Word
    rule: Rule | None = None
    match: Match | None = None
    unless: Unless | None = None
    sign: Sign | None = None

    @property
    def is_trait(self) -> bool:
        """Whether the word names a trait."""
        return self.match is not None

    @property
    def is_value(self) -> bool:
        """Whether the word is a member of a trait's value set, meaningful only below that trait."""
        return self.rule is not None and self.match is None and self.unless is None


@dataclass(frozen=True, slots=True)
class Hit:
    """A word found: span in the normalised text."""

    start: int
    end: int
    entry: Entry

    def covers(self, other: Hit) -> bool:
        """Whether the other hit lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Hit) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Index:
    """First literals, the numbers of the entries of each, and the numbers of entries that are patterns."""

    literals: list[str]
    owners: list[list[int]]
    patterns: list[int]


def index_of(entries: Iterable[Entry]) -> Index:
    """Index entries by their first literal; patterns are kept apart."""
    by_literal: dict[str, list[int]] = {}
    patterns = []
    for number, entry in enumerate(entries):
        term = entry.word.term
        if term.pattern:
            patterns.append(number)
        else:
            by_literal.setdefault(term.literal, []).append(number)
    return Index(list(by_literal), list(by_literal.values()), patterns)


class Lexicon:
    """All entries of one language (or of code)."""

    def __init__(self, entries: Sequence[Entry], index: Index | None = None) -> None:
        """Take the entries, looked at only when a word of theirs is met, and their index if known."""
        self._entries = entries
        self.index = index or index_of(entries)
        self._met: dict[int, list[Entry]] = {}

    @cached_property
    def _automaton(self) -> object:
        import ahocorasick_rs

        return ahocorasick_rs.AhoCorasick(
            self.index.literals, matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False
        )

    @cached_property
    def _patterns(self) -> list[Entry]:
        return [self._entries[number] for number in self.index.patterns]

    def find(self, text: str) -> list[Hit]:
        """Every word in a normalised text, in order of start."""
        hits = list(self._literal_hits(text))
        for entry in self._patterns:
            found = compiled(entry.word.term.pattern).finditer(text)
            hits.extend(Hit(one.start(), one.end(), entry) for one in found if one.end() > one.start())
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        return hits

    def _literal_hits(self, text: str) -> Iterator[Hit]:
        if not self.index.literals or not text:
            return
        try:
            matches = self._automaton.find_matches_as_indexes(text, overlapping=True)  # type: ignore[attr-defined]
        except UnicodeEncodeError:  # half a surrogate pair, in the name of a member say
            whole = _LONE.sub("\ufffd", text)
            matches = self._automaton.find_matches_as_indexes(whole, overlapping=True)  # type: ignore[attr-defined]
        for number, start, _ in matches:
            for entry in self._met.get(number) or self._meet(number):
                end = complete(entry.word.term, text, start)
                if end >= 0:
                    yield Hit(start, end, entry)

    def _meet(self, number: int) -> list[Entry]:
        met = self._met[number] = [self._entries[owner] for owner in self.index.owners[number]]
        return met


def rule_entries(rule: Rule) -> Iterator[Entry]:
    """The words of one rule: trait words, values, look-alikes."""
    for match in rule.match:
        for word in match.words:
            yield Entry(word, rule=rule, match=match)
    for word in rule.values:
        yield Entry(word, rule=rule)
    for unless in rule.unless:
        for word in unless.words:
            yield Entry(word, rule=rule, unless=unless)
