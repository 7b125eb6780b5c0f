"""Rows of office tables whose merged cells are written out, one cell a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.model.place import Locator
from onrecord.model.vocabulary import Flag, GapKind
from onrecord.read.draft import NO_FLAGS, Draft
from onrecord.read.table_rows import Row

WIDEST = 1000
"""Columns beyond this are not unfolded."""

_BLANKS = "\xa0\u2002\u2003\u3000 \t"


@dataclass(slots=True)
class GridCell:
    """One column of a row. ``across`` and ``down``: it is covered by the cell to the left or above."""

    text: str = ""
    across: bool = False
    down: bool = False
    strong: bool = False
    indent: int = 0


@dataclass(slots=True)
class GridLine:
    """One row with its place."""

    locator: Locator
    cells: list[GridCell] = field(default_factory=list)
    head: bool = False
    strong: bool = False
    flags: frozenset[Flag] = NO_FLAGS


def unfold(draft: Draft, lines: Sequence[GridLine]) -> list[Row]:
    """Rows with one text a column, covered cells repeating what covers them; cut at the limit of cells."""
    rows: list[Row] = []
    origins: dict[int, tuple[str, int]] = {}  # column: text and row number of the cell that stands there
    room = draft.ask.limits.cells
    width = max((len(line.cells) for line in lines), default=0)
    for number, line in enumerate(lines):
        room -= len(line.cells)
        if room < 0:
            reason = f"tables of more than {draft.ask.limits.cells:,} cells"
            draft.gap(GapKind.TOO_LARGE, reason, "raise the limit")
            break
        rows.append(_row(line, number, origins, width))
    return rows


def _row(line: GridLine, number: int, origins: dict[int, tuple[str, int]], width: int) -> Row:
    texts: list[str] = []
    own: list[GridCell] = []
    under: int | None = None
    standing = 0
    for column, cell in enumerate(line.cells[:WIDEST]):
        if cell.across and texts:
            text, origin = texts[-1], origins.get(column - 1, ("", number))[1]
        elif cell.down and column in origins:
            text, origin = origins[column]
            under = origin if column == 0 else under
            standing += 1
        else:
            text, origin = cell.text.strip(), number
            standing += 1
            if text:
                own.append(cell)
        origins[column] = (text, origin)
        texts.append(text)
    first = own[0] if own else GridCell()
    return Row(
        cells=tuple(texts),
        own=tuple(cell.text.strip() for cell in own),
        locator=line.locator,
        head=line.head,
        strong=line.strong or (bool(own) and all(cell.strong for cell in own)),
        indent=first.indent + len(first.text) - len(first.text.lstrip(_BLANKS)),
        under=under,
        whole=standing == 1 and len(own) == 1 and len(texts) == width > 1 and under is None,
        flags=line.flags,
    )
