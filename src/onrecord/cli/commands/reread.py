"""`onrecord reread`: read what a case holds with the readers and rules of today."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Unpack

import click

from onrecord.cli.case_options import case_option
from onrecord.cli.options import Reading, make_ask, reading_options


@click.command(short_help="Read old captures with the rules of today.")
@case_option
@click.option("--series", default="", help="Only of this series.")
@click.option("--vendor", default="", help="Only of this publisher.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="N", help="Worker processes (default: all cores)."
)
@reading_options
def reread(
    *, case_dir: Path | None, series: str, vendor: str, jobs: int | None, **reading: Unpack[Reading]
) -> int:
    """Read captures again that another version of the program or other rules read last.

    Nothing of the record changes: each capture gets one more reading. What the new one finds or no longer
    finds in the same bytes has the cause rule or reader, never vendor; see `onrecord claims --changes`.
    """
    from onrecord.archive.index.looks import series_of
    from onrecord.archive.index.queries import Filter
    from onrecord.cli import terminal
    from onrecord.flow.case_index import asking
    from onrecord.flow.case_open import open_for_reading, open_for_writing
    from onrecord.flow.case_reading import packs_digest
    from onrecord.flow.case_reread import Rereader, stale
    from onrecord.flow.examine import Examiner, Job
    from onrecord.flow.filters import Filters
    from onrecord.flow.packs import pack_files
    from onrecord.flow.scan import default_jobs

    case = open_for_reading(case_dir)
    rules = case.folder / "rules"
    packs = pack_files([rules] if any(rules.glob("*")) else ())
    with asking(case) as connection:
        names = series_of(connection, Filter(series=series, vendor=vendor))
        wanted = stale(case, connection, names, packs_digest(packs))
    examiner = Examiner(Job(packs, make_ask(reading), Filters()))
    hidden = not terminal.is_terminal(sys.stderr)
    count = 0
    with (
        open_for_writing(case)[0] as writer,
        click.progressbar(length=len(wanted), label="reading", file=sys.stderr, hidden=hidden) as bar,
    ):
        for _ in Rereader(case, writer, examiner, jobs or default_jobs()).read(wanted):
            count += 1
            bar.update(1)
    click.echo(f"{count} captures read again." if count else "All captures were read by these rules.")
    return 0
