"""The Python interface: scan paths, read a file, detect in a document.

>>> import pathlib, tempfile, onrecord
>>> with tempfile.TemporaryDirectory() as folder:
...     file = pathlib.Path(folder, "datasheet.txt")
...     _ = file.write_text("Face attributes: age, glasses, ethnicity.")
...     for finding in onrecord.scan(folder):
...         print(finding.stance.value, finding.trait.value, "on line", finding.locator.line)
...     [document] = onrecord.read_file(file)
...     print(len(document.passages), "passage,", len(onrecord.detect_in(document)), "finding")
claim ethnicity on line 1
1 passage, 1 finding
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.flow.examine import Examiner, Job
from onrecord.flow.filters import Filters
from onrecord.flow.inputs import Walk
from onrecord.flow.packs import load_packs, pack_files
from onrecord.flow.provenance import load_provenance
from onrecord.flow.reading import read_documents
from onrecord.flow.result import DocumentResult
from onrecord.flow.scan import default_jobs, scan_entries
from onrecord.model.document import Document
from onrecord.model.finding import Finding, Provenance
from onrecord.model.reading import Ask

if TYPE_CHECKING:
    from onrecord.detect.packs import Packs
    from onrecord.flow.scan import Event

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def scan(
    paths: Paths,
    *,
    provenance: str | os.PathLike[str] | None = None,
    jobs: int | None = None,
    rules: Iterable[str | os.PathLike[str]] = (),
    ask: Ask | None = None,
) -> Iterator[Finding]:
    """Every finding in files and folders, as documents finish, in the order of their names.

    Look-alikes are among them: filter by ``stance``. What could not be read is not told here; use
    ``scan_documents`` where that matters.
    """
    for event in scan_documents(paths, provenance=provenance, jobs=jobs, rules=rules, ask=ask):
        if isinstance(event, DocumentResult):
            for seen in event.findings:
                yield seen.finding


def scan_documents(
    paths: Paths,
    *,
    provenance: str | os.PathLike[str] | None = None,
    jobs: int | None = None,
    rules: Iterable[str | os.PathLike[str]] = (),
    ask: Ask | None = None,
) -> Iterator[Event]:
    """Like ``scan``, with everything that happens: gaps and excerpts, counts, skipped files."""
    named = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    table = load_provenance(Path(provenance)) if provenance is not None else None
    packs = pack_files(Path(folder) for folder in rules)
    examiner = Examiner(Job(packs, ask or Ask(), Filters()))
    own = frozenset({Path(provenance).resolve()} if provenance is not None else ())
    entries = Walk(own=own).entries(os.fspath(path) for path in named)
    workers = default_jobs() if jobs is None else jobs
    yield from scan_entries(entries, examiner, jobs=workers, provenance=table)


def read_file(
    source: str | os.PathLike[str] | bytes, *, name: str = "", ask: Ask | None = None
) -> list[Document]:
    """All documents of a file, or of bytes (then ``name`` helps to tell the format), with every passage.

    An archive gives one document a member. What could not be read is in ``Document.gaps``.
    """
    order = ask or Ask()
    if isinstance(source, bytes):
        return list(read_documents(None, order, data=source, name=name or "bytes"))
    return list(read_documents(Path(source), order))


def detect_in(
    document: Document,
    *,
    provenance: Provenance | None = None,
    packs: Packs | None = None,
    path: str = "",
) -> list[Finding]:
    """The findings in a document that ``read_file`` gave, by the packs that come with OnRecord."""
    from onrecord.detect.engine import detect

    return detect(document, packs or _own_packs(), provenance, path or document.name)


@cache
def _own_packs() -> Packs:
    return load_packs(pack_files())
