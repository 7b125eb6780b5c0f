"""`onrecord doctor`: what this system can read, and how well it is protected."""

from __future__ import annotations

import click


@click.command(short_help="Say what can be read here, and which protections are in force.")
def doctor() -> int:
    """Start a worker and say which protections are in force on this system, and what can be read here.

    Exit code 1 when something is missing; a scan works all the same, and tells of each gap.
    """
    from onrecord.cli.output.safe import one_line
    from onrecord.flow.doctor import checks

    missing = 0
    for check in checks():
        missing += not check.good
        click.echo(f"{'✓' if check.good else '✗'} {check.what}: {one_line(check.found)}")
        if not check.good:
            click.echo(f"    → {check.advice}")
    return 1 if missing else 0
