"""Read one blob to documents: leaf formats at once, containers member by member, to any depth allowed.

A leaf may hold files too (a workbook in a report, an attachment of a PDF); they are walked like members.

Every input ends in at least one document. What could not be read is a ``Gap`` of a document without passages,
so that no member of an archive disappears unseen.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.model.document import Blob, Document, Gap
from onrecord.model.reading import Ask, Member
from onrecord.model.vocabulary import GapKind
from onrecord.read.declared import Format
from onrecord.read.reader import Container, Reader
from onrecord.read.registry import Match, recognise

PARSER_ERRORS = (
    ValueError,  # with UnicodeError and JSON errors
    LookupError,
    ArithmeticError,
    TypeError,
    AttributeError,
    SyntaxError,  # XML parsers derive from it
    RuntimeError,  # with RecursionError and NotImplementedError
    OSError,
    EOFError,
    struct.error,
    zlib.error,
)
"""What third-party parsers raise for bad bytes. One bad member must not cost the rest of its archive; the
fuzz tests call the readers directly, so nothing is hidden there."""

_RATIO_FLOOR = 16 << 20
"""A ratio means nothing below this many unpacked bytes: small files of one repeated line pack very well."""


def read(blob: Blob, ask: Ask | None = None) -> Iterator[Document]:
    """All documents of a blob: one for a leaf format, one for each leaf of a container."""
    walk = _Walk(ask or Ask())
    yield from walk.documents(blob)


def gap_document(
    blob: Blob, gap: Gap, *, reader: str = "", version: int = 0, media_type: str = "", sha256: str = ""
) -> Document:
    """A document that holds nothing but the reason why nothing was read."""
    return Document(
        name=blob.name,
        sha256=sha256 or blob.sha256(),
        reader=reader,
        reader_version=version,
        media_type=media_type or blob.media_type,
        text="",
        gaps=(gap,),
        members=blob.members,
        record=blob.record,
    )


@dataclass(slots=True)
class _Level:
    """One file that holds files on the way down: what it yields, and how much it has unpacked to."""

    blob: Blob
    format: Format
    members: Iterator[Member]
    media_type: str
    size: int
    unpacked: int = 0
    count: int = 0
    sha256: str = ""


class _Walk:
    """The walk through one outermost blob, with the sums that the limits are held against."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.total = 0
        self.members = 0
        self.levels: list[_Level] = []

    def documents(self, blob: Blob) -> Iterator[Document]:
        yield from self._take(blob)
        while self.levels:
            level = self.levels[-1]
            try:
                member = next(level.members, None)
            except MemoryError:
                member = _broken(level.blob, GapKind.MEMORY_LIMIT, "memory ran out while unpacking")
                self._stop(level)
            except PARSER_ERRORS as error:
                member = _broken(level.blob, GapKind.DAMAGED, f"the container broke off: {_short(error)}")
                self._stop(level)
            if member is None:
                if not level.count and isinstance(level.format, Container):
                    nothing = Gap(level.blob.name, GapKind.EMPTY, "the container holds no files")
                    yield self._gap(level, nothing)
                self._stop(level)
                continue
            level.count += 1
            yield from self._member(level, member)

    def _member(self, level: _Level, member: Member) -> Iterator[Document]:
        if isinstance(member, Gap):
            yield self._gap(level, member)
            return
        level.unpacked += len(member.data)
        self.total += len(member.data)
        self.members += 1
        excess = self._excess(level)
        if excess:
            yield self._gap(level, excess)
            self._stop(level)
            return
        yield from self._take(member)

    def _excess(self, level: _Level) -> Gap | None:
        """Which ceiling was passed, if any; the rest of the container is left unread then."""
        limits = self.ask.limits
        name = level.blob.name
        if self.members > limits.members:
            return Gap(
                name,
                GapKind.TOO_LARGE,
                f"more than {limits.members} files inside",
                "unpack it and scan the folder",
            )
        if self.total > limits.total_bytes:
            return Gap(
                name,
                GapKind.TOO_LARGE,
                f"unpacks to more than {limits.total_bytes} bytes",
                "unpack it and scan the folder",
            )
        if level.unpacked > _RATIO_FLOOR and level.unpacked > limits.ratio * max(level.size, 1):
            return Gap(
                name,
                GapKind.TOO_LARGE,
                f"unpacks to more than {limits.ratio} times its size: a bomb?",
                "unpack it by hand if you trust it",
            )
        return None

    def _take(self, blob: Blob) -> Iterator[Document]:
        """Read a leaf, or put a container on top of the walk."""
        if not blob.data:
            yield gap_document(blob, Gap(blob.name, GapKind.EMPTY, "the file is empty", members=blob.members))
            return
        if len(blob.data) > self.ask.limits.file_bytes:
            reason = f"larger than {self.ask.limits.file_bytes} bytes"
            yield gap_document(
                blob, Gap(blob.name, GapKind.TOO_LARGE, reason, "raise the limit", blob.members)
            )
            return
        match = recognise(blob)
        if match is None:
            reason = "no reader knows this format"
            yield gap_document(blob, Gap(blob.name, GapKind.UNSUPPORTED, reason, members=blob.members))
        elif isinstance(match.format, Reader):
            document = _leaf(blob, match.format, match, self.ask)
            yield document
            if document.attachments:
                yield from self._enter(blob, match, document.attachments)
        else:
            yield from self._enter(blob, match)

    def _enter(self, blob: Blob, match: Match, names: tuple[str, ...] = ()) -> Iterator[Document]:
        """Go down into a file that holds files, if that is not too deep."""
        if len(self.levels) >= self.ask.limits.depth:
            reason = f"nested deeper than {self.ask.limits.depth} levels"
            gap = Gap(blob.name, GapKind.TOO_DEEP, reason, "unpack it and scan the folder", blob.members)
            yield gap_document(blob, gap, reader=match.format.name, media_type=match.media_type)
        else:
            members = members_of(match.format, blob, self.ask, names)
            self.levels.append(_Level(blob, match.format, members, match.media_type, len(blob.data)))

    def _stop(self, level: _Level) -> None:
        """Leave a container; what it still had is dropped (the caller has said so, or it had ended)."""
        if level in self.levels:
            del self.levels[self.levels.index(level) :]

    def _gap(self, level: _Level, gap: Gap) -> Document:
        if not gap.members:
            gap = replace(gap, members=level.blob.members)
        level.sha256 = level.sha256 or level.blob.sha256()
        return gap_document(
            level.blob,
            gap,
            reader=level.format.name,
            version=level.format.version,
            media_type=level.media_type,
            sha256=level.sha256,
        )


