"""What is collected from source code before passages are made of it: units of text and their scopes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a unit is in its language.

    A CLOSING unit (``} NAME;``) never becomes a passage; it only catches the comment beside it.
    """

    TYPE = "type"
    NAMESPACE = "namespace"
    MEMBER = "member"
    FIELD = "field"
    FUNCTION = "function"
    ENTRY = "entry"
    DEFINE = "define"
    STATEMENT = "statement"
    TEXT = "text"
    ANNOTATION = "annotation"
    COMMENT = "comment"
    CLOSING = "closing"


class Body(StrEnum):
    """How the children of a body belong to what stands before it.

    Members, entries, arguments (FLOW) and cases hang below it; the statements of a BLOCK only stand inside.
    """

    MEMBERS = "members"
    ENTRIES = "entries"
    FLOW = "flow"
    CASES = "cases"
    BLOCK = "block"


@dataclass(slots=True, eq=False)
class Unit:
    """A piece of source text, in characters of the whole text. ``scope`` is None at the top of the file.

    ``reach`` is the end of an annotation whose arguments are units of their own. ``into`` is the unit that
    took this one up because both stand on one line; parts ``cut`` from a very long line stay apart.
    """

    role: Role
    start: int
    end: int
    scope: Scope | None = None
    name: str = ""
    value: str = ""
    note: str = ""
    above: str = ""
    caption: str = ""
    parent: Unit | None = None
    group: int | None = None
    closes: Scope | None = None
    annotations: list[Unit] = field(default_factory=list)
    reach: int = 0
    into: Unit | None = None
    cut: bool = False

    def final(self) -> Unit:
        """The unit that this one became part of, or itself."""
        unit = self
        while unit.into is not None:
            unit = unit.into
        return unit


@dataclass(slots=True, eq=False)
class Scope:
    """The inside of a container, which ``owner`` names and comments on.

    ``label`` is the name on the enclosing path where it is not the owner's own name. Children hang below
    ``header`` and share ``group`` if these are set. ``remarks`` are comments about the container besides
    those above and beside its owner. What stands above a ``quiet`` owner (a package) is not about its inside.
    """

    outer: Scope | None
    body: Body
    owner: Unit | None = None
    label: str = ""
    header: Unit | None = None
    group: int | None = None
    remarks: list[str] = field(default_factory=list)
    quiet: bool = False

    def chain(self) -> list[Scope]:
        """The scopes from the outermost down to this one."""
        scopes: list[Scope] = []
        scope: Scope | None = self
        while scope is not None:
            scopes.append(scope)
            scope = scope.outer
        return scopes[::-1]


@dataclass(slots=True)
class Sheet:
    """All units of a text in their order, and the numbers given to groups."""

    text: str
    units: list[Unit] = field(default_factory=list)
    groups: int = 0

    def new_group(self) -> int:
        """A number for one container."""
        self.groups += 1
        return self.groups

    def add(self, role: Role, start: int, end: int, scope: Scope | None) -> Unit | None:
        """Add a unit without the white space at its ends; None if nothing is left."""
        text = self.text
        while start < end and text[start] in _BLANK:
            start += 1
        while end > start and text[end - 1] in _BLANK:
            end -= 1
        if start >= end:
            return None
        unit = Unit(role, start, end, scope)
        if scope is not None and scope.group is not None and role is not Role.CLOSING:
            unit.parent, unit.group = scope.header, scope.group
        self.units.append(unit)
        return unit


_BLANK = " \t\r\n\f\v\u00a0\u3000\ufeff\0"
