"""`onrecord scan`: read files and folders and show what they claim."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Unpack

import click

from onrecord.cli import terminal
from onrecord.cli.options import FILE, FOLDER, Reading, choices, make_ask, reading_options
from onrecord.cli.output.base import FORMATS
from onrecord.flow.errors import UserError
from onrecord.flow.filters import Filters
from onrecord.flow.inputs import STDIN, paths_from, shown
from onrecord.model.vocabulary import Basis, Stance, Strength, Trait

_EXIT = """Exit code: 0 no claim found; 1 claims found; 2 wrong usage, or a file that was named (or every
file) could not be read at all; what was found is still shown; 130 stopped by Ctrl-C, 143 by SIGTERM:
findings are kept."""


def _one_of(kind: type[StrEnum]) -> str:
    return f"Show only: {', '.join(kind)}. Repeatable."


@click.command(epilog=_EXIT, short_help="Scan files and folders for what they claim.")
@click.argument("paths", metavar="PATH…", nargs=-1)
@click.option("--trait", type=choices(Trait), multiple=True, metavar="TRAIT", help=_one_of(Trait))
@click.option("--stance", type=choices(Stance), multiple=True, metavar="STANCE", help=_one_of(Stance))
@click.option("--basis", type=choices(Basis), multiple=True, metavar="BASIS", help=_one_of(Basis))
@click.option("--strength", type=choices(Strength), multiple=True, metavar="STRENGTH", help=_one_of(Strength))
@click.option(
    "--lang", multiple=True, metavar="LANG", help="Only passages in this language: en, zh, zh-Hant …"
)
@click.option("--all", "everything", is_flag=True, help="Show look-alikes too; text output only counts them.")
@click.option(
    "-C", "--context", type=click.IntRange(0), default=0, metavar="N", help="Show N passages around."
)
@click.option(
    "-f",
    "--format",
    "kind",
    type=click.Choice(FORMATS),
    default=None,
    help="Form of the findings. Default: by the name of --output, else text.",
)
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Write the findings to FILE.")
@click.option(
    "--provenance", type=FILE, metavar="CSV", help="Where documents come from: path,url,publisher,role …"
)
@click.option(
    "--files-from", type=FILE, metavar="FILE", help="Read paths from FILE, one a line; - for stdin."
)
@click.option(
    "--rules", type=FOLDER, multiple=True, metavar="DIR", help="Lay your own packs over those of OnRecord."
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="N", help="Worker processes (default: all cores)."
)
@click.option("--no-progress", is_flag=True, help="No progress bar.")
@reading_options
def scan(
    *,
    paths: tuple[str, ...],
    trait: tuple[str, ...],
    stance: tuple[str, ...],
    basis: tuple[str, ...],
    strength: tuple[str, ...],
    lang: tuple[str, ...],
    everything: bool,
    context: int,
    kind: str | None,
    output: Path | None,
    provenance: Path | None,
    files_from: Path | None,
    rules: tuple[Path, ...],
    jobs: int | None,
    no_progress: bool,
    **reading: Unpack[Reading],
) -> int:
    """Scan files, folders and patterns; a dash reads one document from standard input.

    Shows every passage in which a product is said to infer origin from a face or body, with denials,
    prohibitions, reports and look-alikes told apart. Findings are candidates: people judge them.
    """
    from onrecord.cli.running import Request, run
    from onrecord.flow.scan import default_jobs

    named, stdin = _inputs(paths, files_from)
    filters = Filters(
        traits=frozenset(map(Trait, trait)),
        stances=frozenset(map(Stance, stance)),
        bases=frozenset(map(Basis, basis)),
        strengths=frozenset(map(Strength, strength)),
        languages=_languages(lang),
    )
    request = Request(
        paths=named,
        ask=make_ask(reading),
        filters=filters,
        provenance=provenance,
        rules=rules,
        jobs=jobs or default_jobs(),
        format=_format(kind, output),
        output=output,
        neighbours=context,
        lookalikes=everything or Stance.LOOKALIKE in filters.stances,
        progress=not no_progress,
        stdin=stdin,
    )
    return run(request)


def _languages(given: tuple[str, ...]) -> frozenset[str]:
    """The languages asked for; one that no finding can have is a mistake, not an empty result."""
    from onrecord.cli.output.words import LANGUAGES

    known = {code.lower() for code in LANGUAGES}
    wrong = [one for one in given if one.lower() not in known]
    if wrong:
        raise UserError(f"--lang {wrong[0]}: no such language", f"Languages are {', '.join(LANGUAGES)}.")
    return frozenset(one.lower() for one in given)


def _format(kind: str | None, output: Path | None) -> str:
    """The format that was asked for, or that the name of the output file tells."""
    suffix = output.suffix.lower().lstrip(".") if output else ""
    kind = kind or (suffix if suffix in FORMATS else "text")
    if kind == "html" and output is None and terminal.is_terminal(sys.stdout):
        raise UserError("an HTML page on the terminal helps nobody", "Add --output report.html.")
    return kind


def _inputs(paths: tuple[str, ...], files_from: Path | None) -> tuple[tuple[str, ...], bytes | None]:
    """The paths, and the bytes of standard input if one of them is ``-``."""
    named = list(paths)
    if files_from is not None:
        if str(files_from) == STDIN and STDIN in named:
            raise UserError(
                "standard input cannot be both a document and the list of files", "Use a file for one."
            )
        named += paths_from(_list(files_from))
    if not named:
        raise click.UsageError("Name at least one file or folder to scan.", click.get_current_context())
    return tuple(named), _stdin() if STDIN in paths else None


def _stdin() -> bytes:
    if terminal.is_terminal(sys.stdin):
        sys.stderr.write("Reading standard input; Ctrl-D ends it.\n")
    return sys.stdin.buffer.read()


def _list(file: Path) -> str:
    if str(file) == STDIN:
        data = _stdin()
    else:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise UserError(f"{shown(file)}: {error.strerror or error}", "Check --files-from.") from error
    return data.decode("utf-8", "surrogateescape")
