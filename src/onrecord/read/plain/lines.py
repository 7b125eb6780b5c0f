"""The lines of a plain text, and what can be said of one line by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(
    r"([ \t\u3000\u00a0\ufeff]*)((?:>[ \t]?)*)([^\r\n\f\v\x85\u2028]*)(?:\r\n|[\r\n\f\v\x85\u2028])?"
)
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]"
)
_TERMINAL = re.compile(r"[.!?。！？．؟।॥།…]+[\"'»”’)\]）」』›*]*$")
_TERMINAL_LAST = frozenset(".!?。！？．؟।॥།…\"'»”’)]）」』›*")
_SEPARATORS = frozenset(",;，；、،؛/|+&")
_HYPHENS = frozenset("-\u00ad\u2010¬")
_RULE = re.compile(r"[-=_*~+|#. ]{4,}$")


@dataclass(slots=True)
class Line:
    """One line that is not blank; ``start`` and ``end`` leave out white space and quote marks around it."""

    start: int
    end: int
    text: str
    indent: int
    quoted: int
    blank_before: bool
    ruled: bool = False
    """A line of dashes stands directly below."""

    @property
    def width(self) -> int:
        """Columns on the screen: East Asian characters take two."""
        return len(self.text) + (0 if self.text.isascii() else len(_WIDE.findall(self.text)))

    @property
    def terminal(self) -> bool:
        """Whether a sentence ends here."""
        return self.text[-1:] in _TERMINAL_LAST and bool(_TERMINAL.search(self.text[-24:]))

    @property
    def separator(self) -> bool:
        """Whether an enumeration goes on."""
        return self.text[-1:] in _SEPARATORS

    @property
    def hyphen(self) -> bool:
        """Whether the last word may be cut."""
        text = self.text
        return text[-1:] in _HYPHENS and (text[-2:-1].isalnum() or text[-2:-1] == "_")

    @property
    def colon(self) -> bool:
        """Whether the line introduces what follows."""
        return self.text.endswith((":", "："))


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines between two offsets; rules of dashes become a mark on the line above them."""
    lines: list[Line] = []
    blank = True
    for indent, quotes, first, body in raw_lines(text, start, len(text) if end is None else end):
        if not body:
            blank = True
        elif _RULE.match(body) and _is_rule(body):
            if lines and not blank:
                lines[-1].ruled = True
        else:
            for part_start, part in _parts(body):
                begin = first + part_start
                lines.append(Line(begin, begin + len(part), part, indent, quotes, blank_before=blank))
                blank = False
    return lines


_LONG = 8192
_CUT = re.compile(r"[.!?。！？;；](?:\s+|(?<=[。！？；]))|\s+")


def _parts(body: str) -> Iterator[tuple[int, str]]:
    """A line of ordinary length whole; an endless one in pieces, cut behind a sentence or word."""
    at = 0
    while len(body) - at > _LONG:
        cuts = [found.end() for found in _CUT.finditer(body, at + _LONG // 2, at + _LONG)]
        stops = [cut for cut in cuts if body[cut - 1] in ".!?。！？;；" or body[cut - 2] in ".!?;"]
        end = (stops or cuts or [at + _LONG])[-1]
        part = body[at:end].rstrip()
        if part:
            yield at, part
        at = end
    if body[at:].strip():
        yield at, body[at:]


def raw_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, int, str]]:
    """Indent, depth of quotation, offset and text of each line between two offsets, also of blank ones."""
    at = start
    while at < end:
        found = _LINE.match(text, at, end)
        if found is None or found.end() == at:
            at += 1
            continue
        at = found.end()
        body = found[3].rstrip()
        yield len(found[1].expandtabs(8)), found[2].count(">"), found.start(3), body


def _is_rule(body: str) -> bool:
    """Four or more dashes, or the dashes of a table drawn in characters; dots alone may be an ellipsis."""
    return sum(body.count(mark) for mark in "-=_*~+#") >= 4


def starts_lower(text: str) -> bool:
    """Whether the text goes on in lower case (scripts with case only)."""
    return text[:1].islower()


def starts_uncased(text: str) -> bool:
    """Whether the first character is a letter of a script without case."""
    first = text[:1]
    return first.isalpha() and first.lower() == first.upper()


def words(text: str) -> int:
    """A measure of length for every script: words, where four wide characters count as one."""
    wide = len(_WIDE.findall(text)) if not text.isascii() else 0
    return len(text.split()) + wide // 4
