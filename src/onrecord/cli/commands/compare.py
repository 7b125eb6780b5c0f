"""`onrecord compare`: two files, folders, archives, editions or captures side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

import click

from onrecord.cli.case_options import case_option
from onrecord.cli.options import FILE, FOLDER, Reading, make_ask, reading_options

FORMATS = ("text", "jsonl", "csv", "html")


@click.command(short_help="Set two editions side by side.")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@case_option
@click.option("-f", "--format", "kind", type=click.Choice(FORMATS), help="Form (default: text).")
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Write to this file.")
@click.option("--all", "everything", is_flag=True, help="Claims that stand unchanged, too.")
@click.option(
    "--rules", type=FOLDER, multiple=True, metavar="DIR", help="Lay your own packs over those of OnRecord."
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="N", help="Worker processes (default: all cores)."
)
@reading_options
def compare(
    *,
    before: str,
    after: str,
    case_dir: Path | None,
    kind: str | None,
    output: Path | None,
    everything: bool,
    rules: tuple[Path, ...],
    jobs: int | None,
    **reading: Unpack[Reading],
) -> int:
    """Say what became of each claim of A in B: not found, new, in other words, renamed; with both quotes.

    A and B are files, folders or archives; in a case also a capture by its id, a SERIES (its newest
    document), or SERIES@EDITION. Both are read by the rules of today, so a difference is one of the
    documents. Exit code: 0 no claim differs, 1 some do, 2 something could not be read.
    """
    from onrecord.cli.comparing import Order, run
    from onrecord.flow.scan import default_jobs

    order = Order(
        before=before,
        after=after,
        case=case_dir,
        kind=kind or _kind(output),
        output=output,
        everything=everything,
        rules=rules,
        ask=make_ask(reading),
        jobs=jobs or default_jobs(),
    )
    return run(order)


def _kind(output: Path | None) -> str:
    suffix = output.suffix.lower().lstrip(".") if output else ""
    return suffix if suffix in FORMATS else "text"
