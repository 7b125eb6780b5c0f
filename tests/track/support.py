"""Observations of documents written in a test, read and detected by the real rooms."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from onrecord.detect.engine import detect
from onrecord.detect.packs import Packs
from onrecord.flow.packs import load_packs, pack_files
from onrecord.model.claim import Change, ChangeKind, Claim, Observation, Reading
from onrecord.model.document import Blob, Document
from onrecord.model.finding import Finding
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import POSITIVE_STANCES, Cause, Outcome
from onrecord.read.open import read
from onrecord.track.absence import Policy
from onrecord.track.follow import follow

PAIRS = Path(__file__).with_name("pairs.jsonl")
BEGIN = datetime(2026, 3, 1, 9, tzinfo=UTC)


@cache
def packs() -> Packs:
    return load_packs(pack_files())


@cache
def documents(text: str, name: str) -> tuple[Document, ...]:
    return tuple(read(Blob(text.encode(), name), Ask()))


@cache
def findings(text: str, name: str) -> tuple[Finding, ...]:
    return tuple(finding for document in documents(text, name) for finding in detect(document, packs()))


class Story:
    """A page that is observed again and again; ``hours`` count from the first look."""

    def __init__(self, series: str = "https://zorvane.example/kx", name: str = "page.html") -> None:
        self.series, self.name = series, name
        self.observations: list[Observation] = []
        self._texts: dict[str, str] = {}

    def look(
        self,
        hours: float,
        text: str = "",
        outcome: Outcome = Outcome.PRESENT,
        *,
        status: int = 0,
        route: str = "direct",
        readings: Sequence[Reading] | None = None,
        unread: frozenset[str] = frozenset(),
    ) -> Story:
        at = (BEGIN + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        capture = f"{self.series} {at}"
        self._texts[capture] = text
        if readings is None:
            made = Reading("onrecord 1", "packs-1", findings(text, self.name), unread) if text else None
            readings = (made,) if made else ()
        self.observations.append(
            Observation(
                *(capture, self.series, at, outcome, status, route),
                address=self.series,
                vendor="Zorvane",
                sha256=hashlib.sha256(text.encode()).hexdigest() if text else "",
                readings=tuple(readings),
            )
        )
        return self

    def documents(self, observation: Observation) -> Sequence[Document]:
        return documents(self._texts[observation.capture], self.name)

    def told(self, policy: Policy | None = None) -> tuple[list[Claim], list[Change]]:
        return follow(self.observations, policy, self.documents)


def kinds(changes: Sequence[Change]) -> list[tuple[ChangeKind, Cause]]:
    return [(change.kind, change.cause) for change in changes]


@dataclass(frozen=True)
class Case:
    """A labelled pair of documents and the claim that is looked for."""

    id: int
    label: str
    lang: str
    form: str
    name: str
    before: str
    after: str
    claim: str

    @property
    def stays(self) -> bool:
        return self.label in ("same", "moved")

    def finding(self) -> Finding:
        """The finding that is the claim; the pair is wrong where there is none."""
        for one in findings(self.before, self.name):
            if self.claim in one.quote and one.stance in POSITIVE_STANCES:
                return one
        raise AssertionError(f"pair {self.id}: no claim with {self.claim!r} is found")


def pairs() -> Iterator[Case]:
    for line in PAIRS.read_text("utf-8").splitlines():
        yield Case(**json.loads(line))


Judge = Callable[[Case], bool]
"""Says of a pair whether the claim is still there."""


def judge(case: Case) -> bool:
    """By the whole of ``follow``, as a case uses it."""
    wanted = case.finding()
    story = Story(name=case.name).look(0, case.before).look(24, case.after)
    _, changes = story.told()
    lost = [change for change in changes if change.kind is ChangeKind.NOT_FOUND]
    return not any(
        change.before is not None
        and (change.before.start, change.before.trait) == (wanted.start, wanted.trait)
        for change in lost
    )
