"""A document as one reader has read it: text, located passages, and what could not be read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from onrecord.model.place import Locator
from onrecord.model.vocabulary import Flag, GapKind, PassageKind


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes to read, with the names they came under.

    ``name`` is the file name of these bytes (the last member of ``members`` for a member of an archive);
    names are labels for people and hints for the reader, they are never used as paths.
    """

    data: bytes
    name: str
    members: tuple[str, ...] = ()
    media_type: str = ""
    record: str = ""

    def sha256(self) -> str:
        """Hex digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Gap:
    """A part that was not read, why, and what the user can do about it."""

    part: str
    kind: GapKind
    reason: str
    advice: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a passage and gives it meaning.

    ``headings`` outermost first. ``header`` holds the header cells of the table, one a column. ``caption``
    is the title of the table or the line that introduces the list. ``enclosing`` names the types, JSON keys
    or elements around a declaration, outermost first; ``notes`` holds their comments, titles and
    descriptions. ``above`` is the comment that stands directly above a declaration.
    """

    headings: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    caption: str = ""
    enclosing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    above: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A located piece of text.

    ``text`` is ``document.text[start:end]``. ``name``, ``value`` and ``note`` take a declaration, key-value
    pair or UI string apart (identifier, value with escapes resolved, comment beside). ``cells`` are the
    cells of a table row. ``parent`` is the index of the passage this one hangs below (the enum of a member,
    the row of a child row, the key of a nested key, the line that introduces a list item); passages with
    the same ``group`` stand in one container (a table, a list, a struct, an object).
    """

    kind: PassageKind
    text: str
    start: int
    end: int
    locator: Locator = Locator()
    context: Context = Context()
    name: str = ""
    value: str = ""
    note: str = ""
    cells: tuple[str, ...] = ()
    parent: int | None = None
    group: int | None = None
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class Document:
    """One reading of one blob by one version of one reader.

    ``text`` holds every passage at its span, in reading order. ``encoding`` is empty for formats that
    carry their own. ``facts`` are pairs that the format states itself (title, author, created).
    ``attachments`` names the files inside it, each of which is read as a document of its own.
    """

    name: str
    sha256: str
    reader: str
    reader_version: int
    media_type: str
    text: str
    passages: tuple[Passage, ...] = ()
    gaps: tuple[Gap, ...] = ()
    encoding: str = ""
    members: tuple[str, ...] = ()
    record: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    pages: int | None = field(default=None)
    attachments: tuple[str, ...] = ()
