"""Lines with a colon at their end, and how far down they reach."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.read.plain.units import Tag, Unit

_CLASS = {Tag.HEADER: Tag.ROW, Tag.QUESTION: Tag.ITEM, Tag.ANSWER: Tag.TEXT}


@dataclass(slots=True)
class Intro:
    """An introducing line: its passage, its text, and what it turned out to introduce."""

    index: int
    text: str
    style: str = ""
    """The list marker of an introducing list item."""
    indent: int = 0
    depth: int = 0
    introduces: str = ""


def _is_sister(intro: Intro, unit: Unit) -> bool:
    """Whether a list item stands in the list of the introducing item, or in one further out."""
    if not intro.style or unit.marker is None or unit.first.indent > intro.indent:
        return False
    numbered = intro.style[0].isdigit() and unit.marker.style[0].isdigit()
    return unit.marker.style == intro.style or (numbered and unit.marker.depth <= intro.depth)


@dataclass(slots=True)
class Intros:
    """The introducing lines that are open, the outermost first.

    ``Customers may not:`` reaches over its whole list; an item in it that ends with a colon reaches over the
    items below it and not over its sisters.
    """

    stack: list[Intro] = field(default_factory=list)

    @property
    def top(self) -> Intro | None:
        """The innermost."""
        return self.stack[-1] if self.stack else None

    def clear(self) -> None:
        """A heading or a question ends them all."""
        self.stack.clear()

    def close(self, unit: Unit, last: Unit | None, last_index: int) -> None:
        """End those that do not reach as far as ``unit``."""
        if unit.tag is Tag.FURNITURE or last is None:
            return
        while self.stack and self._ended(self.stack[-1], unit, last, last_index):
            self.stack.pop()

    def _ended(self, intro: Intro, unit: Unit, last: Unit, last_index: int) -> bool:
        if (
            intro.style
            and unit.marker
            and unit.first.indent <= intro.indent
            and unit.marker.style == intro.style
        ):
            return True
        kind = _CLASS.get(unit.tag, unit.tag)
        if last_index == intro.index:
            intro.introduces = kind
            return False
        new_block = unit.block != last.block
        if kind != intro.introduces:
            return new_block or kind != Tag.TEXT or unit.last.terminal
        return new_block and kind == Tag.TEXT

    def open(self, unit: Unit, index: int) -> None:
        """Let a unit introduce what follows, if it ends with a colon."""
        if unit.tag is Tag.INTRO or (unit.tag in {Tag.ITEM, Tag.ANSWER, Tag.NOTE} and unit.last.colon):
            style = unit.marker.style if unit.marker else ""
            if unit.tag is not Tag.ITEM:
                self.stack.clear()
            depth = unit.marker.depth if unit.marker else 0
            self.stack.append(Intro(index, unit.said, style, unit.first.indent, depth))
