"""Read gettext ``.po``: message and translation, with context and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import Flag, PassageKind
from onrecord.read.reader import Reader
from onrecord.read.strings.entries import Entry, read_entries
from onrecord.text.escapes import unescape

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n)?")
_FIELD = re.compile(
    r'(?P<gone>#~\s*)?(?:(?P<field>msgctxt|msgid_plural|msgid|msgstr)(?:\[\d+\])?\s*)?(?P<text>".*)$'
)
_CHARSET = re.compile(rb"charset=([A-Za-z0-9._-]+)")


def read_gettext(blob: Blob, ask: Ask) -> Document:
    """The reading of a ``.po`` file."""
    declared = _CHARSET.search(blob.data[:4096])
    return read_entries(blob, ask, READER, parse, declared=declared[1].decode("ascii") if declared else "")


@dataclass(slots=True)
class _Message:
    """The message at hand."""

    start: int = -1
    end: int = -1
    last: str = ""
    gone: bool = False
    parts: dict[str, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)


def parse(text: str) -> Iterator[Entry]:
    """The messages of a text."""
    message = _Message()
    at = 0
    while at < len(text):
        found = _LINE.match(text, at)
        if found is None or found.end() == at:
            break
        body, start, at = (
            found[1].strip(),
            found.start() + len(found[1]) - len(found[1].lstrip()),
            found.end(),
        )
        pair = _FIELD.match(body)
        if pair and pair["field"] in {"msgctxt", "msgid"} and "msgstr" in message.parts:
            yield from _entry(message)
            message = _Message()
        if pair:
            _take(message, pair, start, start + len(body))
        else:
            if message.parts:
                yield from _entry(message)
                message = _Message()
            if body[:2] in {"# ", "#."}:
                message.comments.append(body[2:].strip())
    yield from _entry(message)


def _take(message: _Message, pair: re.Match[str], start: int, end: int) -> None:
    message.last = pair["field"] or message.last
    if not message.last:
        return
    if message.start < 0:
        message.start = start
    message.end = end
    message.gone = message.gone or bool(pair["gone"])
    quoted = pair["text"]
    body = quoted[1:-1] if len(quoted) > 1 and quoted.endswith('"') else quoted[1:]
    before = message.parts.get(message.last, "")
    if before and pair["field"] == "msgstr":  # the next plural form
        before += " / "
    message.parts[message.last] = before + unescape(body).text


def _entry(message: _Message) -> Iterator[Entry]:
    key = message.parts.get("msgid", "")
    if message.start < 0 or not (key or message.parts.get("msgctxt")):
        return  # the header of the file
    context = message.parts.get("msgctxt", "")
    note = " · ".join(message.comments)
    yield Entry(
        PassageKind.UI_STRING,
        message.start,
        message.end,
        name=key,
        value=message.parts.get("msgstr") or key,
        note=note,
        above="\n".join(message.comments),
        enclosing=(context,) if context else (),
        group=1,
        flags=frozenset({Flag.DELETED}) if message.gone else frozenset(),
    )


READER = Reader(
    name="gettext",
    version=1,
    media_types=("text/x-gettext-translation", "text/x-po"),
    suffixes=(".po", ".pot"),
    read=read_gettext,
    cannot=("compiled .mo files are read as binaries",),
)
