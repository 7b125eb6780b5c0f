"""Unified diffs: each changed line by itself, with its file, the comment above it, and whether it went."""

from __future__ import annotations

import re

from onrecord.model.document import Context
from onrecord.model.vocabulary import Flag, PassageKind
from onrecord.read.layout import NO_FLAGS, Layout

_LOOKED_AT = 20_000
_FILE = re.compile(r"^--- \S.*\r?\n\+\+\+ \S", re.MULTILINE)
_HUNK = re.compile(r"^@@ .*@@", re.MULTILINE)
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n)?")
_COMMENT = re.compile(r"(?:/\*.*\*/|//.*|/\*.*|\*(?!\w).*|#(?!\w).*|--\s.*|<!--.*-->)\s*$")
_BESIDE = re.compile(r"(?:/\*(.*?)(?:\*/|$)|//+(.*)|(?<=\s)#\s(.*)|(?<=[;,])\s*--\s(.*))$")
_NAME = re.compile(r"([A-Za-z_]\w*)\s*(?:\[[^\]]*\]\s*)*(?:=[^=].*?|:\s*\S.*?)?[;,({]?\s*$")
_CODE_END = re.compile(r"[;{},(]\s*$")
_DELETED = frozenset({Flag.DELETED})


def is_diff(text: str) -> bool:
    """Whether the text is a unified diff, from its first lines."""
    head = text[:_LOOKED_AT]
    return bool(_FILE.search(head)) and bool(_HUNK.search(head))


def lay_out_diff(layout: Layout) -> None:
    """Add a passage for each line of the diff that says something."""
    walk = _Walk(layout)
    at = 0
    text = layout.text
    while at < len(text):
        found = _LINE.match(text, at)
        if found is None or found.end() == at:
            break
        walk.take(found.start(), found[1])
        at = found.end()


class _Walk:
    """The file at hand, the heading of its hunk, and the comment above the next line."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.file = ""
        self.hunk = ""
        self.above = ""
        self.removed: list[str] = []
        """The lines that went away right above: what takes their place may be the same under a new name."""
        self.inside = False
        self.group = layout.new_group()

    def take(self, start: int, line: str) -> None:
        if line.startswith(("--- ", "+++ ", "diff ", "Index: ", "index ")):
            self._file(line)
        elif line.startswith("@@"):
            self.hunk = line.rpartition("@@")[2].strip() or line.strip("@ ")
            self.above, self.inside = "", True
            self.removed.clear()
            self.group = self.layout.new_group()
        elif self.inside and line[:1] in {"+", "-", " "}:
            self._changed(start, line)
        elif line.strip() and not line.startswith("\\"):
            self.inside = self.inside and not line.strip()
            self._prose(start, line)
        else:
            self.above = ""

    def _file(self, line: str) -> None:
        name = re.sub(r"^(?:---|\+\+\+) (?:[ab]/)?", "", line).split("\t")[0].strip()
        if line.startswith(("---", "+++")) and name != "/dev/null":
            self.file = name
        self.inside, self.above = False, ""

    def _prose(self, start: int, line: str) -> None:
        begin = start + len(line) - len(line.lstrip())
        self.layout.add(PassageKind.PROSE, begin, start + len(line.rstrip()), group=self.group)

    def _changed(self, start: int, line: str) -> None:
        """One line of a hunk: a comment, a declaration, or prose."""
        body = line[1:].strip()
        if not any(char.isalnum() for char in body):
            return
        begin = start + 1 + len(line[1:]) - len(line[1:].lstrip())
        is_comment = bool(_COMMENT.match(body))
        beside = None if is_comment else _BESIDE.search(body)
        code = body[: beside.start()].rstrip() if beside else body
        is_code = not is_comment and (beside is not None or bool(_CODE_END.search(code)))
        name = _NAME.search(code) if is_code else None
        kind = (
            PassageKind.COMMENT if is_comment else PassageKind.DECLARATION if is_code else PassageKind.PROSE
        )
        headings = (self.hunk,) if self.hunk else ()
        replaces = self._replaced(line[0], body, code)
        self.layout.add(
            kind,
            begin,
            begin + len(body),
            context=Context(
                headings=headings,
                enclosing=(self.file,) if self.file else (),
                notes=(replaces,) if replaces else (),
                above=self.above,
            ),
            name=name[1] if name else "",
            note=next((part.strip() for part in beside.groups() if part), "") if beside else "",
            group=self.group,
            flags=_DELETED if line[0] == "-" else NO_FLAGS,
        )
        self.above = body if is_comment else ""

    def _replaced(self, sign: str, body: str, code: str) -> str:
        """The deleted declaration, of the same type, whose place an added one takes."""
        if sign == "-":
            self.removed.append(body)
            return ""
        if sign == " ":
            self.removed.clear()
            return ""
        old = self.removed.pop(0) if self.removed else ""
        type_of_new, type_of_old = code.rpartition(" ")[0].split(), old.split()
        same_type = bool(type_of_new) and type_of_old[: len(type_of_new)] == type_of_new
        return old if same_type else ""
