"""Scan XML to a tree with spans. No entity is expanded, nothing is fetched; broken markup is read too."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_DEPTH = 200
_STRETCH = 16 * 1024
_TAG = re.compile(
    r"""<(?P<name>[^\s/<>!?"'=]++)(?P<attributes>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""", re.DOTALL
)
_END_TAG = re.compile(r"</\s*(?P<name>[^\s<>]+)\s*>")
_ATTRIBUTE = re.compile(
    r"""(?:(?<=[\s"'/])|^)(?P<name>[^\s=/"'<>]++)\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)')""",
    re.DOTALL,
)
_DOCTYPE_END = re.compile(r"[^\[<>]*+(?:\[(?:[^\]\"']++|\"[^\"]*+\"|'[^']*+')*+\]\s*)?+>")
_ENTITY = re.compile(r"<!ENTITY\s+(?:%\s+)?([^\s%<>&;\"']{1,100})")
_REACH = 64
_FIRST = 8
"""Among its first members an element may have its title."""


@dataclass(slots=True)
class Item:
    """An element, a comment or a run of text. ``tag`` is empty for text and ``!`` for a comment."""

    tag: str
    start: int
    end: int
    open_end: int = 0
    """Behind the start tag."""
    attributes: tuple[tuple[str, str], ...] = ()
    items: list[Item] = field(default_factory=list)
    number: int = 1
    """The how-manieth of its name among its siblings."""
    broken: bool = False
    """Its end tag is missing."""

    def attribute(self, *names: str) -> str:
        """The first of the attributes that is there, also with a namespace prefix."""
        for name in names:
            for key, value in self.attributes:
                if value and (key.lower() == name or key.lower().endswith(":" + name)):
                    return value
        return ""


@dataclass(slots=True)
class Scan:
    """The result: what stands at the top, and what was wrong."""

    roots: list[Item] = field(default_factory=list)
    unclosed: int = 0
    stray: int = 0
    too_deep: int | None = None
    has_doctype: bool = False
    uses_entities: bool = False
    elements: int = 0


@dataclass(slots=True)
class _Frame:
    item: Item
    counts: dict[str, int] = field(default_factory=dict)
    asked_items: int = 0
    asked_to: int = 0


class Scanner:
    """One pass over a text."""

    def __init__(self, text: str, wanted: Callable[[str], bool] | None = None) -> None:
        self.text = text
        self.wanted = wanted
        self.scan = Scan()
        self.top = _Frame(Item("", 0, len(text)))
        self.stack: list[_Frame] = []
        self.missing: set[str] = set()

    def run(self) -> Scan:
        """Scan the whole text."""
        text, at = self.text, 0
        while at < len(text):
            mark = text.find("<", at)
            if mark < 0:
                mark = len(text)
            if mark > at:
                self._text(at, mark)
            at = self._markup(mark) if mark < len(text) else mark
        self.scan.unclosed = len(self.stack)
        while self.stack:
            self._close(len(text.rstrip()), broken=True)
        self.scan.roots = self.top.item.items
        return self.scan

    def _markup(self, at: int) -> int:
        """Take what begins with ``<`` here; the result is where it ends."""
        text = self.text
        if text.startswith("<!--", at):
            return self._until("-->", at, 4, comment=True)
        if text.startswith("<![CDATA[", at):
            end = self._until("]]>", at, 9)
            self._text(at + 9, max(at + 9, end - 3))
            return end
        if text.startswith("<?", at):
            return self._until("?>", at, 2)
        if text.startswith("<!", at):
            return self._declaration(at)
        if text.startswith("</", at):
            return self._end_tag(at)
        found = _TAG.match(text, at)
        if not found:
            self._text(at, at + 1)
            return at + 1
        self._open(found)
        return found.end()

    def _until(self, mark: str, at: int, skip: int, *, comment: bool = False) -> int:
        """The end of a comment, a CDATA section or an instruction; the line where it never ends."""
        end = -1 if mark in self.missing else self.text.find(mark, at + skip)
        if end < 0:
            self.missing.add(mark)
            self.scan.stray += 1
            return at + skip
        if comment:
            self._put(Item("!", at, end + len(mark)))
        return end + len(mark)

    def _declaration(self, at: int) -> int:
        """``<!DOCTYPE …>`` with what it declares; nothing of it is used."""
        found = None if self.scan.has_doctype else _DOCTYPE_END.match(self.text, at + 2)
        if not found:
            self.scan.stray += 1
            return at + 2
        self.scan.has_doctype = True
        names = _ENTITY.findall(found.group())[:_REACH]
        self.scan.uses_entities = any(self.text.find(f"&{name};", found.end()) >= 0 for name in names)
        return found.end()

    def _open(self, found: re.Match[str]) -> None:
        self.scan.elements += 1
        attributes = found["attributes"]
        closed = attributes.endswith("/")
        item = Item(found["name"], found.start(), found.end(), found.end())
        if "=" in attributes:
            item.attributes = tuple(
                (pair["name"], _resolve(pair["double"] if pair["double"] is not None else pair["single"]))
                for pair in _ATTRIBUTE.finditer(attributes)
            )
        frame = self._put(item)
        item.number = frame.counts[item.tag] = frame.counts.get(item.tag, 0) + 1
        if closed:
            return
        if len(self.stack) >= MOST_DEPTH:
            if self.scan.too_deep is None:
                self.scan.too_deep = found.start()
            return
        self.stack.append(_Frame(item, asked_to=item.open_end))

    def _end_tag(self, at: int) -> int:
        found = _END_TAG.match(self.text, at)
        if not found:
            self._text(at, at + 2)
            return at + 2
        name = found["name"]
        for depth in range(1, min(len(self.stack), _REACH) + 1):
            if self.stack[-depth].item.tag == name:
                for _ in range(depth - 1):
                    self.scan.stray += 1
                    self._close(at, broken=True)
                self._close(found.end())
                return found.end()
        if self.scan.too_deep is None:
            self.scan.stray += 1
        return found.end()

    def _close(self, end: int, *, broken: bool = False) -> None:
        frame = self.stack.pop()
        frame.item.broken = broken
        frame.item.end = max(end, frame.item.open_end)
        self._let_go(frame, end, at_end=True)

    def _text(self, start: int, end: int) -> None:
        """A run of text without the white space around it."""
        raw = self.text[start:end]
        body = raw.strip()
        if not body:
            return
        begin = start + len(raw) - len(raw.lstrip())
        items = (self.stack[-1] if self.stack else self.top).item.items
        if items and not items[-1].tag and not self.text[items[-1].end : begin].strip(" \t\r\n"):
            items[-1].end = begin + len(body)
        else:
            self._put(Item("", begin, begin + len(body)))

    def _put(self, item: Item) -> _Frame:
        frame = self.stack[-1] if self.stack else self.top
        self._let_go(frame, item.start, at_end=False)
        frame.item.items.append(item)
        return frame

    def _let_go(self, frame: _Frame, end: int, *, at_end: bool) -> None:
        """Forget the members of a stretch without interest, but for its last comment and the first ones."""
        if self.wanted is None or end - frame.asked_to < _STRETCH:
            return
        items = frame.item.items
        fresh = items[frame.asked_items :]
        if len(fresh) < 2 and not at_end:
            return
        if fresh and not self.wanted(self.text[frame.asked_to : end]):
            first = fresh[:_FIRST] if frame.asked_items == 0 else []
            comments = [item for item in fresh[len(first) :] if item.tag == "!"]
            items[frame.asked_items :] = first + comments[-1:]
        frame.asked_items, frame.asked_to = len(items), end


def _resolve(raw: str) -> str:
    """Character references and the predefined entities; entities of the file stay as they stand."""
    return html.unescape(raw) if "&" in raw else raw
