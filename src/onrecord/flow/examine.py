"""What happens to one input in its worker process: open, read, detect, and cut out what people will see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.flow.blobs import blob_of
from onrecord.flow.excerpt import Excerpts
from onrecord.flow.filters import Filters
from onrecord.flow.inputs import gap_of, shown, too_large
from onrecord.flow.packs import load_packs
from onrecord.flow.result import FATAL, DocumentResult, Seen, Tally
from onrecord.model.document import Blob, Document, Gap
from onrecord.model.finding import Finding, Provenance
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind

if TYPE_CHECKING:
    from onrecord.detect.packs import Packs


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker of one scan is told once; ``ask.interest`` is set there, for it cannot be sent."""

    packs: dict[str, str]
    ask: Ask
    filters: Filters
    neighbours: int = 0
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """One input for a worker."""

    path: str
    file: Path | None
    data: bytes | None = None
    provenance: Provenance | None = None
    sha256: str = ""
    """Digest that the bytes must have; empty where any will do."""
    media_type: str = ""


TALLY_EVERY = 500
"""Documents without a finding or a gap are only counted; in a large archive they are reported in between."""


class Examiner:
    """Reads inputs and finds in them. Goes to a worker process without its packs, which are loaded there."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.ask = job.ask
        self._packs: Packs | None = None

    def __getstate__(self) -> Job:
        return self.job

    def __setstate__(self, job: Job) -> None:
        self.job, self.ask, self._packs = job, job.ask, None

    def prepare(self) -> None:
        """Load the packs, once; a broken one is a ``UserError``.

        What every worker needs is built here, before processes are forked: they share it.
        """
        if self._packs is None:
            from onrecord.detect import engine  # noqa: F401
            from onrecord.read.registry import formats

            formats()
            self._packs = load_packs(self.job.packs)
            self._packs.interest("")
            anchors = self._packs.anchors
            self.ask = replace(self.job.ask, interest=anchors.any, literals=anchors.literals)

    @property
    def packs(self) -> Packs:
        """The packs in use."""
        self.prepare()
        if self._packs is None:
            raise RuntimeError("packs were not loaded")
        return self._packs

    def examine(self, order: Order) -> Iterator[DocumentResult | Tally]:
        """Everything about one input, as it is found; what cannot be read is a gap, never an exception."""
        blob = self._open(order)
        if isinstance(blob, Gap):
            yield DocumentResult(order.path, gaps=(blob,))
            yield Tally(documents=1, unread=1)
            return
        tally = Tally()
        for document in self._documents(blob):
            tally += Tally(1, int(nothing_read(document)), len(document.passages))
            seen = tuple(self._findings(blob, document, order))
            if seen or document.gaps:
                yield _result(document, order, seen)
            if seen or tally.documents >= TALLY_EVERY:
                yield tally
                tally = Tally()
        yield tally

    def in_full(self, order: Order) -> Iterator[tuple[Document, tuple[Seen, ...]]]:
        """Every document of an input with all its passages and its findings: slow, for explanations."""
        from onrecord.read.open import read

        blob = self._open(order)
        if isinstance(blob, Gap):
            yield Document(order.path, "", "", 0, "", "", gaps=(blob,)), ()
            return
        for document in read(blob, self.job.ask):
            yield document, tuple(self._findings(blob, document, order))

    def _open(self, order: Order) -> Blob | Gap:
        limit = self.job.ask.limits.file_bytes
        if order.file is None:
            data = order.data or b""
            return (
                too_large(limit)
                if len(data) > limit
                else Blob(data, order.path.strip("<>"), media_type=order.media_type)
            )
        try:
            if order.file.stat().st_size > limit:
                return too_large(limit)
            blob = Blob(order.file.read_bytes(), shown(order.file.name))
        except OSError as error:
            return gap_of(error)
        if order.sha256 and blob.sha256() != order.sha256:
            return Gap(
                "",
                GapKind.DAMAGED,
                "the file changed between being kept and being read",
                "Add it again once nothing writes to it any more.",
            )
        return blob

    def _documents(self, blob: Blob) -> Iterator[Document]:
        from onrecord.read.open import read

        yield from read(blob, self.ask)

    def _findings(self, blob: Blob, document: Document, order: Order) -> Iterator[Seen]:
        from onrecord.detect.engine import detect

        if not document.passages:
            return
        found = detect(document, self.packs, order.provenance, order.path)
        wanted = [finding for finding in found if self.job.filters.let(finding)]
        if not wanted:
            return
        excerpts = Excerpts(document, self.job.neighbours)
        places = _Places(blob, document, self.ask, pictures=self.job.pictures)
        for finding in wanted:
            placed = places.sharpen(finding)
            yield Seen(placed, excerpts.cut(finding.start, finding.end), places.picture(placed))


class _Places:
    """Sharpens places and cuts pictures for the findings of one document, opening its bytes at most once."""

    def __init__(self, root: Blob, document: Document, ask: Ask, *, pictures: bool) -> None:
        from onrecord.read.reader import Reader
        from onrecord.read.registry import formats

        by_name = (item for item in formats() if isinstance(item, Reader) and item.name == document.reader)
        reader = next(by_name, None)
        self._locate = reader.locate if reader else None
        self._document = document
        self._pictures = pictures
        self._blob = blob_of(root, document, ask) if self._locate or pictures else None

    def sharpen(self, finding: Finding) -> Finding:
        """The finding with the finest place that its reader can tell."""
        if self._locate is None or self._blob is None:
            return finding
        from onrecord.read.open import PARSER_ERRORS

        try:
            locator = self._locate(self._blob, self._document, finding.start, finding.end)
        except PARSER_ERRORS:  # the coarse place still holds
            return finding
        return replace(finding, locator=replace(locator, members=finding.locator.members or locator.members))

    def picture(self, finding: Finding) -> bytes:
        """A PNG of the place on its page, with the quote marked; empty where there is none."""
        if not self._pictures or self._blob is None:
            return b""
        from onrecord.flow.picture import picture

        return picture(self._blob, finding.locator)


def nothing_read(document: Document) -> bool:
    """True when a document is nothing but the reasons why it could not be read.

    A reading may leave its text empty because nothing in it was of interest, so pages without a gap count.
    """
    fatal = sum(gap.kind in FATAL for gap in document.gaps)
    return not document.text and not document.passages and fatal >= (document.pages or 1)


def _result(document: Document, order: Order, seen: tuple[Seen, ...]) -> DocumentResult:
    known = order.provenance or Provenance()
    return DocumentResult(
        path=order.path,
        members=document.members,
        reader=document.reader,
        media_type=document.media_type,
        encoding=document.encoding,
        pages=document.pages,
        sha256=document.sha256,
        publisher=known.publisher,
        role=known.role.value if order.provenance else "",
        url=known.url,
        captured_at=known.captured_at,
        findings=seen,
        gaps=document.gaps,
    )
