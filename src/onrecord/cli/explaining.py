"""Show explanations: the finding with every step that led to it, or what kept a passage from being one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli import terminal
from onrecord.cli.output.base import Options
from onrecord.cli.output.safe import one_line
from onrecord.cli.output.text import TextWriter
from onrecord.cli.streams import output
from onrecord.flow.errors import UserError
from onrecord.flow.inputs import Walk, shown
from onrecord.flow.place import finding_name
from onrecord.flow.provenance import load_provenance
from onrecord.flow.record import from_line
from onrecord.flow.result import DocumentResult, Excerpt, Seen
from onrecord.model.finding import Finding
from onrecord.model.reading import Ask

if TYPE_CHECKING:
    from onrecord.flow.examine import Examiner
    from onrecord.flow.explain import Explained, LineReport


@dataclass(frozen=True, slots=True)
class Where:
    """How to read again what is to be explained."""

    ask: Ask
    provenance: Path | None
    rules: tuple[Path, ...]

    def examiner(self) -> Examiner:
        """An examiner with the packs in use."""
        from onrecord.flow.examine import Examiner, Job
        from onrecord.flow.filters import Filters
        from onrecord.flow.packs import pack_files

        return Examiner(Job(pack_files(self.rules), self.ask, Filters()))


def of_line(file: Path, line: int, where: Where) -> int:
    """Explain every passage on a line of a file."""
    from onrecord.flow.examine import Order
    from onrecord.flow.explain import LineExplainer
    from onrecord.flow.workers import Outcome, Task, run

    if not file.is_file():
        raise UserError(f"{shown(file)}: no such file", "Write FILE:LINE, such as sdk/face.h:42.")
    known = load_provenance(where.provenance).of(file) if where.provenance else None
    explainer = LineExplainer(where.examiner(), line)
    explainer.prepare()
    outcomes: Iterator[Outcome[LineReport]] = run(
        explainer.explain,
        [Task("1", Order(shown(file), file, provenance=known))],
        jobs=1,
        limits=where.ask.limits,
        initializer=explainer.prepare,
    )
    found = False
    with _writer() as writer:
        for outcome in outcomes:
            if outcome.failure is not None:
                raise UserError(
                    f"{shown(file)}: {outcome.reason}", "`onrecord read` shows how far it can be read."
                )
            if outcome.value is not None:
                found = _report(writer, outcome.value, line) or found
    return 0 if found else 1


def from_file(fingerprint: str, file: Path) -> int:
    """Explain findings out of a file of findings."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{shown(file)}: cannot be read ({error})", "Check --findings.") from error
    found = False
    with _writer() as writer:
        for number, line in enumerate(lines, 1):
            if fingerprint in line:
                finding = from_line(line, f"{shown(file)}, line {number}")
                if finding.fingerprint.startswith(fingerprint):
                    found = True
                    _finding(writer, Seen(finding, Excerpt("", finding.quote, "")))
    return _told(fingerprint, found=found)


def from_scan(fingerprint: str, paths: tuple[str, ...], where: Where) -> int:
    """Scan again and explain the findings of that fingerprint."""
    from onrecord.flow.scan import default_jobs, scan_entries

    table = load_provenance(where.provenance) if where.provenance else None
    entries = Walk().entries(paths)
    found = False
    with _writer() as writer:
        for event in scan_entries(entries, where.examiner(), jobs=default_jobs(), provenance=table):
            for seen in event.findings if isinstance(event, DocumentResult) else ():
                if seen.finding.fingerprint.startswith(fingerprint):
                    found = True
                    _finding(writer, seen)
    return _told(fingerprint, found=found)


def _told(fingerprint: str, *, found: bool) -> int:
    if not found:
        sys.stderr.write(f"No finding whose fingerprint begins with {fingerprint}.\n")
    return 0 if found else 1


@contextmanager
def _writer() -> Iterator[TextWriter]:
    with output(None) as stream:
        yield TextWriter(
            stream, Options(colour=terminal.wants_colour(sys.stdout), width=terminal.width(), lookalikes=True)
        )


def _report(writer: TextWriter, report: LineReport, line: int) -> bool:
    about = " · ".join(part for part in (report.reader, report.encoding) if part)
    writer.say(f"{one_line(report.name)}, {report.unit} {line}" + (f" ({about})" if about else ""), "bold")
    for explained in report.passages:
        writer.say()
        _passage(writer, explained)
    if not report.passages:
        near = " and ".join(f"{report.unit} {number}" for number in report.nearest)
        writer.say(f"No passage stands there{f'; the nearest are on {near}' if near else ''}.")
    for gap in report.gaps:
        writer.say(one_line(f"Not read: {gap.part} {gap.reason}. {gap.advice}"), "yellow")
    writer.say()
    return bool(report.passages)


def _passage(writer: TextWriter, explained: Explained) -> None:
    writer.say(f"{explained.kind} · {one_line(explained.place)}", "bold")
    context = " › ".join(one_line(part) for part in explained.context if part)
    if context:
        writer.row("in", context)
    writer.row("text", one_line(explained.text)[:600])
    for step in explained.steps:
        writer.row(one_line(step.what), one_line(step.detail))
    for seen in explained.findings:
        writer.findings([(seen,)], placed=False)
        _steps(writer, seen.finding)


def _finding(writer: TextWriter, seen: Seen) -> None:
    writer.say(one_line(finding_name(seen.finding)), "bold")
    writer.findings([(seen,)])
    _steps(writer, seen.finding)
    writer.say()


def _steps(writer: TextWriter, finding: Finding) -> None:
    for number, step in enumerate(finding.why, 1):
        writer.row(f"why {number}", f"{one_line(step.what)}: {one_line(step.detail)}")
    if finding.legal:
        writer.row("may engage", ", ".join(finding.legal))
