"""Units to passages: headings, captions, questions and rows give those below them their context."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model.document import Context
from onrecord.model.vocabulary import Flag, PassageKind
from onrecord.read.layout import Layout
from onrecord.read.plain import marks
from onrecord.read.plain.headings import is_value
from onrecord.read.plain.intros import Intros
from onrecord.read.plain.units import Tag, Unit

_KIND = {
    Tag.FURNITURE: PassageKind.PROSE,
    Tag.QUESTION: PassageKind.QUESTION,
    Tag.ANSWER: PassageKind.PROSE,
    Tag.NOTE: PassageKind.NOTE,
    Tag.TITLE: PassageKind.CAPTION,
    Tag.ROW: PassageKind.TABLE_ROW,
    Tag.HEADER: PassageKind.TABLE_ROW,
    Tag.ITEM: PassageKind.LIST_ITEM,
    Tag.INTRO: PassageKind.PROSE,
    Tag.TEXT: PassageKind.PROSE,
    Tag.HEADING: PassageKind.HEADING,
    Tag.LABEL: PassageKind.HEADING,
}
_FOOTER = frozenset({Flag.FOOTER})
_NOTE_REACH = 200
_ALL = 1 << 60
"""A question that is a heading is answered by everything up to the next heading."""


@dataclass(slots=True)
class _Open:
    """A line that others hang below: its passage and its text."""

    index: int
    text: str
    block: int
    indent: int = 0
    style: str = ""


@dataclass(slots=True)
class Emitter:
    """Walks the units of one stretch of text and adds their passages to a layout."""

    layout: Layout
    headings: list[tuple[int, str]] = field(default_factory=list)
    intros: Intros = field(default_factory=Intros)
    label: _Open | None = None
    question: _Open | None = None
    title: _Open | None = None
    items: list[_Open] = field(default_factory=list)
    last: Unit | None = None
    last_index: int = 0
    group: int = 0

    def emit(self, units: list[Unit]) -> None:
        """Add a passage for each unit."""
        for unit in units:
            self._close(unit)
            self.last_index = unit.index = self._add(unit)
            self._open(unit, self.last_index)
            self.last = unit

    def _close(self, unit: Unit) -> None:
        """End what does not reach as far as this unit."""
        new_block = self.last is not None and unit.block != self.last.block
        if unit.tag in {Tag.HEADING, Tag.QUESTION}:
            self.label = self.question = None
            self.intros.clear()
            self.items = []
        if unit.tag is Tag.HEADING or (unit.tag is Tag.QUESTION and unit.level):
            self.title = None
            self.headings = [(level, text) for level, text in self.headings if level < unit.level]
        if self.title and self.title.indent and _ends_table(unit, new_block=new_block):
            self.title = None
        if unit.tag in {Tag.LABEL, Tag.INTRO} or (new_block and unit.tag is not Tag.NOTE):
            self.label = None
        if self.label and self.last_index != self.label.index and _ends_label(unit):
            self.label = None
        self.intros.close(unit, self.last, self.last_index)
        if self.question and _ends_answer(unit, self.question.block):
            self.question = None
        if unit.tag not in {Tag.ITEM, Tag.TEXT}:
            self.items = []
        starts_group = new_block or self.last is None or self.last.tag is not unit.tag
        if starts_group and not unit.joined_to_last:
            self.group = self.layout.new_group()

    def _add(self, unit: Unit) -> int:
        caption, parent = self._caption(unit)
        row = unit.row if unit.tag in {Tag.ROW, Tag.HEADER} else None
        pair = _pair(unit)
        context = Context(
            headings=tuple(text for _, text in self.headings),
            header=row.header if row else (),
            caption=caption,
        )
        return self.layout.add(
            self._kind(unit),
            unit.start,
            unit.end,
            context=context,
            name=pair[0],
            value=pair[1],
            cells=row.cells if row else (),
            parent=parent,
            group=self.group,
            flags=_FOOTER if unit.tag is Tag.FURNITURE else unit.flags,
        )

    def _kind(self, unit: Unit) -> PassageKind:
        """Lines of a list without markers are items all the same."""
        if unit.kind is not None:
            return unit.kind
        if unit.tag is Tag.TEXT and unit.listlike and not unit.first.quoted and not unit.last.colon:
            return PassageKind.LIST_ITEM
        return _KIND[unit.tag]

    def _caption(self, unit: Unit) -> tuple[str, int | None]:
        """The line that introduces a unit, and the passage that the unit hangs below."""
        if unit.tag in {Tag.HEADING, Tag.FURNITURE, Tag.LABEL}:
            return "", None
        if unit.tag is Tag.NOTE:
            return "", self._noted(unit)
        if unit.tag in {Tag.ROW, Tag.HEADER} and self.title:
            caption = self.title.text
        else:
            caption = next(
                (above.text for above in (self.label, self.intros.top, self.question) if above), ""
            )
        if unit.tag is Tag.QUESTION:
            return "", None
        if unit.hangs_below is not None:
            return caption, unit.hangs_below.index
        if unit.joined_to_last:
            return caption, self.last_index
        holder = self._holder(unit) or self.label or self.intros.top or self.question
        return caption, holder.index if holder else None

    def _holder(self, unit: Unit) -> _Open | None:
        """The list item that a nested item hangs below."""
        if unit.tag is not Tag.ITEM or unit.marker is None:
            return None
        style = unit.marker.style
        indent = unit.first.indent
        while self.items and self.items[-1].indent + (self.items[-1].style != style) > indent:
            self.items.pop()
        known = [place for place, item in enumerate(self.items) if item.style == style]
        if known and self.items[known[-1]].indent >= indent:
            del self.items[known[-1] :]
        return self.items[-1] if self.items else None

    def _noted(self, unit: Unit) -> int | None:
        """The passage that bears the mark of a footnote."""
        mark = marks.foot_mark(unit.said)
        if not mark:
            return None
        for index in range(
            len(self.layout.passages) - 1, max(-1, len(self.layout.passages) - _NOTE_REACH), -1
        ):
            passage = self.layout.passages[index]
            if passage.kind is not PassageKind.NOTE and mark in passage.text:
                return index
        return None

    def _open(self, unit: Unit, index: int) -> None:
        """Let this unit give context to what follows."""
        block = _ALL if unit.tag is Tag.QUESTION and unit.level else unit.block
        here = _Open(index, unit.said, block, unit.first.indent)
        if unit.tag is Tag.HEADING:
            self.headings.append((unit.level, unit.said))
        elif unit.tag is Tag.LABEL:
            self.label = here
        elif unit.tag is Tag.QUESTION:
            self.question = here
        elif unit.tag is Tag.TITLE:
            self.title = _Open(index, unit.said, block)
        elif unit.tag is Tag.ROW and self.title:
            self.title.indent = 1  # its table has begun
        self.intros.open(unit, index)
        if unit.tag is Tag.ITEM and unit.marker:
            self.items.append(_Open(index, unit.said, unit.block, unit.first.indent, unit.marker.style))


def _pair(unit: Unit) -> tuple[str, str]:
    """Label and value, where a unit has them."""
    if unit.row is not None and unit.row.labelled:
        return unit.row.cells[0], unit.row.cells[1]
    if unit.tag is Tag.ITEM and not unit.last.terminal:
        return marks.label_and_value(unit.body) or ("", "")
    return "", ""


def _ends_answer(unit: Unit, block: int) -> bool:
    """Whether what answers a question (asked in ``block``) ends before this unit."""
    if unit.tag is Tag.ANSWER or block == _ALL:
        return False
    return unit.block > block + 1 or unit.tag not in {Tag.TEXT, Tag.ITEM, Tag.INTRO}


def _ends_table(unit: Unit, *, new_block: bool) -> bool:
    """Whether the table that a title stands above ends before this unit."""
    if unit.tag in {Tag.NOTE, Tag.FURNITURE}:
        return False
    return unit.row is None or unit.row.labelled or (unit.tag is Tag.HEADER and new_block)


def _ends_label(unit: Unit) -> bool:
    """A pair with a label of its own, or a line that is no value, does not belong to the label line above."""
    if unit.joined_to_last:
        return False
    return (unit.row is not None and unit.row.labelled) or (unit.tag is Tag.TEXT and not is_value(unit))
