"""SQL for the line reader: tables and their columns in any dialect, comments on them wherever they stand.

A column is one line, as in nearly every dump. Columns that share a line are one unit.
"""

from __future__ import annotations

import re

from onrecord.read.source_lines import Line, Page
from onrecord.read.source_units import Body, Role, Scope, Unit

_CREATE = re.compile(
    r"^\s*create\s+(?:or\s+replace\s+)?(?:(?:global|local|temporary|temp|unlogged|external|foreign)\s+)*"
    r"(?:table|type|view|domain)\b",
    re.IGNORECASE,
)
_SILENT = re.compile(r"^\s*(?:go|begin|end|commit|/|;|\))\s*;?\s*$", re.IGNORECASE)
_STARTS = re.compile(
    r"^\s*(?:create|alter|comment|insert|update|delete|select|drop|set|use|exec|grant|with|lock|unlock|go|begin"
    r"|declare|truncate|merge|call)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"^\s*(?:create\s+(?:or\s+replace|table|type|view|index|unique)|(?:alter|drop)\s+table|insert\s+into"
    r"|comment\s+on|go\s*$)",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"^\s*(?:primary|unique|key|index|constraint|foreign|check|fulltext|partition)\b", re.IGNORECASE
)
_MOST_JOINED = 4


class Sql:
    """Statements end with ``;``; the columns of a table stand in parentheses."""

    def __init__(self) -> None:
        self._depth = 0
        self._table: Scope | None = None
        self._sentence: Unit | None = None
        self._joined = 0
        self._rows: Scope | None = None

    def take(self, line: Line, page: Page) -> None:
        """Lay out one line of code."""
        if self._table is None and self._carries_on(line):
            self._join(line)
        elif self._table is None:
            self._statement(line, page)
        else:
            self._column(line, page)

    def _carries_on(self, line: Line) -> bool:
        """Whether a line continues a ``COMMENT ON`` that has not ended yet."""
        return self._sentence is not None and self._joined < _MOST_JOINED and not _STARTS.match(line.code)

    def _join(self, line: Line) -> None:
        if self._sentence is None:
            return
        self._joined += 1
        self._sentence.end = line.start + len(line.code.rstrip())
        if line.bare.rstrip().endswith(";"):
            self._sentence = None

    def _statement(self, line: Line, page: Page) -> None:
        self._sentence, self._joined = None, 0
        if _SILENT.match(line.code):
            return
        created = _CREATE.match(line.bare)
        depth = _balance(line.bare)
        if created:
            self._leave_rows(page)
        if created and (depth > 0 or "(" not in line.bare) and ";" not in line.bare:
            bracket = line.bare.find("(")
            cut = bracket if bracket >= 0 and not line.code[bracket + 1 :].strip() else None
            unit = page.unit(line, Role.TYPE, 0, cut)
            self._table = page.push(Body.MEMBERS, unit)
            self._depth = depth
            return
        if self._rows is not None and not _STARTS.match(line.code):
            page.unit(line, Role.ENTRY)
        else:
            self._leave_rows(page)
            unit = page.unit(line, Role.STATEMENT)
            if re.match(r"\s*insert\s+into\b", line.bare, re.IGNORECASE):
                self._rows = page.push(Body.ENTRIES, unit, named=False)
        if line.bare.rstrip().endswith(";"):
            self._leave_rows(page)
            return
        unit = page.last
        if re.match(r"\s*comment\s+on\b", line.code, re.IGNORECASE):
            self._sentence = unit

    def _leave_rows(self, page: Page) -> None:
        if self._rows is not None:
            page.pop()
            self._rows = None

    def _column(self, line: Line, page: Page) -> None:
        """A line between the parentheses of a table, or the line that ends it."""
        before = self._depth
        self._depth += _balance(line.bare)
        without_columns = before == 0 and self._depth == 0 and _STARTS.match(line.bare)
        if without_columns or _NEXT.match(line.bare):  # or its parenthesis was never closed
            self._leave(page)
            self._statement(line, page)
            return
        end = self._closing(line.bare, before)
        if end is None:
            first = len(line.code) - len(line.code.lstrip(" \t(,"))
            page.unit(line, Role.STATEMENT if _KEY.match(line.bare) else Role.FIELD, first)
            return
        page.unit(line, Role.FIELD, 0, end)
        unit = page.unit(line, Role.STATEMENT, end + 1)
        if unit is not None:
            unit.closes = self._table
        self._leave(page)

    def _closing(self, bare: str, depth: int) -> int | None:
        """The column of the parenthesis that ends the table."""
        for column, char in enumerate(bare):
            depth += {"(": 1, ")": -1}.get(char, 0)
            if char == ")" and depth <= 0:
                return column
        return None

    def _leave(self, page: Page) -> None:
        page.pop()
        self._table, self._depth = None, 0


def _balance(bare: str) -> int:
    return bare.count("(") - bare.count(")")
