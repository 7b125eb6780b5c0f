"""SQL: comments on tables and columns that stand in statements of their own, brought to their subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.read.source_units import Body, Role, Scope, Unit
from onrecord.read.source_values import unquoted

_NAME = r"(?:[\w$]+|\"[^\"\n]{1,80}\"|`[^`\n]{1,80}`|\[[^\]\n]{1,80}\])"
_TEXT = r"N?'((?:''|\\.|[^'\\\n])*)'"
_COMMENT_ON = re.compile(
    rf"\bcomment\s+on\s+(table|view|column|type)\s+({_NAME}(?:\s*\.\s*{_NAME}){{0,3}})\s+is\s+{_TEXT}",
    re.IGNORECASE,
)
_PROPERTY = re.compile(
    r"\bsp_addextendedproperty\b([^;]{1,600}?N?'MS_Description'[^;]{1,600})", re.IGNORECASE
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


def describe_comment_on(unit: Unit, code: str) -> bool:
    """Whether a unit is ``COMMENT ON``; it gets name and value, and stands in its table as a column does."""
    found = _COMMENT_ON.search(code) if unit.role is Role.STATEMENT else None
    if not found:
        return False
    names = [unquoted(name.strip()) for name in re.findall(_NAME, found[2])]
    unit.name, unit.value = names[-1], _words(found[3])
    if found[1].lower() == "column" and len(names) > 1:
        unit.scope = Scope(None, Body.BLOCK, label=names[-2])
    return True


def _words(literal: str) -> str:
    return literal.replace("''", "'")
