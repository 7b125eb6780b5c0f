"""Run one function over many inputs in worker processes, so that no input can hurt the run.

A task that crashes, hangs, eats memory or floods its worker ends in an ``Outcome`` with a ``failure``; its
neighbours are run again in a fresh worker, and the run goes on. Tasks are pulled lazily and results are
handed out in the order of the tasks, so memory does not grow with their number.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.flow.sandbox import Protections
from onrecord.model.reading import Limits
from onrecord.model.vocabulary import GapKind

T = TypeVar("T")
P = TypeVar("P")

OUTPUT_BYTES = 64_000_000
"""Pickled size that the results of one task may have together."""


@dataclass(frozen=True, slots=True)
class Task(Generic[P]):
    """One input. ``size`` in bytes helps to make batches that take about equally long; 0 is unknown."""

    key: str
    payload: P
    size: int = 0


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A result of one task, or why there is none.

    A function that returns an iterator gives one outcome an item, at once, and at the end one with
    ``last`` set: without a value when all went well, with a ``failure`` otherwise. So what was found
    before a crash is kept. For any other function there is exactly one outcome a task.
    """

    key: str
    value: T | None = None
    failure: GapKind | None = None
    reason: str = ""
    last: bool = True


def run(
    function: Callable[[P], Iterator[T]] | Callable[[P], T],
    tasks: Iterable[Task[P]],
    *,
    jobs: int,
    limits: Limits,
    initializer: Callable[[], None] | None = None,
    ordered: bool = True,
    output_bytes: int = OUTPUT_BYTES,
) -> Iterator[Outcome[T]]:
    """Outcomes of ``function`` over ``tasks`` in ``jobs`` processes; 0 runs in this very process.

    ``initializer`` loads what the function needs. Where processes can be forked it runs once, in this
    process, before the first fork; else once in each worker, and then function and initializer must be
    importable by name. ``limits.seconds`` is the wall time of a task; for a function that gives items, the
    time from one item to the next. In this process (``jobs=0``) there are no limits and exceptions pass
    through: that is for debugging.
    """
    if jobs == 0:
        yield from _in_this_process(function, tasks, initializer)
        return
    from onrecord.flow.worker_pool import Pool

    pool = Pool(function, initializer, limits, jobs=jobs, ordered=ordered, output_bytes=output_bytes)
    with pool, closing(pool.results(tasks)) as results:
        for result in results:
            value: T | None = pickle.loads(result.body) if result.body else None  # noqa: S301 - our own worker's
            yield Outcome(result.key, value, result.failure, result.reason, result.last)


def protections(limits: Limits) -> Protections:
    """Which protections a worker has on this system: starts one, asks it, ends it."""
    from onrecord.flow.worker_pool import Pool

    with Pool(_nothing, None, limits, jobs=1, ordered=True, output_bytes=OUTPUT_BYTES) as pool:
        return pool.protections()


def _nothing(payload: object) -> object:
    return payload


def _in_this_process(
    function: Callable[[P], Iterator[T]] | Callable[[P], T],
    tasks: Iterable[Task[P]],
    initializer: Callable[[], None] | None,
) -> Iterator[Outcome[T]]:
    if initializer:
        initializer()
    for task in tasks:
        value = function(task.payload)
        if isinstance(value, Iterator):
            for item in value:
                yield Outcome(task.key, item, last=False)
            yield Outcome(task.key)
        else:
            yield Outcome(task.key, value)
