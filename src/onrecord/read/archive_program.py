"""Run ``7zz`` over bytes: its output piece by piece, within a time, and nothing of it left behind.

Names of members never reach the file system: everything comes back through the program's standard output.
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from onrecord.model.vocabulary import GapKind
from onrecord.read.archive_limits import ExcessError

NAMES = ("7zz", "7z")
PACKAGE = "install the Debian package 7zip"
CHUNK = 1 << 18
MESSAGE = 4096


def program() -> str:
    """Where the program is; empty when it is not installed."""
    return next(filter(None, map(shutil.which, NAMES)), "")


@dataclass(slots=True)
class Run:
    """One run of the program; ``status`` and ``message`` are known once its output has ended."""

    output: IO[bytes]
    process: subprocess.Popen[bytes]
    errors: IO[bytes]
    until: float
    status: int | None = None
    message: str = field(default="")

    def chunks(self) -> Iterator[bytes]:
        """Standard output, until the program ends or its time is over."""
        handle = self.output.fileno()
        while True:
            left = self.until - time.monotonic()
            if left <= 0 or not select.select([handle], [], [], left)[0]:
                raise ExcessError("unpacking took longer than allowed", whole=True, kind=GapKind.TIME_LIMIT)
            chunk = os.read(handle, CHUNK)
            if not chunk:
                break
            yield chunk
        self.status = self.process.wait()
        self.errors.seek(0)
        self.message = self.errors.read(MESSAGE).decode("utf-8", "replace").strip()

    def stop(self) -> None:
        """End the program if it still runs."""
        self.output.close()
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.errors.close()


class Packed:
    """An archive handed to the program as a temporary file; use as a context manager.

    ``seconds`` is the time for all runs together.
    """

    def __init__(self, data: bytes | memoryview, suffix: str, seconds: float) -> None:
        self._data = data
        self._suffix = suffix
        self._until = time.monotonic() + seconds
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._path = Path()
        self._run: Run | None = None

    def __enter__(self) -> Packed:
        self._folder = tempfile.TemporaryDirectory(prefix="unpack-", ignore_cleanup_errors=True)
        self._path = Path(self._folder.name) / f"archive{self._suffix}"
        self._path.write_bytes(self._data)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        if self._folder:
            self._folder.cleanup()

    def run(self, command: str, *switches: str) -> Run:
        """Start one run (the one before it is over). An empty password makes it fail rather than ask."""
        self._stop()
        errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by Run.stop
        arguments = [
            program(),
            command,
            "-p",
            "-y",
            "-bd",
            "-sccUTF-8",
            "-mmt1",
            *switches,
            "--",
            str(self._path),
        ]
        process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, cwd=self._path.parent
        )
        if process.stdout is None:  # cannot be: a pipe was asked for
            raise OSError("no pipe")
        self._run = Run(process.stdout, process, errors, self._until)
        return self._run

    def _stop(self) -> None:
        if self._run:
            self._run.stop()
            self._run = None
