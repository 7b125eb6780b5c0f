"""Show a reading: every passage with its kind, place and context, as text or JSON lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TextIO

from onrecord.cli import terminal
from onrecord.cli.output.closing import plural
from onrecord.cli.output.safe import one_line, safe
from onrecord.flow.codec import Json, dump, encode
from onrecord.flow.place import place
from onrecord.model.document import Document, Gap, Passage

Line = tuple[str, str]


def write_jsonl(stream: TextIO, document: Document) -> None:
    """One object a line, told apart by ``type``: the document, then its passages, then its gaps."""
    head: dict[str, Json] = {"type": "document", "name": " › ".join(document.members) or document.name}
    for name in ("sha256", "reader", "reader_version", "media_type", "encoding", "pages", "record"):
        head[name] = encode(getattr(document, name))
    head["facts"] = encode(document.facts)
    head["characters"], head["passages"] = len(document.text), len(document.passages)
    _put(stream, head)
    for index, passage in enumerate(document.passages):
        _put(stream, {"type": "passage", "index": index, **_object(passage)})
    for gap in document.gaps:
        _put(stream, {"type": "gap", **_object(gap)})


def write_text(stream: TextIO, document: Document) -> None:
    """The same for people."""
    from rich.text import Text

    colour = terminal.wants_colour(sys.stdout)
    console = terminal.make_console(stream, colour=colour, width=terminal.width())
    for line, style in _document(document):
        own = len(line) - len(line.lstrip(" "))
        for number, part in enumerate(
            Text(line.lstrip(" "), style=style).wrap(console, max(20, console.width - own - 2))
        ):
            part.rstrip()
            console.print(Text(" " * (own + (2 if number else 0))) + part, soft_wrap=True)


def _document(document: Document) -> Iterator[Line]:
    yield f"━━ {one_line(' › '.join(document.members) or document.name)}", "bold"
    about = [f"read as {document.reader} (version {document.reader_version})" if document.reader else ""]
    about += [document.media_type, document.encoding]
    about += [f"{document.pages} pages" if document.pages else "", f"{len(document.text):,} characters"]
    yield " · ".join(part for part in about if part), ""
    for name, value in document.facts:
        yield one_line(f"{name}: {value}"), "dim"
    if document.sha256:
        yield f"sha256 {document.sha256}", "dim"
    for index, passage in enumerate(document.passages):
        yield "", ""
        yield from _passage(index, passage)
    yield "", ""
    yield f"{plural(len(document.passages), 'passage')}, {plural(len(document.gaps), 'gap')}.", "bold"
    for gap in document.gaps:
        yield from _gap(gap)


def _passage(index: int, passage: Passage) -> Iterator[Line]:
    notes = [f"[{index}] {passage.kind.value}", place(passage.locator)]
    if passage.parent is not None:
        notes.append(f"below [{passage.parent}]")
    if passage.group is not None:
        notes.append(f"group {passage.group}")
    notes += sorted(passage.flags)
    yield one_line(" · ".join(note for note in notes if note)), "bold"
    yield from _context(passage)
    for line in safe(passage.text).split("\n"):
        yield f"    {line.rstrip()}", ""
    for label, text in (("name", passage.name), ("value", passage.value), ("note", passage.note)):
        if text:
            yield f"  {label}: {one_line(text)}", "dim"
    if passage.cells:
        yield f"  cells: {one_line(' | '.join(passage.cells))}", "dim"


def _context(passage: Passage) -> Iterator[Line]:
    context = passage.context
    for label, parts in (
        ("under", context.headings),
        ("caption", (context.caption,)),
        ("columns", context.header),
        ("inside", context.enclosing),
        ("notes", context.notes),
        ("above", (context.above,)),
    ):
        text = one_line(" › ".join(part for part in parts if part))
        if text:
            yield f"  {label}: {text}", "dim"


def _gap(gap: Gap) -> Iterator[Line]:
    where = " › ".join(part for part in (*gap.members, gap.part) if part)
    what = ": ".join(part for part in ("not read", where, gap.reason) if part)
    yield one_line(f"{what} ({gap.kind.value})"), "yellow"
    if gap.advice:
        yield f"  → {one_line(gap.advice)}", ""


def _object(item: Passage | Gap) -> dict[str, Json]:
    made = encode(item, sparse=True)
    return made if isinstance(made, dict) else {}


def _put(stream: TextIO, record: dict[str, Json]) -> None:
    stream.write(dump(record) + "\n")
