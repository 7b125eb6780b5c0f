"""Tables without drawn cells: columns from white strips, rows from heights, rules and line breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from onrecord.read.page_gaps import Strip, is_aligned, typical_size
from onrecord.read.page_lines import Row, join_lines, rows_of
from onrecord.read.page_model import Cell, Line, Rule, Table, is_wide

_MOST_LINES = 6
_APART = 4.0
"""More white than this between two rows, in type sizes, and the table has ended."""


@dataclass(slots=True)
class Columns:
    """The columns of one table: where each begins, and the furthest that its text reaches."""

    starts: list[float]
    limits: list[float]

    def of(self, line: Line) -> int:
        """The column in which a line begins."""
        at = 0
        for column, start in enumerate(self.starts):
            if line.left >= start:
                at = column
        return at


def columns_of(rows: Sequence[Row], strips: Sequence[Strip]) -> Columns:
    """Columns between strips; the axis of a strip is where the next column begins."""
    axes = sorted(strip.middle for strip in strips)
    starts = [min(line.left for row in rows for line in row.lines), *axes]
    limits = [0.0] * len(starts)
    columns = Columns(starts, limits)
    for row in rows:
        for line in row.lines:
            at = columns.of(line)
            if at + 1 == len(starts) or line.right <= starts[at + 1]:
                limits[at] = max(limits[at], line.right)
    return columns


def unruled_table(
    rows: Sequence[Row], strips: Sequence[Strip], lying: Sequence[Rule], mirror: float | None = None
) -> Table | None:
    """The table that these rows make, or None when they do not make one."""
    size = typical_size(rows)
    used = _distinct([s for s in strips if s.both >= 2 and is_aligned(rows, s, size)])
    if not used:
        return None
    columns = columns_of(rows, used)
    return build_table(group_rows(rows, columns, lying), columns, mirror)


def _distinct(strips: list[Strip]) -> list[Strip]:
    """One strip for each axis: those with most rows win."""
    kept: list[Strip] = []
    for strip in sorted(strips, key=lambda s: (-s.both, s.left)):
        if all(strip.right < other.left or strip.left > other.right for other in kept) and (
            not kept or strip.both >= max(2, 0.25 * kept[0].both) or strip.both >= 3
        ):
            kept.append(strip)
    return sorted(kept, key=lambda s: s.left)


def build_table(groups: Sequence[Sequence[Row]], columns: Columns, mirror: float | None = None) -> Table:
    """A table of these groups of lines, one row a group."""
    cells: dict[tuple[int, int], Cell] = {}
    for number, group in enumerate(groups):
        for row in group:
            for at, together in groupby(row.lines, key=columns.of):
                line = join_lines(list(together), mirror)
                cell = cells.setdefault((number, at), Cell(number, at))
                cell.lines.append(line)
                reach = sum(1 for start in columns.starts if start < line.right)
                cell.columns = max(cell.columns, reach - at)
    lines = [line for cell in cells.values() for line in cell.lines]
    return Table(
        min(line.left for line in lines),
        min(line.top for line in lines),
        max(line.right for line in lines),
        max(line.bottom for line in lines),
        len(groups),
        len(columns.starts),
        list(cells.values()),
        tuple(columns.starts),
    )


def group_rows(rows: Sequence[Row], columns: Columns, lying: Sequence[Rule]) -> list[list[Row]]:
    """Put lines together that belong to one row of the table."""
    judge = _Joiner(rows, columns, lying)
    groups: list[list[Row]] = []
    pending: list[Row] = []
    for at, row in enumerate(rows):
        if groups and not pending and judge.joins(at):
            groups[-1].append(row)
        elif judge.joins_next(at):
            pending.append(row)
        else:
            groups.append([*pending, row])
            pending = []
    if pending:
        groups.append(pending)
    return groups


def _middle(row: Row) -> float:
    """The height of a row: the mean of its lines, which a slanting scan moves less than their edges."""
    return sum(line.top + line.bottom for line in row.lines) / (2 * len(row.lines))


class _Joiner:
    """Decides which lines continue the row above."""

    def __init__(self, rows: Sequence[Row], columns: Columns, lying: Sequence[Rule]) -> None:
        self.rows = rows
        self.columns = columns
        self.size = typical_size(rows)
        self.cut = [self._is_cut(at, lying) for at in range(len(rows))]
        middles = [_middle(row) for row in rows]
        self.gaps = [0.0] + [b - a - self.size for a, b in pairwise(middles)]
        self.fully_cut = self._is_fully_cut()
        self.tight = self._tight()

    def _is_cut(self, at: int, lying: Sequence[Rule]) -> bool:
        """Whether a rule or the edge of a shade lies between a row and the one above."""
        if at == 0:
            return False
        above, row = self.rows[at - 1], self.rows[at]
        high, low = (above.top + above.bottom) / 2, (row.top + row.bottom) / 2
        left = min(line.left for line in row.lines + above.lines)
        right = max(line.right for line in row.lines + above.lines)
        reach = sum(
            max(0.0, min(rule.end, right) - max(rule.start, left)) for rule in lying if high < rule.at < low
        )
        return reach >= 0.6 * (right - left)

    def _is_fully_cut(self) -> bool:
        """Whether a line is drawn below every row: lines between which none is drawn are one row."""
        labelled = [at for at in range(1, len(self.rows)) if 0 in self._filled(at)]
        marked = sum(1 for at in labelled if self.cut[at])
        if marked >= max(2, 0.8 * len(labelled), 0.8 * sum(self.cut)):
            return True
        cuts = [0, *(at for at, cut in enumerate(self.cut) if cut), len(self.rows)]
        inner = [self.gaps[at] for at in range(1, len(self.rows)) if not self.cut[at]]
        outer = [self.gaps[at] for at in cuts[1:-1]]
        if len(outer) < 2 or not inner or max(b - a for a, b in pairwise(cuts)) > _MOST_LINES:
            return False
        return min(outer) > max(inner) + 0.2 * self.size

    def _filled(self, at: int) -> set[int]:
        return {self.columns.of(line) for line in self.rows[at].lines}

    def _tight(self) -> float | None:
        """Between gaps inside rows and gaps between rows, when the two are plainly apart; else None."""
        gaps = sorted(self.gaps[1:])
        if len(gaps) < 2:
            return None
        jump, below = max((b - a, a) for a, b in pairwise(gaps))
        limit = below + jump / 2
        wide = [at for at in range(1, len(self.rows)) if self.gaps[at] > limit]
        labelled = [at for at in range(1, len(self.rows)) if 0 in self._filled(at)]
        told = [at for at in wide if 0 in self._filled(at)]
        plain = len(told) >= 0.6 * len(labelled) and len(told) >= 0.7 * len(wide)
        return limit if plain and jump >= 0.3 * self.size else None

    def joins(self, at: int) -> bool:
        """Whether a line continues the row above."""
        if self.cut[at] or self.gaps[at] > _APART * self.size:
            return False
        if self.fully_cut or self.gaps[at] < -0.3 * self.size:
            return True
        tight = self.tight is None or self.gaps[at] < self.tight
        filled = self._filled(at)
        if 0 in filled:
            told = self.tight is not None or (filled == {0} and self._is_wide_label())
            return told and tight and self._wraps(at, filled) and self._same_look(at)
        if len(filled) == 1:
            return True
        return (self.tight is not None and tight) or self._wraps(at, filled)

    def joins_next(self, at: int) -> bool:
        """Whether a line without a label stands above the label that is centred on it."""
        if at + 1 >= len(self.rows) or self.cut[at + 1] or 0 in self._filled(at):
            return False
        if self.gaps[at + 1] < -0.3 * self.size:
            return True
        nearer = self.gaps[at + 1] + 0.3 * self.size < self.gaps[at] if at else True
        return nearer and 0 in self._filled(at + 1) and self.tight is not None

    def _wraps(self, at: int, filled: set[int]) -> bool:
        """Whether every line of this height may be the rest of one above that was full."""
        above = self.rows[at - 1]
        for column in filled:
            here = [line for line in self.rows[at].lines if self.columns.of(line) == column]
            before = [line for line in above.lines if self.columns.of(line) == column]
            if not before or not is_full(before[-1], here[0], self.columns.limits[column]):
                return False
        return True

    def _is_wide_label(self) -> bool:
        """Whether labels are long enough to be broken over lines."""
        return self.columns.limits[0] - self.columns.starts[0] > 5 * self.size

    def _same_look(self, at: int) -> bool:
        here, above = self.rows[at].lines[0], self.rows[at - 1].lines[0]
        return here.bold == above.bold and abs(here.size - above.size) < 0.1 * here.size


def is_full(line: Line, following: Line, limit: float) -> bool:
    """Whether the first word of the following line would not have fitted on this one."""
    if not following.words:
        return False
    return line.right + first_width(following) + 0.2 * line.size > limit


def first_width(line: Line) -> float:
    """The width of what cannot be divided at the start of a line: a word, or one Chinese character."""
    word = line.words[0]
    if is_wide(word.text[0]):
        return min(word.size, word.right - word.left)
    return word.right - word.left


def cells_in_rows(table: Table, lying: Sequence[Rule], mirror: float | None = None) -> Table:
    """A drawn table whose body has no lines between rows: its one tall row is cut by heights."""
    if table.rows <= 3:
        tall = {
            cell.row for cell in table.cells if cell.column == 0 and cell.rows == 1 and len(cell.lines) >= 3
        }
        for number in sorted(tall, reverse=True):
            _cut_row(table, number, lying, mirror)
    return table


def _cut_row(table: Table, number: int, lying: Sequence[Rule], mirror: float | None) -> None:
    cells = [cell for cell in table.cells if cell.row == number]
    if any(cell.rows > 1 for cell in table.cells if cell.row <= number < cell.row + cell.rows):
        return
    lines = [line for cell in cells for line in cell.lines]
    rows = rows_of(lines)
    columns = Columns(list(table.edges), [*table.edges[1:], table.right])
    groups = group_rows(rows, columns, lying)
    complete = [
        group for group in groups if len({columns.of(line) for row in group for line in row.lines}) > 1
    ]
    if len(groups) < 3 or len(complete) < 0.7 * len(groups):
        return
    body = build_table(groups, columns, mirror)
    extra = body.rows - 1
    for cell in table.cells:
        if cell.row > number:
            cell.row += extra
    for cell in body.cells:
        cell.row += number
    table.cells = [cell for cell in table.cells if cell not in cells] + body.cells
    table.rows += extra
