"""Lay out a tree: a passage for each member, with its path, the notes around it and the member above."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model.document import Context
from onrecord.model.vocabulary import PassageKind
from onrecord.read.children import parent_of
from onrecord.read.layout import Layout
from onrecord.read.structured.tree import (
    NAME_KEYS,
    NOTE_KEYS,
    Kind,
    Node,
    is_bare_figure,
    is_flat_list,
    is_one_passage,
    note_of,
    scalar_of,
    shown_value,
)
from onrecord.text.escapes import unescape

_BESIDE = re.compile(
    r"[ \t]*,?[ \t]*(?:#[ \t]*(?P<hash>[^\r\n]*)|//[ \t]*(?P<line>[^\r\n]*)|/\*(?P<block>[^\r\n]*?)\*/)"
)
_JOINT = re.compile(r"\w[./:\-_]\w")
_MANY_NUMBERS = 200
_MANY_VALUES = 64
_LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment and its span."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Around:
    """What surrounds the members of one container."""

    enclosing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    pointer: str = ""
    parent: int | None = None
    group: int | None = None


class TreeLayout:
    """Walks a tree without recursion and adds its passages in reading order."""

    def __init__(self, layout: Layout, comments: list[Comment], dull: Sequence[tuple[int, int]] = ()) -> None:
        self.layout = layout
        self.text = layout.text
        self.comments = list(_outside(comments, dull))
        self.next_comment = 0

    def add(self, roots: list[Node]) -> None:
        """Add the passages of all roots, then the comments behind them."""
        stack: list[Iterator[tuple[Node, _Around]]] = [iter([(root, _Around()) for root in roots])]
        while stack:
            entry = next(stack[-1], None)
            if entry is None:
                stack.pop()
                continue
            node, around = entry
            inside = self._node(node, around)
            if inside is not None:
                stack.append(self._members(node, inside))
        self._flush_comments(len(self.text))

    def _node(self, node: Node, around: _Around) -> _Around | None:
        """Add the passage of a node; gives what surrounds its members, if they are to be added too."""
        pointer = f"{around.pointer}/{node.place}" if node.place else around.pointer
        self._flush_comments(node.begin)
        if is_one_passage(node, self.text) and (
            node.key is not None or node.place or node.kind is Kind.SCALAR
        ):
            self._whole(node, around, pointer)
            return None
        parent = around.parent
        if node.key is not None:
            parent = self._opening(node, around, pointer)
        if (
            is_flat_list(node)
            and node.end - node.start > _MANY_NUMBERS
            and all(item.number for item in node.items)
        ):
            return None
        note = note_of(node)[:_LONGEST_NOTE]
        return _Around(
            enclosing=(*around.enclosing, node.key) if node.key else around.enclosing,
            notes=(*around.notes, note) if note else around.notes,
            pointer=pointer,
            parent=parent,
            group=self.layout.new_group(),
        )

    def _members(self, node: Node, around: _Around) -> Iterator[tuple[Node, _Around]]:
        """The members of a container; the key that names a record is the parent of the others."""
        name = scalar_of(node, NAME_KEYS) if node.kind is Kind.MAP and node.key is None and node.place else ""
        seen: dict[str, int] | None = {} if _has_joints(node) else None
        for item in node.items:
            own = around
            if item.low in NOTE_KEYS and item.kind is Kind.SCALAR and around.notes:
                own = replace(own, notes=around.notes[:-1])  # a description is not its own note
            if item.key is not None and seen is not None:
                own = replace(own, parent=parent_of(item.key, seen, own.parent))
            yield item, own
            if item.key is not None and seen is not None:
                seen.setdefault(item.key, len(self.layout.passages) - 1)
            if name and item.low in NAME_KEYS and item.value == name:
                index = len(self.layout.passages) - 1
                around = replace(around, parent=index, enclosing=(*around.enclosing, name))
                name = ""

    def _whole(self, node: Node, around: _Around, pointer: str) -> None:
        """A member as one passage, with the comment beside it."""
        context = self._context(node, around)
        end, beside = self._beside(node.end)
        name = node.key if node.key is not None else scalar_of(node, NAME_KEYS)
        note = " · ".join(part for part in (note_of(node) if node.kind is Kind.MAP else "", beside) if part)
        if not self.text[node.begin : end].strip() or (node.key is None and is_bare_figure(node)):
            return
        self.layout.add(
            PassageKind.STRING if node.key is None and node.kind is Kind.SCALAR else PassageKind.KEY_VALUE,
            node.begin,
            end,
            context=context,
            name=name,
            value=shown_value(node),
            note=note,
            parent=around.parent,
            group=around.group,
            pointer=pointer,
        )

    def _opening(self, node: Node, around: _Around, pointer: str) -> int:
        """The line that opens a container, up to its bracket, with the comment beside it."""
        context = self._context(node, around)
        end = node.start + 1 if node.flow else self._key_end(node)
        end, beside = self._beside(end)
        note = note_of(node)[:_LONGEST_NOTE] if node.kind is Kind.MAP else ""
        return self.layout.add(
            PassageKind.KEY_VALUE,
            node.begin,
            end,
            context=context,
            name=node.key or "",
            value=shown_value(node) if is_flat_list(node) and len(node.items) <= _MANY_VALUES else "",
            note=" · ".join(part for part in (note, beside) if part),
            parent=around.parent,
            group=around.group,
            pointer=pointer,
        )

    def _key_end(self, node: Node) -> int:
        """Behind the colon of a key whose block stands on the lines below."""
        line_end = self.text.find("\n", node.begin, node.start)
        stop = node.start if line_end < 0 else line_end
        colon = self.text.rfind(":", node.begin, stop)
        comment = self.text.find(" #", node.begin, stop)
        if 0 <= comment < colon:
            colon = self.text.rfind(":", node.begin, comment)
        return colon + 1 if colon >= 0 else max(node.begin + 1, len(self.text[:stop].rstrip()))

    def _context(self, node: Node, around: _Around) -> Context:
        return Context(enclosing=around.enclosing, notes=around.notes, above=self._above(node.begin))

    def _beside(self, end: int) -> tuple[int, str]:
        """The comment on the rest of the line, and where it ends."""
        if self.next_comment >= len(self.comments):
            return end, ""
        found = _BESIDE.match(self.text, end)
        if not found or self.comments[self.next_comment].start > found.end():
            return end, ""
        while self.next_comment < len(self.comments) and self.comments[self.next_comment].start < found.end():
            self.next_comment += 1
        said = found["hash"] or found["line"] or found["block"] or ""
        return end + len(found.group().rstrip()), unescape(said.strip()).text

    def _above(self, begin: int) -> str:
        """The comment that stands directly above, without its marks."""
        if not self.next_comment:
            return ""
        comment = self.comments[self.next_comment - 1]
        between = self.text[comment.end : begin]
        if comment.end > begin or between.strip(" \t-\r\n{[,") or between.count("\n") > 1:
            return ""
        first = self.next_comment - 1
        if not self._alone(first):
            return ""
        while first > 0 and self._alone(first - 1) and self._adjoins(first):
            first -= 1
        lines = [bare(self.text[item.start : item.end]) for item in self.comments[first : self.next_comment]]
        return "\n".join(line for line in lines if line)

    def _alone(self, number: int) -> bool:
        """Whether a comment has its line for itself."""
        start = self.comments[number].start
        return not self.text[self.text.rfind("\n", 0, start) + 1 : start].strip()

    def _adjoins(self, number: int) -> bool:
        """Whether a comment stands on the line below the one before it."""
        between = self.text[self.comments[number - 1].end : self.comments[number].start]
        return not between.strip() and between.count("\n") == 1

    def _flush_comments(self, before: int) -> None:
        """Add the comments that stand before an offset."""
        while self.next_comment < len(self.comments) and self.comments[self.next_comment].start < before:
            comment = self.comments[self.next_comment]
            if bare(self.text[comment.start : comment.end]):
                self.layout.add(PassageKind.COMMENT, comment.start, comment.end)
            self.next_comment += 1


def _has_joints(node: Node) -> bool:
    """Whether the keys of a map hold dots or the like, as those of flat string tables do."""
    return node.kind is Kind.MAP and any(item.key and _JOINT.search(item.key) for item in node.items)


def _outside(comments: list[Comment], dull: Sequence[tuple[int, int]]) -> Iterator[Comment]:
    """Comments that do not stand in a part that was let go."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(dull):  # a part within a part that was let go
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
        elif end > spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
    starts = [start for start, _ in spans]
    for comment in comments:
        nearest = bisect_right(starts, comment.start) - 1
        if nearest < 0 or comment.start >= spans[nearest][1]:
            yield comment


def bare(comment: str) -> str:
    """A comment without its marks."""
    return re.sub(r"^(?:#+|//+|/\*+|\*+)|\*/$", "", comment.strip()).strip()
