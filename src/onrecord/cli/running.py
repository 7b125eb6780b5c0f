"""Run a scan for a person: findings to the output, progress and warnings beside it, an exit code back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from onrecord.cli import stopping, terminal
from onrecord.cli.output.base import Options, RuleText, load
from onrecord.cli.output.text import TextWriter
from onrecord.cli.progress import Bar
from onrecord.cli.streams import output
from onrecord.flow.filters import Filters
from onrecord.flow.inputs import Entry, Walk
from onrecord.flow.laws import laws
from onrecord.flow.provenance import ProvenanceTable, load_provenance
from onrecord.flow.result import DocumentResult
from onrecord.flow.summary import Summary
from onrecord.model.reading import Ask

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.flow.examine import Examiner


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asked for."""

    paths: tuple[str, ...]
    ask: Ask
    filters: Filters = field(default_factory=Filters)
    provenance: Path | None = None
    rules: tuple[Path, ...] = ()
    jobs: int = 1
    format: str = "text"
    output: Path | None = None
    neighbours: int = 0
    lookalikes: bool = False
    progress: bool = True
    stdin: bytes | None = None


def run(request: Request) -> int:
    """Scan, write, sum up; the exit code is that of the summary."""
    table = load_provenance(request.provenance) if request.provenance else None
    kind = load(request.format)
    examiner = _examiner(request, pictures=kind.pictures)
    summary = Summary()
    with output(request.output) as stream:
        colour = request.output is None and terminal.wants_colour(sys.stdout)
        options = Options(
            colour=colour,
            width=terminal.width(),
            lookalikes=request.lookalikes,
            rules=lambda: _rules(examiner),
            laws=lambda: laws(examiner.job.packs),
        )
        writer = kind.open(stream, options)
        try:
            _scan(request, examiner, table, writer.document, summary, _bar_console(request, writer))
        except KeyboardInterrupt as stop:
            summary.stopped = stopping.exit_code(stop)
        writer.close(summary)
    for warning in table.warnings() if table else ():
        terminal.warn(warning)
    if request.output is not None or not kind.summary:
        _sum_up(summary, sys.stderr)
    return summary.exit_code


def _scan(
    request: Request,
    examiner: Examiner,
    table: ProvenanceTable | None,
    write: Callable[[DocumentResult], None],
    summary: Summary,
    console: Console | None,
) -> None:
    from onrecord.flow.scan import scan_entries

    entries: Iterable[Entry] = _entries(request)
    total = 0
    if console is not None:  # only a bar needs to know how many there are
        entries = list(entries)
        total = len(entries)
    with Bar(console, total) as bar:
        for event in scan_entries(entries, examiner, jobs=request.jobs, provenance=table):
            summary.add(event)
            if isinstance(event, DocumentResult):
                write(event)
            bar.see(event)


def _entries(request: Request) -> Iterator[Entry]:
    own = {path.resolve() for path in (request.output, request.provenance) if path is not None}
    walk = Walk(own=frozenset(own), stdin=request.stdin, max_bytes=request.ask.limits.file_bytes)
    return walk.entries(request.paths)


def _examiner(request: Request, *, pictures: bool) -> Examiner:
    from onrecord.flow.examine import Examiner, Job
    from onrecord.flow.packs import pack_files

    job = Job(pack_files(request.rules), request.ask, request.filters, request.neighbours, pictures)
    return Examiner(job)


def _rules(examiner: Examiner) -> Mapping[str, RuleText]:
    return {
        rule.id: RuleText(rule.id, rule.version, rule.title, rule.why, rule.legal)
        for rule in examiner.packs.rules()
    }


def _bar_console(request: Request, writer: object) -> Console | None:
    """The console to draw a bar on: the one the findings go to when both share a terminal."""
    if not request.progress:
        return None
    if isinstance(writer, TextWriter) and request.output is None and terminal.is_terminal(sys.stdout):
        return writer.console
    if terminal.is_terminal(sys.stderr):
        return terminal.make_console(
            sys.stderr, colour=terminal.wants_colour(sys.stderr), width=terminal.width()
        )
    return None


def _sum_up(summary: Summary, stream: TextIO) -> None:
    from onrecord.cli.output.closing import print_closing

    colour = terminal.wants_colour(stream)
    print_closing(terminal.make_console(stream, colour=colour, width=terminal.width()), summary)
