"""What the terminal can do, and consoles that print exactly what they are given."""

from __future__ import annotations

import os
import shutil
import sys
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 110
"""Wider lines are hard to read, however wide the window is."""


def is_terminal(stream: IO[str]) -> bool:
    """True when a person looks at this stream."""
    return stream.isatty() and os.environ.get("TERM", "") != "dumb"


def wants_colour(stream: IO[str]) -> bool:
    """Colour on a terminal, unless NO_COLOR is set (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def width() -> int:
    """Columns to write in: those of the window or of COLUMNS, 80 where there is none."""
    return max(40, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def make_console(stream: IO[str], *, colour: bool, width: int) -> Console:
    """A console that reads no markup in what it prints, and colours only where that was decided."""
    from rich.console import Console

    return Console(
        file=stream,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def warn(text: str) -> None:
    """One line on standard error."""
    from onrecord.cli.output.safe import one_line

    sys.stderr.write(f"Warning: {one_line(text)}\n")
