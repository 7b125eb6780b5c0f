"""Messages and saved pages: ``CONTAINERS`` for EML, MHTML and mailboxes.

A message holds its fields, its bodies and its attachments, each a member with a name. The transfer encoding
is undone here; the character encoding is left to the reader of the part, with the declared one as a hint.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from onrecord.model.document import Blob, Gap
from onrecord.model.reading import Ask, Member
from onrecord.model.vocabulary import GapKind
from onrecord.read.archive_limits import gap, member, own_gap
from onrecord.read.mail_headers import header_text, headers_blob
from onrecord.read.reader import Container

_SKIPPED = re.compile(
    r"text/css|font/|application/(?:x-)?font|application/vnd\.ms-fontobject|application/pgp-signature"
    r"|application/(?:x-)?pkcs7-signature"
)
_ENCRYPTED = re.compile(r"application/(?:x-)?pkcs7-mime|application/pgp-encrypted")
_ELSEWHERE = frozenset({"message/external-body", "message/partial"})
_START = re.compile(rb"(?:\A|\r?\n\r?\n)From [^\r\n]{1,300}\r?\n(?=[!-9;-~]{1,80}:)")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_DECRYPT = "open it in a mail program that has the key, and save the text"


def members(blob: Blob, ask: Ask) -> Iterator[Member]:
    """The parts of a message, or the messages of a mailbox."""
    starts = [found.end() for found in _START.finditer(blob.data)] if blob.data.startswith(b"From ") else []
    if len(starts) > 1:
        yield from _mailbox(blob, starts)
        return
    data = blob.data[starts[0] :] if starts else blob.data
    most = ask.limits.members
    if data.count(b"\n--") > 2 * most:
        yield own_gap(blob, GapKind.TOO_LARGE, f"more than {most} parts", "raise the limit")
        return
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
    except RecursionError:
        yield own_gap(blob, GapKind.TOO_DEEP, "parts nested too deep", "open it in a mail program")
        return
    yield from _parts(blob, message)


def _mailbox(blob: Blob, starts: list[int]) -> Iterator[Member]:
    """The messages of a mailbox; ``>From`` inside them is unquoted."""
    width = len(str(len(starts)))
    for number, start in enumerate(starts):
        end = blob.data.rfind(b"\nFrom ", start, starts[number + 1]) if number + 1 < len(starts) else None
        data = _QUOTED_FROM.sub(rb"\1", blob.data[start:end])
        yield member(blob, f"message-{number + 1:0{width}}.eml", data, "message/rfc822")


def _parts(blob: Blob, message: Message) -> Iterator[Member]:
    """Every part of a message, messages inside it taken apart too."""
    names: dict[str, int] = {}
    stack: list[Message] = [message]
    while stack:
        part = stack.pop()
        if part is message or part.get_content_type() == "message/rfc822":
            yield from _fields(blob, part if part is message else _inner(part), names)
        payload = part.get_payload()
        if isinstance(payload, list):
            yield from _broken(blob, part, blob.name)
            if part.get_content_type() == "multipart/encrypted":
                yield gap(blob, "message", GapKind.ENCRYPTED, "an encrypted message", _DECRYPT)
            else:
                stack.extend(inner for inner in reversed(payload) if isinstance(inner, Message))
            continue
        yield from _leaf(blob, part, names)


def _inner(part: Message) -> Message:
    payload = part.get_payload()
    first = payload[0] if isinstance(payload, list) and payload else part
    return first if isinstance(first, Message) else part


def _fields(blob: Blob, message: Message, names: dict[str, int]) -> Iterator[Member]:
    fields = headers_blob(message, _unused("headers", names), blob)
    if fields is not None:
        yield fields


def _leaf(blob: Blob, part: Message, names: dict[str, int]) -> Iterator[Member]:
    """One part with content of its own."""
    kind = part.get_content_type()
    if _SKIPPED.match(kind):
        return
    name = _unused(_name(part, kind), names)
    if _ENCRYPTED.match(kind):
        yield gap(blob, name, GapKind.ENCRYPTED, "an encrypted part", _DECRYPT)
        return
    if kind in _ELSEWHERE:
        yield gap(blob, name, GapKind.UNSUPPORTED, f"the content is not in this message ({kind})")
        return
    data = part.get_payload(decode=True)
    yield from _broken(blob, part, name)  # damage shows only when the payload is decoded
    if isinstance(data, bytes) and data.strip():
        charset = part.get_content_charset() if kind.startswith("text/") else None
        yield member(blob, name, data, f"{kind}; charset={charset}" if charset else kind)


def _broken(blob: Blob, part: Message, name: str) -> Iterator[Gap]:
    """What the parser noticed; the part is given out all the same."""
    found = {type(defect).__name__ for defect in part.defects}
    if found & {"CloseBoundaryNotFoundDefect", "StartBoundaryNotFoundDefect"}:
        yield own_gap(blob, GapKind.TRUNCATED, "the message ends before its last part does")
    if found & {"InvalidBase64CharactersDefect", "InvalidBase64LengthDefect", "InvalidBase64PaddingDefect"}:
        yield gap(blob, name, GapKind.DAMAGED, "the base64 of this part is damaged")


def _name(part: Message, kind: str) -> str:
    """The file name of a part; without one the end of its address, or a word for what it is."""
    given = part.get_filename() or ""
    if not given:
        address = header_text(str(part.get("Content-Location", "")))
        given = address.partition("?")[0].rstrip("/")
    name = re.split(r"[/\\]", header_text(given))[-1].strip()
    if name and "." in name:
        return name[-200:]
    suffix = {"text/plain": ".txt", "text/html": ".html"}.get(kind) or mimetypes.guess_extension(kind) or ""
    return (name[-200:] or ("body" if kind.startswith("text/") else "part")) + suffix


def _unused(name: str, names: dict[str, int]) -> str:
    """A name that no other part of the message has."""
    names[name] = names.get(name, 0) + 1
    if names[name] == 1:
        return name
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}-{names[name]}.{suffix}" if dot else f"{name}-{names[name]}"


CONTAINERS = (
    Container(
        name="mail",
        version=1,
        media_types=("message/rfc822", "multipart/related", "application/mbox", "message/rfc2557"),
        suffixes=(".eml", ".mht", ".mhtml", ".mbox", ".mbx"),
        members=members,
        cannot=(
            "encrypted and signed-and-wrapped messages (S/MIME, PGP)",
            "Outlook's .msg and .pst, and winmail.dat",
            "style sheets, fonts and signatures are left out",
        ),
    ),
)
