"""Lay out an XML tree: a passage for each element, with its path, the comments above it and its titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model.document import Context
from onrecord.model.vocabulary import PassageKind
from onrecord.read.children import parent_of
from onrecord.read.layout import Layout
from onrecord.read.markup.xml_parts import WHOLE, inner_span, inner_text, local, name_of, ui_parts
from onrecord.read.markup.xml_scan import Item

_VALUES = ("opt", "options", "values", "enum", "value", "range", "default", "def")
_TITLES = (
    "title",
    "desc",
    "description",
    "comment",
    "tooltip",
    "caption",
    "label",
    "text",
    "summary",
    "help",
)
_UI_TAGS = frozenset(("string", "data", "trans-unit", "message", "unit", "plurals", "string-array"))
_UI_ROOTS = frozenset(("resources", "root", "xliff", "ts"))
_PROSE_TAGS = frozenset(
    ("p", "para", "simpara", "abstract", "li", "listitem", "paragraph", "note", "entry", "td", "dd")
)
_HEADING_TAGS = frozenset(("title", "heading", "head"))
_BESIDE = re.compile(r"[ \t]*<!--[ \t]*(?P<said>[^\r\n]*?)[ \t]*-->")


@dataclass(slots=True)
class _Around:
    """What surrounds the members of one element."""

    enclosing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    path: str = ""
    parent: int | None = None
    group: int | None = None
    ui: bool = False
    comment: str = ""
    """The comment that heads the members at hand."""
    comment_end: int = -1


class XmlLayout:
    """Walks a tree without recursion and adds its passages in reading order."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.text = layout.text
        self.beside_end = -1
        self.known: dict[str, int] = {}
        """UI strings by their key."""

    def add(self, roots: list[Item]) -> None:
        """Add the passages of everything at the top."""
        top = _Around(group=self.layout.new_group())
        stack: list[tuple[Iterator[Item], _Around]] = [(iter(roots), top)]
        while stack:
            items, around = stack[-1]
            item = next(items, None)
            if item is None:
                stack.pop()
            elif item.tag == "!":
                self._comment(item, around)
            elif not item.tag:
                self._prose(item.start, item.end, around)
            elif self._is_whole(item, around):
                self._whole(item, around)
            else:
                stack.append((self._members(item), self._open(item, around)))

    def _comment(self, item: Item, around: _Around) -> None:
        """A comment by itself; one beside an element was taken with the element."""
        said = self.text[item.start + 4 : item.end - 3].strip(" \t\r\n-=*")
        if item.end <= self.beside_end or not any(char.isalnum() for char in said):
            return
        around.comment, around.comment_end = said, item.end
        self.layout.add(
            PassageKind.COMMENT,
            item.start,
            item.end,
            context=Context(enclosing=around.enclosing, notes=around.notes),
        )

    def _prose(self, start: int, end: int, around: _Around) -> None:
        context = Context(enclosing=around.enclosing, notes=self._notes(around))
        self.layout.add(
            PassageKind.PROSE,
            start,
            end,
            context=context,
            parent=around.parent,
            group=around.group,
            element=around.path,
        )

    def _is_whole(self, item: Item, around: _Around) -> bool:
        """A leaf; a UI string with its parts; prose with marked words in it."""
        if item.broken and item.items:
            return False
        children = [part for part in item.items if part.tag and part.tag != "!"]
        if not children:
            return True
        if item.end - item.start > WHOLE or any(
            part.items and any(p.tag for p in part.items) for part in children
        ):
            return False
        low = local(item.tag)
        if (
            (around.ui or low in {"trans-unit", "message"})
            and low in _UI_TAGS
            and low not in {"plurals", "string-array"}
        ):
            return True
        return any(not part.tag for part in item.items)

    def _whole(self, item: Item, around: _Around) -> None:
        """An element from its start tag through its end."""
        end, beside = item.end, ""
        found = _BESIDE.match(self.text, end)
        if found:
            end, beside = found.end(), found["said"]
            self.beside_end = end
        low = local(item.tag)
        inner = inner_text(self.text, item)
        ui = (around.ui and (low in _UI_TAGS or low == "item")) or low in {"trans-unit", "message"}
        value = inner or item.attribute(*_VALUES)
        note = item.attribute(*_TITLES)
        if ui:
            value, own_note = ui_parts(self.text, item, value)
            note = note or own_note
        name = name_of(item)
        parent = around.parent
        if ui:
            parent = parent_of(name, self.known, parent)
        kind = self._kind(item, inner, ui=ui)
        start = item.start
        if kind in {PassageKind.PROSE, PassageKind.HEADING} and not item.attributes and not beside:
            start, end = inner_span(self.text, item)
        index = self.layout.add(
            kind,
            start,
            end,
            context=self._context(item, around),
            name=name,
            value=value,
            note=" · ".join(part for part in (note, beside) if part),
            parent=parent,
            group=around.group,
            element=f"{around.path}/{item.tag}[{item.number}]",
        )
        if ui:
            self.known.setdefault(name, index)

    def _kind(self, item: Item, inner: str, *, ui: bool) -> PassageKind:
        low = local(item.tag)
        if ui:
            return PassageKind.UI_STRING
        if low in _HEADING_TAGS and inner and not item.attributes:
            return PassageKind.HEADING
        return PassageKind.PROSE if low in _PROSE_TAGS and inner else PassageKind.KEY_VALUE

    def _open(self, item: Item, around: _Around) -> _Around:
        """The start tag of an element with members, and what surrounds these."""
        path = f"{around.path}/{item.tag}[{item.number}]"
        title = item.attribute(*_TITLES) or self._title_child(item)
        index = self.layout.add(
            PassageKind.KEY_VALUE,
            item.start,
            item.open_end,
            context=self._context(item, around),
            name=name_of(item),
            value=item.attribute(*_VALUES),
            note=title,
            parent=around.parent,
            group=around.group,
            element=path,
        )
        notes = self._notes(around)
        return _Around(
            enclosing=(*around.enclosing, name_of(item)),
            notes=(*notes, title) if title else notes,
            path=path,
            parent=index,
            group=self.layout.new_group(),
            ui=around.ui or (not around.path and local(item.tag) in _UI_ROOTS),
        )

    def _members(self, item: Item) -> Iterator[Item]:
        """The members; in a property list ``<key>`` and the value behind it are one."""
        if local(item.tag) != "dict":
            yield from item.items
            return
        key: Item | None = None
        for part in item.items:
            if part.tag == "key":
                if key is not None:
                    yield key
                key = part
                continue
            if key is not None and part.tag and part.tag != "!":
                part.attributes = (("name", inner_text(self.text, key)), *part.attributes)
                part.start, key = key.start, None
            yield part
        if key is not None:
            yield key

    def _title_child(self, item: Item) -> str:
        """The text of a ``<title>`` or ``<description>`` member."""
        for part in item.items[:8]:
            if part.tag and local(part.tag) in {"title", "description", "desc", "name", "label", "summary"}:
                return inner_text(self.text, part)[:200]
        return ""

    def _context(self, item: Item, around: _Around) -> Context:
        above = ""
        if around.comment and around.comment_end <= item.start:
            between = self.text[around.comment_end : item.start]
            above = around.comment if not between.strip() and between.count("\n") <= 1 else ""
        return Context(enclosing=around.enclosing, notes=self._notes(around), above=above)

    def _notes(self, around: _Around) -> tuple[str, ...]:
        """A comment heads the members below it, up to the next comment."""
        return (*around.notes, around.comment) if around.comment else around.notes
