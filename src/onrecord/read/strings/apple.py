"""Read Apple ``.strings``: ``"key" = "value";`` with comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import PassageKind
from onrecord.read.reader import Reader
from onrecord.read.strings.entries import Comments, Entry, read_entries
from onrecord.text.escapes import unescape

_QUOTED = r'"(?:[^"\\]|\\[\s\S])*+"'
_TOKEN = re.compile(
    rf"(?P<comment>/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|//[^\r\n]*+)"
    rf"|(?P<key>{_QUOTED}|(?<![\w.$\-])[\w.$\-]++)\s*+=\s*+(?P<value>{_QUOTED})(?P<end>[ \t]*+;)?"
    rf"|(?P<blank>\n[ \t\r]*+\n)"
)
_SHORT_ESCAPE = re.compile(r"\\U([0-9a-fA-F]{4})(?![0-9a-fA-F]{4})")
_BESIDE = re.compile(r"[ \t]*(?://[ \t]*(?P<line>[^\r\n]*)|/\*[ \t]*(?P<block>[^\r\n]*?)[ \t]*\*/)")


def read_apple(blob: Blob, ask: Ask) -> Document:
    """The reading of a ``.strings`` file."""
    return read_entries(blob, ask, READER, parse)


def parse(text: str) -> Iterator[Entry]:
    """The entries and comments of a text."""
    comments = Comments()
    at = 0
    while found := _TOKEN.search(text, at):
        at = found.end()
        if found["comment"]:
            said = found["comment"].strip("/* \t\r\n")
            if said:
                comments.comment(said)
                yield Entry(PassageKind.COMMENT, found.start(), found.end())
        elif found["blank"]:
            comments.blank()
            at -= 1
        else:
            beside = _BESIDE.match(text, at)
            at = beside.end() if beside else at
            above, notes = comments.take(once=True)
            yield Entry(
                PassageKind.UI_STRING,
                found.start(),
                found.start() + len(text[found.start() : at].rstrip()),
                name=unescape(found["key"].strip('"')).text,
                value=unescape(_SHORT_ESCAPE.sub(r"\\u\1", found["value"][1:-1])).text,
                note=((beside["line"] or beside["block"] or "") if beside else "").strip(),
                above=above,
                notes=notes,
                group=1,
            )


READER = Reader(
    name="apple-strings",
    version=1,
    media_types=("text/x-apple-strings",),
    suffixes=(".strings",),
    read=read_apple,
    cannot=("binary property lists are not read here",),
)
