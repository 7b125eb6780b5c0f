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
_MOST_TITLES = 3
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
    keep: Sequence[bool] | None = None,
) -> list[int | None]:
    """Add the rows as passages and return their indices, one a row; None for rows without text.

    ``keep`` says of a long table which rows are wanted; header and section rows, and rows that a wanted row
    hangs below, are added all the same.
    """
    titles, body = _top(rows, guess=guess_header)
    header = _header(rows[titles:body])
    group = draft.new_group()
    plan = _plan(rows, body)
    wanted = None if keep is None else _wanted(plan, keep, body)
    places: list[int | None] = []
    for number, row in enumerate(rows):
        if wanted is not None and not wanted[number]:
            places.append(None)
            continue
        if number < titles:
            place = _add_row(draft, row, context, parent, group, PassageKind.CAPTION)
            context, parent = replace(context, caption=context.caption or row.own[0]), place
            places.append(place)
            continue
        step = plan[number]
        above = places[step.above] if step.above is not None else parent
        if step.is_section:
            places.append(_add_section(draft, row, context, parent, group))
            continue
        within = replace(context, header=row.cells if header and number < body else header)
        if step.title:
            within = replace(within, headings=(*context.headings, step.title))
        places.append(_add_row(draft, row, within, above, group))
    return places


@dataclass(frozen=True, slots=True)
class _Step:
    """What a row is in its table: the number of the row above it that it belongs to, and its section."""

    above: int | None = None
    is_section: bool = False
    title: str = ""


def _plan(rows: Sequence[Row], body: int) -> list[_Step]:
    """What each row is."""
    plan = [_Step() for _ in rows[:body]]
    binder = _Binder(rows)
    section: int | None = None
    title = ""
    for number in range(body, len(rows)):
        if _is_section(rows, number, body):
            plan.append(_Step(is_section=True))
            section, title = number, rows[number].own[0]
            binder.reset()
        else:
            above = binder.parent_of(number)
            plan.append(_Step(section if above is None else above, title=title))
    return plan


def _wanted(plan: Sequence[_Step], keep: Sequence[bool], body: int) -> list[bool]:
    """Rows to be added: kept ones, header and sections, all below a kept row, all that one is below."""
    wanted = list(keep)
    for number, step in enumerate(plan):
        above = step.above
        below_kept = above is not None and wanted[above] and not plan[above].is_section
        wanted[number] = wanted[number] or number < body or step.is_section or below_kept
    for number in range(len(plan) - 1, -1, -1):
        above = plan[number].above
        if wanted[number] and above is not None:
            wanted[above] = True
    return wanted


def _add_row(
    draft: Draft,
    row: Row,
    context: Context,
    parent: int | None,
    group: int,
    kind: PassageKind = PassageKind.TABLE_ROW,
) -> int | None:
    return draft.add(
        kind,
        "\t".join(row.own),
        row.locator,
        context=context,
        note=row.note,
        cells=row.own if kind is PassageKind.CAPTION else row.cells,
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


def _top(rows: Sequence[Row], *, guess: bool) -> tuple[int, int]:
    """How many rows at the top are titles over the whole table, and where its body begins.

    A line over all columns without a header row below it is a title only where no other such line divides the
    table; else it is the title of a section.
    """
    titles = 0
    while titles < min(len(rows) - 1, _MOST_TITLES) and rows[titles].whole:
        titles += 1
    body = titles
    while body < len(rows) and rows[body].head:
        body += 1
    if body == len(rows):
        return 0, 0  # nothing but header cells: they are the content
    if body == titles and guess and body + 1 < len(rows):
        below = [row.cells for row in rows[body + 1 :] if not row.whole]
        body += looks_like_header(rows[body].cells, below, strong=rows[body].strong)
    if body == titles and any(row.whole for row in rows[titles:]):
        return 0, 0
    return titles, body


def _header(rows: Sequence[Row]) -> tuple[str, ...]:
    """One header text a column; several header rows are joined."""
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
