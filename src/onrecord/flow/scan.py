"""Scan inputs in worker processes: entries in; documents, counts and the end of each input out, in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.flow import post  # noqa: F401  (results go by the post, in both processes)
from onrecord.flow.examine import Examiner, Order
from onrecord.flow.inputs import Entry, Input, Skipped, Unreadable
from onrecord.flow.provenance import ProvenanceTable
from onrecord.flow.result import DocumentResult, InputResult, Tally
from onrecord.flow.workers import Outcome, Task, run
from onrecord.model.document import Gap
from onrecord.model.vocabulary import GapKind

Event = DocumentResult | Tally | InputResult | Skipped

ADVICE = {
    GapKind.TIME_LIMIT: "Raise --timeout, or scan a part of it.",
    GapKind.MEMORY_LIMIT: "Raise --memory, or scan a part of it.",
    GapKind.TOO_LARGE: "Scan a part of it.",
    GapKind.WORKER_DIED: "Scan it alone to see whether it happens again; a report helps us mend it.",
}


def default_jobs() -> int:
    """One worker for each core that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system can say
        return os.cpu_count() or 1


def scan_entries(
    entries: Iterable[Entry],
    examiner: Examiner,
    *,
    jobs: int,
    provenance: ProvenanceTable | None = None,
) -> Iterator[Event]:
    """Everything that happens in a scan. ``jobs=0`` works in this process, without protection."""
    examiner.prepare()  # here, so that a broken pack is one clear error and not one a worker
    queue = _Queue(provenance)
    outcomes: Iterator[Outcome[DocumentResult | Tally]] = run(
        examiner.examine,
        queue.tasks(entries),
        jobs=jobs,
        limits=examiner.job.ask.limits,
        initializer=examiner.prepare,
        ordered=True,
    )
    try:
        for outcome in outcomes:
            yield from queue.aside()
            yield from queue.take(outcome)
        yield from queue.aside()
    finally:
        close = getattr(outcomes, "close", None)
        if close:  # ends the workers at once when the caller stops early
            close()


@dataclass(slots=True)
class _Queue:
    """Turns entries into tasks as workers ask for them; what needs no worker waits for the next moment."""

    provenance: ProvenanceTable | None
    _aside: deque[Event] = field(default_factory=deque)
    _open: dict[str, Input] = field(default_factory=dict)
    _tallies: dict[str, Tally] = field(default_factory=dict)
    _count: int = 0

    def tasks(self, entries: Iterable[Entry]) -> Iterator[Task[Order]]:
        for entry in entries:
            if isinstance(entry, Skipped):
                self._aside.append(entry)
            elif isinstance(entry, Unreadable):
                self._aside.append(DocumentResult(entry.path, gaps=(entry.gap,)))
                self._aside.append(Tally(documents=1, unread=1))
                self._aside.append(InputResult(entry.path, entry.named, unread=True))
            else:
                yield self._task(entry)

    def aside(self) -> Iterator[Event]:
        while self._aside:
            yield self._aside.popleft()

    def take(self, outcome: Outcome[DocumentResult | Tally]) -> Iterator[Event]:
        if isinstance(outcome.value, Tally):
            self._tallies[outcome.key] += outcome.value
        if outcome.value is not None:
            yield outcome.value
        if not outcome.last:
            return
        entry, tally = self._open.pop(outcome.key), self._tallies.pop(outcome.key)
        if outcome.failure is not None:
            gap = Gap("", outcome.failure, outcome.reason, ADVICE.get(outcome.failure, ""))
            lost = Tally(documents=1, unread=1)
            tally += lost
            yield DocumentResult(entry.path, gaps=(gap,))
            yield lost
        yield InputResult(entry.path, entry.named, unread=tally.documents == tally.unread)

    def _task(self, entry: Input) -> Task[Order]:
        known = entry.provenance
        if known is None and self.provenance and entry.file:
            known = self.provenance.of(entry.file)
        self._count += 1
        key = str(self._count)
        self._open[key] = entry
        self._tallies[key] = Tally()
        order = Order(entry.path, entry.file, entry.data, known, entry.sha256, entry.media_type)
        return Task(key, order, entry.size or len(entry.data or b""))
