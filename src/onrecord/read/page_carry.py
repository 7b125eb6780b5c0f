"""What one page takes over from the page before it: tables, lists and sentences that go on."""

from __future__ import annotations

from onrecord.model.vocabulary import PassageKind
from onrecord.read.page_block import Block
from onrecord.read.page_layout import PageLayout
from onrecord.read.page_model import Table
from onrecord.read.page_table import TableRow, TableText

_LOW = 0.84
"""What ends above this share of the page has ended for good: the next row or item would have fitted."""


def continues_table(before: PageLayout | None, layout: PageLayout) -> bool:
    """Whether the first table of a page goes on from the last one of the page before."""
    if before is None or not before.blocks or not layout.blocks:
        return False
    last, first = _last(before), layout.blocks[0]
    return (
        last is not None
        and last.table is not None
        and first.table is not None
        and _alike(last.table, first.table)
    )


def may_go_over(layout: PageLayout) -> bool:
    """Whether a page ends, far enough down, with a table or a list that may go on overleaf."""
    last = _last(layout)
    if last is None or (last.table is None and last.kind is not PassageKind.LIST_ITEM):
        return False
    bottom = last.table.bottom if last.table is not None else last.lines[-1].bottom
    return bottom >= _LOW * layout.turn.height


def _last(layout: PageLayout) -> Block | None:
    """The last block that is not a note."""
    return next((block for block in reversed(layout.blocks) if block.kind is not PassageKind.NOTE), None)


def _alike(a: Table, b: Table) -> bool:
    """Whether two tables have the same columns."""
    if a.columns != b.columns or a.ruled != b.ruled:
        return False
    width = max(a.right - a.left, b.right - b.left, 1.0)
    return all(abs(x - y) <= 0.03 * width for x, y in zip(a.edges, b.edges, strict=True))


def continues_text(before: PageLayout | None, layout: PageLayout) -> bool:
    """Whether the first paragraph of a page goes on from the last one of the page before."""
    if before is None or not layout.blocks:
        return False
    last, first = _last(before), layout.blocks[0]
    if last is None or not last.full or last.kind not in (PassageKind.PROSE, PassageKind.LIST_ITEM):
        return False
    if first.kind is not PassageKind.PROSE or first.marker or abs(last.size - first.size) > 0.08 * last.size:
        return False
    char = first.text[:1]
    return char.islower() or not (char.isupper() or char.isdigit() or char in '(（"“')


def continues_list(before: PageLayout | None, layout: PageLayout) -> bool:
    """Whether a page begins with items of the list with which the page before ends."""
    if before is None or not layout.blocks:
        return False
    last, first = _last(before), layout.blocks[0]
    return last is not None and last.kind is PassageKind.LIST_ITEM and first.kind is PassageKind.LIST_ITEM


def caption_in(layout: PageLayout, at: int) -> str:
    """The title of a table: the caption beside it, else a line above that ends with a colon."""
    above = layout.blocks[at - 1] if at else None
    below = layout.blocks[at + 1] if at + 1 < len(layout.blocks) else None
    belongs_below = at + 2 < len(layout.blocks) and layout.blocks[at + 2].table is not None
    for near in (above, None if belongs_below else below):
        if near is not None and near.kind is PassageKind.CAPTION:
            return " ".join(near.text.split())
    if above is not None and above.kind in (PassageKind.PROSE, PassageKind.LIST_ITEM, PassageKind.KEY_VALUE):
        text = " ".join(above.text.split())
        if text.endswith((":", "：")):
            return shorten(text)
    return ""


def last_labelled(table: TableText) -> TableRow | None:
    """The last row with a label: the rows without one at the top of the next page belong to it."""
    labelled = (row for row in reversed(table.rows) if row.cells[0].column == 0 and not row.header)
    return next(labelled, None)


def last_section(table: TableText) -> str | None:
    """The title of the rows with which a table ends."""
    titles = [row.cells[0].text for row in table.rows if row.section]
    return titles[-1] if titles else None


def shorten(text: str) -> str:
    """One line of at most 200 characters, from its end: what introduces a list stands last."""
    line = " ".join(text.split())
    return line if len(line) <= 200 else "…" + line[-199:]
