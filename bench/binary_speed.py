"""How fast programs are searched: ``python bench/binary_speed.py [FILE…]`` (default: the system's libraries).

Files in which nothing is of interest are counted apart: there the speed is that of the search alone.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from onrecord.detect.packs import Packs
from onrecord.flow.packs import load_packs, pack_files
from onrecord.model.document import Blob
from onrecord.model.reading import Ask
from onrecord.read import binary

LEAST, MOST = 300_000, 20_000_000


def libraries() -> list[Path]:
    found = Path("/usr/lib").glob("*-linux-gnu/*.so.*")
    return sorted(path for path in found if not path.is_symlink() and LEAST < path.stat().st_size < MOST)


def main(paths: list[Path]) -> None:
    packs: Packs = load_packs(pack_files())
    ask = Ask(interest=packs.interest, literals=packs.anchors.literals)
    binary.read(Blob(b"MZ race \0 warm up " * 100, "warm.dll"), ask)
    sums = {True: [0, 0, 0.0], False: [0, 0, 0.0]}
    for path in paths:
        blob = Blob(path.read_bytes(), path.name)
        began = time.process_time()
        document = binary.read(blob, ask)
        spent = time.process_time() - began
        row = sums[bool(document.passages)]
        row[0] += 1
        row[1] += len(blob.data)
        row[2] += spent
    for hit, (files, size, spent) in sums.items():
        if files:
            name = "with something of interest" if hit else "with nothing of interest"
            speed = size / spent / 1e6
            print(f"{files:4.0f} files {name:27} {size / 1e6:7.1f} MB {speed:6.0f} MB/s of CPU time")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]] or libraries())
