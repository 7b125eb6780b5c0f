"""Read Java ``.properties``: ``key=value`` with continuation lines and ``\\uXXXX`` escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import PassageKind
from onrecord.read.reader import Reader
from onrecord.read.strings.entries import Comments, Entry, read_entries
from onrecord.text.escapes import unescape

_LOGICAL = re.compile(r"(?:[^\\\r\n]++|\\(?:\r\n|[\s\S])|\\$)*+(?:\r\n|\r|\n)?")
_PAIR = re.compile(r"(?P<key>(?:[^\\=:\s]|\\.)++)(?:[ \t\f]*+[=:][ \t\f]*+|[ \t\f]++)?(?P<value>[\s\S]*)")
_CONTINUED = re.compile(r"\\(?:\r\n|\r|\n)[ \t\f]*")


def read_properties(blob: Blob, ask: Ask) -> Document:
    """The reading of a ``.properties`` file."""
    return read_entries(blob, ask, READER, parse)


def parse(text: str) -> Iterator[Entry]:
    """The entries and comments of a text."""
    comments = Comments()
    at, group = 0, 1
    while at < len(text):
        found = _LINE.match(text, at) if _is_comment(text, at) else _LOGICAL.match(text, at)
        if found is None or found.end() == at:
            break
        raw = found.group()
        body = raw.strip()
        start = at + len(raw) - len(raw.lstrip())
        at = found.end()
        if not body:
            comments.blank()
            group += 1
        elif body[0] in "#!":
            said = body.lstrip("#! \t").strip("-=* \t")
            if said:
                comments.comment(unescape(said).text)
                yield Entry(PassageKind.COMMENT, start, start + len(body), group=group)
        else:
            yield _entry(start, body, comments, group)


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")


def _is_comment(text: str, at: int) -> bool:
    """A backslash at the end of a comment carries nothing on."""
    return text[at : at + 80].lstrip(" \t\f")[:1] in {"#", "!"}


def _entry(start: int, body: str, comments: Comments, group: int) -> Entry:
    pair = _PAIR.match(body)
    key, value = (pair["key"], pair["value"]) if pair else ("", body)
    above, notes = comments.take()
    return Entry(
        PassageKind.UI_STRING,
        start,
        start + len(body),
        name=unescape(key).text.replace("\\", ""),
        value=unescape(_CONTINUED.sub("", value)).text,
        above=above,
        notes=notes,
        group=group,
    )


READER = Reader(
    name="properties",
    version=1,
    media_types=("text/x-java-properties", "text/x-properties"),
    suffixes=(".properties", ".lang"),
    read=read_properties,
    cannot=("placeholders such as {0} are left as they stand",),
)
