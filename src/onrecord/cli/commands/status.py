"""`onrecord status`: how a case stands."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.case_options import case_option, listing_option

COLUMNS = ("series", "at", "outcome", "status", "findings", "size", "name")
CSV_COLUMNS = (
    *("series", "edition", "at", "outcome", "status", "method", "route", "name", "publisher"),
    *("media_type", "size", "sha256", "id", "findings"),
)


@click.command(short_help="Show how a case stands.")
@case_option
@listing_option
def status(*, case_dir: Path | None, kind: str) -> int:
    """List all captures with what was found in them; in text also gaps and how far the case is sealed."""
    from onrecord.archive.index.queries import Filter, list_captures, list_gaps
    from onrecord.archive.stamps import stamping
    from onrecord.cli.listing import write_rows
    from onrecord.cli.output.safe import one_line
    from onrecord.flow.case_index import asking
    from onrecord.flow.case_open import open_for_reading

    case = open_for_reading(case_dir)
    with asking(case) as connection:
        rows = list_captures(connection, Filter())
        count = write_rows(
            rows, kind, COLUMNS if kind == "text" else CSV_COLUMNS, empty="Nothing was captured yet."
        )
        if kind != "text":
            return 0
        for gap in list_gaps(connection):
            where = " ".join(str(gap[name]) for name in ("name", "part") if gap[name])
            click.echo(one_line(f"not read: {where}: {gap['reason']}. {gap['advice']}"))
    state = stamping(case)
    people = ", ".join(sorted(set(case.people().values())))
    click.echo(one_line(f"{case.settings.name}: {count} captures; people: {people}."))
    over = len(state.authorities_over(state.last_capture)) if state.last_capture else 0
    click.echo(f"The newest captures are stamped by {over} of {case.settings.stamps_wanted} authorities.")
    return 0
