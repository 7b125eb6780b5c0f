"""Results on their way to the caller: in the order of the tasks, and never more than memory should hold."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model.vocabulary import GapKind

AHEAD_TASKS = 2_000
AHEAD_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Result:
    """One result as it came through the pipe: still pickled, for it may wait a while."""

    key: str
    body: bytes = b""
    failure: GapKind | None = None
    reason: str = ""
    last: bool = True


class Shelf:
    """Keeps results until it is their turn; ``has_room`` says whether new tasks may be begun."""

    def __init__(self, *, ordered: bool) -> None:
        self._ordered = ordered
        self._next = 0
        self._open = 0  # tasks begun and not yet handed out to the end
        self._bytes = 0
        self._results: dict[int, deque[Result]] = {}

    def expect(self, index: int) -> None:
        """A task has been pulled."""
        self._open += 1
        self._results[index] = deque()

    def has_room(self) -> bool:
        """Whether another task may be begun."""
        return self._open < AHEAD_TASKS and self._bytes < AHEAD_BYTES

    def put(self, index: int, result: Result) -> None:
        """A result has come in."""
        self._results[index].append(result)
        self._bytes += len(result.body)

    def take(self) -> Iterator[Result]:
        """Everything whose turn it is."""
        if not self._ordered:
            for index in list(self._results):
                yield from self._drain(index)
            return
        while self._next in self._results:
            yield from self._drain(self._next)
            if self._next in self._results:
                return
            self._next += 1

    def _drain(self, index: int) -> Iterator[Result]:
        waiting = self._results[index]
        while waiting:
            result = waiting.popleft()
            self._bytes -= len(result.body)
            if result.last:
                del self._results[index]
                self._open -= 1
            yield result
