"""How families of languages nest, for the line reader: by braces, by indentation, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from onrecord.read.source_lines import Line, Page, Style
from onrecord.read.source_style_sql import Sql
from onrecord.read.source_style_words import Pascal, VisualBasic
from onrecord.read.source_units import Body, Role, Scope

_TYPE = re.compile(
    r"^[^=(]*\b(?:struct|class|union|interface|record|message|exception|trait|protocol|service|oneof|object|impl|(?:type|input)(?=\s+\w+\s*(?:\{|implements\b|@|$)))\b"
)
_ENUM = re.compile(r"^(?:[^=(]*\benum\b|\s*typedef\s+(?:NS|CF)_(?:ENUM|OPTIONS)\b)")
_TYPEDEF = re.compile(r"^\s*typedef\s+(?:enum|struct|union)\b")
_INTERFACE = re.compile(r"^\s*@(?:interface|implementation|protocol)\b[^;]*$")
_END = re.compile(r"^\s*@end\b")
_NAMESPACE = re.compile(r"^\s*(?:inline\s+)?(?:namespace|module|package)\b")
_SWITCH = re.compile(r"^\W*(?:switch|select|match|when)\b")
_CONTROL = re.compile(
    r"^\W*(?:if|else|for|foreach|while|do|try|catch|finally|extern|using|lock|synchronized|unsafe)\b"
)
_ANNOTATION = re.compile(r"^\s*(?:@[\w.]+(?:\(.*\))?|\[[A-Z][\w.]*(?:\(.*\))?\])\s*$")
_DIRECTIVE = re.compile(r"^\s*#\s*\w+")
_SILENT_DIRECTIVE = re.compile(r"^\s*#\s*(?:else|endif|endregion)\b")


def role_in(scope: Scope | None) -> Role:
    """What a line is that stands in a scope."""
    if scope is None:
        return Role.FIELD
    return {Body.MEMBERS: Role.FIELD, Body.ENTRIES: Role.ENTRY, Body.FLOW: Role.ENTRY}.get(
        scope.body, Role.STATEMENT
    )


class Braces:
    """C and its relatives."""

    def __init__(self) -> None:
        self._enums: set[int] = set()

    def take(self, line: Line, page: Page) -> None:
        """Lay out one line of code."""
        if _DIRECTIVE.match(line.bare):
            if not _SILENT_DIRECTIVE.match(line.bare):
                page.unit(line, Role.DEFINE)
            return
        if _TYPEDEF.match(line.bare):
            while page.scope is not None and page.scope.body is Body.MEMBERS and page.pop():
                pass  # a brace was forgotten: no typedef stands inside a type
        first = self._close(line, page)
        opened = _unmatched(line.bare, first)
        if not opened:
            self._plain(line, page, first)
            return
        head_end = opened[0] if not line.code[opened[-1] + 1 :].strip() and len(opened) == 1 else None
        header = line.code[first : opened[0]]
        if header.strip():
            page.unit(line, self._role(header, page), first, head_end)
        for _ in opened:
            self._open(page)

    def _close(self, line: Line, page: Page) -> int:
        """Leave scopes for the braces that close before any opens; the column behind them."""
        depth, first = 0, 0
        for column, char in enumerate(line.bare):
            if char == "{":
                depth += 1
            elif char == "}" and depth:
                depth -= 1
            elif char == "}":
                page.unit(line, self._role(line.code[first:column], page), first, column)
                left = page.pop()
                page.last = None
                first = column + 1
                if left is not None and left.body is Body.MEMBERS:
                    first = self._end_type(line, page, left, column)
        return first

    def _end_type(self, line: Line, page: Page, left: Scope, column: int) -> int:
        """``} NAME, *LPNAME;`` ends a type and may name it; the column behind it."""
        semicolon = line.bare.find(";", column)
        end = len(line.bare) if semicolon < 0 else semicolon + 1
        named = re.match(r"\}[\s*]*([^\W\d]\w*)?[\s\w,*]*;?", line.bare[column:end])
        if not named or (semicolon < 0 and named[1]):
            return column + 1
        if named[1]:
            left.label = named[1]
        closing = page.sheet.add(Role.CLOSING, line.start + column, line.start + end, page.scope)
        if closing is not None:
            closing.end = closing.start + len(line.code[column:end].rstrip())
            closing.closes = left
        return end

    def _plain(self, line: Line, page: Page, first: int) -> None:
        if _ANNOTATION.match(line.code):
            page.unit(line, Role.ANNOTATION, first)
            return
        page.unit(line, self._role(line.code[first:], page), first)

    def _role(self, code: str, page: Page) -> Role:
        if page.scope is not None and id(page.scope) in self._enums:
            return Role.MEMBER
        if _ENUM.match(code) or _TYPE.match(code):
            return Role.TYPE if "{" in code or not code.rstrip().endswith(";") else Role.FIELD
        if _NAMESPACE.match(code):
            return Role.NAMESPACE
        return role_in(page.scope)

    def _open(self, page: Page) -> None:
        """Enter what the last line of code announced."""
        header = page.last
        page.last = None
        words = page.sheet.text[header.start : header.end] if header else ""
        words = words.partition("{")[0]
        if _ENUM.match(words) or _TYPE.match(words):
            if header is not None:
                header.role = Role.TYPE
            scope = page.push(Body.MEMBERS, header)
            if _ENUM.match(words):
                self._enums.add(id(scope))
        elif _SWITCH.match(words):
            page.push(Body.CASES, header, named=False)
        elif _NAMESPACE.match(words):
            page.push(Body.BLOCK, header)
        elif re.search(r"(?:=|:|\breturn)\s*(?:new\s+[\w<>\[\], ]+)?[\[({]?\s*$", words):
            page.push(Body.ENTRIES, header)
        elif (
            header is not None
            and words.rstrip().endswith((")", "const", "override"))
            and not _CONTROL.match(words)
        ):
            header.role = Role.FUNCTION
            page.push(Body.BLOCK, header)
        else:
            page.push(Body.BLOCK, None)


def _unmatched(bare: str, first: int) -> list[int]:
    """The columns of the braces that stay open at the end of a line."""
    opened: list[int] = []
    for column in range(first, len(bare)):
        if bare[column] == "{":
            opened.append(column)
        elif bare[column] == "}" and opened:
            opened.pop()
    return opened


class ObjectiveC(Braces):
    """C with interfaces, whose members stand between ``@interface`` and ``@end``."""

    def take(self, line: Line, page: Page) -> None:
        """Lay out one line of code."""
        opens = _INTERFACE.match(line.bare)
        if opens:
            page.push(Body.MEMBERS, page.unit(line, Role.TYPE))
        elif _END.match(line.bare):
            page.pop()
        elif line.bare.lstrip()[:1] in {"-", "+"}:
            self._method(line, page)
        else:
            super().take(line, page)

    def _method(self, line: Line, page: Page) -> None:
        """``- (int)race`` or ``- (int)race {``."""
        brace = line.bare.find("{")
        unit = page.unit(line, Role.FUNCTION, 0, brace if brace >= 0 else None)
        if brace >= 0 and _unmatched(line.bare, 0):
            page.push(Body.BLOCK, unit)


class Indent:
    """Python: what is indented deeper stands inside."""

    def __init__(self) -> None:
        self._inside: list[int] = []

    def take(self, line: Line, page: Page) -> None:
        """Lay out one line of code."""
        indent = len(line.code) - len(line.code.lstrip())
        while self._inside and indent <= self._inside[-1]:
            self._inside.pop()
            page.pop()
        code = line.code.strip()
        if code.startswith("@"):
            page.unit(line, Role.ANNOTATION)
            return
        kind = re.match(r"(?:async\s+)?(class|def)\b", code)
        role = {"class": Role.TYPE, "def": Role.FUNCTION}[kind[1]] if kind else role_in(page.scope)
        unit = page.unit(line, role)
        if kind and code.endswith(":"):
            page.push(Body.MEMBERS if kind[1] == "class" else Body.BLOCK, unit)
            self._inside.append(indent)


class Flat:
    """Languages whose nesting is not followed."""

    def take(self, line: Line, page: Page) -> None:
        """Lay out one line of code."""
        page.unit(line, Role.FIELD)


STYLES: Mapping[str, Callable[[], Style]] = {
    "braces": Braces,
    "objc": ObjectiveC,
    "python": Indent,
    "vb": VisualBasic,
    "pascal": Pascal,
    "sql": Sql,
    "lua": Flat,
    "hash": Flat,
}
