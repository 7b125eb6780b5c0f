"""One worker as its parent sees it: the child process, the pipe to it, and the jobs that lie with it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import select
import shutil
import signal
import sys
import time
from collections import deque
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, SpawnContext
from typing import Protocol

from onrecord.flow.sandbox import Protections
from onrecord.flow.worker_child import EXIT_MEMORY, Start, work
from onrecord.model.reading import Limits
from onrecord.model.vocabulary import GapKind

START_SECONDS = 120.0


class TaskLike(Protocol):
    """What the pool needs to know of a task."""

    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def payload(self) -> object: ...  # noqa: D102
    @property
    def size(self) -> int: ...  # noqa: D102


class Job:
    """A task on its way: where it belongs in the order, and what became of it so far."""

    __slots__ = ("alone", "index", "items", "task")

    def __init__(self, index: int, task: TaskLike) -> None:
        self.index = index
        self.task = task
        self.items = 0
        self.alone = False


class Worker:
    """One child process and the jobs that lie with it, in the order it takes them."""

    def __init__(self, context: ForkContext | SpawnContext, start: Start, others: list[Connection]) -> None:
        ours, theirs = context.Pipe()
        self.connection: Connection = ours
        self.folder = start.folder
        self.pending: deque[Job] = deque()
        self.unread: Job | None = None  # first job of a message that the child may not have taken yet
        self.ready: Protections | None = None
        self.done = 0
        self.deadline = time.monotonic() + START_SECONDS
        inherited = [*others, ours] if context.get_start_method() == "fork" else []
        self.process = context.Process(target=_main, args=(theirs, start, inherited), daemon=True)
        self.process.start()
        theirs.close()
        self._poll = select.poll() if hasattr(select, "poll") else None
        if self._poll:
            self._poll.register(ours.fileno(), select.POLLIN)

    def has_message(self) -> bool:
        """Whether a message lies ready, or the end; asked so often that a selector each time would cost."""
        return bool(self._poll.poll(0)) if self._poll else self.connection.poll()

    def send(self, jobs: list[Job], body: bytes, seconds: float) -> None:
        """Hand over a batch."""
        if not self.pending:
            self.deadline = time.monotonic() + seconds
        self.unread = jobs[0] if self.pending else None
        self.pending.extend(jobs)
        with contextlib.suppress(OSError):  # dead already: found out when we next listen
            self.connection.send_bytes(body)

    def kill(self) -> int | None:
        """End the process and all that it started; its exit status (negative: the signal)."""
        self.process.join(0)  # its own end, if it has come, tells more than ours
        status: int | None = self.process.exitcode
        with contextlib.suppress(OSError):
            os.killpg(self.process.pid or 0, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.connection.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        return status


def _main(connection: Connection, start: Start, inherited: list[Connection]) -> None:
    for other in inherited:
        other.close()
    work(connection, start)


def cause(status: int | None, limits: Limits) -> tuple[GapKind, str]:
    """Say from its exit status why a worker ended."""
    if status == EXIT_MEMORY:
        return GapKind.MEMORY_LIMIT, f"needs more than {limits.memory_bytes:,} bytes of memory"
    if status is None or status >= 0:
        return GapKind.WORKER_DIED, f"the worker process ended unasked (exit status {status})"
    if -status in (getattr(signal, "SIGXCPU", 0), signal.SIGALRM):
        return GapKind.TIME_LIMIT, f"took longer than {limits.seconds} seconds of computing time"
    try:
        name = signal.Signals(-status).name
    except ValueError:
        name = str(-status)
    hint = ", perhaps by the system because memory ran out" if name == "SIGKILL" else ""
    return GapKind.WORKER_DIED, f"the worker process was ended by {name}{hint}"


def context() -> ForkContext | SpawnContext:
    """Fork where that is sound: a new worker then has everything loaded at once."""
    if sys.platform.startswith("linux"):
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")
