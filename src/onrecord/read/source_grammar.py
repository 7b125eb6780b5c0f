"""What the shared walk must know of a language: a small table of node types, and how to load its parser."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from onrecord.read.source_units import Body, Role

if TYPE_CHECKING:
    from tree_sitter import Language, Node


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language.

    ``bodies``: nodes whose children are laid out one by one. ``opened``: those of them that are bodies only
    when they have a bracket of their own. ``cases``: switches and their branches. ``wrappers``: nodes that
    add words around a declaration. ``holders``: nodes that hold annotations among other modifiers.
    ``directives``: conditional parts whose children belong to the body around them. ``fragile``: a grammar
    whose own scanner takes very long for hostile text. ``named_behind``: types may be named
    behind their body.
    """

    name: str
    module: str
    marks: str = "c"
    type_first: bool = True
    function: str = "language"
    comments: frozenset[str] = frozenset({"comment"})
    bodies: Mapping[str, Body] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    opened: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    wrappers: frozenset[str] = frozenset()
    flatten: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset({"modifiers"})
    annotations: frozenset[str] = frozenset()
    directives: frozenset[str] = frozenset()
    packages: frozenset[str] = frozenset()
    docstrings: bool = False
    fragile: bool = False
    named_behind: bool = False

    def core(self, node: Node) -> Node:
        """The declaration inside the nodes that only add words around it."""
        while node.type in self.wrappers and node.named_child_count:
            node = node.named_children[-1]
        return node

    def is_docstring(self, node: Node) -> bool:
        """A string that stands alone, as documentation does in Python."""
        if not self.docstrings or node.type != "expression_statement" or node.child_count != 1:
            return False
        return node.children[0].type in {"string", "concatenated_string"}

    def is_context(self, node: Node) -> bool:
        """Whether the siblings of a node need it for their context: a package, a docstring."""
        return node.type in self.packages or self.is_docstring(node)


def language_of(grammar: Grammar) -> Language:
    """The parser tables of a language; loaded when first needed."""
    return _load(grammar.module, grammar.function)


@cache
def _load(module: str, function: str) -> Language:
    from tree_sitter import Language

    return Language(getattr(importlib.import_module(module), function)())
