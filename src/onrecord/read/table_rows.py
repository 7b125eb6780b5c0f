"""Tables of any format to row passages: header row, section rows, child rows bound to their parents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.model.document import Context
from onrecord.model.place import Locator
from onrecord.model.vocabulary import Flag, PassageKind
from onrecord.read.children import Children
from onrecord.read.draft import NO_FLAGS, Draft
from onrecord.read.line_cues import ENDS
from onrecord.read.table_header import looks_like_header

_SECTION_MOST = 80
_SPACES = " \t\xa0\u2002\u2003\u3000"


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``cells`` has one text a column, spans repeated; ``own`` the texts that stand in this row."""

    cells: tuple[str, ...]
    own: tuple[str, ...]
    locator: Locator
    head: bool = False
    strong: bool = False
    indent: int = 0
    under: int | None = None
    """Number of the row whose first cell spans down into this one."""
    whole: bool = False
    """One cell over all columns."""
    note: str = ""
    flags: frozenset[Flag] = NO_FLAGS


def plain_row(
    cells: Sequence[str],
    locator: Locator,
    *,
    head: bool = False,
    strong: bool = False,
    whole: bool = False,
    flags: frozenset[Flag] = NO_FLAGS,
) -> Row:
    """A row without spans; leading blanks of the first text are its indent."""
    first = next((cell for cell in cells if cell.strip()), "")
    indent = len(first) - len(first.lstrip(_SPACES))
    texts = tuple(cell.strip() for cell in cells)
    own = tuple(filter(None, texts))
    return Row(texts, own, locator, head=head, strong=strong, indent=indent, whole=whole, flags=flags)


def add_table(
    draft: Draft,
    rows: Sequence[Row],
    context: Context,
    *,
    parent: int | None = None,
    guess_header: bool = True,
) -> list[int | None]:
    """Add the rows as passages and return their indices, one a row; None for rows without text."""
    body = _header_size(rows, guess=guess_header)
    header = _header(rows[:body])
    group = draft.new_group()
    within = replace(context, header=header) if header else context
    places: list[int | None] = []
    binder = _Binder(rows)
    section: int | None = None
    for number, row in enumerate(rows):
        if number < body:
            head = replace(within, header=row.cells) if header else within
            places.append(_add_row(draft, row, head, parent, group))
            continue
        if _is_section(rows, number, body):
            places.append(_add_section(draft, row, context, parent, group))
            section = places[-1]
            title = row.own[0]
            within = replace(context, header=header, headings=(*context.headings, title))
            binder.reset()
            continue
        above = binder.parent_of(number)
        belongs = places[above] if above is not None else section if section is not None else parent
        places.append(_add_row(draft, row, within, belongs, group))
    return places


def _add_row(draft: Draft, row: Row, context: Context, parent: int | None, group: int) -> int | None:
    return draft.add(
        PassageKind.TABLE_ROW,
        "\t".join(row.own),
        row.locator,
        context=context,
        note=row.note,
        cells=row.cells,
        parent=parent,
        group=group,
        flags=row.flags,
    )


def _add_section(draft: Draft, row: Row, context: Context, parent: int | None, group: int) -> int | None:
    return draft.add(
        PassageKind.HEADING,
        row.own[0],
        row.locator,
        context=context,
        cells=(row.own[0],),
        parent=parent,
        group=group,
        flags=row.flags,
    )


def _header_size(rows: Sequence[Row], *, guess: bool) -> int:
    """How many rows at the top are header rows."""
    size = 0
    while size < len(rows) and rows[size].head:
        size += 1
    if size == len(rows):
        return 0  # nothing but header cells: they are the content
    if size or not guess:
        return size
    start = 1 if rows and rows[0].whole and len(rows) > 2 else 0  # a title over the table
    if start + 1 < len(rows) and looks_like_header(
        rows[start].cells, [row.cells for row in rows[start + 1 :]], strong=rows[start].strong
    ):
        return start + 1
    return 0


def _header(rows: Sequence[Row]) -> tuple[str, ...]:
    """One header text a column; several header rows are joined, a title over all columns is left out."""
    rows = [row for row in rows if not row.whole] or rows
    if not rows:
        return ()
    width = max(len(row.cells) for row in rows)
    columns = []
    for column in range(width):
        texts = [row.cells[column] for row in rows if column < len(row.cells) and row.cells[column]]
        columns.append(" ".join(dict.fromkeys(texts)))
    return tuple(columns)


def _is_section(rows: Sequence[Row], number: int, body: int) -> bool:
    """A short line over all columns, with rows below it, is the title of those rows."""
    row = rows[number]
    if not row.whole or len(row.own) != 1 or number + 1 >= len(rows) or len(rows) - body < 2:
        return False
    text = row.own[0]
    below = rows[number + 1]
    return len(text) <= _SECTION_MOST and not text.endswith(ENDS) and not (below.whole and len(row.cells) > 1)


class _Binder:
    """Finds the row that a row hangs below: by span, blank first cell, indent, mark or dotted name."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.reset()

    def reset(self) -> None:
        """A section title ends what was open."""
        self.children = Children()
        self.label: int | None = None

    def parent_of(self, number: int) -> int | None:
        """The row above that this row belongs to."""
        row = self.rows[number]
        if row.under is not None:
            return row.under
        if not row.own:
            return None
        if row.cells and not row.cells[0] and self.label is not None:
            return self.label
        if row.cells and row.cells[0]:
            self.label = number
        return self.children.place("\N{NO-BREAK SPACE}" * row.indent + row.own[0], number)
