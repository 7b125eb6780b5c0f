"""Stop on SIGTERM and SIGHUP as on Ctrl-C: workers end, what was found is kept, the exit code tells."""

from __future__ import annotations

import signal
import threading
from types import FrameType

STOPPED = 130


class Stopped(KeyboardInterrupt):
    """The system, or another program, asked us to stop."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number


def exit_code(stop: KeyboardInterrupt) -> int:
    """128 and the number of the signal, as shells have it: 130 for Ctrl-C, 143 for SIGTERM."""
    return stop.code if isinstance(stop, Stopped) else STOPPED


def listen() -> None:
    """Turn the signals into exceptions. Signals that are ignored (``nohup``) stay so; a second one kills."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  (the signature of a handler)
    signal.signal(number, signal.SIG_DFL)
    raise Stopped(number)
