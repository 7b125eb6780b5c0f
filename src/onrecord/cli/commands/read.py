"""`onrecord read`: show how a file is read, to understand what was found or missed in it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Unpack

import click

from onrecord.cli.options import FILE, Reading, make_ask, reading_options


@click.command(short_help="Show how a file is read: its passages, places and gaps.")
@click.argument("file", type=FILE)
@click.option(
    "-f",
    "--format",
    "kind",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="Form of the reading.",
)
@reading_options
def read(*, file: Path, kind: str, **reading: Unpack[Reading]) -> int:
    """Show the reading of FILE: its passages with kind, place and context, and what was not read.

    A dash reads standard input. Exit code 2 if nothing of FILE could be read.
    """
    from onrecord.cli.output.reading import write_jsonl, write_text
    from onrecord.cli.streams import output
    from onrecord.flow.examine import nothing_read
    from onrecord.flow.reading import read_documents

    ask = make_ask(reading)
    if str(file) == "-":
        documents = read_documents(None, ask, data=sys.stdin.buffer.read(), name="stdin")
    else:
        documents = read_documents(file, ask)
    write = write_jsonl if kind == "jsonl" else write_text
    something = False
    with output(None) as stream:
        for document in documents:
            something = something or not nothing_read(document)
            write(stream, document)
    return 0 if something else 2
