"""Visual Basic and Pascal for the line reader: containers end with a word."""

from __future__ import annotations

import re

from onrecord.read.source_lines import Line, Page
from onrecord.read.source_units import Body, Role, Unit

_VB_OPEN = re.compile(
    r"^\s*(?:<[^>]*>\s*)?(?:(?:public|private|friend|protected|shared|partial|shadows|mustinherit|notinheritable"
    r"|overridable|overrides|overloads|static|async|default|readonly)\s+)*"
    r"(enum|structure|class|module|namespace|interface|type|sub|function)\s+\w",
    re.IGNORECASE,
)
_VB_DECLARE = re.compile(r"\bdeclare\s+(?:(?:ptrsafe|auto|ansi|unicode)\s+)?(sub|function)\s", re.IGNORECASE)
_VB_CLOSE = re.compile(
    r"^\s*end\s+(enum|structure|class|module|namespace|interface|type|sub|function)\b", re.IGNORECASE
)
_VB_SELECT = re.compile(r"^\s*(select\s+case\b|end\s+select\b)", re.IGNORECASE)
_VB_SILENT = re.compile(r"^\s*(?:end\b|else\s*$|next\b|loop\b|wend\b|do\s*$|option\b)", re.IGNORECASE)
_VB_ATTRIBUTE = re.compile(r"^\s*<.*>\s*_?\s*$")
_VB_TYPES = frozenset({"enum", "structure", "class", "module", "interface", "type"})


class VisualBasic:
    """VB6 and VB.NET."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._unfinished: Unit | None = None

    def take(self, line: Line, page: Page) -> None:
        """Lay out one line of code."""
        if self._unfinished is not None:
            self._unfinished.end = line.start + len(line.code.rstrip())
            self._unfinished = self._unfinished if line.bare.rstrip().endswith(" _") else None
            return
        closing = _VB_CLOSE.match(line.code)
        if closing:
            self._close(closing[1].lower(), page)
            return
        select = _VB_SELECT.match(line.code)
        if select:
            self._select(line, page, ends=select[1].lower().startswith("end"))
            return
        if _VB_SILENT.match(line.code):
            return
        opening = _VB_OPEN.match(line.code)
        kind = opening[1].lower() if opening else ""
        if opening and not self._is_only_declared(line.code, kind):
            unit = page.unit(
                line,
                Role.TYPE if kind in _VB_TYPES else Role.NAMESPACE if kind == "namespace" else Role.FUNCTION,
            )
            page.push(Body.MEMBERS if kind in _VB_TYPES else Body.BLOCK, unit)
            self._open.append(kind)
        elif _VB_ATTRIBUTE.match(line.code):
            page.unit(line, Role.ANNOTATION)
        else:
            unit = page.unit(line, self._role(page, kind or _declared(line.code)))
            self._unfinished = unit if line.bare.rstrip().endswith(" _") else None

    def _is_only_declared(self, code: str, kind: str) -> bool:
        """A method without a body: in an interface, or left to those who inherit."""
        bodiless = self._open[-1:] == ["interface"] or re.search(r"\bmustoverride\b", code, re.IGNORECASE)
        return kind in {"sub", "function"} and bool(bodiless)

    def _role(self, page: Page, kind: str) -> Role:
        if kind in {"sub", "function"}:
            return Role.FUNCTION
        if self._open[-1:] == ["enum"]:
            return Role.MEMBER
        inside = page.scope.body if page.scope else Body.MEMBERS
        return Role.FIELD if inside is Body.MEMBERS else Role.STATEMENT

    def _select(self, line: Line, page: Page, *, ends: bool) -> None:
        if not ends:
            unit = page.unit(line, Role.STATEMENT)
            page.push(Body.CASES, unit, named=False)
            self._open.append("select")
        elif self._open[-1:] == ["select"]:
            self._open.pop()
            page.pop()

    def _close(self, kind: str, page: Page) -> None:
        """Leave the innermost container of a kind, with all that was left open inside it."""
        if kind in self._open:
            while self._open.pop() != kind:
                page.pop()
            page.pop()


def _declared(code: str) -> str:
    """``function`` or ``sub`` for a routine of a library that is only declared."""
    found = _VB_DECLARE.search(code)
    return found[1].lower() if found else ""


_PASCAL_TYPE = re.compile(
    r"^\s*(\w+)\s*=\s*(?:packed\s+)?(?:record|class|object|interface|dispinterface)\b(?!\s+of\b)",
    re.IGNORECASE,
)
_PASCAL_ENUM = re.compile(r"^\s*(\w+)\s*=\s*\(")
_PASCAL_BEGIN = re.compile(r"\b(?:begin|case|try|asm)\b", re.IGNORECASE)
_PASCAL_END = re.compile(r"\bend\b", re.IGNORECASE)
_PASCAL_ROUTINE = re.compile(
    r"^\s*(?:class\s+)?(?:procedure|function|constructor|destructor)\s+[\w.]+", re.IGNORECASE
)
_PASCAL_UNIT = re.compile(r"^\s*(?:unit|program|library|package)\s+\w", re.IGNORECASE)
_PASCAL_SILENT = re.compile(
    r"^\s*(?:begin|end|else|try|finally|except|type|const|var|private|public|protected|published|interface|implementation|[;.\s])*$",
    re.IGNORECASE,
)


class Pascal:
    """Delphi and Pascal; the scopes of routines are not followed."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def take(self, line: Line, page: Page) -> None:
        """Lay out one line of code."""
        code = line.bare
        if self._open[-1:] == ["enum"]:
            page.unit(line, Role.MEMBER)
            if ")" in code:
                self._leave(page)
            return
        silent = bool(_PASCAL_SILENT.match(code))
        named = _PASCAL_TYPE.match(code)
        listed = _PASCAL_ENUM.match(code)
        unit = None if silent else page.unit(line, self._role(code, typed=bool(named or listed)))
        if listed and ")" not in code:
            page.push(Body.MEMBERS, unit)
            self._open.append("enum")
        elif named and not code.rstrip().endswith((");", "class;", "interface;")):
            page.push(Body.MEMBERS, unit)
            self._open.append("type")
        else:
            self._nest(code, page)

    def _nest(self, code: str, page: Page) -> None:
        """Follow ``begin … end`` inside routines, so that their ends do not close a type."""
        in_type = self._open[-1:] == ["type"]
        if not in_type:
            self._open += ["begin"] * len(_PASCAL_BEGIN.findall(code))
        for _ in _PASCAL_END.findall(code):
            self._leave(page)

    def _leave(self, page: Page) -> None:
        if self._open and self._open.pop() != "begin":
            page.pop()

    def _role(self, code: str, *, typed: bool) -> Role:
        if typed:
            return Role.TYPE
        if _PASCAL_UNIT.match(code):
            return Role.NAMESPACE
        if _PASCAL_ROUTINE.match(code):
            return Role.FUNCTION
        return Role.STATEMENT if self._open[-1:] == ["begin"] else Role.FIELD
