#!/usr/bin/env python3
"""Change single bytes of a sealed case and see whether ``verify`` finds each of them.

    python bench/tamper.py CASE [--positions N] [--jobs N]

Works on copies. Positions are spread evenly over all bytes of the case's files (all of them when there are
not more); each gets one flipped bit. A change counts as found when ``verify`` names the changed file. The
first key is pinned. Keys, the index and drafts are no part of a case and left out.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from onrecord.verify.steps import verify

PARTS = ("archive", "ledger", "stamps", "authorities", "sources", "rules", "onrecord.toml")


def files(case: Path) -> list[Path]:
    """The files of a case, in order."""
    found = [
        path
        for part in PARTS
        for path in ((case / part).rglob("*") if (case / part).is_dir() else [case / part])
    ]
    return sorted(path for path in found if path.is_file())


def spots(case: Path, positions: int) -> list[tuple[str, int]]:
    """Files and offsets, spread evenly."""
    sized = [(path.relative_to(case).as_posix(), path.stat().st_size) for path in files(case)]
    total = sum(size for _, size in sized)
    step = max(total // positions, 1)
    found, base, at = [], 0, 0
    for name, size in sized:
        while at < base + size:
            found.append((name, at - base))
            at += step
        base += size
    return found


def tamper(case: str, key: str, batch: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The spots of a batch whose change was not found."""
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "case"
        shutil.copytree(case, copy)
        for name, offset in batch:
            path = copy / name
            with path.open("r+b") as file:
                file.seek(offset)
                byte = file.read(1)[0]
                file.seek(offset)
                file.write(bytes([byte ^ (1 << (offset % 8))]))
                file.flush()
                report = verify(copy, key=key)
                file.seek(offset)
                file.write(bytes([byte]))
            if name not in {fault.file for fault in report.faults}:
                missed.append((name, offset))
    return missed


def main() -> int:
    """Run, and print what was missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("case", type=Path)
    parser.add_argument("--positions", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    first = json.loads((asked.case / "ledger" / "000000001.json").read_bytes())
    if not verify(asked.case, key=first["key"]).holds:
        sys.exit(f"{asked.case} does not hold as it is")
    wanted, begun = spots(asked.case, asked.positions), time.perf_counter()
    size = max(len(wanted) // (asked.jobs * 8), 1)
    batches = [wanted[at : at + size] for at in range(0, len(wanted), size)]
    with ProcessPoolExecutor(asked.jobs) as pool:
        results = pool.map(tamper, [str(asked.case)] * len(batches), [first["key"]] * len(batches), batches)
        missed = [spot for result in results for spot in result]
    total = sum(path.stat().st_size for path in files(asked.case))
    seconds = time.perf_counter() - begun
    print(f"{len(wanted):,} of {total:,} bytes changed one by one: {len(missed)} not found, {seconds:.0f} s")
    for name, offset in missed[:20]:
        print(f"  {name} at {offset}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
