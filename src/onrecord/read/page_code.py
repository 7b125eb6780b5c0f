"""Declarations printed on a page: which lines are code, and which type they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence

_STATEMENT = re.compile(r"[;,]\s*(?://.*|/\*.*)?$|^\s*(?://|/\*|\*/|#define\b|#if|#end)|\*/\s*$")
_HEAD = re.compile(r"\b(?:struct|enum|union|class|interface|typedef|namespace|message)\b")
_NAME = re.compile(r"\b(?:struct|enum|union|class|interface|message)\s+(?:class\s+)?([A-Za-z_]\w*)")
_TAIL_NAME = re.compile(r"^\s*}\s*([A-Za-z_]\w*)")


def code_rows(texts: Sequence[str]) -> list[int]:
    """Lines between braces, with the line that opens and the line that closes them.

    A page may begin inside braces: then the lines before the first closing brace are code if they look it.
    """
    out: set[int] = set()
    depth = 0
    for at, text in enumerate(texts):
        opened, closed = text.count("{"), text.count("}")
        begins = text.rstrip().endswith("{") and opened > closed
        if depth or begins:
            out.add(at)
            depth = max(0, depth + opened - closed)
        elif closed > opened and text.lstrip().startswith("}"):
            out |= _before(texts, at)
    return sorted(out)


def _before(texts: Sequence[str], closing: int) -> set[int]:
    """The lines above a closing brace whose opening brace stands on the page before."""
    at = closing
    while at and _STATEMENT.search(texts[at - 1]):
        at -= 1
    return set(range(at, closing + 1))


def type_name(head: str, tail: str) -> str:
    """The name of a type: from its first line, else from the line that closes it."""
    found = _NAME.search(head) or _TAIL_NAME.match(tail)
    return found[1] if found else ""


def opens_type(text: str) -> bool:
    """Whether a line of code begins a type with members."""
    return text.rstrip().endswith("{") and bool(_HEAD.search(text))
