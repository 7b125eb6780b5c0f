"""Tell code from comments and strings in any language, by its marks alone.

Works on broken code and on parts of a file. Limits: nested block comments end at their first end mark, and
marks inside regular-expression literals or C++ raw strings are taken for what they look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

# Runs of plain characters are taken in one step: a group repeated a million times costs a gigabyte.
_DOUBLE = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_SINGLE = r"'[^'\\\n]*(?:\\.[^'\\\n]*)*'"
_SLASHES = r"//[^\n]*"
_STARS = r"/\*(?:.*?\*/|.*\Z)"
_TRIPLE = r'"""(?:.*?"""|.*\Z)|' + r"'''(?:.*?'''|.*\Z)"
_HASH = r"\#[^\n]*"

_COMMENTS: dict[str, str] = {
    "c": f"{_SLASHES}|{_STARS}",
    "python": _HASH,
    "php": rf"{_SLASHES}|{_STARS}|\#(?!\[)[^\n]*",
    "sql": rf"--[^\n]*|{_STARS}|^[ \t]*(?:\#|(?i:REM|PROMPT)\b)[^\n]*",
    "vb": r"'[^\n]*|^[ \t]*(?i:REM)\b[^\n]*",
    "pascal": rf"{_SLASHES}|\{{(?:[^}}]*\}}|.*\Z)|\(\*(?:.*?\*\)|.*\Z)",
    "hash": rf"{_HASH}|{_SLASHES}|{_STARS}",
    "lua": r"--\[\[(?:.*?\]\]|.*\Z)|--[^\n]*",
}
_STRINGS: dict[str, str] = {
    "c": f"{_TRIPLE}|{_DOUBLE}|{_SINGLE}|`[^`]*`",
    "python": f"{_TRIPLE}|{_DOUBLE}|{_SINGLE}",
    "php": f"{_DOUBLE}|{_SINGLE}",
    "sql": r"'[^'\\\n]*(?:(?:''|\\.)[^'\\\n]*)*'|" + r'"[^"\n]*"|`[^`\n]*`',
    "vb": r'"[^"\n]*(?:""[^"\n]*)*"',
    "pascal": r"'[^'\n]*(?:''[^'\n]*)*'",
    "hash": f"{_DOUBLE}|{_SINGLE}",
    "lua": f"{_DOUBLE}|{_SINGLE}",
}


@cache
def _tokens(marks: str) -> re.Pattern[str]:
    """Comments, strings and brackets of a family of languages."""
    return re.compile(
        f"(?P<comment>{_COMMENTS[marks]})|(?P<string>{_STRINGS[marks]})|(?P<bracket>[{{}}()\\[\\]])",
        re.DOTALL | re.MULTILINE,
    )


@dataclass(frozen=True, slots=True)
class Token:
    """A comment, a string or a bracket (``kind``) at ``[start:end]``."""

    kind: str
    start: int
    end: int


def tokens(text: str, marks: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The comments, strings and brackets of a text, in order."""
    for found in _tokens(marks).finditer(text, start, len(text) if end is None else end):
        yield Token(found.lastgroup or "", found.start(), found.end())


def code_and_comments(text: str, marks: str) -> tuple[str, list[str]]:
    """The text with its comments blanked out (same length), and the comments."""
    comments: list[str] = []
    parts: list[str] = []
    done = 0
    for token in tokens(text, marks):
        if token.kind == "comment":
            comments.append(text[token.start : token.end])
            parts += [text[done : token.start], " " * (token.end - token.start)]
            done = token.end
    return "".join([*parts, text[done:]]), comments


def strings_in(code: str, marks: str) -> list[str]:
    """The string literals of a piece of code, with their quotes."""
    return [code[token.start : token.end] for token in tokens(code, marks) if token.kind == "string"]


def find_outside(code: str, marks: str, pattern: re.Pattern[str], *, depth: int = 0) -> re.Match[str] | None:
    """The first match of a pattern that stands in no string and in no more than ``depth`` brackets."""
    if not pattern.search(code):
        return None
    hidden = _hidden(code, marks, depth)
    for found in pattern.finditer(code):
        if not any(start <= found.start() < end for start, end in hidden):
            return found
    return None


def _hidden(code: str, marks: str, depth: int) -> list[tuple[int, int]]:
    """The spans of strings, and of what stands deeper than ``depth`` brackets."""
    spans: list[tuple[int, int]] = []
    level, opened = 0, 0
    for token in tokens(code, marks):
        if token.kind == "string":
            spans.append((token.start, token.end))
        elif token.kind == "bracket":
            if code[token.start] in "{([":
                level += 1
                opened = token.start if level == depth + 1 else opened
            else:
                if level == depth + 1:
                    spans.append((opened, token.end))
                level = max(0, level - 1)
    if level > depth:
        spans.append((opened, len(code)))
    return spans
