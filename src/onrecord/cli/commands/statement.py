"""`onrecord statement`: what vendors themselves say of what they were found to state."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.case_options import case_option, listing_option
from onrecord.cli.passphrase import case_writer, passphrase_option

COLUMNS = ("entered", "vendor", "kind", "scope", "quote", "claims")
CSV_COLUMNS = ("entry", "entered", "vendor", "kind", "scope", "quote", "typed", "claims", "subject", "by")
KINDS = (
    *("product_denial", "regional_denial", "absolute_denial", "defence"),
    *("admission", "announcement", "other"),
)


@click.group(short_help="Statements of vendors, set beside claims.")
def statement() -> None:
    """Set what a vendor itself says beside the claims that it speaks of."""


@statement.command("add")
@click.argument("capture")
@click.option("--vendor", required=True, help="Who states it.")
@click.option("--about", multiple=True, metavar="ID", help="A claim that it speaks of. Repeatable.")
@click.option(
    "--kind", "said", type=click.Choice(KINDS), required=True, metavar="KIND", help=f"{', '.join(KINDS)}."
)
@click.option("--quote", required=True, metavar="TEXT", help="The statement, word for word.")
@click.option("--scope", default="", metavar="WORDS", help="The words of the quote that limit it.")
@click.option("--typed", is_flag=True, help="Typed from a picture or recording that no reader can read.")
@case_option
@passphrase_option
def add(
    *,
    capture: str,
    vendor: str,
    about: tuple[str, ...],
    said: str,
    quote: str,
    scope: str,
    typed: bool,
    case_dir: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Enter the statement of a vendor that stands in CAPTURE.

    The quote must stand in the capture, and the scope in the quote, so that a denial is never read as wider
    than it is.
    """
    from onrecord.flow.case_contact import Statement, StatementKind, enter_statement, only
    from onrecord.flow.case_index import asking
    from onrecord.flow.case_open import open_for_reading
    from onrecord.flow.case_sealed import concerned

    case = open_for_reading(case_dir)
    with asking(case) as connection:
        made = only(concerned(case, connection, (capture,)).captures, capture)
        meant = concerned(case, connection, about)
    stated = Statement(vendor, StatementKind(said), quote, scope, typed)
    with case_writer(case, passphrase_file) as writer:
        enter_statement(case, writer, made, stated, meant)
    click.echo(f"Entered beside {len(meant.claims)} claims.")
    return 0


@statement.command("list")
@case_option
@listing_option
def list_statements(*, case_dir: Path | None, kind: str) -> int:
    """List all statements in the order in which they were entered."""
    from onrecord.cli.listing import write_rows
    from onrecord.flow.case_contact import listed
    from onrecord.flow.case_index import asking
    from onrecord.flow.case_open import open_for_reading
    from onrecord.model.custody import Act

    case = open_for_reading(case_dir)
    with asking(case) as connection:
        rows = listed(case, connection, Act.STATEMENT)
        write_rows(rows, kind, COLUMNS if kind == "text" else CSV_COLUMNS, empty="No statement yet.")
    return 0
