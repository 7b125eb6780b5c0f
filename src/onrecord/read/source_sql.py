"""SQL: comments on tables and columns that stand in statements of their own, brought to their subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.read.source_units import Body, Scope, Unit
from onrecord.read.source_values import unquoted

_NAME = r"(?:[\w$]+|\"[^\"\n]{1,80}\"|`[^`\n]{1,80}`|\[[^\]\n]{1,80}\])"
_TEXT = r"N?'([^'\\\n]*(?:(?:''|\\.)[^'\\\n]*)*)'"
_COMMENT_ON = re.compile(
    rf"\bcomment\s+on\s+(table|view|column|type)\s+({_NAME}(?:\s*\.\s*{_NAME}){{0,3}})\s+is\s+{_TEXT}",
    re.IGNORECASE,
)
_PROPERTY = re.compile(
    r"\bsp_addextendedproperty\b([^;]{1,600}?N?'MS_Description'[^;]{1,600})", re.IGNORECASE
)
_ADD_COLUMN = re.compile(
    rf"\balter\s+table\s+(?:if\s+exists\s+)?({_NAME}(?:\.{_NAME})*)\s+(?:add|modify|change)\s+(?:column\s+)?"
    rf"(?:if\s+not\s+exists\s+)?(?!constraint|index|primary|unique|key|foreign)({_NAME})\s+(\S+)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"\b(into|update|table|type|view|domain|from)\s+(?:if\s+(?:not\s+)?exists\s+)?({_NAME}(?:\.{_NAME})*)",
    re.IGNORECASE,
)
_LEVELS = re.compile(r"N?'(TABLE|COLUMN)'\s*,\s*(?:@level\dname\s*=\s*)?N?'([^'\n]{1,80})'", re.IGNORECASE)
_VALUE = re.compile(rf"MS_Description'\s*,\s*(?:@value\s*=\s*)?{_TEXT}", re.IGNORECASE)


@dataclass(slots=True)
class Remarks:
    """What is said elsewhere in a file about its tables (by name) and columns (by table and name)."""

    tables: dict[str, str] = field(default_factory=dict)
    columns: dict[tuple[str, str], str] = field(default_factory=dict)

    def about(self, unit: Unit) -> str:
        """The remark about a column."""
        scope = unit.scope
        if scope is None or scope.body is not Body.MEMBERS or scope.owner is None:
            return ""
        return self.columns.get((scope.owner.final().name.lower(), unit.name.lower()), "")


def remarks_in(text: str) -> Remarks:
    """Collect the comments of a whole file, in the dialects of PostgreSQL, Oracle and SQL Server."""
    remarks = Remarks()
    for found in _COMMENT_ON.finditer(text):
        _note(remarks, *_target(found), _words(found[3]))
    for found in _PROPERTY.finditer(text):
        value = _VALUE.search(found[1])
        names = {kind.lower(): name.lower() for kind, name in _LEVELS.findall(found[1])}
        if value and "table" in names:
            _note(remarks, names["table"], names.get("column", ""), _words(value[1]))
    return remarks


def _note(remarks: Remarks, table: str, column: str, words: str) -> None:
    if column:
        remarks.columns[table, column] = words
    else:
        remarks.tables[table] = words


def _target(found: re.Match[str]) -> tuple[str, str]:
    """Table and column that a ``COMMENT ON`` names, in lower case."""
    names = [unquoted(name.strip()).lower() for name in re.findall(_NAME, found[2])]
    if found[1].lower() != "column":
        return names[-1], ""
    return (names[-2] if len(names) > 1 else ""), names[-1]


def describe_statement(unit: Unit, code: str) -> bool:
    """Name and value of a statement outside tables; whether it declares something by them."""
    unit.name = ""
    found = _COMMENT_ON.search(code)
    if found:
        names = [unquoted(name.strip()) for name in re.findall(_NAME, found[2])]
        _stand_in(unit, names[-2] if found[1].lower() == "column" and len(names) > 1 else "")
        unit.name, unit.value = names[-1], _words(found[3])
        return True
    found = _PROPERTY.search(code)
    value = _VALUE.search(found[1]) if found else None
    if found and value:
        names_of = {kind.lower(): name for kind, name in _LEVELS.findall(found[1])}
        table, column = names_of.get("table", ""), names_of.get("column", "")
        _stand_in(unit, table if column else "")
        unit.name, unit.value = column or table, _words(value[1])
        return True
    found = _ADD_COLUMN.search(code)
    if found:
        _stand_in(unit, unquoted(found[1].rpartition(".")[2]))
        unit.name, unit.value = unquoted(found[2]), found[3]
        return True
    found = _SUBJECT.search(code)
    unit.name = unquoted(found[2].rpartition(".")[2]) if found else ""
    return bool(found and found[1].lower() in {"type", "table", "domain"})


def _stand_in(unit: Unit, table: str) -> None:
    if table:
        unit.scope = Scope(None, Body.BLOCK, label=table)


def _words(literal: str) -> str:
    return literal.replace("''", "'")
