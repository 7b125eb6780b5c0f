"""What stands on a page between two breaks, and what is usual on that page."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.vocabulary import PassageKind
from onrecord.read.page_kinds import Rank
from onrecord.read.page_model import Line, Table


@dataclass(slots=True)
class Block:
    """What becomes one passage, or the rows of one table.

    ``split`` is the number of lines (or, in a single line, of characters) that make the name of a pair.
    ``head`` and ``tail`` belong to declarations: the index of the block that opens the type, its name.
    ``full`` says that the last line fills its column, so that the text may go on elsewhere.
    """

    kind: PassageKind
    lines: list[Line]
    left: float = 0.0
    table: Table | None = None
    rank: Rank | None = None
    marker: str = ""
    split: int = 0
    head: int | None = None
    type_name: str = ""
    full: bool = False

    @property
    def text(self) -> str:
        """Its lines, one below the other."""
        return "\n".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """The type size of its first line."""
        return self.lines[0].size if self.lines else 0.0


@dataclass(slots=True)
class Style:
    """What is usual on a page."""

    body: float
    bold: bool
    ocr: bool
