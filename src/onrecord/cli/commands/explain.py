"""`onrecord explain`: why something was found, or why not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Unpack

import click

from onrecord.cli.options import FILE, FOLDER, Reading, make_ask, reading_options
from onrecord.flow.errors import UserError

_PREFIX = 6


@click.command()
@click.argument("what", metavar="FINGERPRINT|FILE:LINE")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option(
    "--findings", type=FILE, metavar="JSONL", help="Look the fingerprint up in this file of findings."
)
@click.option("--provenance", type=FILE, metavar="CSV", help="Where documents come from.")
@click.option(
    "--rules", type=FOLDER, multiple=True, metavar="DIR", help="Lay your own packs over those of OnRecord."
)
@reading_options
def explain(
    *,
    what: str,
    paths: tuple[str, ...],
    findings: Path | None,
    provenance: Path | None,
    rules: tuple[Path, ...],
    **reading: Unpack[Reading],
) -> int:
    """Say why something was found, or why not.

    FILE:LINE reads the file in full and explains every passage on that line (of a PDF: on that page).
    FINGERPRINT (its beginning will do) is looked up in a file of findings, or found again in the PATHs.
    Exit code 1 if nothing is there.
    """
    from onrecord.cli.explaining import Where, from_file, from_scan, of_line

    where = Where(make_ask(reading), provenance, rules)
    at = re.fullmatch(r"(.+):(\d+)", what, re.DOTALL)
    if at and not paths and findings is None:
        return of_line(Path(at.group(1)), int(at.group(2)), where)
    if not re.fullmatch(rf"[0-9a-f]{{{_PREFIX},}}", what):
        raise UserError(
            f"'{what}' is neither FILE:LINE nor a fingerprint", "A fingerprint is like 3f9a12c4b0d1."
        )
    if findings is not None:
        return from_file(what, findings)
    if paths:
        return from_scan(what, paths, where)
    raise UserError(
        "a fingerprint alone says nothing", "Add --findings FILE.jsonl, or the PATHs that were scanned."
    )
