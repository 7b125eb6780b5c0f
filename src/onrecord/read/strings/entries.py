"""Entries of a string table, and how they become passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from onrecord.model.document import Blob, Context, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import Flag, PassageKind
from onrecord.read.children import parent_of
from onrecord.read.layout import NO_FLAGS, Layout
from onrecord.read.load import load
from onrecord.read.plain.reader import lay_out_plain
from onrecord.read.prefilter import BIG, may_hold
from onrecord.read.reader import Reader

_STRETCH = 16 * 1024


@dataclass(slots=True)
class Entry:
    """One entry. ``above`` is the comment directly above, ``notes`` the comment that heads its section."""

    kind: PassageKind
    start: int
    end: int
    name: str = ""
    value: str = ""
    note: str = ""
    above: str = ""
    notes: tuple[str, ...] = ()
    enclosing: tuple[str, ...] = ()
    group: int = 0
    parent: int | None = None
    """Which entry this one hangs below, by number."""
    flags: frozenset[Flag] = NO_FLAGS
    index: int | None = None


Parser = Callable[[str], Iterable[Entry]]


def read_entries(blob: Blob, ask: Ask, reader: Reader, parse: Parser, *, declared: str = "") -> Document:
    """The reading of a string table: ``parse`` makes the entries of its text."""
    loaded = load(blob, ask, declared)
    layout = Layout(blob, loaded)
    text = loaded.text
    big = len(text) > BIG
    if not may_hold(text, ask, escapes=True):
        return layout.document(reader, keep_text=not big)
    entries = list(parse(text))
    if not any(entry.name for entry in entries):
        lay_out_plain(layout, ask)
        return layout.document(reader)
    bind(entries)
    for stretch in _stretches(entries) if big and ask.interest else [entries]:
        if not big or may_hold(text[stretch[0].start : stretch[-1].end], ask, escapes=True):
            for entry in stretch:
                _add(layout, entries, entry)
    return layout.document(reader)


def bind(entries: list[Entry]) -> None:
    """``race.yellow`` and ``RACE_Y`` hang below ``race`` and ``RACE`` where these are entries before them."""
    known: dict[tuple[str, ...], dict[str, int]] = {}
    for number, entry in enumerate(entries):
        if not entry.name or entry.kind is PassageKind.COMMENT:
            continue
        here = known.setdefault(entry.enclosing, {})
        if entry.parent is None or entries[entry.parent].name == "":
            entry.parent = parent_of(entry.name, here, entry.parent)
        here.setdefault(entry.name, number)


def _stretches(entries: list[Entry]) -> Iterator[list[Entry]]:
    stretch: list[Entry] = []
    for entry in entries:
        stretch.append(entry)
        if entry.end - stretch[0].start >= _STRETCH:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _add(layout: Layout, entries: list[Entry], entry: Entry) -> None:
    """Add an entry, and before it those that it hangs below."""
    chain = [entry]
    while chain[-1].parent is not None and entries[chain[-1].parent].index is None and len(chain) < 64:
        chain.append(entries[chain[-1].parent])
    for one in reversed(chain):
        if one.index is not None:
            continue
        one.index = layout.add(
            one.kind,
            one.start,
            one.end,
            context=Context(enclosing=one.enclosing, notes=one.notes, above=one.above),
            name=one.name,
            value=one.value,
            note=one.note,
            parent=entries[one.parent].index if one.parent is not None else None,
            group=one.group or None,
            flags=one.flags,
        )


@dataclass(slots=True)
class Comments:
    """The comment lines at hand: what stands directly above, and what heads the section."""

    above: str = ""
    heads: str = ""

    def comment(self, said: str) -> None:
        """A comment line."""
        self.above = f"{self.above}\n{said}" if self.above else said
        self.heads = self.above

    def blank(self) -> None:
        """A blank line ends what a comment heads."""
        self.above = self.heads = ""

    def take(self, *, once: bool = False) -> tuple[str, tuple[str, ...]]:
        """The comment above the entry at hand, and the notes that hold for it (``once``: for it alone)."""
        above, self.above = self.above, ""
        notes = (self.heads,) if self.heads else ()
        if once:
            self.heads = ""
        return above, notes
