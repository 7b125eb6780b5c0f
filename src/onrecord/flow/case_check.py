"""The regular check of a whole case, with its result in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from onrecord.archive.case import Case
from onrecord.archive.writer import Writer
from onrecord.model.custody import Act
from onrecord.verify.fault import Report
from onrecord.verify.steps import verify

SUBJECT = "check"
MOST = 20
"""Faults that a note names; it says how many there are."""


def last_check(case: Case) -> tuple[datetime, str] | None:
    """When the case was last checked as a whole, and what came of it."""
    found = None
    for entry in case.ledger.entries():
        if entry.act is Act.NOTE and entry.subject == SUBJECT:
            found = (datetime.fromisoformat(entry.at).astimezone(UTC), str(entry.body.get("text")))
    return found


def check(case: Case, key: str, progress: Callable[[int], None]) -> Report:
    """Hash every file, unpack every record, compare every payload, and check the ledger."""
    return verify(case.folder, key=key, deep=True, progress=progress)


def enter(writer: Writer, report: Report) -> None:
    """Enter the result."""
    writer.enter(Act.NOTE, SUBJECT, {"text": in_words(report)})
    writer.commit()


def in_words(report: Report) -> str:
    """The result in a line."""
    counts = (
        f"{report.segments} segments, {report.entries} entries, {report.captures} captures, "
        f"{report.stamps} stamps, {report.bytes} bytes"
    )
    if report.holds:
        return f"checked as a whole, holds: {counts}"
    named = [f"step {fault.step} {fault.file}: {fault.what}" for fault in report.faults[:MOST]]
    return f"checked as a whole, {len(report.faults)} faults: {counts}; {'; '.join(named)}"
