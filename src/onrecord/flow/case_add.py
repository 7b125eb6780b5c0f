"""`onrecord add`: keep the bytes of files and pages, read them, enter both, and only then say so."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from onrecord.archive.case import Case
from onrecord.archive.writer import Writer, stamp_text, utc_now
from onrecord.flow.case_capture import Observed, keep
from onrecord.flow.case_history import History, Past
from onrecord.flow.case_import import MOST_LOSSES, Import, is_archive
from onrecord.flow.case_known import Known
from onrecord.flow.case_open import PROGRAM
from onrecord.flow.case_reading import keep_reading, packs_digest
from onrecord.flow.case_visit import Page, Visited, Visits
from onrecord.flow.examine import Examiner
from onrecord.flow.inputs import Entry, Input, Unreadable, gap_of
from onrecord.flow.provenance import ProvenanceTable
from onrecord.flow.result import DocumentResult, InputResult, Tally
from onrecord.flow.scan import Event, scan_entries
from onrecord.model.capture import Capture
from onrecord.model.custody import Act
from onrecord.model.document import Gap
from onrecord.model.finding import Provenance
from onrecord.model.vocabulary import GapKind, Method, Outcome

CHUNK = 1 << 20
GROUP = 200
"""Captures of one commit."""
GROUP_SECONDS = 2.0
RESOURCE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a person says of the files that are added."""

    series: str = ""
    edition: str = ""
    url: str = ""
    provenance: ProvenanceTable | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """A file is in the case, durable and in the ledger. ``known`` says that its bytes were there already."""

    path: str
    capture: Capture
    known: bool


