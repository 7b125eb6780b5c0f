"""Put neighbours together that differ only in their words: members of an enum, rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from onrecord.cli.output.words import headline
from onrecord.flow.result import Seen
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import PassageKind

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


def together(findings: Sequence[Seen]) -> Iterator[list[Seen]]:
    """Findings in their order, neighbours of one kind in one list."""
    numbered = enumerate(findings)
    for _, group in groupby(numbered, key=lambda pair: _key(pair[0], pair[1])):
        yield [seen for _, seen in group]


def label(finding: Finding) -> str:
    """A short place for one line of a group."""
    at = finding.locator
    if at.line is not None:
        return f"line {at.line}"
    if at.cell:
        return at.cell[:10]
    return "quote"


def _key(number: int, seen: Seen) -> tuple[object, ...]:
    finding, excerpt = seen.finding, seen.excerpt
    if finding.kind not in _TOGETHER or excerpt.above or excerpt.below:
        return (number,)
    at = finding.locator
    around = (at.page, at.sheet, at.part, at.slide)
    return (finding.kind, finding.stance, headline(finding), finding.context, finding.lookalike, around)
