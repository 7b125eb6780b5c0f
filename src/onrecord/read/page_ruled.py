"""Tables that are drawn: lying and standing lines to a grid, with cells that cover several slots."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from onrecord.read.page_lines import lines_of
from onrecord.read.page_model import Cell, Page, Rule, Table, Word

_TOUCH = 3.0
_NEAR = 1.8
_NARROW = 4.0
_MAX_LINES = 400


def ruled_tables(page: Page, mirror: float | None = None) -> tuple[list[Table], list[Word]]:
    """The drawn tables of a page, and the words that stand in none of them."""
    scale = max(1.0, page.height / 1200)
    lying = _merged(_without_underlines(page.lying, page.words), scale)
    standing = _merged(page.standing, scale)
    words = page.words
    tables: list[Table] = []
    if len(lying) > _MAX_LINES or len(standing) > _MAX_LINES:
        return tables, words
    for across, down in _connected(lying, standing, scale):
        grid = _Grid(across, down, scale)
        if grid.rows < 1 or grid.columns < 2:
            continue
        inside = [word for word in words if grid.holds(word)]
        table = grid.table(inside, mirror, page.fill) if inside else None
        if table is not None:
            tables.append(table)
            taken = set(map(id, inside))
            words = [word for word in words if id(word) not in taken]
    return tables, words


def _without_underlines(rules: list[Rule], words: list[Word]) -> list[Rule]:
    """Lines other than those that run exactly below some words (links)."""
    if not rules:
        return rules
    starts: set[tuple[int, int]] = set()
    ends: set[tuple[int, int]] = set()
    levels = {int(rule.at // 4) for rule in rules}
    for word in words:
        level = int(word.bottom // 4)
        for near in (level - 1, level, level + 1):
            if near in levels:
                starts.add((near, round(word.left)))
                ends.add((near, round(word.right)))
    return [
        rule
        for rule in rules
        if not (_meets(starts, rule.at, rule.start) and _meets(ends, rule.at, rule.end))
    ]


def _meets(places: set[tuple[int, int]], at: float, x: float) -> bool:
    level = int(at // 4)
    return any((level, round(x) + step) in places for step in (-1, 0, 1))


def _merged(rules: Iterable[Rule], scale: float) -> list[Rule]:
    """Pieces on one height that touch, as one line."""
    out: list[Rule] = []
    level: list[Rule] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if level and rule.at - level[0].at > _NEAR * scale:
            out += _joined(level, scale)
            level = []
        level.append(rule)
    return out + _joined(level, scale)


def _joined(level: list[Rule], scale: float) -> list[Rule]:
    out: list[Rule] = []
    for rule in sorted(level, key=lambda r: r.start):
        if out and rule.start <= out[-1].end + _TOUCH * scale:
            last = out[-1]
            out[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            out.append(rule)
    return out


def _connected(
    lying: Sequence[Rule], standing: Sequence[Rule], scale: float
) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that meet, group by group."""
    touch = _TOUCH * scale
    parent = list(range(len(lying) + len(standing)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for i, across in enumerate(lying):
        for j, down in enumerate(standing, len(lying)):
            meets = down.start - touch <= across.at <= down.end + touch
            if meets and across.start - touch <= down.at <= across.end + touch:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*lying, *standing]):
        groups.setdefault(root(i), ([], []))[0 if i < len(lying) else 1].append(rule)
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


