"""The walk that all languages with a grammar share: from a syntax tree to units of text.

A node on one line is one unit. A node on several lines is cut at its bodies: what stands before a body is its
header, the children of the body are units below it. What the parser could not understand is read line by
line, so that no line is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.read.source_blocks import Picker
from onrecord.read.source_bodies import Bodies
from onrecord.read.source_grammar import Grammar
from onrecord.read.source_lines import lay_lines
from onrecord.read.source_names import type_name
from onrecord.read.source_parse import Parsed
from onrecord.read.source_pieces import lay_piece, says_nothing
from onrecord.read.source_scan import code_and_comments
from onrecord.read.source_units import Body, Role, Scope, Sheet, Unit

if TYPE_CHECKING:
    from tree_sitter import Node

_DEEPEST = 60
_LARGE = 1 << 16
_CLOSING = re.compile(
    r"\}(?:[ \t*\w,\[\]()]{0,200}|\s*\**\w+(?:\[\w*\])?(?:\s*,\s*\**\w+(?:\[\w*\])?){0,20})\s*;?\s*"
)
_TAIL_NAME = re.compile(r"\}?[\s*]*([^\W\d]\w*)")
_DIRECTIVE = re.compile(r"(?:[^\n]*\\[ \t]*\n)*[^\n]*")


class Walk:
    """One walk through one tree. ``pick`` leaves out children of large bodies; None keeps all."""

    def __init__(self, parsed: Parsed, grammar: Grammar, sheet: Sheet, pick: Picker | None = None) -> None:
        self.parsed = parsed
        self.grammar = grammar
        self.sheet = sheet
        self.pick = pick
        self.bodies = Bodies(parsed, grammar)
        self.package: Scope | None = None

    def run(self) -> None:
        """Lay out the whole tree."""
        root = self.parsed.root
        if root.is_error:
            self._lines(root.start_byte, root.end_byte, None)
            return
        self._items(root, root.children, None, 0)
        children = root.children
        ends = (children[0].start_byte, children[-1].end_byte) if children else (0, 0)
        self._skipped(0, ends[0], None)
        self._skipped(ends[1], len(self.parsed.data), self.package)

    # -- children -------------------------------------------------------------------------------------

    def _items(self, body: Node, nodes: Sequence[Node], scope: Scope | None, depth: int) -> None:
        """Lay out the children of a body."""
        named = [node for node in nodes if node.is_named or node.is_error]
        if self.pick and body.end_byte - body.start_byte > _LARGE:
            named = list(self.pick(named))
        for node in named:
            self._item(node, scope or self.package, depth)
        if body.has_error:
            for before, after in pairwise(nodes):
                self._skipped(before.end_byte, after.start_byte, scope or self.package)

    def _skipped(self, start: int, end: int, scope: Scope | None) -> None:
        """Text that the parser passed over without a node, as it does in broken code."""
        if start < end and self.parsed.data[start:end].strip():
            self._lines(start, end, scope)

    def _item(self, node: Node, scope: Scope | None, depth: int) -> None:
        grammar, kind = self.grammar, node.type
        if kind in grammar.comments:
            self._comment(node, scope)
        elif node.is_error:
            self._lines(node.start_byte, node.end_byte, scope)
        elif kind in grammar.flatten:
            self._items(node, node.children, scope, depth)
        elif kind in grammar.directives:
            self._directive(node, scope, depth)
        elif grammar.is_docstring(node):
            self._comment(node, scope, about=scope)
        else:
            self._declaration(node, scope, depth)

    def _comment(self, node: Node, scope: Scope | None, about: Scope | None = None) -> None:
        start, end = self.parsed.at(node.start_byte), self.parsed.at(node.end_byte)
        unit = self.sheet.add(Role.COMMENT, start, end, scope)
        if unit is not None:
            unit.closes = about

    def _directive(self, node: Node, scope: Scope | None, depth: int) -> None:
        """``#if …``: its own line, then its children as if they stood in the body around it."""
        text = self.parsed.text
        start = self.parsed.at(node.start_byte)
        found = _DIRECTIVE.match(text, start, self.parsed.at(node.end_byte))
        condition = found[0] if found else ""
        if not says_nothing(condition):
            self.sheet.add(Role.DEFINE, start, start + len(condition), scope)
        first_row = node.start_point[0] + condition.count("\n")
        inside = [child for child in node.children if child.start_point[0] > first_row]
        self._items(node, inside, scope, depth)

    # -- one declaration or statement -----------------------------------------------------------------

    def _declaration(self, node: Node, scope: Scope | None, depth: int) -> None:
        annotations, start, row = self._annotations(node, scope, depth)
        first = len(self.sheet.units)
        bodies = [] if depth > _DEEPEST else self.bodies.inside(node, start, row)
        if bodies and self.bodies.run_on(bodies):
            self._lines(start, node.end_byte, scope)
        elif bodies:
            self._split(node, start, bodies, scope, depth)
        else:
            self._piece(start, node.end_byte, self._role(node, scope), scope)
        if annotations and len(self.sheet.units) > first:
            self.sheet.units[first].annotations = annotations
        if node.type in self.grammar.packages and not bodies and len(self.sheet.units) > first:
            self.package = Scope(None, Body.BLOCK, owner=self.sheet.units[first], quiet=True)

    def _annotations(self, node: Node, scope: Scope | None, depth: int) -> tuple[list[Unit], int, int]:
        """Lay out the annotations on lines of their own; byte and row where the declaration begins."""
        grammar, found = self.grammar, list[Unit]()
        leading: list[Node] = []
        rest = node
        for child in self._parts(node):
            if child.type in grammar.annotations or child.type in grammar.comments:
                leading.append(child)
            else:
                rest = child
                break
        if rest is node or not any(child.type in grammar.annotations for child in leading):
            return found, node.start_byte, node.start_point[0]
        for child in leading:
            if child.end_point[0] >= rest.start_point[0]:
                return found, child.start_byte, child.start_point[0]
            if child.type in grammar.comments:
                self._comment(child, scope)
                continue
            first = len(self.sheet.units)
            self._annotation(child, scope, depth)
            found += self.sheet.units[first : first + 1]
        return found, rest.start_byte, rest.start_point[0]

    def _annotation(self, node: Node, scope: Scope | None, depth: int) -> None:
        first = len(self.sheet.units)
        start = node.start_byte
        bodies = self.bodies.inside(node, start, node.start_point[0])
        if bodies:
            self._split(node, start, bodies, scope, depth)
        else:
            self._piece(start, node.end_byte, Role.ANNOTATION, scope)
        if len(self.sheet.units) > first:
            unit = self.sheet.units[first]
            unit.role, unit.reach = Role.ANNOTATION, self.parsed.at(node.end_byte)

    def _parts(self, node: Node) -> list[Node]:
        """The children of a declaration, with those of its list of modifiers in their place."""
        parts: list[Node] = []
        for child in node.children:
            parts += child.children if child.type in self.grammar.holders else [child]
            if child.type not in {*self.grammar.holders, *self.grammar.annotations, *self.grammar.comments}:
                break
        return parts

    def _piece(self, start: int, end: int, role: Role, scope: Scope | None) -> Unit | None:
        begin, stop = self.parsed.at(start), self.parsed.at(end)
        return lay_piece(self.sheet, begin, stop, role, scope, self.grammar.marks)

    def _role(self, node: Node, scope: Scope | None) -> Role:
        """What a node is: by its type, else by the body it stands in."""
        known = self.grammar.roles.get(self.grammar.core(node).type)
        if known is not None:
            return known
        body = scope.body if scope else Body.BLOCK
        return {Body.MEMBERS: Role.FIELD, Body.ENTRIES: Role.ENTRY, Body.FLOW: Role.ENTRY}.get(
            body, Role.STATEMENT
        )

    # -- nodes with bodies ----------------------------------------------------------------------------

    def _split(self, node: Node, start: int, bodies: list[Node], scope: Scope | None, depth: int) -> None:
        """Cut a node at its bodies into header, children and what stands between and behind."""
        kinds = [self.bodies.kind(node, body) for body in bodies]
        role = self._role(node, scope)
        if role not in {Role.TYPE, Role.NAMESPACE, Role.FUNCTION} and Body.MEMBERS in kinds:
            role = Role.TYPE
        header: Unit | None = None
        label = self._label_behind(node, bodies, role)
        at = start
        for body, kind in zip(bodies, kinds, strict=True):
            opener = self.bodies.opener(body)
            children = body.children if opener is None else body.children[opener + 1 :]
            head_end = self.bodies.head_end(node, body, opener)
            piece = self._piece(at, head_end, role if header is None else Role.STATEMENT, scope)
            header = header or piece
            inner = self._scope(node, role, kind, header, scope, label)
            if header is not None and label:
                header.name = label.split()[0]
            self._take_in(inner)
            self._items(body, children, inner, depth + 1)
            at = body.end_byte
        self._tail(node, at, role, scope, inner)

    def _take_in(self, scope: Scope | None) -> None:
        """Comments between a header and its first child are about the child."""
        for unit in reversed(self.sheet.units):
            if unit.role is not Role.COMMENT:
                break
            unit.scope = scope
            if scope is not None and scope.group is not None:
                unit.parent, unit.group = scope.header, scope.group

    def _scope(
        self, node: Node, role: Role, kind: Body, header: Unit | None, outer: Scope | None, label: str
    ) -> Scope | None:
        """The inside of a body of a node."""
        if kind is Body.BLOCK and role not in {Role.FUNCTION, Role.NAMESPACE, Role.TYPE}:
            # Python: what stands below "if" in a class is a member of the class.
            plain = {Body.FLOW} if self.grammar.docstrings else {Body.FLOW, Body.MEMBERS}
            apart = outer is not None and outer.body in plain
            return Scope(outer, Body.BLOCK) if apart else outer
        inner = Scope(outer, kind, owner=header, label=label)
        if kind is not Body.BLOCK:
            inner.header = header or (outer.header if outer else None)
            inner.group = self.sheet.new_group()
        if node.type in {"const_declaration", "var_declaration"} and kind is Body.MEMBERS:
            inner.label = self._type_of_first(node)
        return inner

    def _type_of_first(self, node: Node) -> str:
        """Go: the type that the first constant of a group names."""
        for child in node.named_children:
            named = child.child_by_field_name("type")
            if named is not None:
                return self.parsed.slice(named)
        return ""

    def _label_behind(self, node: Node, bodies: list[Node], role: Role) -> str:
        """The name of ``typedef struct tagX {…} X;``, with the tag where that says something else."""
        if role is not Role.TYPE or not self.grammar.named_behind:
            return ""
        end, stop = self.parsed.at(bodies[-1].end_byte), self.parsed.at(node.end_byte)
        behind = _TAIL_NAME.match(self.parsed.text[end:stop])
        if not behind:
            return ""
        head = self.parsed.text[self.parsed.at(node.start_byte) : self.parsed.at(bodies[0].start_byte)]
        tag = type_name(code_and_comments(head, self.grammar.marks)[0])
        return behind[1] if not tag or _core(tag) == _core(behind[1]) else f"{behind[1]} {tag}"

    def _tail(self, node: Node, at: int, role: Role, scope: Scope | None, inner: Scope | None) -> None:
        """What stands behind the last body: the names of a type, or the rest of a statement."""
        end = node.end_byte
        first, last = self.parsed.at(at) - 1, self.parsed.at(end)
        if role is Role.TYPE and _CLOSING.fullmatch(self.parsed.text, first, last):
            closing = self.sheet.add(Role.CLOSING, first, last, scope)
            if closing:
                closing.closes = inner
        elif at < end:
            self._piece(at, end, Role.STATEMENT, scope)

    def _lines(self, start: int, end: int, scope: Scope | None) -> None:
        """Read a part that the parser did not understand line by line."""
        marks = self.grammar.marks
        style = "python" if self.grammar.name == "python" else "braces"
        first, last = self.parsed.at(start), self.parsed.at(end)
        parts = [(first, last)]
        if self.pick and last - first > _LARGE:
            parts = self.pick.stretches(style, first, last)
        for part in parts:
            lay_lines(self.sheet, *part, style, marks, scope)


def _core(name: str) -> str:
    """A type name without the habits of tags: ``tagFOO``, ``_FOO``, ``FOO_t``, ``FOO_S``."""
    return re.sub(r"^(?:_+|tag_?|st_|struct_)|(?:_t|_s|_e|_|tag)$", "", name, flags=re.IGNORECASE).casefold()
