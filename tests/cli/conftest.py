"""Run the command line in this process and look at what it writes."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.cli.main import main


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def onrecord(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line as a function."""
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: object, stdin: bytes | None = None) -> Done:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Done(code, out, err)

    return run


@pytest.fixture
def heap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a claim, a denial, a look-alike and a silent document; the tests work inside it."""
    folder = tmp_path / "heap"
    (folder / "sub").mkdir(parents=True)
    (folder / "claim.txt").write_text("Face attributes: age, gender, glasses, beard and ethnicity.\n")
    (folder / "denial.txt").write_text(
        "Our cameras do not determine the ethnicity of a person from the face.\n"
    )
    (folder / "sub" / "notes.txt").write_text("Fixed a race condition in the face detector.\n")
    (folder / "sub" / "silent.txt").write_text("The camera has a white housing.\n")
    monkeypatch.chdir(tmp_path)
    return folder
