"""`onrecord show`: all there is to know about one thing of a case."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.case_options import case_option

FORMATS = ("text", "jsonl", "csv")


@click.command(short_help="Show a claim, finding, capture or entry.")
@click.argument("id_", metavar="ID")
@case_option
@click.option(
    "-f",
    "--format",
    "kind",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Form of what is shown.",
)
def show(*, id_: str, case_dir: Path | None, kind: str) -> int:
    """Show the claim, finding or capture whose id begins with ID, or the entry with that number.

    With quotes, observations, wordings, reasons, and whether it is sealed.
    """
    import json

    from onrecord.cli.listing import write_rows
    from onrecord.cli.output.safe import one_line
    from onrecord.flow.case_open import open_for_reading
    from onrecord.flow.case_show import show as look_up

    found = look_up(open_for_reading(case_dir), id_.strip().lower())
    if kind == "csv":
        rows = [
            {"kind": one.kind, "id": one.id, "what": name, "value": value}
            for one in found
            for name, value in (*one.facts, *((head, line) for head, lines in one.lists for line in lines))
        ]
        write_rows(rows, kind, ("kind", "id", "what", "value"), empty="")
        return 0
    for one in found:
        if kind == "jsonl":
            record = {"kind": one.kind, "id": one.id, **dict(one.facts), **{k: list(v) for k, v in one.lists}}
            click.echo(json.dumps(record, ensure_ascii=False))
            continue
        click.echo(f"{one.kind} {one.id}")
        for name, value in one.facts:
            click.echo(f"  {name + ':':12} {one_line(value)}")
        for head, lines in one.lists:
            if lines:
                click.echo(f"  {head}:")
                for line in lines:
                    click.echo(f"    {line if one.kind == 'entry' else one_line(line)}")
        click.echo()
    return 0