def members_of(form: Format, blob: Blob, ask: Ask, names: tuple[str, ...]) -> Iterator[Member]:
    """The members of a container, or the attachments of a leaf of these names.

    A generator of our own, so that whatever the format raises, it raises while we step.
    """
    if isinstance(form, Container):
        yield from form.members(blob, ask)
    elif form.attached is not None:
        yield from form.attached(blob, ask, names)


def _leaf(blob: Blob, reader: Reader, match: Match, ask: Ask) -> Document:
    """One reading; a parser that gives up makes a gap, and a misleading name is stated as a fact."""
    try:
        document = reader.read(blob, ask)
    except MemoryError:
        gap = _broken(blob, GapKind.MEMORY_LIMIT, "memory ran out while reading")
        return gap_document(
            blob, gap, reader=reader.name, version=reader.version, media_type=match.media_type
        )
    except PARSER_ERRORS as error:
        gap = _broken(blob, GapKind.DAMAGED, f"the {reader.name} reader gave up: {_short(error)}")
        return gap_document(
            blob, gap, reader=reader.name, version=reader.version, media_type=match.media_type
        )
    if match.promised:
        document = replace(document, facts=(*document.facts, ("named_as", match.promised)))
    return document


def _broken(blob: Blob, kind: GapKind, reason: str) -> Gap:
    return Gap(
        blob.name, kind, reason, "open the file in its own program to see whether it is whole", blob.members
    )


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]
