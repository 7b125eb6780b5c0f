"""Add files to a case for a person: what came in, what was found, what could not be read."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from onrecord.cli import stopping, terminal
from onrecord.cli.progress import Bar
from onrecord.flow.summary import Summary
from onrecord.model.reading import Ask


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asked for."""

    paths: tuple[str, ...]
    case: Path | None
    ask: Ask
    url: str = ""
    series: str = ""
    edition: str = ""
    provenance: Path | None = None
    jobs: int | None = None
    progress: bool = False


def run(order: Order) -> int:
    """Add, and say what was added; the exit code is 2 where something could not be read, else 0."""
    from onrecord.cli.output.closing import print_closing
    from onrecord.flow.case_add import Added, FileAdder, Origin
    from onrecord.flow.case_open import open_for_reading, open_for_writing
    from onrecord.flow.examine import Examiner, Job
    from onrecord.flow.filters import Filters
    from onrecord.flow.inputs import Walk
    from onrecord.flow.packs import pack_files
    from onrecord.flow.provenance import load_provenance
    from onrecord.flow.scan import default_jobs

    case = open_for_reading(order.case)
    table = load_provenance(order.provenance) if order.provenance else None
    rules = case.folder / "rules"
    examiner = Examiner(Job(pack_files([rules] if any(rules.glob("*")) else ()), order.ask, Filters()))
    writer, tails = open_for_writing(case)
    for tail in tails:
        terminal.warn(f"{tail.file}: {tail.size - tail.offset:,} bytes that no entry names were set aside")
    own = frozenset({order.provenance.resolve()} if order.provenance else ())
    entries = list(Walk(own=own).entries(order.paths))
    origin = Origin(order.series, order.edition, order.url, table)
    adder = FileAdder(case, writer, examiner, origin, order.jobs or default_jobs())
    summary, added, known = Summary(), 0, 0
    console = terminal.make_console(
        sys.stderr, colour=terminal.wants_colour(sys.stderr), width=terminal.width()
    )
    try:
        with writer, Bar(console if order.progress else None, len(entries)) as bar:
            for event in adder.add(entries):
                if isinstance(event, Added):
                    added, known = added + 1, known + event.known
                else:
                    summary.add(event)
                    bar.see(event)
    except KeyboardInterrupt as stop:
        summary.stopped = stopping.exit_code(stop)
    again = f", {known} of them known already" if known else ""
    click.echo(f"{added} files kept{again}.")
    print_closing(console, summary)
    for warning in table.warnings() if table else ():
        terminal.warn(warning)
    return 0 if summary.exit_code == 1 else summary.exit_code
