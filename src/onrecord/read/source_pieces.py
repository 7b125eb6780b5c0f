"""A stretch of source text between bodies: one unit, or one a line if it is long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.read.source_scan import tokens
from onrecord.read.source_units import Body, Role, Scope, Sheet, Unit

LONG = 300
FEW_LINES = 3
LONGEST = 1200
_SLACK = 300

_LONE_MACRO = re.compile(r"\s*[A-Z][A-Z0-9_]{3,}(?:[ \t]*\([^()\n]*\))?[ \t]*\n(?=[ \t]*\w)")
_NOTHING_SAID = re.compile(
    r"(?:</?[\w.]*>|<\?(?:php|=)?|\W|\b(?:else|try|finally|do|begin|end|get|set|init|break|continue|pass|return"
    r"|public|private|protected|internal|default|endif|extern|endregion|static|then|fi|done)\b"
    r"|(?<=extern )\"C\")*"
)


def says_nothing(text: str) -> bool:
    """Whether a text is only brackets, marks and words like ``else`` that nobody would quote."""
    return _NOTHING_SAID.fullmatch(text) is not None


def lay_piece(
    sheet: Sheet, begin: int, stop: int, role: Role, scope: Scope | None, marks: str
) -> Unit | None:
    """Lay out ``[begin:stop]``; comments on lines of their own are units apart. Returns the first unit."""
    text = sheet.text[begin:stop]
    first: Unit | None = None
    at = 0
    for token in tokens(text, marks) if "\n" in text else ():
        if token.kind != "comment" or text[text.rfind("\n", 0, token.start) + 1 : token.start].strip():
            continue
        unit = _stretch(sheet, begin + at, begin + token.start, role, scope)
        first = first or unit
        sheet.add(Role.COMMENT, begin + token.start, begin + token.end, scope)
        at = token.end
    rest = _stretch(sheet, begin + at, stop, role, scope)
    return first or rest


def _stretch(sheet: Sheet, begin: int, stop: int, role: Role, scope: Scope | None) -> Unit | None:
    """A text without comments on lines of their own."""
    while macro := _LONE_MACRO.match(sheet.text, begin, stop):
        sheet.add(Role.STATEMENT, begin, macro.end(), scope)
        begin = macro.end()
    text = sheet.text[begin:stop]
    if says_nothing(text):
        return None
    few = 1 if role is Role.TEXT else FEW_LINES
    if text.count("\n") < few and (len(text) <= LONG or ("\n" not in text and len(text) <= LONGEST)):
        return sheet.add(role, begin, stop, scope)
    return _line_by_line(sheet, begin, text, role, scope)


def _line_by_line(sheet: Sheet, begin: int, text: str, role: Role, scope: Scope | None) -> Unit | None:
    """One unit a line, several for a very long one; all but the first hang below the first."""
    first: Unit | None = None
    inner = scope
    for start, end in short_parts(text):
        unit = None if says_nothing(text[start:end]) else sheet.add(role, begin + start, begin + end, inner)
        if unit is not None:
            unit.cut = is_cut(start, end)
        if first is None and unit is not None:
            first = unit
            inner = Scope(scope, Body.FLOW, owner=unit, header=unit, group=sheet.new_group())
    return first


def is_cut(start: int, end: int) -> bool:
    """Whether a part of this length may have been cut from a longer line."""
    return end - start >= LONGEST - _SLACK


def short_parts(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text; very long ones are cut behind a comma, semicolon or blank."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        while end - start > LONGEST:
            window = text[start + LONGEST - _SLACK : start + LONGEST]
            found = max(window.rfind(mark) for mark in ",; ")
            cut = start + LONGEST - _SLACK + found + 1 if found >= 0 else start + LONGEST
            yield start, cut
            start = cut
        yield start, end
        start = end + 1