class _Grid:
    """The slots between the lines of one table."""

    def __init__(self, lying: list[Rule], standing: list[Rule], scale: float) -> None:
        self.lying = lying
        self.standing = standing
        self.near = _NARROW * scale
        left, right = min(r.start for r in lying), max(r.end for r in lying)
        top, bottom = min(r.start for r in standing), max(r.end for r in standing)
        self.xs = self._marks([left, right, *(r.at for r in standing)])
        self.ys = self._marks([r.at for r in lying] + ([top, bottom] if len(lying) > 2 else []))
        self.xs, self.ys = self._needed()
        self.columns = len(self.xs) - 1
        self.rows = len(self.ys) - 1

    def _needed(self) -> tuple[list[float], list[float]]:
        """The marks that divide slots somewhere: underlined words make marks that do not."""
        xs, ys = self.xs, self.ys
        spans_x, spans_y = list(pairwise(xs)), list(pairwise(ys))
        inner_x = [x for x in xs[1:-1] if any(self._wall(self.standing, x, *span) for span in spans_y)]
        inner_y = [y for y in ys[1:-1] if any(self._wall(self.lying, y, *span) for span in spans_x)]
        return [xs[0], *inner_x, *xs[-1:]], [ys[0], *inner_y, *ys[-1:]]

    def _marks(self, values: list[float]) -> list[float]:
        out: list[float] = []
        for value in sorted(values):
            if not out or value - out[-1] > self.near:
                out.append(value)
        return out

    def holds(self, word: Word) -> bool:
        """Whether the middle of a word lies inside."""
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def table(self, words: list[Word], mirror: float | None, fill: Callable[[Word], None]) -> Table | None:
        """The table, unless the lines are a frame or a drawing."""
        owner = self._owners()
        inside: dict[int, list[Word]] = {}
        for word in self._cut(words, owner, fill):
            row = self._slot(self.ys, (word.top + word.bottom) / 2)
            column = self._slot(self.xs, (word.left + word.right) / 2)
            inside.setdefault(owner[row][column], []).append(word)
        slots: dict[int, list[tuple[int, int]]] = {}
        for row in range(self.rows):
            for column in range(self.columns):
                slots.setdefault(owner[row][column], []).append((row, column))
        cells = [self._cell(slots[key], inside.get(key, []), mirror) for key in sorted(slots)]
        if any(
            cell.rows * cell.columns != len(slots[key])
            for cell, key in zip(cells, sorted(slots), strict=True)
        ):
            return None  # a drawing with boxes and arrows
        if not _is_table(cells, self.rows):
            return None
        return self._finish(cells, mirror)

    def _finish(self, cells: list[Cell], mirror: float | None) -> Table:
        edges = self.xs[:-1]
        left, right = self.xs[0], self.xs[-1]
        if mirror is not None:
            edges = [mirror - x for x in reversed(self.xs[1:])]
            left, right = mirror - right, mirror - left
            for cell in cells:
                cell.column = self.columns - cell.column - cell.columns
        table = Table(
            left, self.ys[0], right, self.ys[-1], self.rows, self.columns, cells, tuple(edges), ruled=True
        )
        _drop_empty_columns(table)
        return table

    def _slot(self, marks: list[float], value: float) -> int:
        return min(max(bisect_right(marks, value) - 1, 0), len(marks) - 2)

    def _owners(self) -> list[list[int]]:
        """For each slot the number of its cell: slots without a line between them are one cell."""
        parent = list(range(self.rows * self.columns))

        def root(item: int) -> int:
            while parent[item] != item:
                parent[item] = parent[parent[item]]
                item = parent[item]
            return item

        for row in range(self.rows):
            high, low = self.ys[row], self.ys[row + 1]
            for column in range(self.columns):
                here = row * self.columns + column
                if column + 1 < self.columns and not self._wall(
                    self.standing, self.xs[column + 1], high, low
                ):
                    parent[root(here + 1)] = root(here)
                left, right = self.xs[column], self.xs[column + 1]
                if row + 1 < self.rows and not self._wall(self.lying, low, left, right):
                    parent[root(here + self.columns)] = root(here)
        return [
            [root(row * self.columns + column) for column in range(self.columns)] for row in range(self.rows)
        ]

    def _wall(self, rules: list[Rule], at: float, start: float, end: float) -> bool:
        """Whether a line divides the slots on both sides of a mark from start to end."""
        return any(
            abs(r.at - at) <= self.near and r.start <= start + self.near and r.end >= end - self.near
            for r in rules
        )

    def _cell(self, slots: list[tuple[int, int]], words: list[Word], mirror: float | None) -> Cell:
        rows = [row for row, _ in slots]
        columns = [column for _, column in slots]
        return Cell(
            min(rows),
            min(columns),
            lines_of(words, mirror) if words else [],
            max(rows) - min(rows) + 1,
            max(columns) - min(columns) + 1,
        )

    def _cut(self, words: list[Word], owner: list[list[int]], fill: Callable[[Word], None]) -> Iterable[Word]:
        """Words that run through a standing line are two words: cells may stand close together."""
        for word in words:
            row = self._slot(self.ys, (word.top + word.bottom) / 2)
            rest: Word | None = word
            for column in range(1, self.columns):
                x = self.xs[column]
                if rest is None or not rest.left + self.near < x < rest.right - self.near:
                    continue
                if owner[row][column - 1] != owner[row][column]:
                    fill(rest)
                    before, rest = split_word(rest, x)
                    if before is not None:
                        yield before
            if rest is not None:
                yield rest


def split_word(word: Word, x: float) -> tuple[Word | None, Word | None]:
    """The characters of a word to the left and to the right of a place."""
    edges = word.edges or array("f")
    middles = [(a + b) / 2 for a, b in zip(edges[::2], edges[1::2], strict=True)]
    left = [at for at, middle in enumerate(middles) if middle < x]
    right = [at for at, middle in enumerate(middles) if middle >= x]
    return _part(word, edges, left), _part(word, edges, right)


def _part(word: Word, edges: array[float], indices: list[int]) -> Word | None:
    if not indices:
        return None
    edges = array("f", [edges[2 * at + side] for at in indices for side in (0, 1)])
    return Word(
        "".join(word.text[i] for i in indices),
        min(edges),
        word.top,
        max(edges),
        word.bottom,
        word.size,
        edges,
        word.order,
        space=True,
        bold=word.bold,
        hidden=word.hidden,
        broken=word.broken,
    )


def _is_table(cells: list[Cell], rows: int) -> bool:
    """Whether text stands side by side in some row, and there is more than that row."""
    filled = Counter(row for cell in cells if cell.lines for row in range(cell.row, cell.row + cell.rows))
    return max(filled.values(), default=0) >= 2 and len(filled) >= min(2, rows) and filled.total() >= 3


def _drop_empty_columns(table: Table) -> None:
    """Leave out columns in which no cell begins: they come from lines of cells further down."""
    used = sorted({cell.column for cell in table.cells if cell.lines})
    if len(used) == table.columns or not used:
        return
    place = {column: bisect_right(used, column) - 1 for column in range(table.columns)}
    kept: list[Cell] = []
    for cell in table.cells:
        last = place[cell.column + cell.columns - 1]
        cell.column = max(place[cell.column], 0)
        cell.columns = max(last - cell.column + 1, 1)
        if cell.lines or cell.column not in {c.column for c in kept if c.row == cell.row}:
            kept.append(cell)
    table.cells = kept
    table.edges = tuple(table.edges[column] for column in used)
    table.columns = len(used)
