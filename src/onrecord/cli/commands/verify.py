"""`onrecord verify`: check a case against its ledger."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli import terminal


@click.command(short_help="Check that a case is whole and unaltered.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False, metavar="[CASE]")
@click.option("--key", default="", metavar="ID", help="Id of the key that the case must begin with.")
@click.option("--deep", is_flag=True, help="Unpack every record and compare its digest.")
@click.option("--no-progress", is_flag=True, help="No progress bar.")
def verify(*, folder: Path | None, key: str, deep: bool, no_progress: bool) -> int:
    """Check a case step by step: ledger, signatures, archive, time stamps. Needs no network and no index.

    The steps are numbered as in docs/reference/case.md. Exit code: 0 it holds; 1 something is wrong, each
    fault with its step and file; 2 there is no case to check.
    """
    from onrecord.cli.output.safe import one_line
    from onrecord.flow.case_open import case_folder
    from onrecord.flow.errors import UserError
    from onrecord.verify import steps
    from onrecord.verify.__main__ import lines

    case = case_folder(folder)
    archive = case / "archive"
    size = sum(path.stat().st_size for path in archive.glob("*.warc.gz")) if archive.is_dir() else 0
    shown = not no_progress and terminal.is_terminal(sys.stderr)
    with click.progressbar(length=size, label="verify", file=sys.stderr, hidden=not shown) as bar:
        try:
            report = steps.verify(case, key=key, deep=deep, progress=bar.update)
        except steps.NoCaseError as error:
            raise UserError(str(error), "Name the folder of a case.") from error
        except OSError as error:
            raise UserError(
                f"{error.filename}: {error.strerror}", "Give yourself read permission."
            ) from error
    for line in lines(report):
        click.echo(one_line(line))
    return 0 if report.holds else 1
