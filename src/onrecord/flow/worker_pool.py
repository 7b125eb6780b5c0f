"""The parent's side of the workers: start them, hand out batches, take results, bury the dead."""

from __future__ import annotations

import os
import pickle
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.flow import worker_process
from onrecord.flow.sandbox import Protections
from onrecord.flow.worker_child import SECONDS, Start
from onrecord.flow.worker_process import Job, TaskLike, Worker, cause
from onrecord.flow.worker_shelf import Result, Shelf
from onrecord.model.reading import Limits
from onrecord.model.vocabulary import GapKind

BATCH_SECONDS = 0.1
"""How long a batch should take: long enough that messages cost nothing, short enough to share out evenly."""

REFILL_SECONDS = 0.02
BATCH_TASKS = 64
BATCH_BYTES = 4 << 20
UNKNOWN_SIZE = 64 << 10
PIPE_BYTES = 32 << 10
"""Such a message fits into a pipe that nobody reads yet; a larger one waits until its worker is idle."""

START_FAILURES = 3
IDLE_SECONDS = 60.0


class WorkersError(RuntimeError):
    """No worker could be started: nothing can be done with any input."""


class Pool:
    """Workers for one run. Use as a context manager: at the end, however it comes, no process is left."""

    def __init__(
        self,
        function: Callable[..., object],
        initializer: Callable[[], None] | None,
        limits: Limits,
        *,
        jobs: int,
        ordered: bool,
        output_bytes: int,
    ) -> None:
        if jobs < 1:
            raise ValueError("a pool needs one worker at least")
        self.limits = limits
        self.jobs = jobs
        self.workers: list[Worker] = []
        self.queue: deque[Job] = deque()
        self.shelf = Shelf(ordered=ordered)
        self.context = worker_process.context()
        self.seconds_a_task = BATCH_SECONDS
        self.start_failures = 0
        self.started = 0
        self.temporary = tempfile.TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True)
        if initializer and self.context.get_start_method() == "fork":
            initializer()
            initializer = None
        # The kernel sends the parent-death signal when the *thread* ends that made the child.
        parent = os.getpid() if threading.current_thread() is threading.main_thread() else 0
        self.start = Start(function, initializer, limits, Path(self.temporary.name), output_bytes, parent)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self.workers:
            worker.kill()
        self.workers.clear()
        self.temporary.cleanup()

    def protections(self) -> Protections:
        """What the first worker says of itself."""
        self._hire()
        while not (self.workers and self.workers[0].ready):
            self._listen()
            if not self.workers:
                self._hire()
        return self.workers[0].ready

    def results(self, tasks: Iterable[TaskLike]) -> Generator[Result]:
        """Results of all tasks, as they come or in order."""
        source = (Job(index, task) for index, task in enumerate(tasks))
        while True:
            self._feed(source)
            if not self.queue and not any(worker.pending for worker in self.workers):
                break
            self._listen()
            yield from self.shelf.take()
        yield from self.shelf.take()

    # Handing out

    def _feed(self, source: Iterator[Job]) -> None:
        """Give every worker with little left to do a batch; hire as many as there is work for."""
        for worker in list(self.workers):
            if not worker.ready or not self._hungry(worker):
                continue
            if self.queue and self.queue[0].alone and worker.done:
                if not worker.pending:  # a suspect gets a worker that nobody has used
                    worker.kill()
                    self.workers.remove(worker)
                continue
            self._hand_out(worker, source)
        starting = sum(1 for worker in self.workers if not worker.ready)
        while len(self.workers) < self.jobs and self._pull(source, starting + 1):
            self._hire()
            starting += 1

    def _hungry(self, worker: Worker) -> bool:
        if worker.unread is not None:
            return False
        return not worker.pending or len(worker.pending) * self.seconds_a_task < REFILL_SECONDS

    def _hand_out(self, worker: Worker, source: Iterator[Job]) -> None:
        batch = self._batch(source)
        if not batch:
            return
        body = pickle.dumps([job.task.payload for job in batch], pickle.HIGHEST_PROTOCOL)
        if worker.pending and len(body) > PIPE_BYTES:
            self.queue.extendleft(reversed(batch))
            return
        worker.send(batch, body, self.limits.seconds)

    def _batch(self, source: Iterator[Job]) -> list[Job]:
        """Jobs that together should take ``BATCH_SECONDS``; a large or suspected one goes alone."""
        most = max(1, min(BATCH_TASKS, int(BATCH_SECONDS / max(self.seconds_a_task, 1e-6))))
        batch: list[Job] = []
        size = 0
        while len(batch) < most and self._pull(source):
            job = self.queue[0]
            size += job.task.size or UNKNOWN_SIZE
            if batch and (size > BATCH_BYTES or job.alone):
                break
            batch.append(self.queue.popleft())
            if job.alone:
                break
        return batch

    def _pull(self, source: Iterator[Job], count: int = 1) -> bool:
        """Whether there are so many jobs to hand out: those that came back, then new ones."""
        while len(self.queue) < count and self.shelf.has_room():
            job = next(source, None)
            if job is None:
                break
            self.shelf.expect(job.index)
            self.queue.append(job)
        return len(self.queue) >= count

    def _hire(self) -> None:
        folder = self.start.folder / str(self.started)
        folder.mkdir(mode=0o700)
        self.started += 1
        others = [worker.connection for worker in self.workers]
        self.workers.append(Worker(self.context, replace(self.start, folder=folder), others))

    # Taking back

    def _listen(self) -> None:
        """Wait for messages, deaths and deadlines, and act on those that came."""
        busy = [worker for worker in self.workers if worker.pending or not worker.ready]
        nearest = min((worker.deadline for worker in busy), default=time.monotonic() + IDLE_SECONDS)
        by_handle = {worker.connection: worker for worker in self.workers}
        for handle in wait(list(by_handle), max(0.0, nearest - time.monotonic())):
            if isinstance(handle, Connection):
                self._drain(by_handle[handle])
        now = time.monotonic()
        for worker in [one for one in busy if one in self.workers and one.deadline < now]:
            worker.kill()
            self._lost(worker, GapKind.TIME_LIMIT, f"took longer than {self.limits.seconds} seconds")

    def _drain(self, worker: Worker) -> None:
        """Take the messages that lie ready; the end of the stream is the end of the worker."""
        try:
            for _ in range(BATCH_TASKS):  # then the others have their turn
                if not worker.has_message():
                    return
                if not self._message(worker, worker.connection.recv_bytes()):
                    return
        except (EOFError, OSError):
            self._died(worker)

    def _message(self, worker: Worker, message: bytes) -> bool:
        """Act on one message; False when the worker is gone after it."""
        letter = message[:1]
        if letter == b"R":
            worker.ready = pickle.loads(message[1:])  # noqa: S301 - our own worker's
            self.start_failures = 0
            return True
        if letter == b"X":
            raise WorkersError(f"worker processes do not start: {pickle.loads(message[1:])}")  # noqa: S301 - as above
        if letter == b"Q":
            worker.kill()
            self._retire(worker)
            return False
        job = worker.pending[0]
        worker.deadline = time.monotonic() + self.limits.seconds
        if letter == b"V":
            job.items += 1
            self.shelf.put(job.index, Result(job.task.key, message[1:], last=False))
            return True
        self._finished(worker, letter, message)
        return True

    def _finished(self, worker: Worker, letter: bytes, message: bytes) -> None:
        head = 1 + SECONDS.size
        (seconds,) = SECONDS.unpack(message[1:head])
        self.seconds_a_task += 0.1 * (seconds - self.seconds_a_task)
        job = worker.pending.popleft()
        if worker.pending and worker.pending[0] is worker.unread:
            worker.unread = None
        worker.done += 1
        if letter == b"F":
            kind, reason = pickle.loads(message[head:])  # noqa: S301 - our own worker's
            doubtful = kind is GapKind.MEMORY_LIMIT and worker.done > 1
            self._failed(job, kind, reason, doubtful=doubtful)
        else:
            self.shelf.put(job.index, Result(job.task.key, message[head:]))

    def _died(self, worker: Worker) -> None:
        worker.process.join(5)
        status = worker.kill()
        kind, reason = cause(status, self.limits)
        self._lost(worker, kind, reason)

    def _lost(self, worker: Worker, kind: GapKind, reason: str) -> None:
        """A worker is gone: the job it was at has failed, the others go back to the head of the queue."""
        if not worker.ready:
            self.start_failures += 1
            if self.start_failures >= START_FAILURES:
                self.workers.remove(worker)
                raise WorkersError(f"worker processes do not start: {reason}")
        job = worker.pending.popleft() if worker.pending else None
        self._retire(worker)
        if job:
            doubtful = kind is not GapKind.TIME_LIMIT and worker.done > 0
            self._failed(job, kind, reason, doubtful=doubtful)

    def _retire(self, worker: Worker) -> None:
        self.workers.remove(worker)
        self.queue.extendleft(reversed(worker.pending))

    def _failed(self, job: Job, kind: GapKind, reason: str, *, doubtful: bool) -> None:
        """Tell of a failure; where earlier tasks of the same worker may be to blame, try once more first."""
        if doubtful and not job.alone and not job.items:
            job.alone = True
            self.queue.appendleft(job)
            return
        self.shelf.put(job.index, Result(job.task.key, failure=kind, reason=reason))
