"""The whole check of a case folder, step by step. It needs neither the index nor a network."""

from __future__ import annotations

from pathlib import Path

from onrecord.verify.archive import (
    Progress,
    check_archive,
    check_folder,
    check_records,
    check_settings,
    named,
)
from onrecord.verify.chain import read_chain
from onrecord.verify.fault import Report
from onrecord.verify.keys import check_keys
from onrecord.verify.removals import check_removals
from onrecord.verify.stamps import check_stamps


class NoCaseError(ValueError):
    """The folder has no ledger, so there is nothing to check."""


def verify(folder: Path, *, key: str = "", deep: bool = False, progress: Progress = lambda _: None) -> Report:
    """Check a case; every fault names its step and file. Raises ``NoCaseError`` for other folders.

    ``key`` pins the first key of the case. ``deep`` unpacks every record. ``progress`` is told the archive's
    bytes as they are read. The numbers are those of ``docs/reference/case.md``.
    """
    if not (folder / "ledger").is_dir():
        raise NoCaseError(f"{folder} has no ledger")
    report = Report()
    links = read_chain(folder, report)  # 2 segments, 3 their chain, 4 entries, 5 times
    known = named(links)
    check_folder(folder, links, known, report)  # 1 the folder
    check_keys(links, report, key)  # 6 keys, 7 signatures
    check_settings(folder, known, report)  # 8 settings
    broken = check_archive(folder, known, report, progress)  # 9 bytes of the archive
    check_records(folder, links, known, broken, report, deep=deep)  # 10 records
    check_stamps(folder, links, report)  # 11 tokens, 12 coverage
    check_removals(links, report)  # 13 removals
    report.faults.sort(key=lambda fault: (fault.step, fault.file, fault.entry))
    return report
