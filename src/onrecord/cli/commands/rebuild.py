"""`onrecord rebuild`: make the index of a case again."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.case_options import case_option


@click.command(short_help="Make the index again from the archive and the ledger.")
@case_option
def rebuild(*, case_dir: Path | None) -> int:
    """Drop the index and make it again. Every listing is the same afterwards."""
    from onrecord.flow.case_index import rebuild_index
    from onrecord.flow.case_open import open_for_reading

    taken = rebuild_index(open_for_reading(case_dir))
    click.echo(f"The index was made from {taken} segments.")
    return 0