@dataclass(slots=True)
class Adder:
    """Adds files and pages to a case while they are scanned."""

    case: Case
    writer: Writer
    examiner: Examiner
    origin: Origin = Origin()
    jobs: int = 1
    visits: Visits | None = None
    """How pages are asked for; made from the settings where it is not given."""
    _captures: dict[str, Capture] = field(default_factory=dict)
    _known: Known = field(default_factory=Known)
    _results: dict[str, list[DocumentResult]] = field(default_factory=dict)
    _read: int = 0
    """Documents of the input that is being read; inputs come one after the other."""
    _waiting: list[Added] = field(default_factory=list)
    _committed: float = 0.0

    def add(self, entries: Iterable[Entry | Page | Visited | History]) -> Iterator[Event | Added]:
        """Everything that happens: events of the scan, and each file once it is safely in the case."""
        self._known = Known.of(self.case)
        self._committed = time.monotonic()
        packs = packs_digest(self.examiner.job.packs)
        events = scan_entries(
            self._captured(entries), self.examiner, jobs=self.jobs, provenance=self.origin.provenance
        )
        for event in events:
            yield event
            self._note(event)
            if isinstance(event, InputResult) and event.path in self._captures:
                self._finish(event.path, packs)
                if len(self._waiting) >= GROUP or time.monotonic() - self._committed > GROUP_SECONDS:
                    yield from self._commit()
        yield from self._commit()

    def _captured(self, entries: Iterable[Entry | Page | Visited | History]) -> Iterator[Entry]:
        """Keep the bytes of each input just before a worker reads it."""
        for entry in entries:
            if isinstance(entry, Page):
                yield from self._visited(entry)
            elif isinstance(entry, History):
                yield from self._history(entry)
            elif isinstance(entry, Visited):
                yield from self._seen(entry)
            elif not isinstance(entry, Input):
                yield entry
            elif entry.file is not None and is_archive(entry.file):
                yield from self._imported(entry, entry.file)
            else:
                yield self._kept(entry)

    def _visited(self, page: Page) -> Iterator[Input]:
        if self.visits is None:
            self.visits = Visits(self.case)
        yield from self._seen(self.visits.visit(self._known.with_before(self.case, page)))

    def _seen(self, visited: Visited) -> Iterator[Input]:
        """Keep what a visit brought, and then the documents that the page links to."""
        observed = keep(self.writer, visited, self._known.blobs)
        yield from self._observed(observed)
        page, most = visited.page, self.case.settings.linked_documents
        if not page.linked or not observed.content:
            return
        for number, address in enumerate(observed.documents):
            if number >= most:
                break
            known = replace(page.provenance, url=address)
            yield from self._visited(Page(address, "", known, page.route, part_of=observed.capture.id))

    def _observed(self, observed: Observed) -> Iterator[Input]:
        made = observed.capture
        self._known.note(made)
        if not observed.content:
            self.writer.enter(Act.CAPTURE, made.id, made.body())
            self._waiting.append(Added(made.address, made, known=False))
            return
        key = f"{made.address} {made.id}" if made.address in self._captures else made.address
        self._captures[key] = made
        yield Input(
            key,
            None,
            named=True,
            data=observed.content,
            size=len(observed.content),
            media_type=made.media_type,
            provenance=made.provenance,
        )

    def _imported(self, entry: Input, path: Path) -> Iterator[Entry]:
        """Take over a web archive; what of it is lost is told and entered."""
        taken = Import(path, self.writer)
        try:
            for observed in taken.observed():
                if observed.capture.id not in self._known.captures:
                    yield from self._observed(observed)
        except OSError as error:
            yield Unreadable(entry.path, entry.named, gap_of(error))
            return
        yield from self._lost(entry.path, taken.losses, named=entry.named)

    def _history(self, wanted: History) -> Iterator[Entry]:
        """Take over what a web archive has of an address."""
        self.visits = self.visits or Visits(self.case)
        past = Past(wanted, self.visits)
        for observed in past.observed(self.writer, self._known):
            yield from self._observed(observed)
        yield from self._lost(wanted.address, past.losses, named=True)

    def _lost(self, path: str, losses: list[str], *, named: bool) -> Iterator[Entry]:
        """Tell what did not come, and enter it."""
        if losses:
            more = f"; and {len(losses) - MOST_LOSSES:,} more" if len(losses) > MOST_LOSSES else ""
            self.writer.enter(Act.NOTE, path, {"text": f"lost: {'; '.join(losses[:MOST_LOSSES])}{more}"})
        for one in losses:
            where, _, why = one.rpartition(": ")
            gap = Gap("", GapKind.TRUNCATED, why, "Get it again, if you can.")
            yield Unreadable(where or path, named, gap)

    def _kept(self, entry: Input) -> Entry:
        try:
            made = self._keep(entry)
        except OSError as error:
            return Unreadable(entry.path, entry.named, gap_of(error))
        self._captures[entry.path] = made
        return replace(entry, sha256=made.sha256)

    def _keep(self, entry: Input) -> Capture:
        import io

        if entry.file is None:
            return self._store(entry, io.BytesIO(entry.data or b""))
        with entry.file.open("rb") as stream:
            return self._store(entry, stream)

    def _store(self, entry: Input, stream: BinaryIO) -> Capture:
        digest, size = _digest(stream)
        known = self.origin.provenance.of(entry.file) if self.origin.provenance and entry.file else None
        known = known or Provenance(url=self.origin.url)
        now = stamp_text(utc_now())
        address = known.url or f"file:{entry.path}"
        first = self._known.blobs.get(digest)
        if first is None:
            place = self.writer.payload(
                "resource", address, now, stream, size, digest=digest, content_type=RESOURCE
            )
            self._known.blobs[digest] = place
        else:
            place = self.writer.revisit(address, now, first, digest)
        return Capture(
            series=self._series(entry, known),
            address=address,
            at=known.captured_at or now,
            outcome=Outcome.PRESENT,
            method=Method.FILE,
            name=Path(entry.path).name,
            sha256=digest,
            size=size,
            edition=self.origin.edition,
            tool=PROGRAM,
            provenance=known,
            records=(place,) if first is None else (place, first),
        )

    def _series(self, entry: Input, known: Provenance) -> str:
        if self.origin.series:
            return self.origin.series if entry.named else f"{self.origin.series}/{Path(entry.path).name}"
        return known.url or f"file:{entry.path}"

    def _note(self, event: Event) -> None:
        if isinstance(event, DocumentResult):
            self._results.setdefault(event.path, []).append(event)
        elif isinstance(event, Tally):
            self._read += event.documents

    def _finish(self, path: str, packs: str) -> None:
        made = self._captures.pop(path)
        results = self._results.pop(path, [])
        self.writer.enter(Act.CAPTURE, made.id, made.body())
        keep_reading(self.writer, made, results, program=PROGRAM, packs=packs, documents=self._read)
        self._read = 0
        known = any(record.kind == "revisit" for record in made.records)
        self._waiting.append(Added(path, made, known))

    def _commit(self) -> Iterator[Added]:
        self.writer.commit()
        self._committed = time.monotonic()
        done, self._waiting = self._waiting, []
        yield from done


def _digest(stream: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    stream.seek(0)
    return digest.hexdigest(), size
