"""After a crash: bytes of the archive that no segment names are set aside, with an entry that says so."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.archive import durable
from onrecord.archive.case import Case
from onrecord.archive.writer import Writer
from onrecord.model.custody import Act, sha256

ABANDONED = 3600
"""Seconds after which the draft of a segment has no living writer any more."""


@dataclass(frozen=True, slots=True)
class Tail:
    """Bytes behind what the ledger names of a file: from ``offset`` to its end at ``size``."""

    file: str
    offset: int
    size: int


def sealed_sizes(case: Case) -> dict[str, int]:
    """How many bytes of each archive file the ledger names."""
    sizes: dict[str, int] = {}
    for segment in case.ledger.segments():
        sizes.update((grown.file, grown.size) for grown in segment.archive)
    return sizes


def tails(case: Case) -> Iterator[Tail]:
    """Tails that no living writer owns; drafts of segments that were never linked are none."""
    sealed = sealed_sizes(case)
    for path in sorted(case.archive.glob("*.warc.gz")):
        name = f"archive/{path.name}"
        known, size = sealed.get(name, 0), path.stat().st_size
        if size > known and not _in_use(path):
            yield Tail(name, known, size)


def recover(case: Case, writer: Writer) -> list[Tail]:
    """Set all tails aside: copy, note in the ledger, then cut. A crash in between repeats it harmlessly."""
    found = list(tails(case))
    for tail in found:
        path = case.folder / tail.file
        with path.open("rb") as file:
            file.seek(tail.offset)
            data = file.read(tail.size - tail.offset)
        to = f"archive/aside/{path.name}.{tail.offset}"
        (case.folder / to).parent.mkdir(exist_ok=True)
        durable.replace(case.folder / to, data)
        writer.enter(
            Act.ASIDE,
            tail.file,
            {
                "file": tail.file,
                "length": len(data),
                "offset": tail.offset,
                "sha256": sha256(data),
                "to": to,
                "why": "no entry names these bytes: a writer ended before its segment was written",
            },
        )
    if found:
        writer.commit()
    for tail in found:
        _cut(case.folder / tail.file, tail.offset)
    for draft in case.ledger.folder.glob(".*.json.*"):
        if time.time() - draft.stat().st_mtime > ABANDONED:
            draft.unlink(missing_ok=True)
    return found


def _cut(path: Path, size: int) -> None:
    if size == 0:
        path.unlink()
    else:
        with path.open("r+b") as file:
            file.truncate(size)
            os.fsync(file.fileno())
    durable.sync_folder(path.parent)


def _in_use(path: Path) -> bool:
    with path.open("rb") as file:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
    return False
