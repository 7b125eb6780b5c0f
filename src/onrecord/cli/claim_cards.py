"""Claims and changes as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from onrecord.cli.output.safe import one_line
from onrecord.model.claim import Change, Claim
from onrecord.model.finding import Finding
from onrecord.track.wording import STATES, sentence, told

SHORT = 12
"""Characters of an id that people are shown."""


def claims(found: Iterable[Claim]) -> Iterator[str]:
    """A few lines for each claim, under the names of the series."""
    for series, group in groupby(found, key=attrgetter("series")):
        yield one_line(series)
        for one in group:
            yield from _claim(one)
        yield ""


def _claim(one: Claim) -> Iterator[str]:
    trait = one.trait.replace("_", " ")
    yield f"  {one.id[:SHORT]}  {STATES[one.state]}  {trait}, {one.stance}"
    yield f"      {one_line(one.wordings[-1].quote)}"
    yield f"      {one_line(sentence(one))}"


def changes(found: Iterable[Change]) -> Iterator[str]:
    """A few lines for each change, in order of time."""
    for one in found:
        yield one_line(f"{told(one)}")
        yield one_line(f"claim {one.claim[:SHORT]} of {one.series}")
        yield from _quote("before", one.before)
        yield from _quote("after", one.after)
        yield ""


def _quote(label: str, finding: Finding | None) -> Iterator[str]:
    if finding is not None:
        yield f"  {label:7} {one_line(finding.quote)}"
