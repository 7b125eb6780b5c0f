"""Which parts of a node are laid out one by one, and where the header before them ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.read.source_grammar import Grammar
from onrecord.read.source_parse import Parsed
from onrecord.read.source_pieces import FEW_LINES, LONG
from onrecord.read.source_units import Body, Role

if TYPE_CHECKING:
    from tree_sitter import Node

_OPENERS = frozenset({"{", "(", "[", ":", "->", "=>"})
_BRACKETS = frozenset({"{", "(", "["})
_NEAR = 200
_RUN_ON = re.compile(r"^[ \t]*typedef[ \t]+(?:enum|struct|union)\b", re.MULTILINE)


class Bodies:
    """Finds bodies in the nodes of one tree."""

    def __init__(self, parsed: Parsed, grammar: Grammar) -> None:
        self.parsed = parsed
        self.grammar = grammar

    def inside(self, node: Node, start: int, first_row: int) -> list[Node]:
        """The outermost bodies of a node that begins at ``start``, as far as they are worth taking apart."""
        found: list[Node] = []
        waiting = [node]
        while waiting:
            item = waiting.pop()
            kind = self.grammar.bodies.get(item.type)
            rows = item.end_point[0] - (item.start_point[0] if kind is not Body.BLOCK else first_row)
            if not rows and item.end_byte - item.start_byte <= LONG:
                continue
            if kind is not None and (item.type not in self.grammar.opened or self.opener(item) is not None):
                if item.start_byte >= start and not self._is_short_list(item, rows):
                    found.append(item)
                continue
            waiting += [child for child in reversed(item.children) if child.is_named]
        return found

    def _is_short_list(self, body: Node, rows: int) -> bool:
        """Parameters or arguments over two or three lines that read better as one."""
        if self.grammar.bodies[body.type] is not Body.FLOW or rows >= FEW_LINES:
            return False
        text = self.parsed.slice(body)
        return len(text) <= LONG and "{" not in text and "//" not in text and "/*" not in text

    def opener(self, body: Node) -> int | None:
        """The index of the bracket or colon that a body begins with."""
        children = body.children
        if body.type not in self.grammar.opened:
            return 0 if children and children[0].type in _BRACKETS else None
        return next((i for i, child in enumerate(children) if child.type in _OPENERS), None)

    def head_end(self, node: Node, body: Node, opener: int | None) -> int:
        """Where the header of a body ends: before its bracket, behind its colon."""
        if opener is None:
            first = max(node.start_byte, body.start_byte - _NEAR)
            before = self.parsed.data[first : body.start_byte].rstrip()
            return first + len(before.removesuffix(b"{"))
        token = body.children[opener]
        return token.start_byte if token.type in _BRACKETS else token.end_byte

    def kind(self, node: Node, body: Node) -> Body:
        """How the children of a body belong to their header."""
        kind = self.grammar.bodies[body.type]
        if kind is Body.BLOCK:
            owner = self.grammar.core(node)
            if self.grammar.roles.get(owner.type) is Role.TYPE and owner.type != "type_declaration":
                return Body.MEMBERS
            if owner.type in self.grammar.cases:
                return Body.CASES
        return kind

    def run_on(self, bodies: list[Node]) -> bool:
        """Whether a type lacks its closing brace, so that the types after it look like its members."""
        body = bodies[0]
        if not body.has_error or self.grammar.bodies[body.type] is not Body.MEMBERS:
            return False
        return bool(_RUN_ON.search(self.parsed.slice(body)))
