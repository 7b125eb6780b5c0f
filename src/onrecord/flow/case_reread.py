"""Read what a case holds again, with the readers and rules of today; earlier readings stay as they are."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.archive.case import Case
from onrecord.archive.writer import Writer
from onrecord.flow.case_content import content_of, is_removed
from onrecord.flow.case_open import PROGRAM
from onrecord.flow.case_reading import keep_reading, packs_digest
from onrecord.flow.examine import Examiner
from onrecord.flow.inputs import Input
from onrecord.flow.result import DocumentResult, InputResult, Tally
from onrecord.flow.scan import scan_entries
from onrecord.model.capture import Capture

if TYPE_CHECKING:
    from sqlalchemy import Connection

GROUP_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Again:
    """A capture was read again, and the reading is on record; ``findings`` is how many it has now."""

    capture: Capture
    findings: int


def stale(case: Case, connection: Connection, names: Sequence[str], packs: str) -> list[Capture]:
    """Captures of these series that were read, and not last by this program with these rules."""
    from onrecord.archive.index.looks import captures_of, readings_of

    found = []
    for name in names:
        for made in captures_of(connection, name):
            readings = list(readings_of(connection, made.id))
            if not readings or is_removed(case, made):
                continue
            if (readings[-1].program, readings[-1].packs) != (PROGRAM, packs):
                found.append(made)
    return found


@dataclass(slots=True)
class Rereader:
    """Adds a reading to captures."""

    case: Case
    writer: Writer
    examiner: Examiner
    jobs: int
    _waiting: list[Again] = field(default_factory=list)

    def read(self, wanted: Sequence[Capture]) -> Iterator[Again]:
        """Read each capture; it is told once its reading is durable."""
        packs, committed = packs_digest(self.examiner.job.packs), time.monotonic()
        by_label = {f"{made.id} {made.name}": made for made in wanted}
        results: list[DocumentResult] = []
        documents = 0
        for event in scan_entries(self._inputs(by_label), self.examiner, jobs=self.jobs):
            if isinstance(event, DocumentResult):
                results.append(event)
            elif isinstance(event, Tally):
                documents += event.documents
            elif isinstance(event, InputResult):
                self._keep(by_label[event.path], results, documents, packs)
                results, documents = [], 0
                if time.monotonic() - committed > GROUP_SECONDS:
                    yield from self._commit()
                    committed = time.monotonic()
        yield from self._commit()

    def _inputs(self, by_label: dict[str, Capture]) -> Iterator[Input]:
        for label, made in by_label.items():
            data = content_of(self.case.folder, made)
            yield Input(
                label,
                None,
                named=True,
                data=data,
                size=len(data),
                media_type=made.media_type,
                provenance=made.provenance,
            )

    def _keep(self, made: Capture, results: Sequence[DocumentResult], documents: int, packs: str) -> None:
        shown = [_named(result, made) for result in results]
        keep_reading(self.writer, made, shown, program=PROGRAM, packs=packs, documents=documents)
        self._waiting.append(Again(made, sum(len(result.findings) for result in results)))

    def _commit(self) -> Iterator[Again]:
        self.writer.commit()
        done, self._waiting = self._waiting, []
        yield from done


def _named(result: DocumentResult, made: Capture) -> DocumentResult:
    """Results under the name that people know the capture by."""
    from dataclasses import replace

    path = made.address if "://" in made.address else made.name
    seen = tuple(replace(one, finding=replace(one.finding, path=path)) for one in result.findings)
    return replace(result, path=path, findings=seen)
