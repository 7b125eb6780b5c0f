"""Killers in worker processes: each costs its own task and nothing else."""

from __future__ import annotations

import ctypes
import itertools
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.flow import worker_process
from onrecord.flow.worker_pool import WorkersError
from onrecord.flow.workers import Outcome, Task, protections, run
from onrecord.model.reading import Limits
from onrecord.model.vocabulary import GapKind

QUICK = Limits(seconds=1, memory_bytes=200_000_000)
ROOMY = Limits(seconds=60, memory_bytes=500_000_000)


def double(number: int) -> int:
    return number * 2


def loop() -> None:
    while True:
        pass


def allocate() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(10_000_000))


def recurse(depth: int = 0) -> int:
    return recurse(depth + 1) + 1


def complain() -> None:
    raise ValueError("no such table")


def chat() -> None:
    print("a worker prints")
    os.write(2, b"a library prints")


DEEDS: dict[str, Callable[[], object]] = {
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "loop": loop,
    "sleep": lambda: time.sleep(3600),
    "segfault": lambda: ctypes.string_at(0),
    "allocate": allocate,
    "recurse": recurse,
    "raise": complain,
    "exit": lambda: sys.exit(3),
    "hard exit": lambda: os._exit(0),
    "flood": lambda: b"x" * 30_000_000,
    "unpicklable": lambda: lambda: None,
    "socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
    "print": chat,
}


def do(what: object) -> object:
    """Double a number, or do the deed that is named; the killers are real."""
    return what * 2 if isinstance(what, int) else DEEDS[str(what)]()


def outcomes(payloads: list[object], **options: object) -> list[Outcome[object]]:
    settings: dict[str, object] = {"jobs": 2, "limits": ROOMY, **options}
    tasks = [Task(str(index), payload) for index, payload in enumerate(payloads)]
    return list(run(do, tasks, **settings))


