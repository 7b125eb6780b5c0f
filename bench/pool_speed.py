"""How much two workers gain over one: ``python bench/pool_speed.py [TASKS]``.

Small tasks of unequal length, all CPU, as many small documents are.
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import time

from onrecord.flow.workers import Task, run
from onrecord.model.reading import Limits


def work(rounds: int) -> str:
    digest = hashlib.sha256()
    block = b"x" * 1000
    for _ in range(rounds):
        digest.update(block)
    return digest.hexdigest()


def once(jobs: int, count: int) -> float:
    tasks = (Task(str(number), 200 + number * 7919 % 2_000) for number in range(count))
    began = time.perf_counter()
    done = sum(1 for outcome in run(work, tasks, jobs=jobs, limits=Limits()) if outcome.value)
    assert done == count
    return time.perf_counter() - began


def main(count: int) -> None:
    times: dict[int, list[float]] = {0: [], 1: [], 2: []}
    for _ in range(5):
        for jobs, measured in times.items():
            measured.append(once(jobs, count))
    middle = {jobs: statistics.median(measured) for jobs, measured in times.items()}
    for jobs, seconds in middle.items():
        name = "in process" if jobs == 0 else f"jobs={jobs}"
        print(f"{name:10} {seconds:6.2f} s  {count / seconds:7.0f} tasks/s")
    print(f"two workers over one: {middle[1] / middle[2]:.2f} x (wanted: 1.8)")
    print(f"one worker over in-process: {middle[1] / middle[0]:.2f} x the time")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000)
