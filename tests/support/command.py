"""Run a command of the program in this process, which is much quicker than to start one."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

from onrecord.cli.main import main


@dataclass(frozen=True)
class Done:
    """What came of a command."""

    code: int
    stdout: str
    stderr: str


class _Stream(io.TextIOWrapper):
    """Text that is also bytes below, as the standard streams are."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    def said(self) -> str:
        self.flush()
        held = self.buffer
        assert isinstance(held, io.BytesIO)
        return held.getvalue().decode()


def onrecord(*arguments: object, code: int = 0) -> Done:
    """Run `onrecord ARGUMENTS…` and expect an exit code."""
    out, err = _Stream(), _Stream()
    with redirect_stdout(out), redirect_stderr(err):
        found = main([str(one) for one in arguments])
    done = Done(found, out.said(), err.said())
    assert found == code, f"exit code {found}\n{done.stderr}{done.stdout}"
    return done
