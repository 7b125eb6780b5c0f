"""Comments as text: their marks taken off, and long ones cut where their content changes.

A comment of one line stays whole. In a longer one each item of a list, each ``@param`` and each paragraph is
an item of its own. Not handled: tables drawn with box characters, text in two columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import east_asian_width

_LEAD = re.compile(r"[ \t]*(?:/\*+[!<]*|\*+(?!/)|//+[!<]*|#+|--+|\"\"\"|'+|\(\*|[Rr][Ee][Mm]\b)?[ \t]*")
_ENDS = ("*/", '"""', "'''", "*)")
_TAG = re.compile(
    r"</?(?:summary|remarks|returns|value|para|see|seealso|c|code|example|exception|list|item|description|b|p|br)\b"
    r"(?:\s+\w+=[^>]{0,200})?\s*/?>"
)
_PARAM_TAG = re.compile(r"<param\s+name=\"([^\"]{0,80})\"\s*>|</param>")
_BACKWARD = re.compile(r"(?://[/!]?|/\*[*!]?)<")
_ITEM = re.compile(
    r"[-+•·○●*]\s|[([{]?\d{1,3}\s*[])}.、:：=~\-–]|\d{1,3}\s+\S|[@\\][a-zA-Z]+|[|+]|<param\b"
    r"|[A-Za-z_][\w.\[\]]{0,40}(?:\s*(?:[:：=]|-+>?\s|\s-\s)|\s{2,}\S)"
)
_PARAM = re.compile(
    r"[@\\](?:param|arg|field|property|var|tparam)(?:\[[^\]]*\])?\s+(?:\{[^}]*\}\s*)?(?:[\w|\\\[\]]+\s+(?=\$))?\$?([\w$.]+)"
    r"|<param\s+name=\"([^\"]{0,80})\""
)
_FULL_STOP = (".", "。", ";", "；", ":", "：", "!", "！", "?", "？")
_NARROWEST = 40
_LONGEST = 1200
_FARTHEST = 40
_SHORT = 24


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a comment, in characters of the whole text; ``below``: the item that it hangs below."""

    start: int
    end: int
    below: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    text: str
    gap: bool


def plain(comment: str) -> str:
    """The words of a comment, line by line, without comment marks and documentation tags."""
    if comment.startswith("{") and comment.endswith("}"):
        comment = comment[1:-1]
    lines = (_words(_bare(line)) for line in comment.splitlines())
    return "\n".join(line for line in lines if line)


def points_back(comment: str) -> bool:
    """Whether a comment says of itself that it belongs to what stands before it (``///<``)."""
    return bool(_BACKWARD.match(comment))


def _bare(line: str) -> str:
    lead = _LEAD.match(line)
    return _without_end(line[lead.end() if lead else 0 :])


def _without_end(line: str) -> str:
    """A line without the mark that ends a comment."""
    line = line.rstrip()
    for mark in _ENDS:
        if line.endswith(mark):
            return line.removesuffix(mark).rstrip("* \t")
    return line


def _words(line: str) -> str:
    """A line without tags; empty if it is a ruler or says nothing."""
    line = _PARAM_TAG.sub(lambda found: f"{found[1]}: " if found[1] else "", _TAG.sub("", line)).strip()
    return line if re.search(r"\w", line) else ""


def items(text: str, start: int, end: int) -> list[Item]:
    """The parts of the comment at ``[start:end]``, each worth quoting alone."""
    lines = _lines(text, start, end)
    if "\n" not in text[start:end].strip():
        return [Item(start, end)] if lines else []
    width = max((_width(line.text) for line in lines), default=0)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Item(group[0].start, group[-1].end, _below(groups, number), _param(group[0].text))
        for number, group in enumerate(groups)
    ]


def _lines(text: str, start: int, end: int) -> list[_Line]:
    """The lines that say something; ``gap`` marks those after a line that says nothing."""
    lines: list[_Line] = []
    gap = False
    at = start
    column = start - (text.rfind("\n", 0, start) + 1)
    for raw in text[start:end].splitlines(keepends=True):
        lead = _LEAD.match(raw)
        first = lead.end() if lead else 0
        last = first + len(_without_end(raw[first:]))
        words = _words(raw[first:last])
        if words:
            lines.append(_Line(at + first, at + last, column + first, words, gap))
        gap = not words and bool(lines)
        at += len(raw)
        column = 0
    return lines


def _continues(group: list[_Line], line: _Line, width: int) -> bool:
    """Whether a line carries on the sentence of the lines before it."""
    first, last = group[0], group[-1]
    if line.gap or _ITEM.match(line.text) or line.end - first.start > _LONGEST:
        return False
    if _ITEM.match(first.text) and line.indent > first.indent and not last.text.endswith(_FULL_STOP):
        return True
    return width >= _NARROWEST and _width(last.text) >= 0.7 * width and not last.text.endswith(_FULL_STOP)


def _below(groups: list[list[_Line]], number: int) -> int | None:
    """The item this one hangs below: the nearest that is indented less, else the first one."""
    first, line = groups[0][0], groups[number][0]
    if number == 0 or (line.gap and not _ITEM.match(line.text)):
        return None
    for earlier in range(number - 1, max(0, number - _FARTHEST), -1):
        if groups[earlier][0].indent < line.indent:
            return earlier
        if groups[earlier][0].gap:
            break
    listed = _ITEM.match(line.text) or line.indent > first.indent or first.text.endswith((":", "："))
    return 0 if listed or _width(line.text) <= _SHORT else None


def _param(line: str) -> str:
    found = _PARAM.match(line)
    return (found[1] or found[2]) if found else ""


def _width(line: str) -> int:
    """Columns that a line takes, wide characters counted twice."""
    return len(line) if line.isascii() else sum(2 if east_asian_width(char) in "WF" else 1 for char in line)
