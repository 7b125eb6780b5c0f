"""`onrecord key`: the keys of the people of a case."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

import click

from onrecord.cli.case_options import case_option, listing_option
from onrecord.cli.passphrase import passphrase_option

COLUMNS = ("id", "person", "state", "since", "by", "here")
CSV_COLUMNS = ("id", "person", "state", "since", "until", "by", "successor", "here")

_NEW = click.option(
    "--new-passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Lock the new key with the passphrase in FILE. Without it $ONRECORD_PASSPHRASE is used, if set.",
)


@click.group(short_help="Keys of people: make, hand over, let in, replace.")
def key() -> None:
    """Make keys, let people into a case, replace and retire keys.

    A key belongs to a person and stays in that person's own folder ($ONRECORD_KEYS, else
    onrecord/keys in the configuration folder). A case knows the public half alone.
    """


@key.command("list")
@case_option
@listing_option
def list_keys(*, case_dir: Path | None, kind: str) -> int:
    """List all keys that a case has or had, who brought each in, and whether it is here."""
    from onrecord.cli.listing import write_rows
    from onrecord.flow.case_keys import rows
    from onrecord.flow.case_open import open_for_reading

    found = rows(open_for_reading(case_dir))
    write_rows(found, kind, COLUMNS if kind == "text" else CSV_COLUMNS, empty="There is no key.")
    return 0


@key.command("new")
@click.option("--person", default="", help="Your name, as ledgers show it (default: your user name).")
@_NEW
def new(*, person: str, new_passphrase_file: Path | None) -> int:
    """Make a key, and print the line with its public half, which lets you into other people's cases."""
    from onrecord.archive.keys import card, keys_folder, make
    from onrecord.cli.commands.init import user_name

    made = make(keys_folder(), _for_new(new_passphrase_file))
    click.echo(card(made, person or user_name()))
    sys.stderr.write(f"Your key: {made.id}, in {keys_folder()}. Keep a copy of it in a safe place.\n")
    return 0


@key.command("export")
@click.argument("id_", metavar="[ID]", required=False, default="")
@click.option("--person", default="", help="Your name, as ledgers show it (default: your user name).")
@passphrase_option
def export(*, id_: str, person: str, passphrase_file: Path | None) -> int:
    """Print the line with the public half of your key ID; with one key, ID can be left out."""
    from onrecord.archive.keys import card
    from onrecord.cli.commands.init import user_name
    from onrecord.cli.passphrase import asker, read_passphrase
    from onrecord.flow.case_keys import own_key

    signer = own_key(id_, read_passphrase(passphrase_file), asker())
    click.echo(card(signer, person or user_name()))
    return 0


@key.command("add")
@click.argument("file", type=click.File("r", encoding="utf-8"), metavar="FILE")
@case_option
@passphrase_option
def add(*, file: TextIO, case_dir: Path | None, passphrase_file: Path | None) -> int:
    """Let a person into a case, by the line of `onrecord key export` in FILE (- for standard input).

    Compare the id with the person by another way, by telephone for example, before you go on.
    """
    from onrecord.cli.output.safe import one_line
    from onrecord.cli.passphrase import case_writer
    from onrecord.flow.case_keys import add_key
    from onrecord.flow.case_open import open_for_reading

    case = open_for_reading(case_dir)
    with case_writer(case, passphrase_file) as writer:
        card = add_key(case, writer, file.read(10_000))
    click.echo(one_line(f"{card.person} may write to {case.settings.name}, with key {card.id}."))
    return 0


@key.command("replace")
@case_option
@passphrase_option
@_NEW
def replace(*, case_dir: Path | None, passphrase_file: Path | None, new_passphrase_file: Path | None) -> int:
    """Make a new key for yourself, enter it in the case, and retire the one that you had there."""
    from onrecord.archive.keys import keys_folder
    from onrecord.cli.passphrase import case_writer
    from onrecord.flow.case_keys import replace_key
    from onrecord.flow.case_open import open_for_reading

    case = open_for_reading(case_dir)
    with case_writer(case, passphrase_file) as writer:
        old = writer.signer.id
        made = replace_key(case, writer, _for_new(new_passphrase_file))
    click.echo(f"Your key: {made.id}, in {keys_folder()}. Keep a copy of it in a safe place.")
    click.echo(f"The key {old} cannot write to this case any more; what it signed stays valid.")
    return 0


@key.command("retire")
@click.argument("id_", metavar="ID")
@case_option
@passphrase_option
def retire(*, id_: str, case_dir: Path | None, passphrase_file: Path | None) -> int:
    """Retire the key ID of another person: it was lost or stolen, or its person has left."""
    from onrecord.cli.output.safe import one_line
    from onrecord.cli.passphrase import case_writer
    from onrecord.flow.case_keys import retire_key
    from onrecord.flow.case_open import open_for_reading

    case = open_for_reading(case_dir)
    with case_writer(case, passphrase_file) as writer:
        gone = retire_key(case, writer, id_)
    click.echo(one_line(f"The key {gone.id} of {gone.person} cannot write to this case any more."))
    return 0


def _for_new(file: Path | None) -> str:
    import os

    from onrecord.cli.passphrase import read_passphrase
    from onrecord.flow.case_open import PASSPHRASE_VARIABLE

    return read_passphrase(file) or os.environ.get(PASSPHRASE_VARIABLE, "")
