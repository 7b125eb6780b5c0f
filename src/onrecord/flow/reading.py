"""Read one input to documents in a worker process: for `onrecord read` and the Python API."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from onrecord.flow.inputs import gap_of, not_a_file, shown, too_large
from onrecord.flow.scan import ADVICE
from onrecord.flow.workers import Outcome, Task, run
from onrecord.model.document import Blob, Document, Gap
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind

OUTPUT_BYTES = 2_000_000_000
"""A reading with every passage of it may be larger than what a scan sends back."""


def read_documents(
    file: Path | None, ask: Ask, *, data: bytes = b"", name: str = "", media_type: str = ""
) -> Iterator[Document]:
    """Every document of a file (or of ``data``); the last one may be nothing but the gap that ended it."""
    blob = Blob(data, name, media_type=media_type) if file is None else _blob(file, ask.limits.file_bytes)
    if isinstance(blob, Gap):
        yield lost(file.name if file else name, blob)
        return
    outcomes: Iterator[Outcome[Document]] = run(
        _Read(ask).documents, [Task(blob.name, blob)], jobs=1, limits=ask.limits, output_bytes=OUTPUT_BYTES
    )
    for outcome in outcomes:
        if outcome.value is not None:
            yield outcome.value
        if outcome.failure is not None:
            yield lost(blob.name, Gap("", outcome.failure, outcome.reason, ADVICE.get(outcome.failure, "")))


def _blob(file: Path, limit: int) -> Blob | Gap:
    """The bytes of a file or of a named pipe, up to the limit; never of a device, which has no end."""
    try:
        mode = file.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            return not_a_file()
        with file.open("rb") as stream:
            data = stream.read(limit + 1)
    except FileNotFoundError:
        return Gap("", GapKind.MISSING, "no such file", "Check the spelling and the folder you are in.")
    except OSError as error:
        return gap_of(error)
    return too_large(limit) if len(data) > limit else Blob(data, shown(file.name))


def lost(name: str, gap: Gap) -> Document:
    """A document that is nothing but the reason why there is none."""
    return Document(shown(name), "", "", 0, "", "", gaps=(gap,))


class _Read:
    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def documents(self, blob: Blob) -> Iterator[Document]:
        from onrecord.read.open import read

        return read(blob, self._ask)
