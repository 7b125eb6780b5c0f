"""The summary in words: what was read, what was found, what was not read and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.cli.output.safe import one_line
from onrecord.cli.output.words import plain
from onrecord.flow.summary import Group, Summary
from onrecord.model.vocabulary import Stance

if TYPE_CHECKING:
    from rich.console import Console

MOST_GAPS = 20
"""Reasons that are told one by one; damaged files can have thousands of different ones."""

Line = tuple[str, str]
"""A line of text and its style."""


def closing_lines(summary: Summary, hidden: int = 0) -> Iterator[Line]:
    """Every line of the summary. ``hidden`` look-alikes were counted but not shown."""
    if summary.stopped:
        yield "Stopped by you: what follows covers only the part that was read.", "bold yellow"
    yield read_line(summary), "bold"
    if not summary.inputs and not summary.stopped:
        yield "There was no file to read.", "bold yellow"
    yield from _found(summary, hidden)
    yield from _gaps(summary)
    yield from _skips(summary)
    if summary.inputs > 1 and summary.unread == summary.inputs:
        yield "Error: not one of them could be read.", "bold red"
    for path in summary.failed:
        yield f"Error: {one_line(path)} could not be read.", "bold red"


def print_closing(console: Console, summary: Summary, hidden: int = 0) -> None:
    """Print the summary; lines that are too long go on below their own beginning."""
    from rich.text import Text

    for line, style in closing_lines(summary, hidden):
        own = len(line) - len(line.lstrip())
        hang = " " * (own + 2 if own else 0)
        wrapped = Text(line.lstrip(), style=style).wrap(console, max(20, console.width - len(hang)))
        for number, part in enumerate(wrapped):
            part.rstrip()
            console.print(Text(hang if number else " " * own) + part, soft_wrap=True)


def read_line(summary: Summary) -> str:
    """How much was read, and how long it took."""
    files = "" if summary.documents == summary.inputs else f" in {plural(summary.inputs, 'input')}"
    documents, passages = plural(summary.documents, "document"), plural(summary.passages, "passage")
    return f"{documents}{files}, {passages} looked at, {_time(summary.seconds)}."


def plural(number: int, word: str) -> str:
    """``1 document``, ``2 documents``."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _found(summary: Summary, hidden: int) -> Iterator[Line]:
    if not summary.stances:
        yield "Nothing found.", ""
        return
    parts = [
        f"{summary.stances[stance]:,} {_stances(stance, summary.stances[stance])}"
        for stance in Stance
        if summary.stances[stance]
    ]
    where = plural(summary.with_findings, "document")
    yield f"Found in {where}: {', '.join(parts)}.", ""
    if summary.positive:
        verb = "says" if summary.positive == 1 else "say"
        yield (
            f"{summary.positive:,} of them {verb} that a product infers origin from looks; people judge.",
            "",
        )
    if hidden:
        yield f"Look-alikes are not shown; --all shows them ({hidden:,}).", "dim"


def _gaps(summary: Summary) -> Iterator[Line]:
    if not summary.gaps:
        return
    total = sum(group.count for group in summary.gaps.values())
    yield f"Not read: {plural(total, 'part')}", "bold yellow"
    groups = sorted(summary.gaps.values(), key=lambda group: (-group.count, group.reason))
    for group in groups[:MOST_GAPS]:
        yield f"  {group.count:,} × {one_line(group.reason)}: {_first(group)}", ""
        if group.advice:
            yield f"      → {one_line(group.advice)}", ""
    if len(groups) > MOST_GAPS:
        rest = groups[MOST_GAPS:]
        yield (
            f"  {sum(group.count for group in rest):,} × {len(rest)} more reasons (--format sarif has all)",
            "",
        )


def _skips(summary: Summary) -> Iterator[Line]:
    if not summary.skips:
        return
    parts = (f"{group.count:,} × {group.reason} ({_first(group)})" for group in summary.skips.values())
    yield f"Left out on purpose: {'; '.join(parts)}.", "dim"


def _first(group: Group) -> str:
    more = ", …" if group.count > len(group.first) else ""
    return one_line(", ".join(group.first)) + more


def _stances(stance: Stance, number: int) -> str:
    word = plain(stance)
    return word if number == 1 or stance is Stance.UNCLEAR else f"{word}s"


def _time(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60} s"
