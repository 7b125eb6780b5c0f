"""Collect passages of formats that have no text of their own: the text grows with the passages.

Each passage stands on lines of its own in the text of the document, in the order in which it is added.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model.document import Blob, Context, Document, Gap, Passage
from onrecord.model.place import Locator
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import Flag, GapKind, PassageKind
from onrecord.read.reader import Reader

NO_FLAGS: frozenset[Flag] = frozenset()
NO_CONTEXT = Context()


class Draft:
    """The document in the making. Indices that ``add`` returns serve as ``parent`` of later passages."""

    def __init__(self, blob: Blob, ask: Ask) -> None:
        self.blob = blob
        self.ask = ask
        self.passages: list[Passage] = []
        self.gaps: list[Gap] = []
        self.attachments: list[str] = []
        self._parts: list[str] = []
        self._at = 0
        self._groups = 0
        self._room = ask.limits.text_chars
        self.full = False

    def add(
        self,
        kind: PassageKind,
        text: str,
        locator: Locator,
        *,
        context: Context = NO_CONTEXT,
        name: str = "",
        value: str = "",
        note: str = "",
        cells: tuple[str, ...] = (),
        parent: int | None = None,
        group: int | None = None,
        flags: frozenset[Flag] = NO_FLAGS,
    ) -> int | None:
        """Add a passage and return its index; None for blank text or when the text limit is reached."""
        text = text.strip()
        if not text or self._is_full(len(text)):
            return None
        start = self._at
        self._parts.append(text)
        self._at += len(text) + 1
        self.passages.append(
            Passage(
                kind,
                text,
                start,
                start + len(text),
                locator,
                context,
                name,
                value,
                note,
                cells,
                parent,
                group,
                flags,
            )
        )
        return len(self.passages) - 1

    def _is_full(self, size: int) -> bool:
        """Say once that the text limit is reached; nothing is added after that."""
        if not self.full and self._at + size > self._room:
            self.full = True
            reason = f"only the first {self._at} characters were read"
            self.gap(GapKind.TOO_LARGE, reason, "raise the limit, or split the file")
        return self.full

    def gap(self, kind: GapKind, reason: str, advice: str = "", part: str = "") -> None:
        """Note something that is not read."""
        self.gaps.append(Gap(part or self.blob.name, kind, reason, advice, self.blob.members))

    def locator(
        self,
        *,
        part: str = "",
        element: str = "",
        pointer: str = "",
        line: int | None = None,
        sheet: str = "",
        cell: str = "",
        slide: int | None = None,
        shape: str = "",
    ) -> Locator:
        """A place in this document."""
        return Locator(
            members=self.blob.members,
            record=self.blob.record,
            part=part,
            element=element,
            pointer=pointer,
            line=line,
            sheet=sheet,
            cell=cell,
            slide=slide,
            shape=shape,
        )

    def element(self, path: str) -> Locator:
        """A place in a page; without keywords, for pages have a great many of them."""
        return Locator(self.blob.members, self.blob.record, None, (), None, None, "", path)

    def new_group(self) -> int:
        """A number that no other container of this document has."""
        self._groups += 1
        return self._groups

    def text(self) -> str:
        """All passages, each on lines of its own."""
        return "\n".join(self._parts)

    def document(
        self,
        reader: Reader,
        *,
        media_type: str = "",
        facts: Iterable[tuple[str, str]] = (),
        encoding: str = "",
        pages: int | None = None,
    ) -> Document:
        """The finished document."""
        return Document(
            name=self.blob.name,
            sha256=self.blob.sha256(),
            reader=reader.name,
            reader_version=reader.version,
            media_type=media_type or reader.media_types[0],
            text=self.text(),
            passages=tuple(self.passages),
            gaps=tuple(self.gaps),
            encoding=encoding,
            members=self.blob.members,
            record=self.blob.record,
            facts=tuple(facts),
            pages=pages,
            attachments=tuple(self.attachments),
        )
