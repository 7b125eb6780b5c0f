"""Put together what people read as one: findings about one passage, neighbours that differ only in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from onrecord.cli.output.words import headline
from onrecord.flow.result import Seen
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import PassageKind

Passage = tuple[Seen, ...]
"""Findings about the same words: one for each trait that the passage names."""

_TOGETHER = frozenset(
    {
        PassageKind.DECLARATION,
        PassageKind.TABLE_ROW,
        PassageKind.KEY_VALUE,
        PassageKind.UI_STRING,
        PassageKind.LIST_ITEM,
        PassageKind.STRING,
    }
)


def together(findings: Sequence[Seen]) -> Iterator[list[Passage]]:
    """Findings in their order: neighbours of one kind in a list, findings about one passage in a tuple."""
    passages = (tuple(group) for _, group in groupby(findings, key=_same))
    for _, group in groupby(enumerate(passages), key=lambda pair: _key(pair[0], pair[1][0])):
        yield [passage for _, passage in group]


def label(finding: Finding) -> str:
    """A short place for one line of a group."""
    at = finding.locator
    if at.line is not None:
        return f"line {at.line}"
    if at.cell:
        return at.cell[:10]
    return "quote"


def _same(seen: Seen) -> tuple[object, ...]:
    """What findings about one passage share; only their traits, values and rules differ."""
    finding = seen.finding
    about = (finding.stance, finding.basis, finding.strength, finding.lookalike)
    return (finding.start, finding.end, finding.quote, finding.locator, about)


def _key(number: int, seen: Seen) -> tuple[object, ...]:
    finding, excerpt = seen.finding, seen.excerpt
    if finding.kind not in _TOGETHER or excerpt.above or excerpt.below:
        return (number,)
    at = finding.locator
    around = (at.page, at.sheet, at.part, at.slide)
    return (finding.kind, finding.stance, headline(finding), finding.context, finding.lookalike, around)
