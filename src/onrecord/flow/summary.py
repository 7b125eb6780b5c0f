"""Count what a scan has seen: documents, findings by stance, and everything that was not read."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

from onrecord.flow.inputs import Skipped, SkipReason
from onrecord.flow.place import document_name
from onrecord.flow.result import DocumentResult, InputResult, Tally
from onrecord.model.document import Gap
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import POSITIVE_STANCES, Basis, GapKind, Stance

EXAMPLES = 3


@dataclass(slots=True)
class Group:
    """Gaps (or skips) that share a reason: how many, and the first few."""

    reason: str
    advice: str = ""
    kind: GapKind | None = None
    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        """Count one more."""
        self.count += 1
        if len(self.first) < EXAMPLES and name not in self.first:
            self.first.append(name)


@dataclass(slots=True)
class Summary:
    """Grows with each event of a scan; small whatever the size of the scan.

    ``stopped`` is the exit code of a scan that was stopped before its end, else 0.
    """

    inputs: int = 0
    unread: int = 0
    documents: int = 0
    passages: int = 0
    with_findings: int = 0
    stances: Counter[Stance] = field(default_factory=Counter)
    positive: int = 0
    gaps: dict[tuple[str, str], Group] = field(default_factory=dict)
    skips: dict[SkipReason, Group] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    stopped: int = 0
    _started: float = field(default_factory=time.monotonic)

    def add(self, event: DocumentResult | Tally | InputResult | Skipped) -> None:
        """Count one event."""
        if isinstance(event, DocumentResult):
            self._document(event)
        elif isinstance(event, Tally):
            self.documents += event.documents
            self.passages += event.passages
        elif isinstance(event, InputResult):
            self.inputs += 1
            self.unread += event.unread
            if event.failed:
                self.failed.append(event.path)
        else:
            self.skips.setdefault(event.reason, Group(event.reason.value)).add(event.path)

    @property
    def seconds(self) -> float:
        """Time since the scan began."""
        return time.monotonic() - self._started

    @property
    def exit_code(self) -> int:
        """130 or 143 stopped; 2 a named input, or every input, could not be read at all; 1 claims; 0 none."""
        if self.stopped:
            return self.stopped
        if self.failed or (self.inputs and self.unread == self.inputs):
            return 2
        return 1 if self.positive else 0

    def _document(self, document: DocumentResult) -> None:
        self.with_findings += bool(document.findings)
        for seen in document.findings:
            self.stances[seen.finding.stance] += 1
            self.positive += is_positive(seen.finding)
        for gap in document.gaps:
            self._gap(gap, document_name(document.path, gap.members or document.members))

    def _gap(self, gap: Gap, name: str) -> None:
        where = f"{name} ({gap.part})" if gap.part and not name.endswith(gap.part) else name
        self.gaps.setdefault((gap.reason, gap.advice), Group(gap.reason, gap.advice, gap.kind)).add(where)


def is_positive(finding: Finding) -> bool:
    """True for a claim, requirement or test result about looks: what exit code 1 stands for."""
    return finding.stance in POSITIVE_STANCES and finding.basis is Basis.APPEARANCE
