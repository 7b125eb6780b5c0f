"""Header fields of a message as text, whatever way their writers encoded them; and ``READERS`` for them."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from email.message import Message

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import PassageKind
from onrecord.read.draft import Draft
from onrecord.read.reader import Reader
from onrecord.text.decode import decode

MEDIA_TYPE = "text/rfc822-headers"
_SHOWN = (
    "From",
    "To",
    "Cc",
    "Date",
    "Subject",
    "Organization",
    "Keywords",
    "Comments",
    "Snapshot-Content-Location",
)
_FACTS = {"from": "author", "date": "date", "subject": "title", "snapshot-content-location": "address"}
_WORD = re.compile(r"=\?([^?\s]{1,64})\?([bBqQ])\?([^?]*)\?=(?:\s+(?==\?))?")
_MOST = 20_000


def header(message: Message, name: str) -> str:
    """One field as text; empty where it is missing."""
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            return header_text(str(value))
    return ""


def header_text(raw: str) -> str:
    """Encoded words and bare bytes of a field resolved, its lines unfolded."""
    text = _bare(" ".join(raw[:_MOST].split()))
    pieces: list[str] = []
    pending, charset, at = b"", "", 0
    for word in _WORD.finditer(text):
        if word.start() > at or word[1].lower() != charset:
            # a character may be cut between two words, so words of one charset are joined before decoding
            pieces.append(_decoded(pending, charset))
            pieces.append(text[at : word.start()])
            pending, charset = b"", word[1].lower()
        pending += _payload(word[2], word[3])
        at = word.end()
    return "".join([*pieces, _decoded(pending, charset), text[at:]]).strip()


def _bare(text: str) -> str:
    """Bytes beyond ASCII that stand in a field without any encoding."""
    if text.isascii():
        return text
    return decode(text.encode("utf-8", "surrogateescape")).text


def _payload(kind: str, text: str) -> bytes:
    plain = text.encode("ascii", "ignore")
    if kind in "qQ":
        return quopri.decodestring(plain.replace(b"_", b" "))
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4))
    except binascii.Error:
        return plain


def _decoded(data: bytes, charset: str) -> str:
    return decode(data, declared=charset.partition("*")[0]).text if data else ""


def headers_blob(message: Message, name: str, parent: Blob) -> Blob | None:
    """The fields that people read, as a member of the message; None where there are none.

    Each line begins with a tab, so that the member does not itself look like a message.
    """
    lines = [f"\t{key}: {text}\n" for key in _SHOWN if (text := header(message, key))]
    if not lines:
        return None
    data = "".join(lines).encode("utf-8", "replace")
    return Blob(data, name, (*parent.members, name), f"{MEDIA_TYPE}; charset=utf-8", parent.record)


def read(blob: Blob, ask: Ask) -> Document:
    """Fields as pairs, and as facts."""
    draft = Draft(blob, ask)
    facts: dict[str, str] = {}
    text = blob.data.decode("utf-8", "replace")
    wanted = ask.interest is None or ask.interest(text)
    for number, line in enumerate(text.splitlines(), 1):
        name, colon, value = line.strip().partition(":")
        if not colon or not value.strip():
            continue
        if name.lower() in _FACTS:
            facts.setdefault(_FACTS[name.lower()], value.strip())
        if wanted:
            place = draft.locator(line=number)
            draft.add(PassageKind.KEY_VALUE, line.strip(), place, name=name, value=value.strip())
    return draft.document(READERS[0], facts=facts.items(), encoding="utf-8")


READERS = (
    Reader(
        name="mail-headers",
        version=1,
        media_types=(MEDIA_TYPE,),
        suffixes=(),
        read=read,
        cannot=("fields that only machines read (Received, DKIM-Signature)",),
    ),
)
