"""`onrecord add`: bring files and pages into a case."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Unpack

import click

from onrecord.cli.case_options import case_option
from onrecord.cli.options import FILE, Reading, make_ask, reading_options
from onrecord.cli.passphrase import passphrase_option


@click.command(short_help="Keep files and pages in a case, and read them.")
@click.argument("paths", metavar="PATH|URL…", nargs=-1, required=True)
@case_option
@click.option("--from-url", default="", metavar="URL", help="The address that the file was fetched from.")
@click.option(
    "--series", default="", help="Name of what this is an edition of, when paths or addresses differ."
)
@click.option("--edition", default="", help="Version, build or date of this edition.")
@click.option(
    "--provenance", type=FILE, metavar="CSV", help="Where documents come from: path,url,publisher,role …"
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="N", help="Worker processes (default: all cores)."
)
@click.option(
    "--route", default="direct", metavar="NAME", help="Ask by this route of onrecord.toml (a proxy)."
)
@click.option("--browser", is_flag=True, help="Open addresses in Chromium: scripts run, a picture is kept.")
@click.option("--history", is_flag=True, help="Take over what a web archive has of the addresses.")
@click.option("--service", default="", metavar="URL", help="The web archive (Memento) that --history asks.")
@click.option(
    "--most", type=click.IntRange(1), default=500, show_default=True, help="Earlier captures of an address."
)
@click.option("--no-linked", is_flag=True, help="Leave out the PDF and Office files that a page links to.")
@click.option("--no-progress", is_flag=True, help="No progress bar.")
@passphrase_option
@reading_options
def add(
    *,
    paths: tuple[str, ...],
    case_dir: Path | None,
    from_url: str,
    series: str,
    edition: str,
    provenance: Path | None,
    jobs: int | None,
    route: str,
    browser: bool,
    history: bool,
    service: str,
    most: int,
    no_linked: bool,
    no_progress: bool,
    passphrase_file: Path | None,
    **reading: Unpack[Reading],
) -> int:
    """Keep the bytes of files, folders and addresses, hashed and signed, and read what they claim.

    An address is fetched; request and response are kept as they went over the wire, and what came is told:
    present, absent, redirected, walled, unreachable or refused.

    A file whose bytes are in the case already is entered as observed again; its bytes are stored once.
    """
    from onrecord.cli.adding import Order, run

    if history != bool(service):
        raise click.UsageError("--history and --service belong together: --history --service URL")
    order = Order(
        paths=paths,
        case=case_dir,
        ask=make_ask(reading),
        url=from_url,
        series=series,
        edition=edition,
        provenance=provenance,
        jobs=jobs,
        route=route,
        linked=not no_linked,
        browser=browser,
        service=service,
        most=most,
        progress=not no_progress and sys.stderr.isatty(),
        passphrase_file=passphrase_file,
    )
    return run(order)
