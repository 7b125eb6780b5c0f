"""Collect the passages of a text whose spans index the text itself, and make the document of them."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model.document import Blob, Context, Document, Gap, Passage
from onrecord.model.place import Locator
from onrecord.model.vocabulary import Flag, PassageKind
from onrecord.read.load import Loaded
from onrecord.read.reader import Reader

NO_FLAGS: frozenset[Flag] = frozenset()
NOWHERE = Context()


class Layout:
    """The passages found so far. Indices that ``add`` returns serve as ``parent`` of later passages."""

    def __init__(self, blob: Blob, loaded: Loaded) -> None:
        self.blob = blob
        self.loaded = loaded
        self.text = loaded.text
        self.passages: list[Passage] = []
        self.gaps: list[Gap] = list(loaded.gaps)
        self._break = "\n" if "\n" in self.text or "\r" not in self.text else "\r"
        self._line, self._at = 1, 0
        self._groups = 0

    def add(
        self,
        kind: PassageKind,
        start: int,
        end: int,
        *,
        context: Context = NOWHERE,
        name: str = "",
        value: str = "",
        note: str = "",
        cells: tuple[str, ...] = (),
        parent: int | None = None,
        group: int | None = None,
        flags: frozenset[Flag] = NO_FLAGS,
        pointer: str = "",
        cell: str = "",
        element: str = "",
        symbol: str = "",
    ) -> int:
        """Add the passage at ``[start:end]`` and return its index."""
        line = self.line_of(start)
        last = line + self.text.count(self._break, start, end)
        place = Locator(
            members=self.blob.members,
            record=self.blob.record,
            line=line,
            line_end=last if last > line else None,
            pointer=pointer,
            cell=cell,
            element=element,
            symbol=symbol,
        )
        self.passages.append(
            Passage(
                kind,
                self.text[start:end],
                start,
                end,
                place,
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

    def line_of(self, offset: int) -> int:
        """The line of an offset, from 1; cheap when asked in nearly rising order."""
        if offset >= self._at:
            self._line += self.text.count(self._break, self._at, offset)
        else:
            self._line -= self.text.count(self._break, offset, self._at)
        self._at = offset
        return self._line

    def new_group(self) -> int:
        """A number that no other container of this document has."""
        self._groups += 1
        return self._groups

    def document(
        self,
        reader: Reader,
        media_type: str = "",
        facts: Iterable[tuple[str, str]] = (),
        *,
        keep_text: bool = True,
    ) -> Document:
        """The finished document."""
        if self.loaded.mixed:
            facts = (*facts, ("mixed_encodings", ", ".join(self.loaded.mixed)))
        return Document(
            name=self.blob.name,
            sha256=self.blob.sha256(),
            reader=reader.name,
            reader_version=reader.version,
            media_type=media_type or reader.media_types[0],
            text=self.text if keep_text else "",
            passages=tuple(self.passages),
            gaps=tuple(self.gaps),
            encoding=self.loaded.encoding,
            members=self.blob.members,
            record=self.blob.record,
            facts=tuple(facts),
        )
