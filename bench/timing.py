"""Commands timed side by side: each in turn, several times, with the peak memory of the largest process."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """What runs of one command took: seconds of wall and of computing, and the peak in MB."""

    walls: tuple[float, ...]
    cpus: tuple[float, ...]
    peak: int

    @property
    def wall(self) -> float:
        return statistics.median(self.walls)

    @property
    def cpu(self) -> float:
        return statistics.median(self.cpus)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; ``met`` is None where there is no aim."""

    what: str
    measured: str
    aim: str = ""
    met: bool | None = None


def side_by_side(commands: dict[str, list[str]], runs: int) -> dict[str, Times]:
    """Every command once, then every command again, so that a busy moment hits all of them."""
    taken: dict[str, list[tuple[float, float, int]]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(_once(command))
    return {
        name: Times(tuple(one[0] for one in all_), tuple(one[1] for one in all_), max(one[2] for one in all_))
        for name, all_ in taken.items()
    }


def ratio(above: tuple[float, ...], below: tuple[float, ...]) -> float:
    """Median of the ratios of runs that stood side by side."""
    return statistics.median(a / b for a, b in zip(above, below, strict=True))


def _once(command: list[str]) -> tuple[float, float, int]:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    wall = time.perf_counter() - start
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def show(row: Row) -> None:
    """Print a line of the table."""
    verdict = "" if row.met is None else "met" if row.met else "MISSED"
    print(f"{row.what:<58} {row.measured:<44} {row.aim:<14} {verdict}", flush=True)
