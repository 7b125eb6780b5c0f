"""`onrecord claims`: the claims of a case, followed through all observations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.case_options import case_option, listing_option
from onrecord.cli.options import choices
from onrecord.model.claim import ClaimState
from onrecord.model.vocabulary import POSITIVE_STANCES, Cause, Stance, Trait

if TYPE_CHECKING:
    from onrecord.model.claim import Change, Claim

COLUMNS = (
    *("id", "series", "vendor", "trait", "stance", "values", "state", "first_seen", "last_seen"),
    *("observations", "wordings", "twins", "quote", "said"),
)
CHANGE_COLUMNS = (
    *("at", "series", "claim", "change", "cause", "kept_by", "last_seen", "before", "after"),
    *("capture_before", "capture", "said"),
)


@click.command(short_help="List claims with their first and last sight.")
@case_option
@click.option("--vendor", default="", help="Only of this publisher.")
@click.option("--series", default="", help="Only of this series.")
@click.option("--trait", type=choices(Trait), multiple=True, metavar="TRAIT", help="Repeatable.")
@click.option("--stance", type=choices(Stance), multiple=True, metavar="STANCE", help="Repeatable.")
@click.option("--state", type=choices(ClaimState), multiple=True, metavar="STATE", help="Repeatable.")
@click.option("--all", "everything", is_flag=True, help="Denials, reports and the like, too.")
@click.option("--changes", is_flag=True, help="List what changed, with its cause, instead.")
@click.option(
    "--cause", type=choices(Cause), multiple=True, metavar="CAUSE", help="Only changes of this cause."
)
@listing_option
def claims(
    *,
    case_dir: Path | None,
    vendor: str,
    series: str,
    trait: tuple[str, ...],
    stance: tuple[str, ...],
    state: tuple[str, ...],
    everything: bool,
    changes: bool,
    cause: tuple[str, ...],
    kind: str,
) -> int:
    """List each claim once, through all its wordings: where it stands, when it was seen first and last.

    States: stated, not_found, unconfirmed (the address did not answer as before, and the rules for absence
    are not met yet), renamed, not_read (the present rules do not find it where earlier ones did).
    With --changes: what changed between two observations. The cause is vendor where the document changed,
    else rule or reader. Exit code: 0, also when there is nothing to list.
    """
    from onrecord.archive.index.queries import Filter
    from onrecord.cli import claim_cards
    from onrecord.cli.listing import write_rows
    from onrecord.flow.case_claims import followed
    from onrecord.flow.case_index import asking
    from onrecord.flow.case_open import open_for_reading

    case = open_for_reading(case_dir)
    with asking(case) as connection:
        found, changed = followed(case, connection, Filter(vendor=vendor, series=series))
    stances = set(stance) or ({one.value for one in Stance} if everything else set(POSITIVE_STANCES))
    wanted = [
        one
        for one in found
        if one.stance in stances and (not trait or one.trait in trait) and (not state or one.state in state)
    ]
    kept = {one.id for one in wanted}
    told = [one for one in changed if one.claim in kept and (not cause or one.cause in cause)]
    if kind == "text":
        lines = claim_cards.changes(told) if changes else claim_cards.claims(wanted)
        click.echo("\n".join(lines) or ("No change." if changes else "No claim."))
    elif changes:
        write_rows(_changes(told), kind, CHANGE_COLUMNS, empty="")
    else:
        write_rows(_claims(wanted), kind, COLUMNS, empty="")
    return 0


def _claims(found: list[Claim]) -> Iterator[dict[str, str | int]]:
    from onrecord.model.claim import Presence
    from onrecord.track.wording import sentence

    for one in found:
        yield {
            "first_seen": one.first_seen,
            "id": one.id,
            "last_seen": one.last_seen,
            "observations": sum(mark.presence is Presence.SEEN for mark in one.marks),
            "quote": one.wordings[-1].quote,
            "said": sentence(one),
            "series": one.series,
            "stance": one.stance.value,
            "state": one.state.value,
            "trait": one.trait.value,
            "twins": " ".join(one.twins),
            "values": ", ".join(one.values),
            "vendor": one.vendor,
            "wordings": len(one.wordings),
        }


def _changes(found: list[Change]) -> Iterator[dict[str, str | int]]:
    from onrecord.track.wording import told

    for one in found:
        yield {
            "after": one.after.quote if one.after else "",
            "at": one.now.at,
            "before": one.before.quote if one.before else "",
            "capture": one.now.capture,
            "capture_before": one.seen.capture if one.seen else "",
            "cause": one.cause.value,
            "change": one.kind.value,
            "claim": one.claim,
            "kept_by": " ".join(one.kept_by),
            "last_seen": one.seen.at if one.seen else "",
            "said": told(one),
            "series": one.series,
        }
