"""The passphrase of a person's key: from a file, from the environment, or asked for on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.flow.errors import UserError

if TYPE_CHECKING:
    from onrecord.archive.case import Case
    from onrecord.archive.writer import Writer

F = TypeVar("F", bound=Callable[..., Any])


def passphrase_option(command: F) -> F:
    """`--passphrase-file FILE`."""
    return click.option(
        "--passphrase-file",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="The passphrase of your key stands in FILE. Without it $ONRECORD_PASSPHRASE is used, if set.",
    )(command)


def read_passphrase(file: Path | None) -> str:
    """The first line of a file, or nothing."""
    if file is None:
        return ""
    try:
        return file.read_text("utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{file}: the passphrase cannot be read ({error})") from error


def asker() -> Callable[[str], str] | None:
    """Asks on the terminal; where there is none, nobody is asked."""
    return _ask if sys.stdin.isatty() and sys.stderr.isatty() else None


def _ask(text: str) -> str:
    return str(click.prompt(text, hide_input=True, err=True))


@contextmanager
def case_writer(case: Case, file: Path | None = None) -> Iterator[Writer]:
    """A writer of this person to a case."""
    from onrecord.flow.case_open import writing

    with writing(case, read_passphrase(file), asker()) as writer:
        yield writer
