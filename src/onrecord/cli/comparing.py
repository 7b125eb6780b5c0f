"""Compare for a person or a program: rows with both quotes, as text, JSON lines, CSV or a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from onrecord.cli import sheet, terminal
from onrecord.cli.listing import write_rows
from onrecord.cli.output.safe import one_line, safe
from onrecord.flow.comparing import Compared, Side
from onrecord.flow.place import place
from onrecord.model.claim import ChangeKind
from onrecord.model.finding import Finding
from onrecord.model.reading import Ask
from onrecord.track.wording import KINDS

ORDER = (
    ChangeKind.NOT_FOUND,
    ChangeKind.RENAMED,
    ChangeKind.COMMENT_LOST,
    ChangeKind.REWORDED,
    ChangeKind.MOVED,
    ChangeKind.NEW,
    ChangeKind.RETURNED,
)
COLUMNS = (
    *("change", "trait", "stance", "before_document", "before_place", "before_quote"),
    *("after_stance", "after_document", "after_place", "after_quote", "values_lost", "claim"),
)
MARKS = {ChangeKind.NOT_FOUND: "−", ChangeKind.NEW: "+"}


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asked for."""

    before: str
    after: str
    case: Path | None
    kind: str
    output: Path | None
    everything: bool
    rules: tuple[Path, ...]
    ask: Ask
    jobs: int


@dataclass(frozen=True, slots=True)
class Row:
    """One claim on both sides; ``kind`` is empty where it stands unchanged."""

    kind: str
    label: str
    claim: str
    before: Finding | None
    after: Finding | None

    @property
    def trait(self) -> str:
        """Its trait, in plain words."""
        one = self.before or self.after
        return one.trait.value.replace("_", " ") if one else ""

    def stance(self, finding: Finding | None) -> str:
        """What a side does with it; nothing where only the documents still hold it."""
        return finding.stance.value if finding and finding.fingerprint else ""

    def lost(self) -> list[str]:
        """Values that only the older one names."""
        if not (self.before and self.after):
            return []
        return [one for one in self.before.values if one not in self.after.values]


def run(order: Order) -> int:
    """Compare and write; the exit code is that of the command."""
    from onrecord.flow.case_sides import side
    from onrecord.flow.comparing import compare
    from onrecord.flow.examine import Examiner, Job
    from onrecord.flow.filters import Filters
    from onrecord.flow.packs import pack_files

    if order.kind == "html":
        sheet.refuse_terminal(order.output)
    examiner = Examiner(Job(pack_files(order.rules), order.ask, Filters()))
    made = compare(side(order.before, order.case), side(order.after, order.case), examiner, order.jobs)
    rows = list(_rows(made))
    with sheet.output(order.output) as stream:
        if order.kind == "html":
            stream.write(_page(made, rows, everything=order.everything))
        else:
            shown = rows + (list(_unchanged(made)) if order.everything else [])
            _write(shown, order.kind, stream, made)
    for side_, document, reason in _unread(made):
        terminal.warn(one_line(f"{side_.name}: not read whole: {document}: {reason}"))
    failed = any(document == "" for one in (made.before, made.after) for document, _ in one.gaps)
    return 2 if failed else 1 if rows else 0


def _rows(made: Compared) -> Iterator[Row]:
    for change in sorted(made.changes, key=lambda one: ORDER.index(one.kind)):
        yield Row(change.kind.value, KINDS[change.kind], change.claim, change.before, change.after)


def _unchanged(made: Compared) -> Iterator[Row]:
    by_print = {one.fingerprint: one for one in made.after.findings}
    for claim in made.same:
        found = by_print.get(claim.marks[-1].fingerprint)
        yield Row("", "stands unchanged", claim.id, found, found)


def _unread(made: Compared) -> Iterator[tuple[Side, str, str]]:
    for one in (made.before, made.after):
        for document, gap in one.gaps[:20]:
            yield one, document or one.name, gap.reason


def _write(rows: Sequence[Row], kind: str, stream: object, made: Compared) -> None:
    from contextlib import redirect_stdout

    with redirect_stdout(stream):  # type: ignore[type-var]
        if kind == "text":
            _text(rows, made)
        else:
            write_rows(map(_record, rows), kind, COLUMNS, empty="")


def _record(row: Row) -> dict[str, str | int]:
    return {
        "change": row.kind or "same",
        "trait": row.before.trait.value if row.before else row.after.trait.value if row.after else "",
        "stance": row.stance(row.before) or row.stance(row.after),
        **_side_record("before", row.before),
        "after_stance": row.stance(row.after),
        **_side_record("after", row.after),
        "values_lost": ", ".join(row.lost()),
        "claim": row.claim,
    }


def _side_record(name: str, finding: Finding | None) -> dict[str, str | int]:
    return {
        f"{name}_document": "/".join(finding.locator.members) if finding else "",
        f"{name}_place": place(finding.locator) if finding else "",
        f"{name}_quote": finding.quote if finding else "",
    }


def _text(rows: Sequence[Row], made: Compared) -> None:
    click.echo(one_line(f"A: {made.before.name}"))
    click.echo(one_line(f"B: {made.after.name}"))
    for row in rows:
        click.echo(f"\n{row.label}: {row.trait}{_stances(row)}")
        for mark, one in (("A", row.before), ("B", row.after)):
            if one is not None:
                where = " ".join(part for part in ("/".join(one.locator.members), place(one.locator)) if part)
                click.echo(f"  {mark}  {one_line(one.quote)}")
                click.echo(f"     {one_line(where)}")
        if row.lost():
            click.echo(f"     no longer named: {one_line(', '.join(row.lost()))}")
    click.echo(f"\n{summary(made)}")


def _stances(row: Row) -> str:
    before, after = row.stance(row.before), row.stance(row.after)
    said = before or after
    return f", {said}" if before == after or not (before and after) else f", {before}, then {after}"


def summary(made: Compared) -> str:
    """The numbers in one line."""
    counted = [(kind, sum(one.kind is kind for one in made.changes)) for kind in ORDER]
    parts = [f"{count} {KINDS[kind]}" for kind, count in counted if count]
    parts.append(f"{len(made.same)} unchanged")
    if made.unsure:
        parts.append(f"{len(made.unsure)} unknown, for parts of B could not be read")
    return "; ".join(parts) + "."


def _page(made: Compared, rows: Sequence[Row], *, everything: bool) -> str:
    groups = [(kind.value, KINDS[kind], [row for row in rows if row.kind == kind.value]) for kind in ORDER]
    if everything:
        groups.append(("same", "stands unchanged", list(_unchanged(made))))
    return sheet.render(
        "compare.html",
        title=f"{made.before.name} and {made.after.name}",
        before=made.before.name,
        after=made.after.name,
        summary=summary(made),
        groups=[group for group in groups if group[2]],
        place=lambda one: " ".join(
            part for part in ("/".join(one.locator.members), place(one.locator)) if part
        ),
        safe_text=safe,
        unread=[(one.name, document, reason) for one, document, reason in _unread(made)],
    )
