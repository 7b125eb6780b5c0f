"""The overview of the HTML report: how many findings of each kind, by stance, trait, publisher, document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.cli.output.safe import one_line
from onrecord.cli.output.words import folder_and_name, plain, tone, tone_of
from onrecord.flow.result import DocumentResult
from onrecord.model.vocabulary import Stance, Trait

TONES = {
    "positive": "says so",
    "speech": "concedes it",
    "unclear": "unclear",
    "report": "reports it",
    "against": "denies or forbids it",
    "quiet": "look-alike, or not from looks",
}
"""Families of stances, in the order in which bars show them."""

PUBLISHERS = 12
DOCUMENTS = 200
"""Rows that are shown; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar, in per cent of the longest bar beside it."""

    tone: str
    start: str
    size: str


@dataclass(frozen=True, slots=True)
class Row:
    """One bar with its name and number; ``says`` is the bar in words; ``folder`` is the front of a path."""

    name: str
    total: int
    positive: int
    parts: tuple[Part, ...]
    says: str
    tone: str = ""
    anchor: str = ""
    folder: str = ""
    publisher: str = ""


@dataclass(slots=True)
class _Document:
    anchor: str
    folder: str
    name: str
    publisher: str
    counts: Counter[str]


class Overview:
    """Grows with each document; small whatever is in them."""

    def __init__(self) -> None:
        self._stances: Counter[Stance] = Counter()
        self._traits: dict[Trait, Counter[str]] = {}
        self._publishers: dict[str, Counter[str]] = {}
        self._documents: list[_Document] = []

    def add(self, result: DocumentResult, anchor: str) -> None:
        """Count the findings of one document."""
        counts = Counter(tone(seen.finding) for seen in result.findings)
        publisher = one_line(result.publisher)
        self._documents.append(_Document(anchor, *folder_and_name(result), publisher, counts))
        self._publishers.setdefault(publisher, Counter()).update(counts)
        for seen in result.findings:
            self._stances[seen.finding.stance] += 1
            self._traits.setdefault(seen.finding.trait, Counter())[tone(seen.finding)] += 1

    def stances(self) -> list[Row]:
        """One bar a stance, in the order of the vocabulary."""
        rows = {
            plain(one): Counter({tone_of(one): self._stances[one]}) for one in Stance if self._stances[one]
        }
        return _rows(rows)

    def traits(self) -> list[Row]:
        """One bar a trait; each finding counts once, by its leading trait."""
        return _rows({plain(one): self._traits[one] for one in Trait if one in self._traits})

    def publishers(self) -> tuple[list[Row], int]:
        """The publishers with most to say, and how many are left out; none where no publisher is known."""
        if not any(self._publishers):
            return [], 0
        ranked = sorted(self._publishers.items(), key=lambda pair: _rank(pair[1], pair[0]))
        shown = {name or "publisher not known": counts for name, counts in ranked[:PUBLISHERS]}
        return _rows(shown), max(0, len(ranked) - PUBLISHERS)

    def documents(self) -> tuple[list[Row], int]:
        """The documents with most to say, and how many are left out."""
        ranked = sorted(self._documents, key=lambda one: _rank(one.counts, ""))[:DOCUMENTS]
        longest = max((one.counts.total() for one in ranked), default=1)
        rows = [
            _row(
                one.name,
                one.counts,
                longest,
                anchor=one.anchor,
                folder=one.folder,
                publisher=one.publisher,
            )
            for one in ranked
        ]
        return rows, len(self._documents) - len(rows)

    def legend(self) -> list[tuple[str, str]]:
        """The families of stances that occur, as tone and words."""
        seen = {name for counts in self._traits.values() for name in counts}
        return [(name, words) for name, words in TONES.items() if name in seen]


def _rank(counts: Counter[str], name: str) -> tuple[int, int, str]:
    return (-counts["positive"], -counts.total(), name)


def _rows(counted: Mapping[str, Counter[str]]) -> list[Row]:
    longest = max((counts.total() for counts in counted.values()), default=1)
    return [_row(name, counts, longest) for name, counts in counted.items()]


def _row(
    name: str, counts: Counter[str], longest: int, *, anchor: str = "", folder: str = "", publisher: str = ""
) -> Row:
    known = [one for one in TONES if counts[one]]
    return Row(
        name=name,
        total=counts.total(),
        positive=counts["positive"],
        parts=tuple(_parts(((one, counts[one]) for one in known), longest)),
        says=", ".join(f"{counts[one]} {TONES[one]}" for one in known),
        tone=known[0] if len(known) == 1 else "",
        anchor=anchor,
        folder=folder,
        publisher=publisher,
    )


def _parts(counts: Iterable[tuple[str, int]], longest: int) -> Iterable[Part]:
    at = 0
    for name, count in counts:
        yield Part(name, f"{100 * at / longest:.2f}%", f"{100 * count / longest:.2f}%")
        at += count
