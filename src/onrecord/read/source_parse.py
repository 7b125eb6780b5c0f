"""Parse a text once, within bounds, and lead from the parser's byte offsets back to characters.

Parsers of the tree-sitter family recover from errors at a cost that grows fast in hostile input: deep
nesting, endless ``a<a<a<``. Such text is refused here and read line by line instead. The bounds count work
and memory, not time, so the same file is always read the same way.
"""

from __future__ import annotations

import mmap
import re
from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.read.source_grammar import Grammar, language_of

if TYPE_CHECKING:
    from tree_sitter import Node, Point, Tree

_BRACKETS = re.compile(r"[{}()\[\]]")
_STATEMENT_END = re.compile(r"[;{}]")
_EXPORT = re.compile(
    r"^([ \t]*(?:typedef[ \t]+)?(?:class|struct|union|enum(?:[ \t]+class)?)[ \t]+)"
    r"([A-Z][A-Z0-9_]+(?:[ \t]*\([^()\n]*\))?)"
    r"(?=[ \t]+[A-Za-z_]\w*\s*(?:final\b|[:{]))",
    re.MULTILINE,
)
_TRAILING = re.compile(r"(?<![ \t])([ \t]+)\n")
_MACRO_LANGUAGES = frozenset({"tree_sitter_c", "tree_sitter_cpp"})
_DEEPEST = 250
_ANGLES = 300
_WINDOW = 1 << 16
_STEPS_A_WINDOW = 6000
_STEPS_A_LOOK = 32
_LEAST_MEMORY = 200 << 20
_MEMORY_A_BYTE = 50
_LONGEST = 32 << 20
_LONGEST_FRAGILE = 2 << 20
_LONGEST_LINE = 4000
_OPEN_COMMENTS = 20
_CONTINUED = "\\\n" * 500


class Parsed:
    """A syntax tree with the text it was made of."""

    def __init__(self, text: str, data: bytes, tree: Tree) -> None:
        self.text = text
        self.tree = tree
        self.data = data
        self._plain = len(data) == len(text) + 2
        if not self._plain:
            self._bytes, self._chars = _line_starts(text)

    @property
    def root(self) -> Node:
        """The outermost node."""
        return self.tree.root_node

    def at(self, byte: int) -> int:
        """The character that begins at a byte."""
        if self._plain:
            return min(byte, len(self.text))
        line = bisect_right(self._bytes, byte) - 1
        start = self._bytes[line]
        return min(self._chars[line] + len(self.data[start:byte].decode("utf-8", "ignore")), len(self.text))

    def slice(self, node: Node) -> str:
        """The text of a node."""
        return self.text[self.at(node.start_byte) : self.at(node.end_byte)]


def flat(text: str) -> str:
    """The text with every line end as one ``\\n`` at the end of the line; no character moves."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text.replace("\0", " ") if "\0" in text else text


def parse(text: str, grammar: Grammar) -> Parsed | None:
    """The tree of a flat text, or None where parsing would cost too much."""
    from tree_sitter import Parser

    if len(text) > _LONGEST or _CONTINUED in text or _too_deep(text):
        return None
    if grammar.fragile and _overtaxes(text):
        return None
    plain = _smoothed(text) if grammar.module in _MACRO_LANGUAGES else text
    # Scanners written by hand run past the end of a text that ends in the middle of a name.
    data = plain.encode("utf-8", "replace") + b"\n\n"
    meter = _Meter(len(data))
    try:
        tree = Parser(language_of(grammar)).parse(
            lambda offset, _point: _window(data, offset, _point), progress_callback=meter.step
        )
    except ValueError:  # what the parser raises when the meter stops it
        return None
    return Parsed(text, data, tree)


def _smoothed(text: str) -> str:
    """What no C grammar copes with made blank, at the same length.

    Export macros in the heads of types cannot be told from names; blanks before a line end hide the end of a
    preprocessor line, so they go behind it.
    """
    text = _EXPORT.sub(lambda found: found[1] + " " * len(found[2]), text)
    return _TRAILING.sub(r"\n\1", text) if " \n" in text or "\t\n" in text else text


def _window(data: bytes, offset: int, _point: Point) -> bytes:
    return data[offset : offset + _WINDOW]


class _Meter:
    """Stops a parser that spends too many steps or too much memory on a text."""

    def __init__(self, size: int) -> None:
        self._steps = 0
        self._window = _WINDOW
        self._ceiling = _resident() + max(_LEAST_MEMORY, _MEMORY_A_BYTE * size)

    def step(self, offset: int, *_in_error: bool) -> bool:
        """Whether to stop, asked after each stretch of work."""
        self._steps += 1
        if offset > self._window:
            self._steps, self._window = 0, offset + _WINDOW
        if self._steps % _STEPS_A_LOOK == 0 and _resident() > self._ceiling:
            return True
        return self._steps > _STEPS_A_WINDOW


def _resident() -> int:
    """Bytes of memory in use; 0 where the system does not tell. Recovery from errors can take gigabytes."""
    try:
        with Path("/proc/self/statm").open("rb") as file:
            return int(file.read().split()[1]) * mmap.PAGESIZE
    except (OSError, ValueError, IndexError):
        return 0


def _overtaxes(text: str) -> bool:
    """Text that grammars with a hand-written scanner for nested comments and strings take ages for."""
    if len(text) > _LONGEST_FRAGILE or text.count("/*") > text.count("*/") + _OPEN_COMMENTS:
        return True
    return any(len(line) > _LONGEST_LINE for line in text.split("\n"))


def _too_deep(text: str) -> bool:
    """Whether brackets nest deeper than anything written by people or their tools."""
    depth = 0
    for bracket in _BRACKETS.findall(text):
        if bracket in "{([":
            depth += 1
            if depth > _DEEPEST:
                return True
        elif depth:
            depth -= 1
    if text.count("<") < _ANGLES:
        return False
    return any(part.count("<") - part.count(">") > _ANGLES for part in _STATEMENT_END.split(text))


def _line_starts(text: str) -> tuple[list[int], list[int]]:
    """Where each line begins, in bytes and in characters."""
    starts, chars = [0], [0]
    byte = char = 0
    for line in text.split("\n"):
        char += len(line) + 1
        byte += (len(line) if line.isascii() else len(line.encode("utf-8", "replace"))) + 1
        starts.append(byte)
        chars.append(char)
    return starts, chars
