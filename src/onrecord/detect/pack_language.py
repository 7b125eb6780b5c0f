"""One pack folder, as data: its rules, words and look-alikes are built when somebody asks for them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from onrecord.detect.lexicon import Entry, Index, Lexicon, rule_entries
from onrecord.detect.rule import Fields, PackError, Rule, Unless, Word, rule, unless
from onrecord.detect.vocabulary import Sign

_WORDS = ("words.yml", "stance.yml")
_LOOKALIKES = "lookalikes.yml"
_SPECIAL = (*_WORDS, _LOOKALIKES, "language.yml")


@dataclass(frozen=True, slots=True)
class Content:
    """The files of a folder as plain values, and the index of its words where it is known already."""

    files: Mapping[str, object]
    sizes: Sequence[int] = ()
    index: Index | None = None


class Language:
    """One pack folder: the rules of a language, or of code identifiers."""

    def __init__(self, code: str, name: str, status: str, content: Callable[[], Content]) -> None:
        """Take what every run asks for, and a way to the rest."""
        self.code = code
        self.name = name
        self.status = status
        self._ask = content
        self._rules: dict[str, Rule] = {}
        self._signs: dict[Sign, tuple[Word, ...]] = {}
        self._lookalikes: dict[int, Unless] = {}

    @cached_property
    def content(self) -> Content:
        """The files of the folder."""
        return self._ask()

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, also retired ones."""
        return tuple(self._rule(file) for file in self._rule_files())

    @cached_property
    def signs(self) -> Mapping[Sign, tuple[Word, ...]]:
        """The word lists that the mechanisms read."""
        return {sign: self._sign(sign) for sign in self._sign_names()}

    @cached_property
    def lookalikes(self) -> tuple[Unless, ...]:
        """Look-alikes that all rules share."""
        return tuple(self._lookalike(number) for number in range(len(self._lookalike_items())))

    @cached_property
    def lexicon(self) -> Lexicon:
        """All words behind one automaton."""
        return Lexicon(self.entries, self.content.index)

    @cached_property
    def entries(self) -> Entries:
        """All words, in one order: by rule, then by sign, then by look-alike."""
        makers = [lambda file=file: self._of_rule(file) for file in self._rule_files()]
        makers += [lambda sign=sign: self._of_sign(sign) for sign in self._sign_names()]
        makers += [lambda at=at: self._of_lookalike(at) for at in range(len(self._lookalike_items()))]
        return Entries(makers, self.content.sizes)

    def _of_rule(self, file: str) -> list[Entry]:
        found = self._rule(file)
        return [] if found.status == "retired" else list(rule_entries(found))

    def _of_sign(self, sign: Sign) -> list[Entry]:
        return [Entry(word, sign=sign) for word in self._sign(sign)]

    def _of_lookalike(self, number: int) -> list[Entry]:
        one = self._lookalike(number)
        return [Entry(word, unless=one) for word in one.words]

    def _rule_files(self) -> list[str]:
        return [file for file in self.content.files if file not in _SPECIAL]

    def _rule(self, file: str) -> Rule:
        if file not in self._rules:
            self._rules[file] = rule(self.content.files[file], f"{self.code}/{file}")
        return self._rules[file]

    def _lists(self) -> list[Fields]:
        files = self.content.files
        return [Fields(files[file], f"{self.code}/{file}") for file in _WORDS if file in files]

    def _sign_names(self) -> list[Sign]:
        names: dict[Sign, None] = {}
        for fields in self._lists():
            for key in fields.keys():  # noqa: SIM118  (Fields is no mapping)
                try:
                    names[Sign(key)] = None
                except ValueError:
                    raise PackError(
                        f"{fields.where}: unknown list {key!r}; lists are {', '.join(Sign)}"
                    ) from None
        return list(names)

    def _sign(self, sign: Sign) -> tuple[Word, ...]:
        if sign not in self._signs:
            given = [fields.words(sign) for fields in self._lists() if fields.has(sign)]
            self._signs[sign] = tuple(word for words in given for word in words)
        return self._signs[sign]

    def _lookalike(self, number: int) -> Unless:
        if number not in self._lookalikes:
            item = self._lookalike_items()[number]
            self._lookalikes[number] = unless(item, f"{self.code}/{_LOOKALIKES}")
        return self._lookalikes[number]

    def _lookalike_items(self) -> Sequence[object]:
        items = self.content.files.get(_LOOKALIKES)
        if items is None:
            return ()
        if not isinstance(items, list):
            raise PackError(f"{self.code}/{_LOOKALIKES}: expected a list of look-alikes")
        return items


class Entries(Sequence[Entry]):
    """Words in groups; a group is built when one of its words is asked for.

    ``sizes`` are the lengths of the groups; where they are not known every group is built at once.
    """

    def __init__(self, makers: Sequence[Callable[[], list[Entry]]], sizes: Sequence[int]) -> None:
        self._makers = makers
        self._made: dict[int, list[Entry]] = {}
        self.sizes = sizes or [len(self._group(number)) for number in range(len(makers))]
        self._starts = [0]
        for size in self.sizes:
            self._starts.append(self._starts[-1] + size)

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> list[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | list[Entry]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        group = bisect_right(self._starts, at) - 1
        return self._group(group)[at - self._starts[group]]

    def _group(self, number: int) -> list[Entry]:
        if number not in self._made:
            self._made[number] = self._makers[number]()
        return self._made[number]


def folder_of(code: str, files: Mapping[str, object]) -> Language:
    """A language from the files of its folder, every one of them checked; raises ``PackError``."""
    about = Fields(files.get("language.yml", {"name": code}), f"{code}/language.yml")
    name, status = about.text("name", code), about.choice("status", ("supported", "trial"), "trial")
    about.done()
    content = Content(files)
    language = Language(code, name, status, lambda: content)
    _ = language.rules, language.signs, language.lookalikes, language.lexicon
    return language
