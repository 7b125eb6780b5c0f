"""`onrecord check`: is the case still whole, and when was that last looked at."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli import terminal
from onrecord.cli.case_options import case_option
from onrecord.cli.passphrase import case_writer, passphrase_option


@click.command(short_help="Check a case as a whole, on schedule.")
@click.option("--deep", is_flag=True, help="Read every byte and every payload now, and enter the result.")
@click.option(
    "--days",
    type=click.IntRange(1),
    default=30,
    show_default=True,
    metavar="N",
    help="Without --deep: exit code 1 when the last check is older.",
)
@click.option("--key", default="", metavar="ID", help="Id of the key that the case must begin with.")
@case_option
@passphrase_option
def check(*, deep: bool, days: int, key: str, case_dir: Path | None, passphrase_file: Path | None) -> int:
    """Say when the case was last checked as a whole and what came of it; with --deep, check it now.

    Disks forget without a word: run it on schedule (docs/how-to/keep-a-case.md has a timer). Exit code: 0
    the case holds; 1 it does not, or it was not looked at for too long.
    """
    from datetime import UTC, datetime, timedelta

    from onrecord.cli.output.safe import one_line
    from onrecord.flow import case_check
    from onrecord.flow.case_open import open_for_reading
    from onrecord.verify.__main__ import lines

    case = open_for_reading(case_dir)
    last = case_check.last_check(case)
    if last is None:
        click.echo("It was never checked as a whole before.")
    else:
        click.echo(one_line(f"Last checked on {last[0]:%Y-%m-%d %H:%M} UTC: {last[1]}"))
    if not deep:
        good = last is not None and "holds" in last[1].partition(":")[0]
        return 0 if good and last and datetime.now(UTC) - last[0] <= timedelta(days=days) else 1
    size = sum(path.stat().st_size for path in case.archive.glob("*.warc.gz"))
    hidden = not terminal.is_terminal(sys.stderr)
    with click.progressbar(length=size, label="check", file=sys.stderr, hidden=hidden) as bar:
        report = case_check.check(case, key, bar.update)
    for line in lines(report):
        click.echo(one_line(line))
    with case_writer(case, passphrase_file) as writer:
        case_check.enter(writer, report)
    return 0 if report.holds else 1
