"""Rows of labels and values that are built of plain blocks instead of a table, as product pages do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model.vocabulary import PassageKind
from onrecord.read.html_flat import flat_text, is_leaf
from onrecord.read.html_run import Run
from onrecord.read.html_tree import Box
from onrecord.read.line_cues import asks, is_title
from onrecord.read.marked import FLAGS

if TYPE_CHECKING:
    from onrecord.read.html_layout import PageLayout

_ROW_TAGS = frozenset({"div", "li", "section", "p"})
_CELL_TAGS = frozenset({"div", "p", "span", "strong", "b", "em", "label", "td", "th", "i"})
_VALUE_MOST = 200
_LEAST = 2


def lay_out(page: PageLayout, box: Box) -> bool:
    """Lay out a block whose children are all pairs; False where they are not.

    Pairs whose first part is a question are marked as such and left to the usual way.
    """
    rows = _rows(box)
    if rows is None:
        return False
    labels = [flat_text(label) for _, label, _ in rows]
    if sum(1 for label in labels if asks(label, marked=True)) * 2 > len(rows):
        for _, label, _ in rows:
            label.hint = "question"
        return False
    values = [flat_text(value) for _, _, value in rows]
    if not all(
        is_title(label) and len(value) <= _VALUE_MOST for label, value in zip(labels, values, strict=True)
    ):
        return False
    _emit(page, box, rows)
    return True


def _rows(box: Box) -> list[tuple[Box, Box, Box]] | None:
    """The pairs of a block, if it holds nothing else."""
    rows: list[tuple[Box, Box, Box]] = []
    if len(box.children) < _LEAST:
        return None
    for child in box.children:
        if isinstance(child, Run) and child.all == -1 and not child.labels:
            continue
        pair = _pair(child) if isinstance(child, Box) and child.tag in _ROW_TAGS else None
        if pair is None:
            return None
        rows.append(pair)
    return rows if len(rows) >= _LEAST else None


def _pair(box: Box) -> tuple[Box, Box, Box] | None:
    """A row and its two parts."""
    cells = [child for child in box.children if not isinstance(child, Run)]
    if len(cells) != 2 or any(isinstance(child, Run) and child.labels for child in box.children):
        return None
    label, value = cells
    if not isinstance(label, Box) or not isinstance(value, Box):
        return None
    for cell in (label, value):
        if (
            cell.tag not in _CELL_TAGS
            or not is_leaf(cell)
            or cell.mark != box.mark
            or len(cell.children) != 1
        ):
            return None
    return (box, label, value) if flat_text(label) and flat_text(value) else None


def _emit(page: PageLayout, box: Box, rows: list[tuple[Box, Box, Box]]) -> None:
    under = page.introduction(FLAGS[box.mark & 15], table=True)
    group = page.draft.new_group()
    for row, label, value in rows:
        cells = (flat_text(label), flat_text(value))
        page.emit(
            PassageKind.TABLE_ROW,
            "\t".join(cells),
            row,
            value.mark,
            under=under,
            group=group,
            cells=cells,
        )
        for cell in (label, value):
            page.rest(cell)
