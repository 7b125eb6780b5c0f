"""A progress bar, on a terminal only; it never runs a thread, for worker processes are forked beside it."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING

from onrecord.cli.output.safe import one_line
from onrecord.flow.result import InputResult
from onrecord.flow.scan import Event

if TYPE_CHECKING:
    from rich.console import Console

EVERY = 0.1
"""Seconds between two drawings."""


class Bar:
    """Shows how many inputs are done; does nothing without a console."""

    def __init__(self, console: Console | None, total: int) -> None:
        self._last = 0.0
        self._progress = None
        if console is None:
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self._progress = Progress(
            TextColumn("Reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}", markup=False),
            console=console,
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._progress.add_task("", total=total)

    def __enter__(self) -> Bar:
        if self._progress:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()

    def see(self, event: Event) -> None:
        """Move on when an input is done."""
        if self._progress is None:
            return
        if isinstance(event, InputResult):
            self._progress.update(self._task, advance=1, description=one_line(event.path)[-40:])
        now = time.monotonic()
        if now - self._last >= EVERY:
            self._last = now
            self._progress.refresh()
