"""Words to lines: what stands on one height, cut at wide gaps, in reading order for either direction."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from onrecord.read.page_model import LTR, RTL, Line, Page, Table, Word, is_wide, words_text

WIDE_GAP = 1.0
"""A gap between words, in type sizes, above which they may belong to different columns."""
_AFTER_LABEL = 0.7
_FAR_MARKER = 4.0
_NEAR_MARKER = 2.0
"""How far, in type sizes, an item may stand from its bullet, or from its number or dash."""

BULLETS = "•●○◦▪▫■□◆◇▶►▸➢➤‣⁃∙◉❖★☆·"
MARKS = "✓✔√☑✗✘×☒☐"
"""Bullets that say yes or no: they are part of what is said."""

BULLET = re.compile(rf"^[{BULLETS}{MARKS}\-–—*+o\ue000-\uf8ff](?=\s|$)|^[{BULLETS}\ue000-\uf8ff]")
NUMBER = re.compile(
    r"^(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳㈠-㈩]"
    r"|[一二三四五六七八九十]{1,3}[、.．]|\d{1,3}[、．]|Step \d{1,2}\b[.:]?"
    r"|第[一二三四五六七八九十\d]{1,3}[条項项])"
)


@dataclass(slots=True)
class Row:
    """Lines that stand side by side."""

    lines: list[Line]
    top: float = field(init=False)
    bottom: float = field(init=False)

    def __post_init__(self) -> None:
        self.top = min(line.top for line in self.lines)
        self.bottom = max(line.bottom for line in self.lines)


Placed = TypeVar("Placed", Word, Line)


def on_one_height(items: Iterable[Placed]) -> list[list[Placed]]:
    """Group what overlaps in height by more than half, from the top down.

    Most words of a line have the very same top and bottom; these are put together first, for speed.
    """
    same: dict[tuple[float, float], list[Placed]] = {}
    for item in items:
        same.setdefault((item.top, item.bottom), []).append(item)
    rows: list[list[Placed]] = []
    extents: list[tuple[float, float]] = []
    for top, bottom in sorted(same, key=sum):
        height = bottom - top
        for at in range(len(rows) - 1, max(-1, len(rows) - 5), -1):
            row_top, row_bottom = extents[at]
            tall = row_bottom - row_top
            overlap = min(bottom, row_bottom) - max(top, row_top)
            if overlap > 0 and overlap >= 0.6 * min(height, tall):
                rows[at] += same[top, bottom]
                if tall < height <= 1.5 * tall:
                    extents[at] = top, bottom
                break
        else:
            rows.append(same[top, bottom])
            extents.append((top, bottom))
    return rows


def is_rtl(page: Page) -> bool:
    """Whether most letters of a page are written from right to left."""
    text = "".join([word.text for word in page.words])
    if not RTL.search(text):
        return False
    right = len(RTL.findall(text))
    return (right > 20 and right > 0.5 * len(LTR.findall(text))) or 0 < right > len(LTR.findall(text))


def lines_of(words: Sequence[Word], mirror: float | None = None) -> list[Line]:
    """Lines of a page or of a part of it. ``mirror`` is the width of a right-to-left page."""
    if len(words) == 1:
        return [make_line(list(words), mirror)]
    out: list[Line] = []
    for row in on_one_height(words):
        if len(row) == 1:
            out.append(make_line(row, mirror))
            continue
        row.sort(key=lambda w: w.left)
        out += [make_line(part, mirror) for part in _cut_at_gaps(row, rtl=mirror is not None)]
    return sorted(out, key=lambda line: (line.top, line.left))


def _cut_at_gaps(row: list[Word], *, rtl: bool) -> list[list[Word]]:
    """Cut a row of words at wide gaps, but not between a marker and its item or spaced-out characters."""
    last = row[0]
    reach = last.right
    parts = [[last]]
    for word in row[1:]:
        gap, size = word.left - reach, min(word.size, last.size)
        if gap > _AFTER_LABEL * size and gap > _widest(last) * size and not _spaced_out(last, word, size):
            parts.append([word])
            reach = word.right
        else:
            parts[-1].append(word)
            reach = max(reach, word.right)
        last = word
    return _join_markers(parts[::-1] if rtl else parts)


def _widest(word: Word) -> float:
    """The gap that may follow a word inside a line, in type sizes; smaller after the colon of a label."""
    return _AFTER_LABEL if word.text[-1] in ":：" else WIDE_GAP


def _spaced_out(before: Word, word: Word, size: float) -> bool:
    lone = len(before.text) == 1 and is_wide(before.text) and len(word.text) <= 2 and is_wide(word.text[0])
    return (
        lone
        and word.left - before.right <= 2.6 * size
        and (len(word.text) == 1 or not word.text[1].isalnum())
    )


def _join_markers(parts: list[list[Word]]) -> list[list[Word]]:
    """A bullet or number that stands alone begins the next part; ``parts`` come in reading order."""
    out: list[list[Word]] = []
    for part in parts:
        before = out[-1] if out else None
        if before is not None and len(before) == 1 and _is_marker(before[0]):
            size = max(part[0].size, before[0].size)
            reach = _FAR_MARKER if before[0].text in BULLETS else _NEAR_MARKER
            if _distance(part, before) <= reach * size:
                before += part
                continue
        out.append(part)
    return out


def _distance(a: list[Word], b: list[Word]) -> float:
    return max(
        min(w.left for w in a) - max(w.right for w in b), min(w.left for w in b) - max(w.right for w in a)
    )


def _is_marker(word: Word) -> bool:
    if word.text in MARKS:
        return False
    found = BULLET.match(word.text) or NUMBER.match(word.text)
    return found is not None and found.end() == len(word.text)


def make_line(words: list[Word], mirror: float | None = None) -> Line:
    """One line of these words."""
    if len(words) == 1 and mirror is None:
        (one,) = words
        return Line(words, one.left, one.top, one.right, one.bottom, one.size, one.bold, text=one.text)
    ordered = reading_order(words, rtl=mirror is not None) if len(words) > 1 else words
    left = min([w.left for w in words])
    right = max([w.right for w in words])
    if mirror is not None:
        left, right = mirror - right, mirror - left
    size = type_size(words)
    main = [w for w in words if w.size > 0.75 * size] or words
    return Line(
        ordered,
        left,
        min([w.top for w in main]),
        right,
        max([w.bottom for w in main]),
        size,
        _is_bold(words),
        text=words_text(ordered),
    )


def _is_bold(words: Sequence[Word]) -> bool:
    """Whether all words are bold that have letters or numbers."""
    bold = [word.bold for word in words]
    if not any(bold):
        return False
    return all(bold) or all(w.bold for w in words if any(map(str.isalnum, w.text)))


def join_lines(lines: list[Line], mirror: float | None = None) -> Line:
    """Lines of one height as one line."""
    if len(lines) == 1:
        return lines[0]
    joined = make_line([word for line in lines for word in line.words], mirror)
    joined.code = any(line.code for line in lines)
    joined.pieces = sum(line.pieces for line in lines)
    return joined


def type_size(words: Sequence[Word]) -> float:
    """The size in which most characters are set."""
    if len(words) == 1:
        return words[0].size
    if all(word.size == words[0].size for word in words):
        return words[0].size
    counts: Counter[float] = Counter()
    for word in words:
        counts[word.size] += len(word.text)
    return max(counts, key=lambda size: (counts[size], size))


def reading_order(words: Sequence[Word], *, rtl: bool = False) -> list[Word]:
    """Words of one line in the order in which they are read.

    A reduced form of the bidirectional algorithm, backwards: places give the order that is seen; runs against
    the direction of the line are turned round. Numbers between right-to-left words keep their places.
    """
    by_place = sorted(words, key=lambda w: (w.left, w.order))
    against = [RTL.search(w.text) is not None for w in by_place]
    if not any(against):
        return by_place
    towards = [LTR.search(w.text) is not None and not a for w, a in zip(by_place, against, strict=True)]
    right_to_left = rtl or sum(against) >= sum(towards)
    if right_to_left:
        by_place.reverse()
        against.reverse()
        return _turn_runs(by_place, [not a for a in against], _has_letters)
    return _turn_runs(by_place, against, _anything)


def _turn_runs(words: list[Word], turned: list[bool], worth: Callable[[list[Word]], bool]) -> list[Word]:
    """Reverse each run of marked words for which ``worth`` holds."""
    out: list[Word] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and turned[end]:
            end += 1
        run = words[at:end]
        if run and worth(run):
            run.reverse()
            _space_by_place(run)
        out += run
        if end < len(words):
            out.append(words[end])
        at = end + 1
    return out


def _space_by_place(run: list[Word]) -> None:
    """Blanks between words that the source wrote in another order than the one they are read in."""
    for before, word in pairwise(run):
        word.space = _distance([before], [word]) > 0.12 * word.size
    run[0].space = True


def _has_letters(run: list[Word]) -> bool:
    return any(char.isalpha() for word in run for char in word.text)


def _anything(run: list[Word]) -> bool:
    return bool(run)


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Lines side by side, from the top down. A table takes part in every row that it covers."""
    plain = [line for line in lines if line.table is None]
    rows = [Row(sorted(row, key=lambda line: line.left)) for row in on_one_height(plain)]
    for line in lines:
        if line.table is None:
            continue
        beside = [row for row in rows if row.bottom > line.top + 2 and row.top < line.bottom - 2]
        if not beside:
            rows.append(Row([line]))
        for row in beside:
            row.lines.append(line)
            row.lines.sort(key=lambda one: one.left)
    rows.sort(key=lambda row: row.top)
    return rows


def table_line(table: Table) -> Line:
    """A stand-in for a table among lines."""
    return Line([], table.left, table.top, table.right, table.bottom, table=table)
