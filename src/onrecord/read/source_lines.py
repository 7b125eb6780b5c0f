"""Read source code line by line, with no grammar: for languages without one, and for code that is broken.

Each line that says something is one unit. Nesting is followed by brackets, indentation or closing words,
which is enough to know the type that a field stands in. Limits: a statement over several lines is several
units, and a bracket that is never closed keeps its scope open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from onrecord.read.source_pieces import is_cut, short_parts
from onrecord.read.source_scan import tokens
from onrecord.read.source_units import Body, Role, Scope, Sheet, Unit

_DEEPEST = 50
_WORD = re.compile(r"\w")
_NOT_LINE_END = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``code`` without its comments, ``bare`` without its strings too; same length as the line."""

    start: int
    code: str
    bare: str


class Style(Protocol):
    """How a family of languages nests."""

    def take(self, line: Line, page: Page) -> None:
        """Lay out one line that holds code."""


class Page:
    """The lines being read, and the scope they stand in."""

    def __init__(self, sheet: Sheet, start: int, end: int, marks: str, scope: Scope | None) -> None:
        self.sheet = sheet
        self.scope = scope
        self.base = scope
        self.last: Unit | None = None
        self._annotations: list[Unit] = []
        self._depth, self._beyond = 0, 0
        self._start = start
        self._text = sheet.text[start:end]
        self._comments: list[tuple[int, int]] = []
        self._marks = marks

    def run(self, style: Style) -> None:
        """Lay out all lines and comments."""
        first = len(self.sheet.units)
        lines = list(self._lines())
        comments = iter(self._comments)
        comment = next(comments, None)
        for line in lines:
            end = line.start + len(line.code)
            before = len(self.sheet.units)
            if _WORD.search(line.code) or any(bracket in line.bare for bracket in "{}()"):
                style.take(line, self)
            spans = [(unit.start, unit.end) for unit in self.sheet.units[before:]]
            while comment and comment[0] <= end:
                if not any(start <= comment[0] < stop for start, stop in spans):
                    self.sheet.add(Role.COMMENT, *comment, self.scope)
                comment = next(comments, None)
        self.sheet.units[first:] = sorted(self.sheet.units[first:], key=lambda unit: unit.start)

    def _lines(self) -> Iterator[Line]:
        """The lines; comments are noted on the way."""
        text = self._text
        code, bare, done = [], [], 0
        for token in tokens(text, self._marks):
            if token.kind == "bracket":
                continue
            between, inside = text[done : token.start], text[token.start : token.end]
            blank = _NOT_LINE_END.sub(" ", inside)
            code += [between, blank if token.kind == "comment" else inside]
            bare += [between, blank]
            if token.kind == "comment":
                self._comments.append((self._start + token.start, self._start + token.end))
            done = token.end
        rest = text[done:]
        at = self._start
        for line, plain in zip(
            "".join([*code, rest]).split("\n"), "".join([*bare, rest]).split("\n"), strict=True
        ):
            yield Line(at, line, plain)
            at += len(line) + 1

    def unit(self, line: Line, role: Role, first: int = 0, last: int | None = None) -> Unit | None:
        """Add the part of a line from column ``first`` to ``last``, if it says anything."""
        last = len(line.code) if last is None else last
        if not _WORD.search(line.code[first:last]):
            return None
        units = []
        for start, end in short_parts(line.code[first:last]):
            unit = self._add(line, role, first + start, first + end)
            units += [unit] if unit else []
        if not units:
            return None
        self.last = units[0]
        self._annotate(units[0])
        return units[0]

    def _add(self, line: Line, role: Role, first: int, last: int) -> Unit | None:
        """Add a part of a line, without the comments before and behind it."""
        kept = line.code[first:last]
        if not kept.strip():
            return None
        unit = self.sheet.add(role, line.start + first, line.start + last, self.scope)
        if unit is not None:
            unit.start = line.start + first + len(kept) - len(kept.lstrip())
            unit.end = line.start + first + len(kept.rstrip())
            unit.cut = is_cut(first, last)
        return unit

    def _annotate(self, unit: Unit) -> None:
        """Annotations wait for the declaration below them."""
        if unit.role is Role.ANNOTATION:
            unit.reach = unit.end
            self._annotations.append(unit)
        else:
            unit.annotations, self._annotations = self._annotations, []

    def push(self, body: Body, owner: Unit | None, *, named: bool = True) -> Scope:
        """Enter a container whose header is ``owner``."""
        if self._depth >= _DEEPEST and self.scope is not None:
            self._beyond += 1
            return self.scope
        self._depth += 1
        scope = Scope(self.scope, body, owner=owner if named else None)
        if body is not Body.BLOCK:
            scope.header, scope.group = owner, self.sheet.new_group()
        self.scope = scope
        return scope

    def pop(self) -> Scope | None:
        """Leave the innermost container, but never the scope that the lines began in."""
        left = self.scope
        if left is None or left is self.base:
            return None
        if self._beyond:
            self._beyond -= 1
            return None
        self._depth -= 1
        self.scope = left.outer
        return left


def lay_lines(sheet: Sheet, start: int, end: int, style: str, marks: str, scope: Scope | None = None) -> None:
    """Lay out the text at ``[start:end]`` line by line in the style of a family of languages."""
    from onrecord.read.source_styles import STYLES

    Page(sheet, start, end, marks, scope).run(STYLES[style]())
