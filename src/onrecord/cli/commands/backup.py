"""`onrecord backup`: a copy of a case that holds by itself."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.case_options import case_option


@click.command(short_help="Copy a case, also while it is written to.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DEST")
@case_option
def backup(*, folder: Path, case_dir: Path | None) -> int:
    """Copy the case to the new folder DEST, and check the copy.

    The copy is a case like any other: `onrecord --case DEST …` works on it. Private keys are never copied:
    keep copies of them elsewhere. The index is left out; it is made again when it is needed.
    """
    from onrecord.flow.case_backup import back_up
    from onrecord.flow.case_open import open_for_reading

    made = back_up(open_for_reading(case_dir), folder)
    click.echo(
        f"{folder}: {made.segments} segments, {made.report.captures} captures, "
        f"{made.bytes:,} bytes; it holds."
    )
    click.echo("Your keys are not in it; keep copies of them elsewhere.")
    return 0
