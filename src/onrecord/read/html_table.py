"""Tables of a page: spans unfolded to columns, header and section rows found, layout tables taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.model.vocabulary import GapKind
from onrecord.read import table_rows
from onrecord.read.html_flat import flat_runs, flat_text
from onrecord.read.html_run import Run
from onrecord.read.html_tree import Box
from onrecord.read.html_words import HEADINGS
from onrecord.read.marked import ASIDE, FLAGS, Mark
from onrecord.read.outline import Under

if TYPE_CHECKING:
    from onrecord.read.html_layout import PageLayout

_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th", "cell", "columnheader", "rowheader"})
_RICH = frozenset({"table", "form", "pre", "details", "article", *HEADINGS})
_WIDEST = 1000
_LONG_CELL = 2000
_PADDING = re.compile(
    r"(?:padding-left|text-indent|padding-inline-start):\s*(\d{1,6}(?:\.\d{1,6})?)(px|em|pt|rem)"
)


@dataclass(slots=True)
class _Cell:
    box: Box
    columns: int
    rows: int


@dataclass(slots=True)
class _Line:
    """A row as it stands in the source."""

    box: Box
    cells: list[_Cell] = field(default_factory=list)
    head: bool = False


def lay_out(page: PageLayout, box: Box) -> None:
    """A table: rows of plain cells become rows, cells that hold pages of their own are laid out as blocks."""
    under = page.introduction(FLAGS[box.mark & 15], table=True)
    lines: list[_Line] = []
    _gather(page, box, lines, head=False)
    for child in box.children:
        if isinstance(child, Box) and child.tag == "caption":
            under = _caption(page, child) or under
    if box.hint == "presentation" or all(len(line.cells) < 2 for line in lines):
        for line in lines:
            _as_blocks(page, line)
        return
    segment: list[_Line] = []
    for line in lines:
        if any(_is_rich(cell.box) for cell in line.cells):
            _rows(page, segment, under)
            segment = []
            _as_blocks(page, line)
        else:
            segment.append(line)
    _rows(page, segment, under)


def _caption(page: PageLayout, box: Box) -> Under | None:
    before = page.last
    page.caption(box)
    return None if page.last == before else Under(flat_text(box), page.last)


def _gather(page: PageLayout, box: Box, lines: list[_Line], *, head: bool) -> None:
    """The rows of a table and of its sections; what stands between them is laid out before it."""
    for child in box.children:
        if isinstance(child, Box) and (child.tag == "tr" or child.hint == "row"):
            cells = [_cell(inner) for inner in child.children if isinstance(inner, Box) and _is_cell(inner)]
            lines.append(_Line(child, cells, head))
        elif isinstance(child, Box) and child.tag == "caption":
            continue
        elif isinstance(child, Box) and (child.tag in _SECTIONS or box.hint == "table"):
            _gather(page, child, lines, head=child.tag == "thead")
        elif isinstance(child, Box) and _is_cell(child):
            lines.append(_Line(child, [_cell(child)], head))
        elif not isinstance(child, Box) or child.tag != "colgroup":
            page.child(child, box)


def _is_cell(box: Box) -> bool:
    return box.tag in _CELLS or box.hint in _CELLS


def _cell(box: Box) -> _Cell:
    attributes = box.place.node.attributes
    return _Cell(box, _number(attributes.get("colspan"), _WIDEST), _number(attributes.get("rowspan"), 65_534))


def _number(text: str | None, most: int) -> int:
    """A span as browsers read it: 1 for nonsense."""
    found = re.match(r"\s*\+?(\d{1,6})", text or "")
    return min(max(int(found.group(1)), 1), most) if found else 1


def _is_rich(box: Box) -> bool:
    """Whether a cell holds more than a text: another table, headings, a form, or a long piece of writing."""
    size = 0
    stack = [box]
    while stack:
        for child in stack.pop().children:
            if isinstance(child, Box):
                if child.tag in _RICH or child.hint == "table":
                    return True
                stack.append(child)
            elif isinstance(child, Run):
                size += sum(map(len, child.texts))
    return size > _LONG_CELL


def _as_blocks(page: PageLayout, line: _Line) -> None:
    for cell in line.cells:
        page.flow(cell.box)


def _rows(page: PageLayout, lines: list[_Line], under: Under) -> None:
    """Rows of plain cells to passages."""
    if not any(len(line.cells) for line in lines):
        return
    rows = _unfold(page, lines)
    places = table_rows.add_table(page.draft, rows, page.context(under.caption), parent=under.parent)
    for line, place in zip(lines, places, strict=False):
        for cell in line.cells:
            page.rest(cell.box, flat_text(cell.box), mark=line.box.mark, parent=place)
    page.last = next((place for place in reversed(places) if place is not None), page.last)


def _unfold(page: PageLayout, lines: list[_Line]) -> list[table_rows.Row]:
    """Rows with one text a column. Cells that span several columns or rows are repeated."""
    width = min(max(sum(cell.columns for cell in line.cells) for line in lines), _WIDEST)
    room = page.draft.ask.limits.cells
    spans: dict[int, tuple[str, int, int]] = {}  # column: text, rows left, number of its row
    rows: list[table_rows.Row] = []
    for number, line in enumerate(lines):
        room -= width
        if room < 0:
            limit = page.draft.ask.limits.cells
            page.draft.gap(GapKind.TOO_LARGE, f"tables of more than {limit} cells", "raise the limit")
            break
        rows.append(_row(page, line, number, spans, width))
    return rows


def _row(
    page: PageLayout, line: _Line, number: int, spans: dict[int, tuple[str, int, int]], width: int
) -> table_rows.Row:
    texts: list[str] = []
    own: list[str] = []
    under: int | None = None
    indent = 0

    def hang_down() -> None:
        nonlocal under
        while len(texts) in spans:
            column = len(texts)
            text, left, origin = spans.pop(column)
            if left > 1:
                spans[column] = (text, left - 1, origin)
            if column == 0:
                under = origin
            texts.append(text)

    for cell in line.cells:
        hang_down()
        raw = _cell_text(cell.box, line.box.mark)
        text = raw.strip()
        if not own and text:
            indent = _indent(raw, cell.box)
        if text:
            own.append(text)
        for _ in range(min(cell.columns, _WIDEST - len(texts))):
            if cell.rows > 1:
                spans[len(texts)] = (text, cell.rows - 1, number)
            texts.append(text)
    hang_down()
    return table_rows.Row(
        cells=tuple(texts),
        own=tuple(own),
        locator=page.locator(line.box),
        head=_is_head(line),
        strong=bool(line.cells) and all(_is_bold(cell.box) for cell in line.cells),
        indent=indent,
        under=under,
        whole=len(line.cells) == 1 and len(texts) > 1 and len(texts) == width and under is None,
        note=" ".join(text for cell in line.cells for run, _ in flat_runs(cell.box) for text in run.readings),
        flags=FLAGS[line.box.mark & 15],
    )


def _cell_text(box: Box, around: int) -> str:
    """The shown text of a cell; a picture in an otherwise empty cell speaks by its alternative text.

    ``around`` has the marks of the row: a cell that is hidden while its row is not, shows nothing.
    """
    if box.mark & ASIDE & ~around:
        return ""
    text = flat_text(box)
    if text:
        return text
    return " ".join(label.text for run, _ in flat_runs(box) for label in run.labels if label.name == "alt")


def _is_head(line: _Line) -> bool:
    cells = [cell.box for cell in line.cells]
    if line.head:
        return True
    heads = [box.tag == "th" or box.hint == "columnheader" for box in cells]
    return len(cells) > 1 and all(heads)


def _is_bold(box: Box) -> bool:
    runs = [run for run, _ in flat_runs(box) if run.all != -1]
    return bool(runs) and all(run.all & Mark.BOLD for run in runs)


def _indent(raw: str, box: Box) -> int:
    """How far the first text of a row is set in: leading blanks, or a padding in its style."""
    blanks = len(raw) - len(raw.lstrip("\xa0\u2002\u2003\u3000 "))
    style = box.place.node.attributes.get("style") or ""
    found = _PADDING.search(style)
    if found:
        size = float(found.group(1)) * (10 if found.group(2) in ("em", "rem") else 1)
        blanks += int(min(size, 1000) // 8)
    return blanks
