"""`python -m onrecord.verify CASE`: the check alone, for who has nothing but a case and this package."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from onrecord.verify.fault import Report
from onrecord.verify.steps import NoCaseError, verify


def main() -> int:
    """Check a case; 0 when it holds, 1 when it does not, 2 when the call is wrong."""
    parser = argparse.ArgumentParser(prog="onrecord.verify", description=__doc__)
    parser.add_argument("case", type=Path, help="the folder of the case")
    parser.add_argument("--key", default="", help="id of the key that the case must begin with")
    parser.add_argument("--deep", action="store_true", help="unpack every record")
    asked = parser.parse_args()
    try:
        report = verify(asked.case, key=asked.key, deep=asked.deep)
    except (NoCaseError, OSError) as error:
        sys.stderr.write(f"Error: {error}\n")
        return 2
    sys.stdout.write("\n".join(lines(report)) + "\n")
    return 0 if report.holds else 1


def lines(report: Report) -> list[str]:
    """A report as lines of text."""
    found = [
        f"step {fault.step} {fault.step.name.lower().replace('_', ' ')}: {fault.file}: {fault.what}"
        + (f" (entry {fault.entry})" if fault.entry else "")
        for fault in report.faults
    ]
    found += [f"note: {note}" for note in report.notes]
    counts = (
        f"{report.segments} segments, {report.entries} entries, {report.captures} captures, "
        f"{report.stamps} stamps, {report.bytes:,} bytes"
    )
    found.append(f"{'holds' if report.holds else f'{len(report.faults)} faults'}: {counts}")
    return found


if __name__ == "__main__":
    sys.exit(main())
