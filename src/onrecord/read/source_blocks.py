"""Choose the parts of a big file that are worth laying out: those that hold interest, and their neighbours.

The predicate is asked about stretches of many blocks first, then about halves of those that hold something,
so that a header of tens of thousands of lines costs a few hundred questions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from onrecord.read.source_assemble import share_prefix

if TYPE_CHECKING:
    from tree_sitter import Node

    from onrecord.read.source_parse import Parsed

Holds = Callable[[str], bool]
Span = tuple[int, int]

NEIGHBOURS = 8
_STRETCH = 1 << 14
_CONSTANT = re.compile(r"#\s*define\s+(\w+)|[^=(){}\n]*?([A-Za-z_]\w*)\s*(?:\[[^\]]*\]\s*)?=(?![=>])")
_SHORT = 250
_BREAKS = {
    "braces": re.compile(r"^\}.*\n", re.MULTILINE),
    "sql": re.compile(r";[ \t]*\n"),
    "python": re.compile(r"\n(?=[^\s#)}\]])"),
}


def chosen(spans: Sequence[Span], text: str, holds: Holds) -> list[int]:
    """The indices of the spans that hold interest, with their neighbours."""
    hits: list[int] = []
    first = 0
    for index, (_, end) in enumerate(spans):
        if end - spans[first][0] >= _STRETCH or index == len(spans) - 1:
            hits += _narrow(spans, first, index + 1, text, holds)
            first = index + 1
    keep: set[int] = set()
    for hit in hits:
        keep.update(range(max(0, hit - NEIGHBOURS), min(len(spans), hit + NEIGHBOURS + 1)))
    return sorted(keep)


def _narrow(spans: Sequence[Span], first: int, last: int, text: str, holds: Holds) -> list[int]:
    """The spans in ``[first:last]`` that hold interest."""
    if not holds(text[spans[first][0] : spans[last - 1][1]]):
        return []
    if last - first == 1:
        return [first]
    middle = (first + last) // 2
    found = _narrow(spans, first, middle, text, holds) + _narrow(spans, middle, last, text, holds)
    return found or list(range(first, last))


class Picker:
    """Choose among the children of a node; comments stay with what they are about, constants together.

    ``always`` says of a child that its siblings need it for their context; the first block may hold the
    comment behind the opening brace.
    """

    def __init__(
        self, parsed: Parsed, comments: frozenset[str], holds: Holds, always: Callable[[Node], bool]
    ) -> None:
        self._parsed = parsed
        self._comments = comments
        self._holds = holds
        self._always = always

    def __call__(self, nodes: Sequence[Node]) -> list[Node]:
        """The children worth laying out, in order."""
        blocks = self._blocks(nodes)
        if len(blocks) < 2:
            return list(nodes)
        starts = [self._parsed.at(block[0].start_byte) for block in blocks]
        ends = [*starts[1:], self._parsed.at(blocks[-1][-1].end_byte)]
        kept = set(chosen(list(zip(starts, ends, strict=True)), self._parsed.text, self._holds))
        return [
            node
            for index, block in enumerate(blocks)
            if index in kept or index == 0 or self._is_needed(block)
            for node in block
        ]

    def stretches(self, style: str, start: int, end: int) -> list[Span]:
        """The parts of a text without nodes that are worth reading line by line."""
        return stretches(self._parsed.text, style, self._holds, start, end)

    def _is_needed(self, block: Sequence[Node]) -> bool:
        return any(self._always(node) for node in block)

    def _blocks(self, nodes: Sequence[Node]) -> list[list[Node]]:
        """Children that belong together: a declaration, the comments around it, constants of one prefix."""
        blocks: list[list[Node]] = []
        pending: list[Node] = []
        last_row, prefix = -2, ""
        for node in nodes:
            row = node.start_point[0]
            if node.type in self._comments:
                pending.append(node)
                if blocks and (row <= last_row or self._stands_beside(node)):
                    blocks[-1] += pending
                    pending = []
                continue
            name = self._constant(node)
            joins = bool(blocks) and ((name and prefix and share_prefix(prefix, name)) or row == last_row)
            if joins:
                blocks[-1] += [*pending, node]
            else:
                blocks.append([*pending, node])
            pending, prefix = [], name
            last_row = node.end_point[0] - (node.end_point[1] == 0)
        if pending:
            blocks.append(pending)
        return blocks

    def _stands_beside(self, comment: Node) -> bool:
        """Whether other text stands before a comment on its line, as it may in broken code."""
        at = self._parsed.at(comment.start_byte)
        text = self._parsed.text
        return bool(text[text.rfind("\n", 0, at) + 1 : at].strip())

    def _constant(self, node: Node) -> str:
        """The name of a constant that stands on one line."""
        if node.end_byte - node.start_byte > _SHORT:
            return ""
        found = _CONSTANT.match(self._parsed.slice(node))
        return (found[1] or found[2]) if found else ""


def stretches(text: str, style: str, holds: Holds, start: int, end: int) -> list[Span]:
    """The parts of ``[start:end]``, cut where nothing is open, that are worth reading line by line."""
    if style not in _BREAKS:
        return [(start, end)]
    spans = _cut(text, style, start, end)
    merged: list[Span] = []
    for index in chosen(spans, text, holds):
        first, last = spans[index]
        if merged and merged[-1][1] == first:
            merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    return merged


def thinned(text: str, holds: Holds) -> str:
    """The text of a file in C with blanks for what holds nothing, at the same length, so that less is parsed.

    Only parts that end behind a brace at the beginning of a line, and that open and close the same, are made
    blank: what encloses the others, and their neighbours, stay.
    """
    spans = _cut(text, "braces", 0, len(text))
    kept = set(chosen(spans, text, holds))
    return "".join(
        "\f" * (end - start - 1) + "\n"
        if at not in kept and _is_balanced(text, start, end)
        else text[start:end]
        for at, (start, end) in enumerate(spans)
    )


def _cut(text: str, style: str, start: int, end: int) -> list[Span]:
    """``[start:end]`` in parts."""
    spans: list[Span] = []
    for found in _BREAKS[style].finditer(text, start, end):
        if _is_whole(text, start, found.end()):
            spans.append((start, found.end()))
            start = found.end()
    if start < end:
        spans.append((start, end))
    return spans


def _is_balanced(text: str, start: int, end: int) -> bool:
    """Whether a part closes the brackets, comments and conditions that it opens, and ends with its line."""
    pairs = (("{", "}"), ("(", ")"), ("/*", "*/"), ("#if", "#endif"))
    return text[end - 1] == "\n" and all(
        text.count(opening, start, end) == text.count(closing, start, end) for opening, closing in pairs
    )


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no block comment is open at the end of a part."""
    return text.count("/*", start, end) <= text.count("*/", start, end)
