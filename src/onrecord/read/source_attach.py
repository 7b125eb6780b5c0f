"""Bring units and comments together: what shares a line, what stands beside, what stands above."""

from __future__ import annotations

import re
from bisect import bisect_right

from onrecord.read.source_comments import Item, items, plain, points_back
from onrecord.read.source_pieces import LONGEST
from onrecord.read.source_units import Body, Role, Sheet, Unit

_SEPARATOR = re.compile(r"[ \t]*[,;]+")
_PUNCTUATION = re.compile(r"[\s,;:(){}\[\]>]*")
_BETWEEN_ARGUMENTS = re.compile(r"[ \t,:(\[{]*")
_BARE = re.compile(r"""(?:[A-Za-z@]{0,2}["'`].*["'`]|-?[\w.]+)[ \t]*\Z""", re.DOTALL)
_STRING = re.compile(r"""[ \t]*[A-Za-z@]{0,2}["'`]""")


class Attach:
    """One pass over the units of a sheet, in order."""

    def __init__(self, sheet: Sheet) -> None:
        self.text = sheet.text
        self.sheet = sheet
        self.done: list[Unit] = []
        self._lines = [0, *(found.end() for found in re.finditer("\n", sheet.text))]
        self._last: Unit | None = None
        self._beside: tuple[int, int] | None = None
        self._waiting: list[Unit] = []

    def run(self) -> list[Unit]:
        """The units with their comments; comments that stand alone are units of their own."""
        for unit in self._joined(sorted(self.sheet.units, key=lambda unit: (unit.start, unit.end))):
            if unit.role is Role.COMMENT:
                self._comment(unit)
            else:
                self._code(unit)
        self._flush(None)
        return self.done

    # -- units that share a line ----------------------------------------------------------------------

    def _joined(self, units: list[Unit]) -> list[Unit]:
        """Put together what the parser cut within one line, and give each unit its comma."""
        joined: list[Unit] = []
        for unit in units:
            before = joined[-1] if joined else None
            if before is not None and unit.start < before.end and unit.role is not Role.CLOSING:
                unit.into = before
                continue
            if before is not None and self._belongs(before, unit):
                before.end, unit.into = unit.end, before
                before.reach = max(before.reach, unit.reach)
                continue
            joined.append(unit)
        for unit in joined:
            if unit.role not in {Role.COMMENT, Role.CLOSING, Role.TEXT}:
                found = _SEPARATOR.match(self.text, unit.end)
                unit.end = found.end() if found else unit.end
        return joined

    def _belongs(self, before: Unit, unit: Unit) -> bool:
        """Whether two units on one line are one for a reader."""
        between = self.text[before.end : unit.start]
        apart = {Role.COMMENT, Role.CLOSING, Role.TEXT}
        if "\n" in between or before.role in apart or unit.role in apart or (before.cut and unit.cut):
            return False
        if unit.end - before.start > LONGEST:
            return False
        if not between.strip(" \t"):
            return self.text[before.end - 1] not in ";{},"
        body = unit.scope.body if unit.scope else None
        if not _BETWEEN_ARGUMENTS.fullmatch(between):
            return False
        if body is Body.FLOW:
            header = unit.scope.header if unit.scope else None
            return unit.scope is before.scope or (header is not None and header.final() is before)
        if body is Body.ENTRIES and unit.scope is before.scope:
            return bool(_BARE.match(self.text[before.start : before.end])) and bool(
                _BARE.match(self.text[unit.start : unit.end])
            )
        return False

    # -- comments -------------------------------------------------------------------------------------

    def _comment(self, unit: Unit) -> None:
        last, line = self._last, self._line(unit.start)
        words = self.text[unit.start : unit.end]
        if last is not None and unit.start < last.end:
            return
        if last is not None and not self._waiting and self._stands_beside(last, unit, words):
            self._beside = (self._column(unit.start), self._line(unit.end))
            if last.role is Role.CLOSING:
                if last.closes is not None:
                    last.closes.remarks.append(plain(words))
                self._alone(unit)
            else:
                last.end = unit.end
            return
        if self._waiting and line > self._line(self._waiting[-1].end) + 1:
            self._flush(None)
        if self.text[self._lines[line - 1] : unit.start].strip() == "{" and unit.scope is not None:
            unit.closes = unit.scope  # "{ // face attributes" is about the whole type
        self._waiting.append(unit)

    def _stands_beside(self, last: Unit, unit: Unit, words: str) -> bool:
        """Whether a comment belongs to the unit before it: same line, carried on below, or ``///<``."""
        between = self.text[last.end : unit.start]
        if not _PUNCTUATION.fullmatch(between):
            return False
        if "\n" not in between:
            return True
        if self._line(unit.start) != self._line(last.end) + 1 or between.strip():
            return False
        if points_back(words):
            return True
        return self._beside is not None and self._beside == (self._column(unit.start), self._line(last.end))

    def _code(self, unit: Unit) -> None:
        self._flush(unit)
        self.done.append(unit)
        self._last, self._beside = unit, None

    def _flush(self, unit: Unit | None) -> None:
        """Lay out the comments that wait; those right above ``unit`` are about it."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        if unit is not None and self._leads(waiting[-1], unit):
            unit.start = waiting.pop().start
        about = [comment for comment in waiting if comment.closes is None]
        if unit is not None and about and self._is_above(about[-1], unit):
            unit.above = "\n".join(filter(None, (plain(self._slice(comment)) for comment in about)))
        for run in self._runs(waiting):
            self._alone(*run)
        self._beside = None

    def _leads(self, comment: Unit, unit: Unit) -> bool:
        """``/* race */ int r;``: a short comment before the code on its line is part of it."""
        if unit.role is Role.CLOSING or self._line(comment.start) != self._line(unit.start):
            return False
        return not self.text[comment.end : unit.start].strip()

    def _is_above(self, comment: Unit, unit: Unit) -> bool:
        between = self.text[comment.end : unit.start]
        if unit.role is Role.CLOSING or between.strip():
            return False
        documented = self.text.startswith(("/**", "/*!", "///"), comment.start)
        return between.count("\n") <= (2 if documented else 1)

    def _runs(self, comments: list[Unit]) -> list[list[Unit]]:
        """Line comments below one another are one comment; block comments are one each."""
        runs: list[list[Unit]] = []
        for comment in comments:
            if runs and self._carries_on(runs[-1][-1], comment):
                runs[-1].append(comment)
            else:
                runs.append([comment])
        return runs

    def _carries_on(self, before: Unit, comment: Unit) -> bool:
        if "\n" in self._slice(before) or "\n" in self._slice(comment):
            return False
        if self.text.startswith("/*", comment.start) or self.text.startswith("/*", before.start):
            return False
        if self.text[before.end : comment.start].strip() or before.closes is not comment.closes:
            return False
        return self._column(before.start) == self._column(comment.start)

    def _alone(self, *run: Unit) -> None:
        """A comment that stands alone becomes a unit for each of its parts."""
        first = run[0]
        for comment in run:
            if comment.closes is not None:
                comment.closes.remarks.append(plain(self._slice(comment)))
        parts = items(self.text, first.start, run[-1].end)
        group = self.sheet.new_group() if len(parts) > 1 else None
        units: list[Unit] = []
        for part in parts:
            units.append(self._part(part, first, units, group))
        self.done += units

    def _part(self, part: Item, comment: Unit, units: list[Unit], group: int | None) -> Unit:
        unit = Unit(Role.COMMENT, part.start, part.end, comment.scope, name=part.name)
        if part.below is None:
            unit.parent, unit.group = comment.parent, comment.group
        else:
            unit.parent, unit.group = units[part.below], group
        return unit

    # -- places ---------------------------------------------------------------------------------------

    def _slice(self, unit: Unit) -> str:
        return self.text[unit.start : unit.end]

    def _line(self, at: int) -> int:
        return bisect_right(self._lines, at)

    def _column(self, at: int) -> int:
        return len(self.text[self._lines[self._line(at) - 1] : at].expandtabs(8))
