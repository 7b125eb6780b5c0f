"""`onrecord timeline`: the claims of a case on a line of time, as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.case_options import case_option
from onrecord.cli.options import FILE, choices
from onrecord.model.vocabulary import POSITIVE_STANCES, Trait


@click.command(short_help="Draw claims on a line of time.")
@case_option
@click.option("--vendor", default="", help="Only of this publisher.")
@click.option("--series", default="", help="Only of this series.")
@click.option("--trait", type=choices(Trait), multiple=True, metavar="TRAIT", help="Repeatable.")
@click.option("--all", "everything", is_flag=True, help="Denials, reports and the like, too.")
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Write to this file.")
def timeline(
    *,
    case_dir: Path | None,
    vendor: str,
    series: str,
    trait: tuple[str, ...],
    everything: bool,
    output: Path | None,
) -> int:
    """Draw a bar for each claim from its first to its last sight, with every observation and contact.

    The page is one file that opens offline, reads without colour, and lists in words what it draws.
    """
    from onrecord.archive.index.looks import statements_on
    from onrecord.archive.index.queries import Filter
    from onrecord.cli import sheet
    from onrecord.cli.output.safe import safe
    from onrecord.cli.timeline import KEY, WIDTH, Note, scale, strip
    from onrecord.flow.case_claims import followed
    from onrecord.flow.case_index import asking
    from onrecord.flow.case_open import open_for_reading
    from onrecord.track.wording import STATES

    sheet.refuse_terminal(output)
    case = open_for_reading(case_dir)
    with asking(case) as connection:
        found, changes = followed(case, connection, Filter(vendor=vendor, series=series))
        wanted = [
            one
            for one in found
            if (everything or one.stance in POSITIVE_STANCES) and (not trait or one.trait in trait)
        ]
        notes = {
            one.id: [
                Note(str(row["at"]), str(row["act"]), str(row["summary"]))
                for row in statements_on(connection, one)
            ]
            for one in wanted
        }
    by = scale(wanted, (note for own in notes.values() for note in own))
    strips = [strip(one, [c for c in changes if c.claim == one.id], notes[one.id], by) for one in wanted]
    groups: dict[str, list[object]] = {}
    for one in strips:
        groups.setdefault(one.claim.series, []).append(one)
    used = {shape.kind for one in strips for shape in (*one.shapes, *one.flags)}
    page = sheet.render(
        "timeline.html",
        title=f"{case.settings.name}: claims through time",
        name=case.settings.name,
        groups=groups.items(),
        count=len(strips),
        begin=by.begin.date().isoformat(),
        end=by.end.date().isoformat(),
        ticks=by.ticks(),
        width=WIDTH,
        key=[one for one in KEY if one[0] in used],
        states={one.state.value: STATES[one.state] for one in wanted},
        safe_text=safe,
    )
    with sheet.output(output) as stream:
        stream.write(page)
    return 0
