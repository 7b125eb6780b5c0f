"""Add files to a case for a person: what came in, what was found, what could not be read."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from onrecord.cli import stopping, terminal
from onrecord.cli.passphrase import asker, read_passphrase
from onrecord.cli.progress import Bar
from onrecord.flow.summary import Summary
from onrecord.model.capture import Capture
from onrecord.model.finding import Provenance
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import Method, Outcome


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
    route: str = "direct"
    linked: bool = True
    browser: bool = False
    service: str = ""
    most: int = 500
    progress: bool = False
    passphrase_file: Path | None = None


def run(order: Order) -> int:
    """Add, and say what was added; the exit code is 2 where something could not be read, else 0."""
    from onrecord.cli.output.closing import print_closing
    from onrecord.flow.case_add import Added, Adder, Origin
    from onrecord.flow.case_history import History
    from onrecord.flow.case_open import open_for_reading, open_for_writing, telling
    from onrecord.flow.case_visit import Page
    from onrecord.flow.examine import Examiner, Job
    from onrecord.flow.filters import Filters
    from onrecord.flow.inputs import Entry, Walk
    from onrecord.flow.packs import pack_files
    from onrecord.flow.provenance import load_provenance
    from onrecord.flow.scan import default_jobs

    case = open_for_reading(order.case)
    table = load_provenance(order.provenance) if order.provenance else None
    rules = case.folder / "rules"
    examiner = Examiner(Job(pack_files([rules] if any(rules.glob("*")) else ()), order.ask, Filters()))
    with telling(case):
        writer, tails = open_for_writing(case, read_passphrase(order.passphrase_file), asker())
    for tail in tails:
        terminal.warn(f"{tail.file}: {tail.size - tail.offset:,} bytes that no entry names were set aside")
    own = frozenset({order.provenance.resolve()} if order.provenance else ())
    walk = Walk(own=own)
    entries: list[Entry | Page | History] = []
    for path in order.paths:
        if order.service and path.startswith(("http://", "https://")):
            entries.append(History(path, order.service, order.series, order.most))
        elif path.startswith(("http://", "https://")):
            entries.append(
                Page(
                    path,
                    order.series,
                    Provenance(url=path),
                    order.route,
                    linked=order.linked,
                    browser=order.browser,
                )
            )
        else:
            entries.extend(walk.entries([path]))
    origin = Origin(order.series, order.edition, order.url, table)
    adder = Adder(case, writer, examiner, origin, order.jobs or default_jobs())
    summary, added, known, missed = Summary(), 0, 0, 0
    console = terminal.make_console(
        sys.stderr, colour=terminal.wants_colour(sys.stderr), width=terminal.width()
    )
    try:
        with telling(case), writer, Bar(console if order.progress else None, len(entries)) as bar:
            for event in adder.add(entries):
                if isinstance(event, Added):
                    added, known = added + 1, known + event.known
                    missed += event.capture.outcome is not Outcome.PRESENT and not event.capture.part_of
                    if event.capture.method in (Method.HTTP, Method.BROWSER, Method.HISTORY):
                        _tell(event.capture)
                else:
                    summary.add(event)
                    bar.see(event)
    except KeyboardInterrupt as stop:
        summary.stopped = stopping.exit_code(stop)
    again = f", {known} of them known already" if known else ""
    click.echo(f"{added} kept{again}.")
    print_closing(console, summary)
    for warning in table.warnings() if table else ():
        terminal.warn(warning)
    return 2 if missed else 0 if summary.exit_code == 1 else summary.exit_code


def _tell(made: Capture) -> None:
    from onrecord.cli.output.safe import one_line

    why = f" ({made.reason})" if made.reason else ""
    click.echo(one_line(f"{made.address}: {made.outcome}{why}"))
