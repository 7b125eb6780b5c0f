"""`onrecord findings`: what was found in the captures of a case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from onrecord.cli.case_options import case_option, listing_option
from onrecord.cli.options import choices
from onrecord.model.vocabulary import Stance, Trait

COLUMNS = ("series", "at", "stance", "trait", "quote", "fingerprint")
CSV_COLUMNS = (
    *("series", "edition", "at", "publisher", "role", "stance", "trait", "basis", "strength"),
    *("language", "quote", "address", "capture", "fingerprint"),
)


@click.command(short_help="List what was found in a case.")
@case_option
@click.option("--vendor", default="", help="Only of this publisher.")
@click.option("--series", default="", help="Only of this series.")
@click.option("--trait", type=choices(Trait), multiple=True, metavar="TRAIT", help="Repeatable.")
@click.option("--stance", type=choices(Stance), multiple=True, metavar="STANCE", help="Repeatable.")
@click.option("--lang", default="", metavar="LANG", help="Only in this language.")
@click.option("--since", default="", metavar="DATE", help="Only of captures from this date on.")
@click.option("--until", default="", metavar="DATE", help="Only of captures up to this date.")
@click.option("--all", "everything", is_flag=True, help="Look-alikes too.")
@listing_option
def findings(
    *,
    case_dir: Path | None,
    vendor: str,
    series: str,
    trait: tuple[str, ...],
    stance: tuple[str, ...],
    lang: str,
    since: str,
    until: str,
    everything: bool,
    kind: str,
) -> int:
    """List the findings of the latest reading of each capture, by series and time.

    Exit code: 0, also when there is nothing to list.
    """
    from onrecord.archive.index.queries import Filter, list_findings
    from onrecord.cli.listing import write_rows
    from onrecord.flow.case_index import asking
    from onrecord.flow.case_open import open_for_reading

    wanted = stance or (
        () if everything else tuple(one.value for one in Stance if one is not Stance.LOOKALIKE)
    )
    limits = Filter(vendor, trait, wanted, lang, series, since, until)
    with asking(open_for_reading(case_dir)) as connection:
        rows: Iterator[dict[str, str | int]] = list_findings(connection, limits)
        if kind == "text":
            rows = ({**row, "fingerprint": str(row["fingerprint"])[:12]} for row in rows)
        write_rows(rows, kind, COLUMNS if kind == "text" else CSV_COLUMNS, empty="No finding.")
    return 0
