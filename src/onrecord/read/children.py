"""Which row of a table hangs below which: ``+white`` below ``race_type``, ``eth.afr`` below ``eth``.

Child rows often hold no word of their own that says what they are about; their parent row does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_MARK = re.compile(
    r"(?:&nbsp;|[ \t\u00a0\u2000-\u200a\u3000])*(?:[+\-–—>»·•↳└├│┗┣|_.]+(?:[─━ \t\u00a0\u3000]*))"
)
_INDENT = re.compile(r"(?:&nbsp;|\t|[ \u00a0\u2000-\u200a\u3000])+")
_JOINT = re.compile(r"\[\d*\]\.?|->|::|[._/]")
_KEY_JOINT = re.compile(r"[._/:\-]|::")
_QUOTING = " \t`*\"'"


@dataclass(slots=True)
class Children:
    """The rows of one table seen so far."""

    stack: list[tuple[int, int]] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)

    def place(self, cell: str, index: int) -> int | None:
        """Note a row by its raw first cell and its index; gives the index of its parent row, if any."""
        level = _level(cell)
        name = _bare(cell)
        if not name:  # a row that goes on below a merged cell
            return self.stack[0][1] if self.stack else None
        parent = self._by_name(name)
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        if parent is None and level and self.stack:
            parent = self.stack[-1][1]
        if not level:
            self.stack.clear()
        self.stack.append((level, index))
        self.names[name] = index
        return parent

    def _by_name(self, name: str) -> int | None:
        """``parent.child``: the longest part that is the name of a row above."""
        joints = list(_JOINT.finditer(name))[:16]
        for joint in reversed(joints):
            known = self.names.get(name[: joint.start()])
            if known is not None and joint.start():
                return known
        return None


def parent_of(name: str, known: Mapping[str, int], default: int | None = None) -> int | None:
    """``race.yellow`` and ``RACE_Y`` hang below ``race`` and ``RACE``, where these are keys seen before."""
    for joint in reversed(list(_KEY_JOINT.finditer(name[:200]))):
        above = known.get(name[: joint.start()])
        if above is not None and joint.start():
            return above
    return default


def _level(cell: str) -> int:
    """How deep the marks or blanks before the name say that it is; 0 for none."""
    if not cell[:1] or cell[0] in "`*\"'":
        return 0
    marked = _MARK.match(cell)
    if marked and any(char.isalnum() or char in "`\"'*" for char in cell[marked.end() : marked.end() + 1]):
        mark = marked.group().replace("&nbsp;", " ")
        return 1 + len(mark.rstrip()) - len(mark.strip()) + max(1, mark.count("+") + mark.count(">"))
    indent = _INDENT.match(cell)
    return len(indent.group().replace("&nbsp;", " ").expandtabs(4)) if indent else 0


def _bare(cell: str) -> str:
    marked = _MARK.match(cell)
    rest = cell[marked.end() :] if marked and marked.end() < len(cell) else cell
    return rest.replace("&nbsp;", " ").strip(_QUOTING + "\u00a0\u3000")
