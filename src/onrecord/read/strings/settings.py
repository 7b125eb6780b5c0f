"""Read settings: INI, TOML and their kin: ``[section]`` and ``key = value``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import PassageKind
from onrecord.read.reader import Reader
from onrecord.read.strings.entries import Comments, Entry, read_entries
from onrecord.text.escapes import unescape

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n)?")
_SECTION = re.compile(r"\[{1,2}\s*(?P<name>[^\[\]\r\n]+?)\s*\]{1,2}\s*(?:[#;]\s*(?P<note>.*))?$")
_PAIR = re.compile(r"(?P<key>\"[^\"]*\"|'[^']*'|[^=:#;\s\[][^=:]{0,120}?)\s*(?:=|:(?=\s|$))\s*(?P<value>.*)$")
_BESIDE = re.compile(
    r"(?P<value>\"(?:[^\"\\]|\\.)*+\"|'[^']*+'|\[[^\]]*+\]|[^\"'#;]*?)\s*(?:(?<=\s)|(?<=[\"'\]]))[#;]\s*(?P<note>.*)$"
)
_STRINGS = re.compile(r"\"((?:[^\"\\]|\\.)*+)\"|'([^']*+)'")
_LONG = 2000


def read_settings(blob: Blob, ask: Ask) -> Document:
    """The reading of an INI or TOML file."""
    return read_entries(blob, ask, READER, parse)


def parse(text: str) -> Iterator[Entry]:
    """Sections, pairs and comments of a text."""
    comments = Comments()
    section: tuple[str, ...] = ()
    head: int | None = None
    count, group, at = 0, 1, 0
    while at < len(text):
        found = _LINE.match(text, at)
        if found is None or found.end() == at:
            break
        body = found[1].strip()
        start, at = found.start() + len(found[1]) - len(found[1].lstrip()), found.end()
        entry: Entry | None = None
        if not body:
            comments.blank()
        elif body[0] in "#;" or body.startswith("//"):
            entry = _comment(start, body, comments)
        elif opened := _SECTION.match(body):
            section, head, group = (opened["name"],), count, group + 1
            above, notes = comments.take()
            name, note = opened["name"], opened["note"] or ""
            entry = Entry(PassageKind.KEY_VALUE, start, start + len(body), name, "", note, above, notes)
            comments.blank()
        else:
            end = _end_of_value(text, start, start + len(body))
            at = max(at, end)
            entry = _pair(text, start, end, comments)
            entry.enclosing, entry.group = section, group
            entry.parent = head
        if entry:
            count += 1
            yield entry


def _comment(start: int, body: str, comments: Comments) -> Entry | None:
    said = body.strip("#;/ \t-=")
    if not said:
        return None
    comments.comment(said)
    return Entry(PassageKind.COMMENT, start, start + len(body))


def _end_of_value(text: str, start: int, end: int) -> int:
    """Where the value ends: TOML strings in three quotes and lists run over lines."""
    body = text[start:end]
    for mark, close in (('"""', '"""'), ("'''", "'''")):
        if body.count(mark) == 1:
            found = text.find(close, start + body.index(mark) + 3, start + 20_000)
            return found + 3 if found >= 0 else end
    value = body.partition("=")[2].strip()
    if value.startswith("[") and value.count("[") > value.count("]"):
        found = text.find("]", end, end + 20_000)
        line_end = text.find("\n", found) if found >= 0 else -1
        if found >= 0:
            return len(text[: line_end if line_end >= 0 else len(text)][start:].rstrip()) + start
    return end


def _pair(text: str, start: int, end: int, comments: Comments) -> Entry:
    body = text[start:end]
    pair = (
        _PAIR.match(body)
        if "\n" not in body
        else re.match(r"(?P<key>[^=]{1,120}?)\s*=\s*(?P<value>[\s\S]*)", body)
    )
    above, notes = comments.take()
    if not pair:
        return Entry(PassageKind.KEY_VALUE, start, end, "", unescape(body).text, "", above, notes)
    value, note = pair["value"].strip(), ""
    beside = _BESIDE.match(value) if "\n" not in value and len(value) < _LONG else None
    if beside:
        value, note = beside["value"].strip(), beside["note"].strip()
    return Entry(
        PassageKind.KEY_VALUE,
        start,
        end,
        name=pair["key"].strip("\"' "),
        value=_listed(value) or unescape(value.strip("\"'")).text,
        note=note,
        above=above,
        notes=notes,
    )


def _listed(value: str) -> str:
    """The strings of a list, joined."""
    if not value.startswith("["):
        return ""
    return ", ".join(unescape(first or second).text for first, second in _STRINGS.findall(value))


READER = Reader(
    name="settings",
    version=1,
    media_types=("text/x-ini", "application/toml", "text/x-toml"),
    suffixes=(".ini", ".toml", ".cfg", ".conf", ".inf", ".lng", ".desktop", ".env", ".editorconfig"),
    read=read_settings,
    cannot=("values that go on over indented lines are read line by line",),
)
