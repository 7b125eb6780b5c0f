"""A consistent copy of a case, while somebody may be writing to it; private keys and the index stay out."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.archive import durable
from onrecord.archive.case import FOLDERS, Case
from onrecord.archive.recovery import sealed_sizes
from onrecord.flow.errors import UserError
from onrecord.model.custody import Act, file_name
from onrecord.verify.fault import Report
from onrecord.verify.steps import verify

CHUNK = 1 << 20
ROUNDS = 10
MOVING = frozenset({Act.SETTINGS, Act.ASIDE, Act.TOMBSTONE})
"""Entries that change files which stood there before; a copy that they came in between is made again."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a backup holds."""

    segments: int
    bytes: int
    report: Report


def back_up(case: Case, to: Path) -> Copied:
    """Copy a case to a new folder and check the copy; ``UserError`` when it cannot be made or does not hold.

    The copy ends with a segment of the ledger: of files that grow meanwhile, only the bytes that the ledger
    named then are taken.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise UserError(f"{to} is not empty", "Choose another folder; a backup never overwrites.")
    if to.resolve().is_relative_to(case.folder.resolve()):
        raise UserError(f"{to} lies in the case itself", "Choose a folder outside, on another disk.")
    draft = to.parent / f".{to.name}.{uuid.uuid4().hex[:8]}"
    try:
        return _made(case, draft, to)
    except OSError as error:
        raise UserError(
            f"{error.filename or to}: the backup cannot be made ({error.strerror})",
            "Make room, or choose another folder.",
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _made(case: Case, draft: Path, to: Path) -> Copied:
    for _ in range(ROUNDS):
        shutil.rmtree(draft, ignore_errors=True)
        last = case.ledger.tip().segment
        size = _copy(case, draft, last)
        if not _moved(case, last):
            break
    report = verify(draft)
    if not report.holds:
        fault = report.faults[0]
        raise UserError(
            f"the copy does not hold: step {fault.step}, {fault.file}: {fault.what}",
            "`onrecord verify` tells whether the case itself does.",
        )
    if to.exists():
        to.rmdir()
    draft.rename(to)
    durable.sync_folder(to.parent)
    return Copied(report.segments, size, report)


def _moved(case: Case, last: int) -> bool:
    return any(entry.act in MOVING for entry in case.ledger.entries(last))


def _copy(case: Case, draft: Path, last: int) -> int:
    for part in FOLDERS:
        (draft / part).mkdir(parents=True, exist_ok=True)
    return sum(_copy_file(case.folder / name, draft / name, size) for name, size in _wanted(case, last))


def _wanted(case: Case, last: int) -> Iterator[tuple[str, int | None]]:
    """Paths of a case as of a segment, with how many of their bytes belong to it (``None``: all)."""
    for one in case.steering_files():
        if isinstance(one, dict):
            yield str(one["path"]), None
    for number in range(1, last + 1):
        yield f"ledger/{file_name(number)}", None
        for entry in case.ledger.read(number).entries:
            if entry.act is Act.STAMP and entry.body.get("token"):
                yield str(entry.body["token"]), None
            elif entry.act is Act.ASIDE:
                yield str(entry.body["to"]), None
    yield from sealed_sizes(case, last).items()


def _copy_file(source: Path, target: Path, size: int | None) -> int:
    target.parent.mkdir(parents=True, exist_ok=True)
    left = source.stat().st_size if size is None else size
    copied = 0
    with source.open("rb") as read, target.open("wb") as written:
        while left > copied and (chunk := read.read(min(CHUNK, left - copied))):
            written.write(chunk)
            copied += len(chunk)
        written.flush()
        os.fsync(written.fileno())
    return copied
