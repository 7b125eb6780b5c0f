"""Read one input to documents in a worker process: for `onrecord read` and the Python API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.flow.inputs import gap_of, shown
from onrecord.flow.scan import ADVICE
from onrecord.flow.workers import Outcome, Task, run
from onrecord.model.document import Blob, Document, Gap
from onrecord.model.reading import Ask

OUTPUT_BYTES = 2_000_000_000
"""A reading with every passage of it may be larger than what a scan sends back."""


def read_documents(file: Path | None, ask: Ask, *, data: bytes = b"", name: str = "") -> Iterator[Document]:
    """Every document of a file (or of ``data``); the last one may be nothing but the gap that ended it."""
    try:
        blob = Blob(data, name) if file is None else Blob(file.read_bytes(), file.name)
    except OSError as error:
        yield lost(file.name if file else name, gap_of(error))
        return
    outcomes: Iterator[Outcome[Document]] = run(
        _Read(ask).documents, [Task(blob.name, blob)], jobs=1, limits=ask.limits, output_bytes=OUTPUT_BYTES
    )
    for outcome in outcomes:
        if outcome.value is not None:
            yield outcome.value
        if outcome.failure is not None:
            yield lost(blob.name, Gap("", outcome.failure, outcome.reason, ADVICE.get(outcome.failure, "")))


def lost(name: str, gap: Gap) -> Document:
    """A document that is nothing but the reason why there is none."""
    return Document(shown(name), "", "", 0, "", "", gaps=(gap,))


class _Read:
    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def documents(self, blob: Blob) -> Iterator[Document]:
        from onrecord.read.open import read

        return read(blob, self._ask)
