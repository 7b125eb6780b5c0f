"""Headers and footers: lines that neighbouring pages have in common are cut off, page by page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.read.page_lines import Row, lines_of, rows_of
from onrecord.read.page_model import Page, running_key

_ZONE = 0.15
_ROWS = 4
_OUTER = 0.07
_EDGE_LINES = 4
_EDGE = 500
_REACH = 10
"""How many pages before and after one are asked whether they begin and end alike."""

_GAP = 0.9
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|página|pagina|strona|sayfa|стр\.?|стор\.?|صفحة|第|頁|页|共|쪽|of|von|de|di|van|z|из|з|total|[-–—|/.()])*"
    r"(?:#|[ivxlc]{1,6})",
    re.IGNORECASE,
)
"""A page number as ``running_key`` gives it: its words, and one sign for all numbers behind them."""


class Running:
    """The first and last lines of every page as PDFium writes them; counted among the pages near one."""

    def __init__(self) -> None:
        self._edges: dict[int, tuple[str, str]] = {}
        self._keys: dict[int, frozenset[str]] = {}

    def add(self, number: int, text: str) -> None:
        """Note the beginning and the end of the text of one page."""
        self._edges[number] = text[:_EDGE], text[-_EDGE:]

    def near(self, number: int) -> frozenset[str]:
        """Lines that stand on several of the pages around one, as ``running_key`` gives them."""
        around = [page for page in range(number - _REACH, number + _REACH + 1) if page in self._edges]
        counts = Counter(key for page in around for key in self._keys_of(page))
        least = 2 if len(around) <= 3 else 3
        return frozenset(key for key, count in counts.items() if count >= least)

    def _keys_of(self, page: int) -> frozenset[str]:
        if page not in self._keys:
            head, tail = self._edges[page]
            lines = [*head.split("\n")[:_EDGE_LINES], *tail.split("\n")[-_EDGE_LINES:]]
            self._keys[page] = frozenset(filter(None, map(running_key, lines)))
        return self._keys[page]


def cut_running(page: Page) -> tuple[Page, list[Row], list[Row]]:
    """The page without its headers and footers, and these as rows."""
    if not page.words:
        return page, [], []
    high, low = _ZONE * page.height, (1 - _ZONE) * page.height
    top = [word for word in page.words if word.bottom <= high]
    bottom = [word for word in page.words if word.top >= low]
    headers = _apart(_outermost(rows_of(lines_of(top)), page), page) if top else []
    footers = _apart(_outermost(rows_of(lines_of(bottom))[::-1], page), page)[::-1] if bottom else []
    taken = {id(word) for row in headers + footers for line in row.lines for word in line.words}
    words = [word for word in page.words if id(word) not in taken]
    return replace(page, words=words), headers, footers


def _outermost(rows: Sequence[Row], page: Page) -> list[Row]:
    """Rows from the edge of the page inwards, as long as each is repeated elsewhere."""
    out: list[Row] = []
    for row in rows[:_ROWS]:
        if not _is_running(row, page.running) or _in_table(row, page):
            break
        outer = row.bottom < _OUTER * page.height or row.top > (1 - _OUTER) * page.height
        if len(row.lines) > 3 and not outer:
            break
        out.append(row)
    return out


def _apart(rows: list[Row], page: Page) -> list[Row]:
    """Leave out the innermost rows again as long as no white is between them and the text of the page."""
    while rows:
        last = rows[-1]
        if last.top < page.height / 2:
            gaps = [word.top - last.bottom for word in page.words if word.top > last.bottom - 1]
        else:
            gaps = [last.top - word.bottom for word in page.words if word.bottom < last.top + 1]
        gap = min(gaps, default=page.height)
        if gap >= _GAP * last.lines[0].size or _ruled_off(last, gap, page):
            break
        rows = rows[:-1]
    return rows


def _ruled_off(row: Row, gap: float, page: Page) -> bool:
    """Whether a line is drawn between a row and the text of the page."""
    high, low = (
        (row.bottom - 2, row.bottom + gap) if row.top < page.height / 2 else (row.top - gap, row.top + 2)
    )
    return any(high <= rule.at <= low and rule.end - rule.start > 0.5 * page.width for rule in page.lying)


def _is_running(row: Row, running: Iterable[str]) -> bool:
    whole = running_key(" ".join(line.text for line in row.lines))
    if whole in running or _PAGE_NUMBER.fullmatch(whole):
        return True
    parts = [running_key(line.text).rstrip("#") for line in row.lines]
    return all(not part or any(part in key for key in running if len(part) > 3) for part in parts)


def _in_table(row: Row, page: Page) -> bool:
    """Whether standing lines cross the row: then it is the head of a table."""
    middle = (row.top + row.bottom) / 2
    return sum(1 for rule in page.standing if rule.start < middle < rule.end) >= 2
