"""After a crash: bytes of the archive that no segment names are set aside, with an entry that says so."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from onrecord.archive import durable
from onrecord.archive.case import Case
from onrecord.archive.removal import DRAFT, settle
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


def sealed_sizes(case: Case, last: int | None = None) -> dict[str, int]:
    """How many bytes of each archive file the ledger names, up to segment ``last`` where it is given."""
    sizes: dict[str, int] = {}
    for segment in case.ledger.segments():
        if last is not None and segment.number > last:
            break
        sizes.update((grown.file, grown.size) for grown in segment.archive)
    return sizes


def tombstones(case: Case) -> dict[str, str]:
    """Files from which something was removed, with the digest that the newest tombstone names."""
    found: dict[str, str] = {}
    for entry in case.ledger.entries():
        now = entry.body.get("now")
        if entry.act is Act.TOMBSTONE and isinstance(now, Mapping):
            found[str(entry.body["file"])] = str(now["sha256"])
    return found


def tails(case: Case) -> list[Tail]:
    """Tails that no living writer owns; a file that no segment names is one as a whole."""
    with ExitStack() as locks:
        return _tails(case, locks)


def recover(case: Case, writer: Writer) -> list[Tail]:
    """Set all tails aside: copy, note in the ledger, then cut. A crash in between repeats it harmlessly."""
    if any(case.archive.glob(f".*{DRAFT}")):
        settle(case.folder, tombstones(case))
    with ExitStack() as locks:
        found = _tails(case, locks)
        for tail in found:
            if tail.size > tail.offset:
                _set_aside(case, writer, tail)
        if writer.waiting and found:
            writer.commit()
        for tail in found:
            _cut(case.folder / tail.file, tail.offset)
    for draft in case.ledger.folder.glob(".*.json.*"):
        with contextlib.suppress(FileNotFoundError):  # another writer tidies up as well
            if time.time() - draft.stat().st_mtime > ABANDONED:
                draft.unlink()
    return found


def _tails(case: Case, locks: ExitStack) -> list[Tail]:
    """Find tails, and keep their files locked until ``locks`` is left.

    What the ledger names is read when the locks are held: a writer that committed and ended in between must
    not see its bytes taken for a tail. Files that somebody writes to are left alone.
    """
    free = []
    for path in sorted(case.archive.glob("*.warc.gz")):
        file = locks.enter_context(path.open("rb"))
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue
        if os.fstat(file.fileno()).st_nlink:
            free.append((f"archive/{path.name}", os.fstat(file.fileno()).st_size))
    sealed = sealed_sizes(case)
    return [
        Tail(name, sealed.get(name, 0), size)
        for name, size in free
        if size > sealed.get(name, 0) or name not in sealed
    ]


def _set_aside(case: Case, writer: Writer, tail: Tail) -> None:
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


def _cut(path: Path, size: int) -> None:
    if size == 0:
        path.unlink()
    else:
        with path.open("r+b") as file:
            file.truncate(size)
            os.fsync(file.fileno())
    durable.sync_folder(path.parent)
