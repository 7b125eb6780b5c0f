"""Scan JSON to a tree with spans: in one pass, without recursion, tolerant of comments and of broken ends.

Accepted beside JSON: comments, trailing commas, single quotes, bare words, several values in a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from onrecord.read.structured.layout import Comment
from onrecord.read.structured.stretch import Asked, Stretches
from onrecord.read.structured.tree import Kind, Node
from onrecord.text.escapes import unescape

MOST_DEPTH = 200
_TOKEN = re.compile(
    r"""[\s,]*+(?:
      (?P<string>"[^"\\\r\n]*+(?:\\.[^"\\\r\n]*+)*+"?|'[^'\\\r\n]*+(?:\\.[^'\\\r\n]*+)*+'?)
    | (?P<open>[{\[])
    | (?P<close>[}\]])
    | (?P<colon>:)
    | (?P<comment>//[^\r\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?|\#[^\r\n]*+)
    | (?P<word>[^\s,:{}\[\]"'/]++|/)
    | \Z
    )""",
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile(r"[-+]?(?:\d[\d_]*\.?\d*(?:[eE][-+]?\d+)?|0[xX][0-9a-fA-F]+)$")


@dataclass(slots=True)
class Scan:
    """The result: the values, the comments, and what was wrong."""

    roots: list[Node] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    unclosed: int = 0
    stray: int = 0
    too_deep: int | None = None
    dull: list[tuple[int, int]] = field(default_factory=list)
    """Spans whose members were let go."""
    words: int = 0
    strings: int = 0


@dataclass(slots=True)
class _Frame:
    """An open container: its node, the key at hand, and up to where its members have been asked about."""

    node: Node
    asked: Asked
    key: str | None = None
    key_start: int = 0
    key_end: int = 0
    has_colon: bool = False
    count: int = 0


class Scanner:
    """One pass over a text."""

    def __init__(self, text: str, wanted: Callable[[str], bool] | None = None) -> None:
        self.text = text
        self.scan = Scan()
        self.stretches = Stretches(text, wanted, self.scan.dull)
        self.stack: list[_Frame] = []
        self.skipped = 0

    def run(self) -> Scan:
        """Scan the whole text."""
        for found in _TOKEN.finditer(self.text):
            kind = found.lastgroup or ""
            start, end = found.span(kind) if kind else found.span()
            self._token(kind, start, end)
        self.scan.unclosed = len(self.stack)
        while self.stack:
            self._close(len(self.text.rstrip()))
        return self.scan

    def _token(self, kind: str, start: int, end: int) -> None:
        if kind == "open":
            self._open(start)
        elif kind == "close":
            self._closing(start, end)
        elif kind == "colon":
            self._colon()
        elif kind == "comment":
            self.scan.comments.append(Comment(start, end))
        elif kind and not self.skipped:
            self._scalar(kind, start, end)

    def _open(self, start: int) -> None:
        if self.skipped or len(self.stack) >= MOST_DEPTH:
            self.skipped += 1
            if self.scan.too_deep is None:
                self.scan.too_deep = start
            return
        kind = Kind.MAP if self.text[start] == "{" else Kind.LIST
        node = self._put(Node(kind, start, start + 1, start))
        self.stack.append(_Frame(node, Asked(start)))

    def _closing(self, start: int, end: int) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        kind = Kind.MAP if self.text[start] == "}" else Kind.LIST
        if not any(frame.node.kind is kind for frame in self.stack[-8:]):
            self.scan.stray += 1
            return
        while self.stack[-1].node.kind is not kind:
            self.scan.stray += 1
            self._close(start)
        self._close(end)

    def _close(self, end: int) -> None:
        frame = self.stack.pop()
        frame.node.end = max(end, frame.node.start + 1)
        self._dangling_key(frame)
        self.stretches.let_go(frame.node, frame.asked, end, at_end=True)

    def _colon(self) -> None:
        frame = self.stack[-1] if self.stack and not self.skipped else None
        if frame is None or frame.node.kind is not Kind.MAP or frame.key is None:
            return
        frame.has_colon = True

    def _scalar(self, kind: str, start: int, end: int) -> None:
        raw = self.text[start:end]
        frame = self.stack[-1] if self.stack else None
        value = _resolve(raw) if kind == "string" else raw
        if kind == "string":
            self.scan.strings += 1
        if frame and frame.node.kind is Kind.MAP and not frame.has_colon:
            self._dangling_key(frame)
            frame.key, frame.key_start, frame.key_end = value, start, end
            return
        number = kind == "word" and bool(_NUMBER.match(raw))
        if kind == "word" and not number and raw not in {"true", "false", "null"}:
            self.scan.words += 1
        self._put(Node(Kind.SCALAR, start, end, start, value=value, number=number))

    def _dangling_key(self, frame: _Frame) -> None:
        """A key without a value (a truncated file): kept as a value of its own."""
        if frame.key is not None and not frame.has_colon:
            frame.node.items.append(
                Node(
                    Kind.SCALAR,
                    frame.key_start,
                    frame.key_end,
                    frame.key_start,
                    value=frame.key,
                    place=str(frame.count),
                )
            )
            frame.count += 1
        frame.key, frame.has_colon = None, False

    def _put(self, node: Node) -> Node:
        """Hang a value into the container at hand."""
        if not self.stack:
            self.scan.roots.append(node)
            return node
        frame = self.stack[-1]
        if frame.node.kind is Kind.MAP and frame.key is not None:
            node.key, node.begin = frame.key, frame.key_start
            node.place = frame.key.replace("~", "~0").replace("/", "~1")
        else:
            node.place = str(frame.count)
        frame.key, frame.has_colon = None, False
        frame.count += 1
        self.stretches.let_go(frame.node, frame.asked, node.begin, at_end=False)
        frame.node.items.append(node)
        return node


def _resolve(raw: str) -> str:
    """A string without its quotes, escapes resolved."""
    body = raw[1:-1] if len(raw) > 1 and raw[-1] == raw[0] else raw[1:]
    return unescape(body).text if "\\" in body else body
