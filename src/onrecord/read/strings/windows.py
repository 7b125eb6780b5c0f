"""Read Windows resource scripts ``.rc``: string tables, menus and dialogs, often in UTF-16."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import PassageKind
from onrecord.read.reader import Reader
from onrecord.read.strings.entries import Comments, Entry, read_entries
from onrecord.text.escapes import unescape

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n)?")
_STRING = re.compile(r'L?"((?:[^"\\]|\\.|"")*+)"')
_WIDE_ESCAPE = re.compile(r"\\x([0-9a-fA-F]{4})")
_IDENTIFIER = re.compile(r"\b(?!L\b)[A-Za-z_]\w*\b")
_COMMENT = re.compile(r"//[ \t]*(?P<line>.*)$|/\*(?P<block>.*?)(?:\*/|$)")
_BLOCK = re.compile(
    r"(?:(?P<id>\w+|\"[^\"]*\")\s+)?(?P<kind>STRINGTABLE|DIALOGEX|DIALOG|MENUEX|MENU|POPUP|VERSIONINFO|BLOCK|ACCELERATORS"
    r"|TEXTINCLUDE|RCDATA)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_KEYWORDS = frozenset(
    (
        *(
            "LTEXT",
            "RTEXT",
            "CTEXT",
            "CONTROL",
            "PUSHBUTTON",
            "DEFPUSHBUTTON",
            "GROUPBOX",
            "CHECKBOX",
            "AUTOCHECKBOX",
        ),
        *(
            "RADIOBUTTON",
            "AUTORADIOBUTTON",
            "MENUITEM",
            "POPUP",
            "CAPTION",
            "COMBOBOX",
            "EDITTEXT",
            "VALUE",
            "BLOCK",
        ),
        *("STATE3", "AUTO3STATE", "PUSHBOX", "FONT", "STYLE", "CLASS", "SEPARATOR", "BEGIN", "END"),
    )
)
_DULL = ("FONT", "#", "LANGUAGE", "STYLE", "EXSTYLE", "CLASS")


def read_rc(blob: Blob, ask: Ask) -> Document:
    """The reading of a resource script."""
    return read_entries(blob, ask, READER, parse)


@dataclass(slots=True)
class _Block:
    """A resource or a submenu that is open, or waits for its BEGIN."""

    name: str
    group: int
    caption: str = ""
    entry: int | None = None


def parse(text: str) -> Iterator[Entry]:
    """The strings of a resource script."""
    walk = _Walk()
    at = 0
    while at < len(text):
        found = _LINE.match(text, at)
        if found is None or found.end() == at:
            break
        start, at = found.start(), found.end()
        for entry in walk.line(start, found[1]):
            walk.count += 1
            yield entry


class _Walk:
    """The open blocks, the comments at hand, and how many entries there are."""

    def __init__(self) -> None:
        self.blocks: list[_Block] = []
        self.waiting: _Block | None = None
        self.comments = Comments()
        self.count = 0
        self.groups = 0

    def line(self, start: int, line: str) -> Iterator[Entry]:
        """The entry that a line holds, if it holds one."""
        body = line.strip()
        begin = start + len(line) - len(line.lstrip())
        word = body.split(None, 1)[0].upper() if body else ""
        if not body:
            self.comments.blank()
        elif body.startswith(("//", "/*", "*")):
            yield from self._comment(begin, body)
        elif word in {"BEGIN", "{"}:
            self.blocks.append(self.waiting or _Block("", self._group()))
            self.waiting = None
        elif word in {"END", "}"}:
            self.blocks = self.blocks[:-1]
        elif not body.upper().startswith(_DULL):
            yield from self._statement(begin, body)

    def _group(self) -> int:
        self.groups += 1
        return self.groups

    def _comment(self, begin: int, body: str) -> Iterator[Entry]:
        said = body.strip("/* \t-=")
        if said:
            self.comments.comment(said)
            yield Entry(PassageKind.COMMENT, begin, begin + len(body))

    def _statement(self, begin: int, body: str) -> Iterator[Entry]:
        """A line with a string, a line that opens a block, or both."""
        block = None if _is_control(body) else _BLOCK.match(body)
        if block:
            self.waiting = _Block((block["id"] or "").strip('"'), self._group())
        string = _STRING.search(body)
        if not string or (block and block["kind"].upper() not in {"POPUP", "BLOCK"}):
            return
        value = unescape(_WIDE_ESCAPE.sub(r"\\u\1", string[1].replace('""', '"'))).text
        if not any(char.isalnum() for char in value):
            return
        yield self._entry(begin, body, string, value)  # counted by the caller before we go on
        if block and self.waiting:
            self.waiting.name, self.waiting.entry = value, self.count - 1
        elif body.upper().startswith("CAPTION") and self.waiting:
            self.waiting.caption, self.waiting.entry = value, self.count - 1

    def _entry(self, begin: int, body: str, string: re.Match[str], value: str) -> Entry:
        comment = _COMMENT.search(body, string.end())
        code = body[: comment.start()] if comment else body
        above, notes = self.comments.take()
        inside = self.blocks[-1] if self.blocks else None
        captions = tuple(block.caption for block in self.blocks if block.caption)
        return Entry(
            PassageKind.UI_STRING,
            begin,
            begin + len(body),
            name=_identifier(code, string),
            value=value,
            note=((comment["line"] or comment["block"] or "") if comment else "").strip(),
            above=above,
            notes=(*captions, *notes),
            enclosing=tuple(block.name for block in self.blocks if block.name),
            group=inside.group if inside else 0,
            parent=inside.entry if inside else None,
        )


def _is_control(body: str) -> bool:
    return body.split(None, 1)[0].upper() in _KEYWORDS - {"POPUP", "BLOCK"}


def _identifier(code: str, string: re.Match[str]) -> str:
    """The name of a string: before it in a table, behind it in menus and dialogs."""
    before: list[str] = [
        word for word in _IDENTIFIER.findall(code[: string.start()]) if word.upper() not in _KEYWORDS
    ]
    if before:
        return before[-1]
    first = code[: string.start()].strip(" ,\t")
    if first.isdigit():
        return first
    after: list[str] = [
        word for word in _IDENTIFIER.findall(code[string.end() :]) if word.upper() not in _KEYWORDS
    ]
    return after[0] if after else ""


READER = Reader(
    name="rc",
    version=1,
    media_types=("text/x-rc", "application/x-rc"),
    suffixes=(".rc", ".rc2"),
    read=read_rc,
    cannot=("strings that run over several lines are read up to the end of their first line",),
)
