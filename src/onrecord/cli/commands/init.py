"""`onrecord init`: begin a case."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

import click


@click.command(short_help="Begin a case: a folder that keeps evidence.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="CASE")
@click.option("--name", default="", help="Name of the case (default: that of the folder).")
@click.option("--person", default="", help="Your name, as the ledger shows it (default: your user name).")
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Lock the new key with the passphrase in FILE. Without it $ONRECORD_PASSPHRASE is used, if set.",
)
def init(*, folder: Path, name: str, person: str, passphrase_file: Path | None) -> int:
    """Make a case in the folder CASE, and a key that signs what you enter.

    Nothing is asked. The key stays in your own configuration folder; copy it to a safe place.
    """
    from onrecord.archive.keys import keys_folder
    from onrecord.cli.passphrase import read_passphrase
    from onrecord.flow.case_open import PASSPHRASE_VARIABLE, begin_case

    passphrase = read_passphrase(passphrase_file) or os.environ.get(PASSPHRASE_VARIABLE, "")
    case, signer = begin_case(
        folder,
        name=name or folder.resolve().name,
        person=person or user_name(),
        passphrase=passphrase,
    )
    click.echo(f"Case {case.settings.name} in {folder}.")
    click.echo(
        f"Your key: {signer.id}, in {keys_folder() / signer.id}.pem. Keep a copy of it in a safe place."
    )
    click.echo(f"Next: onrecord add --case {folder} FILE…")
    return 0


def user_name() -> str:
    """The name of the user, as the system has it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such user, as in some containers
        return "unknown"
