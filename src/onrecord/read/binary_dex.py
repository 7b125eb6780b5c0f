"""Read Android code (DEX): fields and methods by class, as declarations, and the other strings.

Names, types and strings all stand in one table, sorted by alphabet; what belongs together is told by the
tables of fields and methods. Cannot: constants and code; names that an obfuscator took away.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from onrecord.model.place import Locator
from onrecord.model.vocabulary import GapKind, PassageKind
from onrecord.read.binary_class import ENUM, ClassFile, Member, decode, lay_out
from onrecord.read.draft import Draft

_COUNTS = 0x38
_CHUNK = 128


def is_dex(data: bytes) -> bool:
    """A DEX file of any version."""
    return data.startswith(b"dex\n") and len(data) >= 0x70


@dataclass(slots=True)
class _Dex:
    """The tables of a file: offsets of strings, strings of types, and who has which member."""

    data: bytes
    strings: list[int] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    results: list[int] = field(default_factory=list)
    fields: list[tuple[int, int, int]] = field(default_factory=list)
    methods: list[tuple[int, int, int]] = field(default_factory=list)
    defined: set[int] = field(default_factory=set)

    def text(self, index: int) -> str:
        """A string; empty for an index or offset that leads nowhere."""
        if not 0 <= index < len(self.strings):
            return ""
        start = self.start(index)
        end = self.data.find(b"\0", start)
        try:
            return decode(self.data[start : max(start, end)])
        except UnicodeDecodeError:
            return self.data[start : max(start, end)].decode("utf-8", "replace")

    def start(self, index: int) -> int:
        """Where the bytes of a string begin, behind its length of one to five bytes."""
        at = self.strings[index]
        for _ in range(5):
            if at >= len(self.data) or self.data[at] < 0x80:
                break
            at += 1
        return at + 1

    def type(self, index: int) -> str:
        """The descriptor of a type."""
        return self.text(self.types[index]) if 0 <= index < len(self.types) else ""


def lay_out_dex(draft: Draft) -> None:
    """Passages of every class that the file defines, or of those with something of interest."""
    try:
        dex = _tables(draft.blob.data)
    except struct.error:
        draft.gap(GapKind.DAMAGED, "the tables of the DEX file are damaged")
        return
    wanted = _wanted(dex, draft.ask.interest)
    used: set[int] = set(dex.types)
    group = 0
    for kind, members, methods in _classes(dex):
        used.update(name for _, _, name in (*members, *methods))
        names = {dex.types[kind], *(name for _, _, name in (*members, *methods))}
        if wanted is None or names & wanted:
            lay_out(draft, _class(dex, kind, members, methods), group)
            group += 1
    loose = range(len(dex.strings)) if wanted is None else sorted(wanted)
    for index in loose:
        text = "" if index in used else dex.text(index)
        if len(text) > 1:
            place = Locator(members=draft.blob.members, record=draft.blob.record, offset=dex.start(index))
            draft.add(PassageKind.STRING, text, place)


def _tables(data: bytes) -> _Dex:
    counts = struct.unpack_from("<14I", data, _COUNTS)
    forms = (
        "<I",
        "<I",
        "<III",
        "<HHI",
        "<HHI",
        "<8I",
    )  # strings, types, signatures, fields, methods, classes
    tables = [list(_rows(data, counts[2 * at], counts[2 * at + 1], form)) for at, form in enumerate(forms)]
    dex = _Dex(data)
    dex.strings = [row[0] for row in tables[0]]
    dex.types = [row[0] for row in tables[1]]
    dex.results = [row[1] for row in tables[2]]
    dex.fields = [(row[0], row[1], row[2]) for row in tables[3]]
    dex.methods = [(row[0], row[1], row[2]) for row in tables[4]]
    dex.defined = {row[0] for row in tables[5] if row[0] < len(dex.types)}
    return dex


def _rows(data: bytes, count: int, offset: int, form: str) -> Iterator[tuple[int, ...]]:
    """The rows of one table."""
    size = struct.calcsize(form)
    if offset + count * size > len(data):
        raise struct.error("a table reaches beyond the file")
    return struct.iter_unpack(form, data[offset : offset + count * size])


def _wanted(dex: _Dex, interest: Callable[[str], bool] | None) -> set[int] | None:
    """Indices of strings of interest; asked in chunks first, for most chunks hold none."""
    if interest is None:
        return None
    found: set[int] = set()
    for start in range(0, len(dex.strings), _CHUNK):
        chunk = range(start, min(start + _CHUNK, len(dex.strings)))
        texts = [dex.text(index) for index in chunk]
        if interest("\n".join(texts)):
            found.update(index for index, text in zip(chunk, texts, strict=True) if interest(text))
    return found


Rows = list[tuple[int, int, int]]


def _classes(dex: _Dex) -> Iterator[tuple[int, Rows, Rows]]:
    """Every class that the file defines, with its rows of fields and methods."""
    fields: dict[int, Rows] = {}
    methods: dict[int, Rows] = {}
    for rows, by_class in ((dex.fields, fields), (dex.methods, methods)):
        for row in rows:
            by_class.setdefault(row[0], []).append(row)
    for kind in sorted(dex.defined):
        yield kind, fields.get(kind, []), methods.get(kind, [])


def _class(dex: _Dex, kind: int, fields: Rows, methods: Rows) -> ClassFile:
    own = dex.type(kind)
    index = dex.types[kind]
    found = ClassFile(name=own.removeprefix("L").rstrip(";"))
    found.offset = dex.start(index) if index < len(dex.strings) else 0
    for _, type_index, name in fields:
        type_name = dex.type(type_index)
        found.fields += _member(dex, name, type_name, ENUM if type_name == own else 0)
    if sum(1 for one in found.fields if one.flags) > 1:  # several constants of its own type
        found.flags = ENUM
    for _, signature, name in methods:
        result = dex.type(dex.results[signature]) if signature < len(dex.results) else ""
        found.methods += _member(dex, name, f"(){result}")
    return found


def _member(dex: _Dex, name: int, kind: str, flags: int = 0) -> list[Member]:
    text = dex.text(name)
    if not text or text.startswith("<") or name >= len(dex.strings):
        return []
    return [Member(text, kind, dex.start(name), flags=flags)]
