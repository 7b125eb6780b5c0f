"""`onrecord demo`: scan the examples of made-up vendors and say what is seen."""

from __future__ import annotations

import os
from pathlib import Path

import click

from onrecord.cli.options import FOLDER
from onrecord.cli.output.base import FORMATS

INTRO = """\
These are documents of vendors that do not exist: headers of an SDK, product pages, a manual, a tender,
a datasheet, a scanned test report, a news article. OnRecord looks in them for passages in which a product
is said to infer race, ethnicity, skin colour, a people, nationality or religion from a face or body.
"""

OUTRO = """
What to look at:
  · The identity-card header names four peoples, and nothing of it is a claim: the card is read, not a face.
    The race condition and the white balance in the release notes are look-alikes too (--all shows them).
  · The Chinese product page lists ethnicity and skin colour; the English page of the same camera does not.
  · The manual marks its ethnicity row with a footnote, and says what the product does not do.
  · The tender demands one thing and forbids another. The newspaper reports; it claims nothing itself.
Next: onrecord scan YOUR-FOLDER · onrecord demo --format html --output report.html · onrecord demo --copy DIR
"""


@click.command(short_help="Scan documents of made-up vendors and explain what is seen.")
@click.option(
    "-f",
    "--format",
    "kind",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Form of the findings.",
)
@click.option("-o", "--output", type=FOLDER, metavar="FILE", help="Write the findings to FILE.")
@click.option("--all", "everything", is_flag=True, help="Show look-alikes too.")
@click.option("--copy", type=FOLDER, metavar="DIR", help="Only copy the examples to DIR, to try things on.")
def demo(*, kind: str, output: Path | None, everything: bool, copy: Path | None) -> int:
    """Scan documents of made-up vendors that come with OnRecord, and explain what is seen."""
    from onrecord.flow import demo as flow
    from onrecord.flow.packs import packaged

    if copy is not None:
        count = flow.copy(packaged("examples"), copy)
        click.echo(f"{count} files copied. Try: onrecord scan {copy} --provenance {copy / flow.PROVENANCE}")
        return 0
    text = kind == "text"
    if text:
        click.echo(INTRO)
    output = output.absolute() if output else None
    with flow.examples() as folder:
        _scan_in(folder, kind, output, everything=everything)
    if text:
        click.echo(OUTRO)
    return 0


def _scan_in(folder: Path, kind: str, output: Path | None, *, everything: bool) -> None:
    """Scan from the folder's parent, so that names are short and tell nothing about this machine."""
    from onrecord.cli.running import Request, run
    from onrecord.flow.demo import PROVENANCE
    from onrecord.flow.scan import default_jobs
    from onrecord.model.reading import Ask

    before = Path.cwd()
    os.chdir(folder.parent)
    try:
        run(
            Request(
                paths=(folder.name,),
                ask=Ask(),
                provenance=Path(folder.name, PROVENANCE),
                jobs=default_jobs(),
                format=kind,
                output=output,
                lookalikes=everything,
            )
        )
    finally:
        os.chdir(before)
