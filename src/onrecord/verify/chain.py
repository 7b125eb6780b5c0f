"""Steps 2 to 5: segments and entries are numbered, canonical, chained, and in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from onrecord.model.canonical import CanonicalError
from onrecord.model.custody import NOTHING_BEFORE, Segment, file_name, segment, sha256
from onrecord.verify.fault import Report, Step


@dataclass(frozen=True, slots=True)
class Link:
    """A segment that could be read, with its file's digest."""

    file: str
    digest: str
    segment: Segment


def read_chain(folder: Path, report: Report) -> list[Link]:
    """Read the ledger and check steps 2, 3, 4 and 5; what can be read is given back even when it is wrong."""
    links = _segments(folder / "ledger", report)
    _segment_chain(links, report)
    _entry_chain(links, report)
    _times(links, report)
    report.segments = len(links)
    report.entries = sum(len(link.segment.entries) for link in links)
    return links


def _segments(ledger: Path, report: Report) -> list[Link]:
    """Step 2: numbers run from 1 without a gap, each file is canonical and says its own number."""
    names = sorted(path.name for path in ledger.iterdir() if _is_segment(path.name))
    if not names:
        report.fault(Step.SEGMENTS, "ledger", "there is no segment")
    links: list[Link] = []
    for expected, name in enumerate(names, 1):
        file = f"ledger/{name}"
        if name != file_name(expected) and (not links or name != _after(links[-1].file)):
            report.fault(
                Step.SEGMENTS, file, f"segments are missing before it: {file_name(expected)} is not there"
            )
        data = (ledger / name).read_bytes()
        try:
            made = segment(data)
        except CanonicalError as error:
            report.fault(Step.SEGMENTS, file, str(error))
            continue
        if file_name(made.number) != name:
            report.fault(Step.SEGMENTS, file, f"says that it is number {made.number}")
        links.append(Link(file, sha256(data), made))
    return links


def _is_segment(name: str) -> bool:
    return len(name) == len(file_name(1)) and name.endswith(".json") and name[:9].isdigit()


def _after(file: str) -> str:
    return file_name(int(file.rpartition("/")[2][:9]) + 1)


def _segment_chain(links: list[Link], report: Report) -> None:
    """Step 3: each segment carries the digest of the file before it."""
    before = NOTHING_BEFORE
    for link in links:
        if link.segment.previous != before:
            report.fault(Step.SEGMENT_CHAIN, link.file, "does not carry the digest of the segment before it")
        before = link.digest


def _entry_chain(links: list[Link], report: Report) -> None:
    """Step 4: entries are numbered through all segments and carry the digest of the entry before."""
    number, before = 0, NOTHING_BEFORE
    for link in links:
        if not link.segment.entries:
            report.fault(Step.ENTRY_CHAIN, link.file, "has no entry")
        for entry in link.segment.entries:
            number += 1
            if entry.number != number:
                report.fault(
                    Step.ENTRY_CHAIN,
                    link.file,
                    f"expected entry {number}, found {entry.number}",
                    entry.number,
                )
                number = entry.number
            if entry.previous != before:
                report.fault(
                    Step.ENTRY_CHAIN, link.file, "does not carry the digest of the entry before it", number
                )
            before = entry.digest()


def _times(links: list[Link], report: Report) -> None:
    """Step 5: no entry is earlier than the one before it or later than its segment was written."""
    latest = ""
    for link in links:
        for entry in link.segment.entries:
            if not _is_time(entry.at):
                report.fault(Step.TIMES, link.file, f"no time in UTC: {entry.at!r}", entry.number)
            elif entry.at < latest:
                report.fault(
                    Step.TIMES,
                    link.file,
                    f"its time {entry.at} is before that of the entry before",
                    entry.number,
                )
            elif entry.at > link.segment.written_at:
                report.fault(
                    Step.TIMES,
                    link.file,
                    f"its time {entry.at} is after its segment was written",
                    entry.number,
                )
            latest = max(latest, entry.at) if _is_time(entry.at) else latest


def _is_time(text: str) -> bool:
    try:
        datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%f%z")
    except ValueError:
        return False
    return len(text) == len("2026-01-31T12:00:00.000000Z") and text.endswith("Z")
