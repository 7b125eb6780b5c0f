"""`onrecord contact`: the log of who was asked what, when, and what came back."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli import terminal
from onrecord.cli.case_options import case_option, listing_option
from onrecord.cli.passphrase import case_writer, passphrase_option

COLUMNS = ("when", "vendor", "direction", "medium", "summary", "claims")
CSV_COLUMNS = (
    *("entry", "when", "vendor", "direction", "medium", "summary", "claims", "captures", "capture"),
    *("by", "entered"),
)


@click.group(short_help="The log of contacts with vendors.")
def contact() -> None:
    """Log who was asked what, when and how, and what came back."""


@contact.command("add")
@click.argument("vendor")
@click.option("--about", multiple=True, metavar="ID", help="A claim or capture that it is about. Repeatable.")
@click.option("--when", default="", metavar="TIME", help="When it was (default: now).")
@click.option("--medium", required=True, metavar="WORD", help="How: mail, letter, telephone, form, meeting …")
@click.option(
    "--direction",
    type=click.Choice(["out", "in"]),
    default="out",
    show_default=True,
    help="out: you asked or told; in: the vendor did.",
)
@click.option("--summary", required=True, metavar="TEXT", help="What was said, in a sentence.")
@click.option("--message", default="", metavar="ID", help="The capture that holds the message itself.")
@case_option
@passphrase_option
def add(
    *,
    vendor: str,
    about: tuple[str, ...],
    when: str,
    medium: str,
    direction: str,
    summary: str,
    message: str,
    case_dir: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Enter a contact with VENDOR.

    Asking about captures that are not sealed is refused, and told which they are: seal first, then ask.
    What the vendor sends by itself is always entered.
    """
    from datetime import UTC, datetime

    from onrecord.flow.case_contact import Contact, Direction, enter_contact, moment, only
    from onrecord.flow.case_index import asking
    from onrecord.flow.case_open import open_for_reading
    from onrecord.flow.case_sealed import concerned

    case = open_for_reading(case_dir)
    time = moment(when) if when else datetime.now(UTC)
    with asking(case) as connection:
        meant = concerned(case, connection, about)
        kept = only(concerned(case, connection, (message,)).captures, message).id if message else ""
        made = Contact(vendor, time, medium, Direction(direction), summary, kept)
        with case_writer(case, passphrase_file) as writer:
            warnings = enter_contact(case, connection, writer, made, meant)
    for warning in warnings:
        terminal.warn(warning)
    click.echo(f"Entered: {len(meant.claims)} claims, {len(meant.captures)} captures concerned.")
    return 0


@contact.command("list")
@case_option
@listing_option
def list_contacts(*, case_dir: Path | None, kind: str) -> int:
    """List all contacts in the order in which they were entered."""
    from onrecord.cli.listing import write_rows
    from onrecord.flow.case_contact import listed
    from onrecord.flow.case_index import asking
    from onrecord.flow.case_open import open_for_reading
    from onrecord.model.custody import Act

    case = open_for_reading(case_dir)
    with asking(case) as connection:
        rows = listed(case, connection, Act.CONTACT)
        write_rows(rows, kind, COLUMNS if kind == "text" else CSV_COLUMNS, empty="No contact yet.")
    return 0
