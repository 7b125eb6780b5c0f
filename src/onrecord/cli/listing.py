"""Listings: rows as text for people, JSON lines for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence

from onrecord.cli import terminal
from onrecord.cli.output.safe import one_line

Row = Mapping[str, str | int]

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a cell that a spreadsheet takes for a formula."""


def write_rows(rows: Iterable[Row], kind: str, columns: Sequence[str], *, empty: str) -> int:
    """Write rows to standard output and give their number; ``columns`` are those of text and CSV."""
    if kind == "jsonl":
        return _jsonl(rows)
    if kind == "csv":
        return _csv(rows, columns)
    return _text(rows, columns, empty)


def _jsonl(rows: Iterable[Row]) -> int:
    count = 0
    for row in rows:
        sys.stdout.write(json.dumps(dict(row), ensure_ascii=False, sort_keys=True) + "\n")
        count += 1
    return count


def _csv(rows: Iterable[Row], columns: Sequence[str]) -> int:
    writer, count = csv.writer(sys.stdout, lineterminator="\n"), 0
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name, "")) for name in columns])
        count += 1
    return count


def _cell(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value


def _text(rows: Iterable[Row], columns: Sequence[str], empty: str) -> int:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name.replace("_", " "), overflow="fold", no_wrap=name in ("at", "sha256"))
    count = 0
    for row in rows:
        table.add_row(*(Text(one_line(str(row.get(name, "")))) for name in columns))
        count += 1
    console = terminal.make_console(
        sys.stdout, colour=terminal.wants_colour(sys.stdout), width=terminal.width()
    )
    if count:
        console.print(table)
    else:
        console.print(empty)
    return count
