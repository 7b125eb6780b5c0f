"""Tesseract as a program of its own: found, asked for its version and languages, run with a time limit.

No shell, no temporary files: the picture goes in through a pipe and a table of words comes out of one.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

_QUESTION_SECONDS = 20
_OUTPUT_BYTES = 20_000_000


class OcrError(Exception):
    """Tesseract gave no result; the message says why."""


class OcrTimeoutError(OcrError):
    """Tesseract took too long."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program and the languages that are installed for it."""

    path: str
    version: str
    languages: frozenset[str]

    def missing(self, languages: Sequence[str]) -> list[str]:
        """Those languages that are not installed."""
        return [language for language in languages if language not in self.languages]

    def run(self, picture: bytes, languages: Sequence[str], mode: int, dpi: int, seconds: float) -> str:
        """The words of a picture (PGM) as a table of tab-separated values."""
        command = [
            self.path,
            "stdin",
            "stdout",
            "-l",
            "+".join(languages),
            "--psm",
            str(mode),
            "--dpi",
            str(dpi),
        ]
        return self._run([*command, "tsv"], picture, seconds)

    def script(self, picture: bytes, dpi: int, seconds: float) -> str:
        """What Tesseract says about script and orientation of a picture; empty when it cannot tell."""
        if "osd" not in self.languages:
            return ""
        try:
            return self._run(
                [self.path, "stdin", "stdout", "--psm", "0", "--dpi", str(dpi)], picture, seconds
            )
        except OcrTimeoutError:
            raise
        except OcrError:  # too few characters to tell
            return ""

    def _run(self, command: list[str], picture: bytes, seconds: float) -> str:
        try:
            done = subprocess.run(
                command,
                input=picture,
                capture_output=True,
                timeout=max(seconds, 1.0),
                check=False,
                env=_environment(),
            )
        except subprocess.TimeoutExpired as error:
            raise OcrTimeoutError(f"tesseract took longer than {seconds:.0f} s") from error
        except OSError as error:
            raise OcrError(f"tesseract cannot be started: {error.strerror or error}") from error
        if done.returncode:
            raise OcrError(_last_line(done.stderr) or f"tesseract ended with status {done.returncode}")
        return done.stdout[:_OUTPUT_BYTES].decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    """One thread: the work is shared out by pages and files already."""
    return {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}


def _last_line(output: bytes) -> str:
    lines = [line.strip() for line in output.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1][:200] if lines else ""


@cache
def find_tesseract() -> Tesseract | None:
    """The installed Tesseract, or None."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    try:
        version = _ask(path, "--version")
        languages = _ask(path, "--list-langs")
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"tesseract\s+v?([\d.]+)", version)
    names = {line.strip() for line in languages.splitlines()[1:] if re.fullmatch(r"[\w/-]+", line.strip())}
    return Tesseract(path, found[1] if found else "", frozenset(names))


def _ask(path: str, question: str) -> str:
    done = subprocess.run(
        [path, question], capture_output=True, timeout=_QUESTION_SECONDS, check=True, env=_environment()
    )
    return (done.stdout or done.stderr).decode("utf-8", "replace")


def package_of(language: str) -> str:
    """The Debian package that holds a language."""
    return "tesseract-ocr-" + language.lower().replace("_", "-")


def how_to_install(languages: Sequence[str] = ()) -> str:
    """The command that installs Tesseract with some languages."""
    return " ".join(["apt-get install tesseract-ocr", *map(package_of, languages)])
