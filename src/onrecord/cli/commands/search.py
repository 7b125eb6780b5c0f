"""`onrecord search`: full text over all documents of a case."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import terminal
from onrecord.cli.case_options import case_option, listing_option
from onrecord.cli.options import choices
from onrecord.model.vocabulary import Stance, Trait

if TYPE_CHECKING:
    from onrecord.text.terms import Wanted

COLUMNS = ("series", "at", "document", "place", "snippet")
AROUND = 80
"""Characters that a snippet shows on each side of what was found."""


@click.command(short_help="Search the text of all documents of a case.")
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@case_option
@click.option("--vendor", default="", help="Only of this publisher.")
@click.option("--series", default="", help="Only of this series.")
@click.option("--trait", type=choices(Trait), multiple=True, metavar="TRAIT", help="Only where it was found.")
@click.option(
    "--stance", type=choices(Stance), multiple=True, metavar="STANCE", help="Only where it was found."
)
@click.option("--lang", default="", metavar="LANG", help="Only where a finding is in this language.")
@click.option("--since", default="", metavar="DATE", help="Only of captures from this date on.")
@click.option("--until", default="", metavar="DATE", help="Only of captures up to this date.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=100,
    show_default=True,
    metavar="N",
    help="Most findings that are listed.",
)
@listing_option
def search(
    *,
    words: tuple[str, ...],
    case_dir: Path | None,
    vendor: str,
    series: str,
    trait: tuple[str, ...],
    stance: tuple[str, ...],
    lang: str,
    since: str,
    until: str,
    limit: int,
    kind: str,
) -> int:
    """Find passages that hold all WORDS: a word, "a phrase", begin*; Chinese words of any length.

    The first search after something was added reads the new documents whole, which can take a while. Exit
    code: 0 something was found, 1 nothing.
    """
    from onrecord.archive.index.queries import Filter, find_passages
    from onrecord.cli.listing import write_rows
    from onrecord.flow.case_index import open_index
    from onrecord.flow.case_open import open_for_reading
    from onrecord.flow.case_text import missing, read_texts
    from onrecord.flow.errors import UserError
    from onrecord.flow.scan import default_jobs
    from onrecord.text.terms import query

    parts = query(" ".join(words))
    if not parts:
        raise UserError("there is nothing to search for", "Give a word, or a phrase in quotes.")
    case = open_for_reading(case_dir)
    engine = open_index(case)
    waiting = missing(engine)
    hidden = not terminal.is_terminal(sys.stderr)
    with click.progressbar(length=len(waiting), label="reading", file=sys.stderr, hidden=hidden) as bar:
        for _ in read_texts(case, engine, waiting, default_jobs()):
            bar.update(1)
    limits = Filter(vendor, trait, stance, lang, series, since, until)
    with engine.connect() as connection:
        rows = _shown(find_passages(connection, parts, limits, limit), parts, kind)
        count = write_rows(rows, kind, COLUMNS, empty="Nothing found.")
    engine.dispose()
    return 0 if count else 1


def _shown(
    rows: Iterator[dict[str, str | int]], parts: tuple[Wanted, ...], kind: str
) -> Iterator[dict[str, str | int]]:
    """Rows with a snippet in which what was found stands in brackets; JSON has all places instead."""
    from onrecord.text.terms import marked

    for row in rows:
        text = str(row["text"])
        spans = marked(text, parts)
        if kind == "jsonl":
            yield {**row, "marks": json.dumps(spans)}
        else:
            yield {**row, "snippet": snippet(text, spans)}


def snippet(text: str, spans: list[tuple[int, int]]) -> str:
    """The surroundings of the first place found, every place in it in brackets."""
    if not spans:
        return text[: 2 * AROUND]
    begin, end = max(spans[0][0] - AROUND, 0), min(spans[0][1] + AROUND, len(text))
    made, at = "…" if begin else "", begin
    for start, stop in spans:
        if start < at or stop > end:
            continue
        made += f"{text[at:start]}[{text[start:stop]}]"
        at = stop
    return " ".join((made + text[at:end] + ("…" if end < len(text) else "")).split())
