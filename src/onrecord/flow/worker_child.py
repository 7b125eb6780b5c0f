"""What runs inside a worker process: take tasks, call the function, send back what it gives.

Messages to the parent are one letter and a pickled body:
``R`` ready (protections) · ``X`` cannot start (reason) · ``V`` a value, more may follow · ``E`` the only
value, task done · ``C`` task done · ``F`` task failed (kind, reason) · ``Q`` this worker leaves, it has grown
too big. ``E``, ``C`` and ``F`` carry the seconds spent in front of the body.
"""

from __future__ import annotations

import gc
import os
import pickle
import struct
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from onrecord.flow import sandbox
from onrecord.model.reading import Limits
from onrecord.model.vocabulary import GapKind

EXIT_MEMORY = 87
"""Exit status of a worker whose memory ran out so badly that it could not even say so."""

SECONDS = struct.Struct("<d")
Failure = tuple[GapKind, str]


@dataclass(frozen=True, slots=True)
class Start:
    """Everything that a worker is told once."""

    function: Callable[[object], object]
    initializer: Callable[[], None] | None
    limits: Limits
    folder: Path
    output_bytes: int
    parent: int


class _OutputError(Exception):
    """A task gave more than the parent wants to hold."""


class _ParentGone(BaseException):
    """Nobody takes our messages any more."""


def work(connection: Connection, start: Start) -> None:
    """Main of a worker process; never returns."""
    status = 1
    try:
        _be_silent()
        protections = sandbox.enter(start.limits, start.folder, start.parent)
        if not _prepared(connection, start):
            return
        gc.collect()
        gc.freeze()  # what was loaded stays; the collector need not walk (and so copy) it again and again
        _send(connection, b"R" + pickle.dumps(protections))
        _serve(connection, start)
        status = 0
    except MemoryError:
        status = EXIT_MEMORY
    except (_ParentGone, EOFError):
        status = 0
    finally:
        os._exit(status)  # no clean-up handlers of the parent, no traceback on its terminal


def _prepared(connection: Connection, start: Start) -> bool:
    try:
        if start.initializer:
            start.initializer()
    except Exception as error:  # noqa: BLE001 - the process boundary: the parent raises it again
        _send(connection, b"X" + pickle.dumps(f"{type(error).__name__}: {error}"))
        return False
    return True


def _serve(connection: Connection, start: Start) -> None:
    ceiling = sandbox.resident_bytes() + start.limits.memory_bytes // 2
    while True:
        for payload in pickle.loads(connection.recv_bytes()):  # noqa: S301 - written by our own parent
            sandbox.limit_cpu(start.limits.seconds)
            leave = _one(connection, start, payload)
            if leave or sandbox.resident_bytes() > ceiling:
                _send(connection, b"Q")
                return


def _one(connection: Connection, start: Start, payload: object) -> bool:
    """Run one task and send what it gives; True when this worker had better be replaced."""
    began = time.perf_counter()
    failure: Failure
    leave = False
    reserve = bytearray(1 << 20)
    try:
        _send_values(connection, start, payload, began)
        return False
    except MemoryError:
        del reserve  # room to say so
        failure, leave = (GapKind.MEMORY_LIMIT, _memory_reason(start.limits)), True
    except _OutputError:
        reason = f"the result is larger than {start.output_bytes:,} bytes"
        failure, leave = (GapKind.TOO_LARGE, reason), True
    except _ParentGone:
        raise
    except BaseException as error:  # noqa: BLE001 - the process boundary: one input must not end the others
        failure = (GapKind.WORKER_DIED, _where(error))
    _send(connection, b"F" + SECONDS.pack(time.perf_counter() - began) + pickle.dumps(failure))
    return leave


def _send_values(connection: Connection, start: Start, payload: object, began: float) -> None:
    value = start.function(payload)
    if not isinstance(value, Iterator):
        body = _dump(value, start.output_bytes)
        _send(connection, b"E" + SECONDS.pack(time.perf_counter() - began) + body)
        return
    left = start.output_bytes
    for item in value:
        body = _dump(item, left)
        left -= len(body)
        _send(connection, b"V" + body)
        sandbox.limit_cpu(start.limits.seconds)
    _send(connection, b"C" + SECONDS.pack(time.perf_counter() - began))


def _send(connection: Connection, message: bytes) -> None:
    try:
        connection.send_bytes(message)
    except OSError as error:
        raise _ParentGone from error


def _dump(value: object, ceiling: int) -> bytes:
    body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    if len(body) > ceiling:
        raise _OutputError
    return body


def _memory_reason(limits: Limits) -> str:
    return f"needs more than {limits.memory_bytes:,} bytes of memory"


def _where(error: BaseException) -> str:
    """An unforeseen exception in one line: what it said and the line of code it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    last = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"the reader broke off: {type(error).__name__}: {error}"[:300] + last


def _be_silent() -> None:
    """Nothing that a worker or a library in it prints reaches the terminal; that is the parent's alone."""
    if "faulthandler" in sys.modules:
        sys.modules["faulthandler"].disable()
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.close(null)
    # New objects, for a thread of the parent may have held the lock of the old ones when we were forked.
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - lives as long as the process
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
