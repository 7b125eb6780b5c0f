"""`onrecord remove`: take out what must not be kept, by two people, so that the case still holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from onrecord.cli.case_options import case_option, listing_option
from onrecord.cli.passphrase import case_writer, passphrase_option

COLUMNS = ("entry", "at", "by", "capture", "reason")


@click.group(short_help="Remove by legal duty, by two people.")
def remove() -> None:
    """Remove what a capture holds, where the law demands it: one person proposes, another approves.

    The bytes go; that they were there, their hash, the reason and both signatures stay.
    """


@remove.command("propose")
@click.argument("capture")
@click.option("--reason", required=True, metavar="TEXT", help="The duty: the law, the order, its date.")
@case_option
@passphrase_option
def propose(*, capture: str, reason: str, case_dir: Path | None, passphrase_file: Path | None) -> int:
    """Propose to remove what CAPTURE holds; nothing is removed yet."""
    from onrecord.flow.case_contact import only
    from onrecord.flow.case_index import asking
    from onrecord.flow.case_open import open_for_reading
    from onrecord.flow.case_remove import propose as enter
    from onrecord.flow.case_sealed import concerned

    case = open_for_reading(case_dir)
    with asking(case) as connection:
        made = only(concerned(case, connection, (capture,)).captures, capture)
    with case_writer(case, passphrase_file) as writer:
        places = enter(case, writer, made, reason)
        number = writer.tip.entry
    click.echo(f"Proposed as entry {number}: {len(places)} records. Another person approves it:")
    click.echo(f"onrecord remove approve {number}")
    return 0


@remove.command("approve")
@click.argument("entry", type=int)
@case_option
@passphrase_option
def approve(*, entry: int, case_dir: Path | None, passphrase_file: Path | None) -> int:
    """Approve the proposal with this ENTRY number, made by another person, and carry it out.

    Backups and copies of the case hold the bytes until the same is done there.
    """
    from onrecord.flow.case_index import rebuild_index
    from onrecord.flow.case_open import open_for_reading
    from onrecord.flow.case_remove import approve as carry_out
    from onrecord.flow.case_remove import proposals
    from onrecord.flow.errors import UserError

    case = open_for_reading(case_dir)
    meant = next((one for one in proposals(case) if one.entry == entry), None)
    if meant is None:
        raise UserError(f"entry {entry} is no proposal", "`onrecord remove list` shows them.")
    with case_writer(case, passphrase_file) as writer:
        count = carry_out(case, writer, meant)
    rebuild_index(case)
    click.echo(f"{count} records removed; their hashes, the reason and both signatures stay.")
    return 0


@remove.command("list")
@case_option
@listing_option
def list_proposals(*, case_dir: Path | None, kind: str) -> int:
    """List what was proposed."""
    from onrecord.cli.listing import write_rows
    from onrecord.flow.case_keys import keys_of
    from onrecord.flow.case_open import open_for_reading
    from onrecord.flow.case_remove import proposals

    case = open_for_reading(case_dir)
    people = {one.id: one.person for one in keys_of(case)}
    rows: Iterator[dict[str, str | int]] = (
        {
            "entry": one.entry,
            "at": one.at,
            "by": people.get(one.key, one.key),
            "capture": one.capture,
            "reason": one.reason,
        }
        for one in proposals(case)
    )
    write_rows(rows, kind, COLUMNS, empty="Nothing was proposed.")
    return 0