@pytest.mark.parametrize("jobs", [0, 1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    tasks = (Task(f"n{number}", number) for number in range(500))
    got = list(run(double, tasks, jobs=jobs, limits=ROOMY))
    assert [(outcome.key, outcome.value) for outcome in got] == [(f"n{n}", 2 * n) for n in range(500)]
    assert all(outcome.last and outcome.failure is None for outcome in got)


def test_unordered_results_are_all_there() -> None:
    got = outcomes(list(range(300)), ordered=False)
    assert sorted(outcome.value for outcome in got) == [2 * n for n in range(300)]


def test_no_tasks_is_no_outcome() -> None:
    assert outcomes([]) == []


@pytest.mark.parametrize(
    ("killer", "kind", "words"),
    [
        ("kill", GapKind.WORKER_DIED, "SIGKILL"),
        ("segfault", GapKind.WORKER_DIED, "SIGSEGV"),
        ("hard exit", GapKind.WORKER_DIED, "exit status 0"),
        ("exit", GapKind.WORKER_DIED, "SystemExit"),
        ("raise", GapKind.WORKER_DIED, "ValueError: no such table (test_workers.py:"),
        ("recurse", GapKind.WORKER_DIED, "RecursionError"),
        ("unpicklable", GapKind.WORKER_DIED, "pickle"),
        ("flood", GapKind.TOO_LARGE, "10,000,000 bytes"),
        ("allocate", GapKind.MEMORY_LIMIT, "200,000,000 bytes"),
        ("loop", GapKind.TIME_LIMIT, "1 second"),
        ("sleep", GapKind.TIME_LIMIT, "1 second"),
    ],
)
def test_a_killer_costs_its_own_task_only(killer: str, kind: GapKind, words: str) -> None:
    payloads: list[object] = [1, 2, 3, killer, 4, 5, 6, 7, 8]
    got = outcomes(payloads, jobs=1, limits=QUICK, output_bytes=10_000_000)
    assert [outcome.key for outcome in got] == [str(index) for index in range(9)]
    assert [outcome.value for outcome in got] == [2, 4, 6, None, 8, 10, 12, 14, 16]
    assert [outcome.failure for outcome in got if outcome.failure] == [kind]
    assert words in got[3].reason


def test_many_killers_in_one_run() -> None:
    payloads: list[object] = [n if n % 7 else ("kill", "segfault", "raise")[n % 3] for n in range(1, 100)]
    got = outcomes(payloads)
    for payload, outcome in zip(payloads, got, strict=True):
        assert (outcome.failure is None) == isinstance(payload, int)
        assert outcome.value == (payload * 2 if isinstance(payload, int) else None)


def test_an_innocent_task_in_a_spoilt_worker_is_tried_again() -> None:
    """The first task leaves so little memory that the second, harmless in a fresh worker, cannot run."""
    got = list(run(spoil, [Task("a", "spoil"), Task("b", "use")], jobs=1, limits=QUICK))
    assert [(outcome.value, outcome.failure) for outcome in got] == [("spoilt", None), (120_000_000, None)]


HOARD: list[bytearray] = []


def spoil(what: str) -> object:
    if what == "spoil":
        HOARD.append(bytearray(90_000_000))
        return "spoilt"
    return len(bytearray(120_000_000))


def count_up(to: object) -> Iterator[object]:
    for number in range(int(str(to))):
        if number == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        yield number


def test_items_given_before_a_crash_are_kept() -> None:
    tasks = [Task("ends", "2"), Task("dies", "9"), Task("empty", "0")]
    got = list(run(count_up, tasks, jobs=1, limits=ROOMY))
    assert [(o.key, o.value, o.last) for o in got if o.failure is None] == [
        ("ends", 0, False),
        ("ends", 1, False),
        ("ends", None, True),
        ("dies", 0, False),
        ("dies", 1, False),
        ("dies", 2, False),
        ("empty", None, True),
    ]
    assert [(o.key, o.failure, o.last) for o in got if o.failure] == [("dies", GapKind.WORKER_DIED, True)]


def forever(_: object) -> Iterator[bytes]:
    while True:
        yield b"x" * 1_000_000


def test_a_stream_without_end_is_cut() -> None:
    got = list(run(forever, [Task("endless", 0)], jobs=1, limits=ROOMY, output_bytes=5_000_000))
    assert got[-1].failure is GapKind.TOO_LARGE
    assert len(got) < 10


def test_tasks_are_pulled_as_they_are_needed() -> None:
    """An endless source and a slow consumer: what is pulled but not handed out stays bounded."""
    pulled = itertools.count()

    def source() -> Iterator[Task[int]]:
        while True:
            number = next(pulled)
            yield Task(str(number), number)

    results = run(double, source(), jobs=2, limits=ROOMY)
    first = [next(results) for _ in range(3)]
    results.close()
    assert [outcome.value for outcome in first] == [0, 2, 4]
    assert next(pulled) < 5_000


def test_large_payloads_and_results_do_not_block_each_other() -> None:
    tasks = [Task(str(n), bytes([n]) * 2_000_000, 2_000_000) for n in range(20)]
    got = list(run(bytes.upper, tasks, jobs=2, limits=ROOMY))
    assert [len(outcome.value or b"") for outcome in got] == [2_000_000] * 20


def test_systems_without_fork_work_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "context", lambda: multiprocessing.get_context("spawn"))
    got = outcomes([1, "kill", 3], initializer=prepare)
    assert [outcome.value for outcome in got] == [2, None, 6]


def fail() -> None:
    raise OSError("no rules here")


def test_a_worker_that_cannot_start_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "context", lambda: multiprocessing.get_context("spawn"))
    with pytest.raises(WorkersError, match="do not start: OSError: no rules here"):
        outcomes([1, 2], jobs=1, initializer=fail)


READY: list[str] = []


def prepare() -> None:
    READY.append("loaded")


def look(_: object) -> list[str]:
    return READY


