"""Annotations, attributes and field tags that stand on the line of what they are about."""

from __future__ import annotations

import re

from onrecord.read.source_scan import tokens

_ANNOTATION = re.compile(
    r"\s*(@(?!interface|implementation|protocol|end|class|import|optional|required|synthesize|try)[\w.:]+"
    r"|#?\[(?=[A-Za-z_])|<(?=[A-Z]\w*\())"
)
_GOES_ON = re.compile(r"\s*[\w\[@<]")
_MARKS = frozenset({"@", "#", "[", "<"})
_HAVE = frozenset({"c", "php", "vb"})
_TAG = re.compile(r"([\w*.\[\], ]+\s)\s*(`[^`]*`)\s*", re.DOTALL)


def split_annotations(code: str, marks: str) -> tuple[str, str]:
    """The annotations before a declaration (and the field tag of Go behind it), and the rest."""
    if marks not in _HAVE or (code.lstrip()[:1] not in _MARKS and "`" not in code):
        return "", code
    found: list[str] = []
    at = 0
    while start := _ANNOTATION.match(code, at):
        end = _end_of_annotation(code, start, marks)
        if start[1] in {"[", "<"} and not _GOES_ON.match(code, end):
            break
        found.append(code[start.start(1) : end])
        at = end
    rest = code[at:]
    tag = _TAG.fullmatch(rest)
    if tag:
        found.append(tag[2].strip("`"))
        rest = tag[1]
    return "\n".join(" ".join(item.split()) for item in found), rest


def _end_of_annotation(code: str, start: re.Match[str], marks: str) -> int:
    """Where an annotation ends: behind its name, its arguments or its bracket."""
    if start[1] == "<":
        return code.find(">", start.end()) + 1 or len(code)
    opened = start.end() - 1
    if start[1].startswith("@"):
        bracket = re.compile(r"\s*\(").match(code, start.end())
        if not bracket:
            return start.end()
        opened = bracket.end() - 1
    depth = 0
    for token in tokens(code, marks, opened):
        if token.kind == "bracket":
            depth += 1 if code[token.start] in "{([" else -1
            if depth == 0:
                return token.end
    return len(code)
