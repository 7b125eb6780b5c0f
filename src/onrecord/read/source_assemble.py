"""From units to passages: names, values, notes, context and groups."""

from __future__ import annotations

import re

from onrecord.model.document import Context
from onrecord.model.vocabulary import PassageKind
from onrecord.read.layout import Layout
from onrecord.read.source_annotations import split_annotations
from onrecord.read.source_attach import Attach
from onrecord.read.source_comments import plain
from onrecord.read.source_names import take_apart
from onrecord.read.source_scan import code_and_comments, strings_in
from onrecord.read.source_sql import describe_statement, remarks_in
from onrecord.read.source_units import Body, Role, Scope, Sheet, Unit
from onrecord.read.source_values import literal

_SQL_COMMENT = re.compile(r"\bcomment\s*=?\s*('[^'\\]*(?:(?:''|\\.)[^'\\]*)*')", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w")
_LONGEST_ANNOTATION = 500
_LONGEST_NAME = 200


class Assemble:
    """Make passages of the units of one sheet."""

    def __init__(self, sheet: Sheet, marks: str, *, type_first: bool) -> None:
        self.sheet = sheet
        self.marks = marks
        self.type_first = type_first
        self._contexts: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._spoken: set[int] = set()

    def into(self, layout: Layout) -> None:
        """Add all passages to the layout."""
        units = Attach(self.sheet).run()
        for unit in units:
            self._describe(unit)
            unit.name = " ".join(unit.name.split())[:_LONGEST_NAME]
        for unit in units:
            self._gather_annotations(unit)
        if self.marks == "sql":
            self._bring_remarks(units)
        self._group_constants(units)
        self._add(units, layout)

    # -- what a unit says -----------------------------------------------------------------------------

    def _describe(self, unit: Unit) -> None:
        """Name, value and note of a unit from its text."""
        text = self.sheet.text[unit.start : unit.end]
        if unit.role in {Role.COMMENT, Role.CLOSING}:
            return
        if unit.role is Role.TEXT:
            words = " ".join(_TAG.sub(" ", text).split())
            unit.value = words or ", ".join(
                literal(found, self.marks) for found in strings_in(text, self.marks)
            )
            return
        code, comments = code_and_comments(text, self.marks)
        unit.note = " ".join(filter(None, (" ".join(plain(comment).split()) for comment in comments)))
        if not _WORD.search(code):
            unit.role = Role.COMMENT
            return
        annotations, rest = split_annotations(code, self.marks)
        if unit.role is Role.ANNOTATION:
            parts = take_apart(annotations or code, Role.ANNOTATION, self.marks, type_first=False)
            unit.name, unit.value = parts.name or (annotations or code).strip("@#[]<> \n"), parts.value
            return
        if annotations:
            unit.above = "\n".join(filter(None, (unit.above, annotations)))
        parts = take_apart(rest, unit.role, self.marks, type_first=self.type_first)
        unit.name, unit.value = unit.name or parts.name, parts.value
        if parts.spoken and unit.role is Role.STATEMENT and not code.lstrip().startswith("#"):
            self._spoken.add(id(unit))
        if self.marks == "sql":
            self._describe_table(unit, code)

    def _describe_table(self, unit: Unit, code: str) -> None:
        """SQL: ``COMMENT '…'`` is the note of a column; behind the last parenthesis that of the table."""
        if unit.closes is not None and unit.closes.owner is not None:
            unit.name = unit.closes.owner.final().name
        elif unit.role is Role.STATEMENT and unit.scope is not None and unit.scope.body is Body.MEMBERS:
            unit.name = ""  # a key or constraint, not a column
            self._spoken.discard(id(unit))
        elif unit.role is Role.STATEMENT and describe_statement(unit, code):
            self._spoken.discard(id(unit))
        found = _SQL_COMMENT.search(code)
        if not found:
            return
        words = literal(found[1], "sql").replace("''", "'")
        if unit.closes is not None:
            unit.closes.remarks.append(words)
            unit.value = words
        unit.note = " ".join(filter(None, (words, unit.note)))

    def _gather_annotations(self, unit: Unit) -> None:
        """The annotations on the lines above a declaration, and the comment above them, are about it."""
        if not unit.annotations:
            return
        words = [unit.annotations[0].final().above]
        for annotation in unit.annotations:
            whole = self.sheet.text[annotation.start : max(annotation.reach, annotation.end)]
            words.append(" ".join(whole.split())[:_LONGEST_ANNOTATION])
        unit.above = "\n".join(filter(None, (*words, unit.above)))

    def _bring_remarks(self, units: list[Unit]) -> None:
        """SQL: comments on tables and columns that stand elsewhere in the file."""
        remarks = remarks_in(self.sheet.text)
        tables: set[int] = set()
        dropped = ""
        for unit in units:
            scope = unit.scope
            if unit.role is Role.TYPE and not unit.above:
                unit.above = dropped  # what stands above DROP TABLE is about the CREATE TABLE behind it
            if unit.role is not Role.COMMENT:
                drops = self.sheet.text[unit.start : unit.start + 4].lower() == "drop"
                dropped = unit.above if drops else ""
            if scope is not None and id(scope) not in tables:
                tables.add(id(scope))
                owner = scope.owner.final().name if scope.owner else scope.label
                about = remarks.tables.get(owner.lower())
                scope.remarks += [about] if about else []
            about = remarks.about(unit) if unit.role is Role.FIELD else ""
            unit.above = "\n".join(filter(None, (unit.above, about)))

    # -- groups of constants --------------------------------------------------------------------------

    def _group_constants(self, units: list[Unit]) -> None:
        """Constants at the top of a file that share a prefix are a group, like the members of an enum."""
        run: list[Unit] = []
        for unit in units:
            if unit.role is Role.COMMENT:
                continue
            if self._is_constant(unit) and (not run or share_prefix(run[-1].name, unit.name)):
                run.append(unit)
                continue
            self._close_run(run)
            run = [unit] if self._is_constant(unit) else []
        self._close_run(run)

    def _is_constant(self, unit: Unit) -> bool:
        if unit.group is not None or not unit.name or not unit.value:
            return False
        if unit.role is Role.DEFINE:
            return (
                self.sheet.text.startswith("#", unit.start)
                and "define" in self.sheet.text[unit.start : unit.start + 12]
            )
        return unit.role in {Role.FIELD, Role.STATEMENT} and "=" in self.sheet.text[unit.start : unit.end]

    def _close_run(self, run: list[Unit]) -> None:
        if len(run) < 2:
            return
        group = self.sheet.new_group()
        caption = "" if run[1].above else run[0].above
        for unit in run:
            unit.group, unit.caption = group, caption

    # -- passages -------------------------------------------------------------------------------------

    def _add(self, units: list[Unit], layout: Layout) -> None:
        index: dict[int, int] = {}
        for unit in units:
            if unit.role is Role.CLOSING:
                continue
            enclosing, notes = self._around(unit.scope)
            parent = self._parent(unit, index)
            index[id(unit)] = layout.add(
                self._kind(unit),
                unit.start,
                unit.end,
                context=Context(caption=unit.caption, enclosing=enclosing, notes=notes, above=unit.above),
                name=unit.name,
                value=unit.value,
                note="" if unit.role is Role.COMMENT else unit.note,
                parent=parent,
                group=unit.group,
                symbol=".".join(
                    [*(name.split()[0] for name in enclosing), *([unit.name] if unit.name else [])]
                ),
            )

    def _parent(self, unit: Unit, index: dict[int, int]) -> int | None:
        return index.get(id(unit.parent.final())) if unit.parent is not None else None

    def _kind(self, unit: Unit) -> PassageKind:
        if unit.role is Role.COMMENT:
            return PassageKind.COMMENT
        if unit.role is Role.TEXT or id(unit) in self._spoken:
            return PassageKind.STRING
        return PassageKind.DECLARATION

    def _around(self, scope: Scope | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of the containers around a unit, outermost first, and the comments about them."""
        if scope is None:
            return (), ()
        known = self._contexts.get(id(scope))
        if known is None:
            names: list[str] = []
            notes: list[str] = []
            before: Unit | None = None
            for around in scope.chain():
                owner = around.owner.final() if around.owner else None
                if owner is None or owner is not before:
                    label = around.label or (owner.name if owner else "")
                    names += [label] if label else []
                    notes += [owner.above, owner.note] if owner and not around.quiet else []
                notes += around.remarks
                before = owner
            known = tuple(names), tuple(filter(None, notes))
            self._contexts[id(scope)] = known
        return known


def share_prefix(one: str, other: str) -> bool:
    """Whether two names of constants begin alike beyond what all names of a vendor share."""
    left, right = one.split("_"), other.split("_")
    shortest = min(len(left), len(right))
    same = 0
    while same < shortest and left[same] == right[same]:
        same += 1
    return same >= max(1, min(2, shortest - 1))