def test_the_initializer_has_run_before_the_first_task() -> None:
    READY.clear()
    got = list(run(look, [Task("a", 0)], jobs=1, limits=ROOMY, initializer=prepare))
    assert got[0].value == ["loaded"]


def where(_: object) -> tuple[str, str]:
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"left behind")
    return file.name, os.environ["TMPDIR"]


def test_temporary_files_of_workers_go_with_them() -> None:
    got = list(run(where, [Task("a", 0)], jobs=1, limits=ROOMY))
    assert got[0].value is not None
    name, folder = got[0].value
    assert Path(name).parent == Path(folder)
    assert not Path(name).exists()
    assert not Path(folder).parent.exists()


def helper(_: object) -> None:
    """Start a program that would run on, say which, and hang."""
    child = subprocess.Popen(["sleep", "3600"])
    Path(os.environ["PID_FILE"]).write_text(str(child.pid))
    time.sleep(3600)


def test_programs_started_by_a_worker_end_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "pid"
    monkeypatch.setenv("PID_FILE", str(note))
    got = list(run(helper, [Task("a", 0)], jobs=1, limits=QUICK))
    assert got[0].failure is GapKind.TIME_LIMIT
    assert _ended(int(note.read_text()))


def _ended(pid: int) -> bool:
    """Gone, or a zombie that nobody has collected yet; the kernel needs a moment."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        os.sched_yield()
    return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have fewer means")
def test_workers_have_no_network() -> None:
    stated = protections(ROOMY)
    assert stated.network in {"seccomp", "network namespace"}
    got = outcomes(["socket"], jobs=1)
    if stated.network == "seccomp":
        assert "Permission" in got[0].reason
    assert stated.dies_with_parent
    assert stated.own_group
    assert set(stated.limits) >= {"core dumps", "file size", "memory", "address space", "CPU time"}
    assert "no network" in str(stated)


def write_much(_: object) -> str:
    with tempfile.TemporaryFile() as file:
        for _ in range(30):
            file.write(b"x" * 1_000_000)
            file.flush()
    return "written"


def test_a_worker_cannot_fill_the_disk() -> None:
    small = Limits(seconds=60, file_bytes=10_000_000)
    got = list(run(write_much, [Task("a", 0)], jobs=1, limits=small))
    assert "File too large" in got[0].reason


def test_workers_are_silent(capfd: pytest.CaptureFixture[str]) -> None:
    outcomes(["print", "raise", "segfault", 1], jobs=1)
    captured = capfd.readouterr()
    assert captured.out == captured.err == ""


PARENT = """
    import sys, time
    sys.path.insert(0, {tests!r})
    from onrecord.flow.workers import Task, run
    from onrecord.model.reading import Limits
    import test_workers
    def tasks():
        yield Task("a", 1)
        while True:
            yield Task("b", "sleep")
    if __name__ == "__main__":
        for outcome in run(test_workers.do, tasks(), jobs=2, limits=Limits()):
            print(outcome.key, outcome.value, flush=True)
"""


def _parent(tmp_path: Path) -> subprocess.Popen[str]:
    script = tmp_path / "parent.py"
    script.write_text(textwrap.dedent(PARENT.format(tests=str(Path(__file__).parent))))
    return subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(part) for part in text.split()]


def test_ctrl_c_stops_at_once_and_what_was_done_was_given(tmp_path: Path) -> None:
    with _parent(tmp_path) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "a 2\n"
        children = _children(parent.pid)
        began = time.monotonic()
        parent.send_signal(signal.SIGINT)
        _, errors = parent.communicate(timeout=20)
    assert time.monotonic() - began < 5
    assert children
    assert all(_ended(child) for child in children)
    assert errors.count("Traceback") == 1, errors  # the parent's own, none of a worker
    assert "KeyboardInterrupt" in errors
    assert not list(tmp_path.glob("onrecord-*"))


def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    with _parent(tmp_path) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        children = _children(parent.pid)
        parent.kill()
        parent.wait(10)
    assert children
    assert all(_ended(child) for child in children)
