"""Scan YAML to a tree with spans, from the events of libyaml; aliases are never followed: no bombs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.read.structured.layout import Comment
from onrecord.read.structured.stretch import Asked, Stretches
from onrecord.read.structured.tree import Kind, Node

if TYPE_CHECKING:
    from yaml.events import Event

MOST_DEPTH = 200
_COMMENT = re.compile(r"(?:(?<=\s)|(?<![^\n]))#[^\r\n]*")
_NUMBER = re.compile(r"[-+]?[\d_]*\.?\d+(?:[eE][-+]?\d+)?$")
_BRACKET = re.compile(r"[\[\]{}]")
_MOST_BRACKETS = 500


def _overnested(text: str) -> int | None:
    """Where brackets nest deeper than anyone writes; libyaml takes quadratic time from there on."""
    depth = 0
    for found in _BRACKET.finditer(text):
        depth = max(0, depth + (1 if found.group() in "[{" else -1))
        if depth > _MOST_BRACKETS:
            return found.start()
    return None


@dataclass(slots=True)
class Scan:
    """The result: a node for each YAML document, the comments, and where reading broke off."""

    roots: list[Node] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    broken_at: int | None = None
    problem: str = ""
    too_deep: int | None = None
    dull: list[tuple[int, int]] = field(default_factory=list)
    """Spans whose members were let go."""


@dataclass(slots=True)
class _Frame:
    """An open container and the key at hand."""

    node: Node
    asked: Asked
    key: Node | None = None
    count: int = 0


class Scanner:
    """One pass over a text."""

    def __init__(self, text: str, wanted: Callable[[str], bool] | None, most_nodes: int) -> None:
        self.text = text
        self.left = most_nodes
        self.scan = Scan()
        self.stretches = Stretches(text, wanted, self.scan.dull)
        self.stack: list[_Frame] = []
        self.skipped = 0
        self.scalars: list[tuple[int, int]] = []
        self.last = 0

    def run(self) -> Scan:
        """Scan the whole text, as far as it is YAML."""
        for event in self._events():
            self._event(event)
            self.left -= 1
            if self.left <= 0:
                self.scan.broken_at, self.scan.problem = self.last, "too many nodes"
                break
        while self.stack:
            key = self.stack[-1].key
            if key is not None:  # broken off between a key and its value
                self._put(Node(Kind.SCALAR, key.end, key.end, key.end))
            self._close()
        if "#" in self.text:
            self.scan.comments = list(self._comments())
        return self.scan

    def _events(self) -> Iterator[Event]:
        """The events of libyaml up to the first error."""
        import yaml

        text = self.text
        end = _overnested(text)
        if end is not None:
            self.scan.broken_at, self.scan.problem = end, f"more than {_MOST_BRACKETS} open brackets"
            text = text[:end]
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            yield from yaml.parse(text, Loader=loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = f" at line {mark.line + 1}" if mark else ""
            self._break(mark.index if mark else self.last, f"{error.problem or 'not YAML'}{line}")
        except (yaml.YAMLError, UnicodeError) as error:  # a character that YAML does not allow
            self._break(self.last, str(error).splitlines()[0])

    def _break(self, at: int, problem: str) -> None:
        """Note where reading broke off, unless it was cut before."""
        if self.scan.broken_at is None:
            self.scan.broken_at, self.scan.problem = at, problem

    def _event(self, event: Event) -> None:
        from yaml import events

        if event.start_mark is None or event.end_mark is None:
            return
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, events.MappingStartEvent | events.SequenceStartEvent):
            kind = Kind.MAP if isinstance(event, events.MappingStartEvent) else Kind.LIST
            self._open(Node(kind, start, start, start, flow=bool(event.flow_style)))
        elif isinstance(event, events.MappingEndEvent | events.SequenceEndEvent):
            if self.skipped:
                self.skipped -= 1
            else:
                self._close(end)
        elif isinstance(event, events.ScalarEvent):
            self._scalar(start, end, event.value, plain=event.style is None)
        elif isinstance(event, events.AliasEvent):
            self._scalar(start, end, "*" + str(event.anchor), plain=False)

    def _scalar(self, start: int, end: int, value: str, *, plain: bool) -> None:
        if self.skipped:
            return
        end = start + len(self.text[start:end].rstrip())
        if end > start and "#" in self.text[start:end]:
            self.scalars.append((start, end))
        frame = self.stack[-1] if self.stack else None
        node = Node(Kind.SCALAR, start, end, start, value=value, number=plain and bool(_NUMBER.match(value)))
        self.last = max(self.last, end)
        if frame and frame.node.kind is Kind.MAP and frame.key is None:
            frame.key = node
        else:
            self._put(node)

    def _open(self, node: Node) -> None:
        frame = self.stack[-1] if self.stack else None
        is_key = frame is not None and frame.node.kind is Kind.MAP and frame.key is None
        if self.skipped or is_key or len(self.stack) >= MOST_DEPTH:
            if not is_key and not self.skipped and self.scan.too_deep is None:
                self.scan.too_deep = node.start
            if is_key and frame and not self.skipped:  # a container as key: only its place is kept
                frame.key = Node(Kind.SCALAR, node.start, node.start, node.start, value="?")
            elif not self.skipped:
                self._put(Node(Kind.SCALAR, node.start, node.start, node.start))
            self.skipped += 1
            return
        self._put(node)
        self.stack.append(_Frame(node, Asked(node.start)))

    def _put(self, node: Node) -> None:
        """Hang a value into the container at hand."""
        if not self.stack:
            node.place = str(len(self.scan.roots)) if self.scan.roots else ""
            self.scan.roots.append(node)
            return
        frame = self.stack[-1]
        if frame.key is not None:
            node.key, node.begin = frame.key.value, frame.key.start
            node.place = node.key.replace("~", "~0").replace("/", "~1")
            if node.end <= frame.key.end:  # no value at all
                node.start = node.end = self._behind_colon(frame.key.end)
        else:
            node.place = str(frame.count)
        frame.key = None
        frame.count += 1
        self.stretches.let_go(frame.node, frame.asked, node.begin, at_end=False)
        frame.node.items.append(node)

    def _behind_colon(self, end: int) -> int:
        colon = self.text.find(":", end, end + 16)
        return colon + 1 if colon >= 0 else end

    def _close(self, end: int | None = None) -> None:
        frame = self.stack.pop()
        node = frame.node
        if node.flow and end is not None:
            node.end = end
        else:  # the end of a block is where its last member ends
            node.end = max(self.last, node.start)
        self.last = max(self.last, node.end)
        self.stretches.let_go(frame.node, frame.asked, node.end, at_end=True)

    def _comments(self) -> Iterator[Comment]:
        """Comments that do not stand inside a scalar."""
        starts = [start for start, _ in self.scalars]
        stop = len(self.text) if self.scan.broken_at is None else self.scan.broken_at
        for found in _COMMENT.finditer(self.text, 0, stop):
            nearest = bisect_right(starts, found.start()) - 1
            if nearest < 0 or found.start() >= self.scalars[nearest][1]:
                yield Comment(found.start(), found.start() + len(found.group().rstrip()))
