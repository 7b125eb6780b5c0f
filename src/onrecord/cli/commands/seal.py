"""`onrecord seal`: have the newest captures stamped by time-stamp authorities."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.case_options import case_option
from onrecord.cli.passphrase import case_writer, passphrase_option


@click.command(short_help="Have captures stamped by time-stamp authorities.")
@case_option
@passphrase_option
def seal(*, case_dir: Path | None, passphrase_file: Path | None) -> int:
    """Ask each authority of onrecord.toml to stamp the newest captures that it has not stamped yet.

    A stamp over a segment covers everything before it. Exit code: 0 all captures are stamped as the case
    asks; 1 they are not.
    """
    from onrecord.archive.stamps import stamping
    from onrecord.cli.output.safe import one_line
    from onrecord.flow.case_open import open_for_reading
    from onrecord.flow.case_seal import seal as ask

    case = open_for_reading(case_dir)
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
