"""Options that the commands on a case share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
LISTINGS = ("text", "jsonl", "csv")


def case_option(command: F) -> F:
    """`--case DIR`: the case, else ``$ONRECORD_CASE``, else the current folder."""
    return click.option(
        "--case",
        "case_dir",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help="The case (default: $ONRECORD_CASE, else the current folder).",
    )(command)


def listing_option(command: F) -> F:
    """`--format` of listings."""
    return click.option(
        "-f",
        "--format",
        "kind",
        type=click.Choice(LISTINGS),
        default="text",
        show_default=True,
        help="Form of the listing.",
    )(command)
