"""`onrecord watch`: declare sources, list them, ask those that are due."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.cli.case_options import case_option, listing_option
from onrecord.cli.options import choices
from onrecord.cli.passphrase import case_writer, passphrase_option
from onrecord.model.vocabulary import Role

COLUMNS = ("name", "last", "outcome", "absence", "due", "interval", "address")
OF_SOURCE = ("name", "address", "series", "publisher", "role", "vendor", "selector", "interval")
CSV_COLUMNS = (*COLUMNS, "series", "publisher", "role", "vendor", "selector", "route")


@click.group(short_help="Watch addresses: declare them, list them, ask those that are due.")
def watch() -> None:
    """Watch addresses. They are declared in the case's folder sources/, one file each."""


@watch.command("add")
@click.argument("address", metavar="URL")
@case_option
@passphrase_option
@click.option("--name", default="", help="Name of its file (default: made from the address).")
@click.option("--series", default="", help="Name of the series (default: the address).")
@click.option("--publisher", default="", help="Who publishes the page.")
@click.option("--role", type=choices(Role), default=Role.UNKNOWN.value, help="What the publisher is.")
@click.option("--vendor", default="", help="Whose product the page is about.")
@click.option("--language", default="", help="Language of the page, such as zh.")
@click.option("--selector", default="", metavar="CSS", help="What must be on the page; told when it is not.")
@click.option("--interval", default="1d", show_default=True, help="How often: 30m, 6h, 1d, 2w.")
@click.option("--browser", is_flag=True, help="Open it in Chromium.")
@click.option("--paused", is_flag=True, help="Declare it and do not ask it.")
def add_source(
    *, address: str, case_dir: Path | None, passphrase_file: Path | None, role: str, browser: bool,
    paused: bool, **words: Any,
) -> int:  # fmt: skip
    """Declare a source, or change the declaration of the same name; what it was stays in its history."""
    from onrecord.capture.sources import Source
    from onrecord.cli.output.safe import one_line
    from onrecord.flow.case_open import open_for_reading
    from onrecord.flow.case_sources import declare

    case = open_for_reading(case_dir)
    wanted = Source(address=address, role=Role(role), browser=browser, paused=paused, **words)
    made = declare(case, wanted)
    with case_writer(case, passphrase_file):
        pass  # opening a writer notes the new declaration in the ledger
    click.echo(one_line(f"{made.name}: {made.address} every {made.interval}."))
    return 0


@watch.command("list")
@case_option
@listing_option
def list_sources(*, case_dir: Path | None, kind: str) -> int:
    """List the sources: last outcome, how far an absence is confirmed, when each is due."""
    from onrecord.archive.writer import stamp_text, utc_now
    from onrecord.cli.listing import write_rows
    from onrecord.flow.case_open import open_for_reading
    from onrecord.flow.case_sources import sources
    from onrecord.flow.case_watch import policy_of, standings

    case = open_for_reading(case_dir)
    policy = policy_of(case)
    rows = [
        {
            **{key: str(getattr(one.source, key)) for key in OF_SOURCE},
            "last": one.last.at if one.last else "",
            "outcome": one.last.outcome.value if one.last else "",
            "absence": one.said(policy),
            "due": "paused" if one.source.paused else stamp_text(one.due) if one.last else "now",
            "route": one.route,
        }
        for one in standings(case, sources(case), utc_now())
    ]
    write_rows(rows, kind, COLUMNS if kind == "text" else CSV_COLUMNS, empty="No source is watched yet.")
    return 0


@watch.command("run")
@case_option
@passphrase_option
@click.option("--all", "everything", is_flag=True, help="Ask all sources, due or not.")
@click.option("--forever", is_flag=True, help="Go on until stopped; wait for what is due next.")
@click.option(
    "--hosts", type=click.IntRange(1, 64), default=4, show_default=True, help="Hosts asked at the same time."
)
def run_sources(
    *, case_dir: Path | None, passphrase_file: Path | None, everything: bool, forever: bool, hosts: int
) -> int:
    """Ask the sources that are due, keep what comes and read it.

    Without --forever once, for cron or a systemd timer. Exit code: 2 where a page did not come or a selector
    names nothing, else 0.
    """
    from onrecord.cli.watching import run, run_forever
    from onrecord.flow.case_open import open_for_reading

    case = open_for_reading(case_dir)
    if forever:
        return run_forever(case, passphrase_file, hosts)
    return run(case, passphrase_file, hosts, everything=everything)
