"""`onrecord seal`: have the newest captures stamped by time-stamp authorities."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.case_options import case_option, listing_option
from onrecord.cli.passphrase import case_writer, passphrase_option

if TYPE_CHECKING:
    from onrecord.archive.case import Case

COLUMNS = ("sealed", "series", "at", "authorities", "id")
CSV_COLUMNS = ("sealed", "id", "series", "at", "segment", "authorities", "wanted")


@click.command(short_help="Have captures stamped by time-stamp authorities.")
@click.argument("ids", nargs=-1, metavar="[ID]…")
@click.option("--check", is_flag=True, help="Ask nobody; list which captures are sealed.")
@case_option
@passphrase_option
@listing_option
def seal(
    *, ids: tuple[str, ...], check: bool, case_dir: Path | None, passphrase_file: Path | None, kind: str
) -> int:
    """Ask each authority of onrecord.toml to stamp the newest captures that it has not stamped yet.

    A stamp over a segment covers everything before it. With --check the captures, or those of the claims
    and captures with these IDs, are listed with who has stamped them. Exit code: 0 they are stamped as the
    case asks; 1 they are not.
    """
    from onrecord.flow.case_open import open_for_reading
    from onrecord.flow.errors import UserError

    case = open_for_reading(case_dir)
    if ids and not check:
        raise UserError("ids go with --check", "A stamp always covers everything before it.")
    if check:
        return _check(case, ids, kind)
    return _seal(case, passphrase_file)


def _check(case: Case, ids: tuple[str, ...], kind: str) -> int:
    from onrecord.cli.listing import write_rows
    from onrecord.flow.case_index import asking
    from onrecord.flow.case_sealed import all_sealings, concerned, sealings

    bare = 0

    def rows() -> Iterator[dict[str, str | int]]:
        nonlocal bare
        for one in found:
            bare += not one.sealed
            yield one.row()

    with asking(case) as connection:
        if ids:
            found = sealings(case, connection, concerned(case, connection, ids).captures)
        else:
            found = all_sealings(case, connection)
        write_rows(rows(), kind, COLUMNS if kind == "text" else CSV_COLUMNS, empty="There is no capture.")
    return 1 if bare else 0


def _seal(case: Case, passphrase_file: Path | None) -> int:
    from onrecord.archive.stamps import stamping
    from onrecord.cli.output.safe import one_line
    from onrecord.flow.case_seal import seal as ask

    with case_writer(case, passphrase_file) as writer:
        for answer in ask(case, writer):
            said = f"stamped at {answer.time}{' (late)' if answer.late else ''}"
            if answer.reason:
                said = f"failed: {answer.reason}"
            click.echo(one_line(f"{answer.authority}: segment {answer.segment} {said}"))
    state, wanted = stamping(case), case.settings.stamps_wanted
    over = len(state.authorities_over(state.last_capture))
    if not state.last_capture:
        click.echo("There is no capture to stamp.")
        return 0
    click.echo(f"The newest captures are stamped by {over} of {wanted} authorities.")
    if not case.settings.authorities:
        click.echo("onrecord.toml names no authority; docs/how-to/seal.md says how to add one.")
    return 0 if over >= wanted else 1
