"""OLE objects to the files inside them.

Source: [MS-OLEDS] (Ole10Native, OLE 1.0 streams) and [MS-CFB] for the compound file around.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from onrecord.model.document import Blob
from onrecord.model.reading import Member
from onrecord.model.vocabulary import GapKind
from onrecord.read.archive_limits import member, own_gap
from onrecord.read.compound_file import MARK, CompoundFile

_NATIVE = "\x01Ole10Native"
_PACKED = ("Package", "CONTENTS")
"""Streams that hold a file as it stands: an Office package, a PDF."""

_DOCUMENTS = frozenset({"WordDocument", "Workbook", "Book", "PowerPoint Document"})
_FORMULA = "Equation Native"
"""A formula has no words; documents may hold a great many of them."""

_EMBEDDED = 2
"""The kind of an OLE 1.0 object that carries its data."""


def contents(blob: Blob) -> Iterator[Member]:
    """What an embedded file holds: the file itself, or for an OLE object what was packed into it."""
    if not blob.data.startswith(MARK):
        yield blob
        return
    file = CompoundFile(blob.data)
    names = file.names()
    native = file.read(_NATIVE) if _NATIVE in names else None
    packed = next((name for name in _PACKED if name in names), "")
    if native:
        label, data = _unpacked(native)
        yield member(blob, label or "object", data)
    elif packed:
        yield member(blob, packed.lower(), file.read(packed) or b"")
    elif names & _DOCUMENTS:
        yield blob
    elif _FORMULA not in names:
        reason = "an embedded object of a program that no reader knows"
        yield own_gap(blob, GapKind.UNSUPPORTED, reason, "open it in the document and save it as a file")


def _unpacked(stream: bytes) -> tuple[str, bytes]:
    """Name and data of a packaged file; a stream of another make is given as it stands."""
    size = int.from_bytes(stream[:4], "little")
    body = stream[4 : 4 + size]
    label, _, rest = body[2:].partition(b"\0")
    _, _, rest = rest.partition(b"\0")  # the path it came from
    if body[:2] != b"\x02\0" or len(rest) < 12:
        return "", body
    length = int.from_bytes(rest[4:8], "little")
    rest = rest[8 + length :]  # the temporary path
    count = int.from_bytes(rest[:4], "little")
    return _text(label).rpartition("\\")[2], rest[4 : 4 + count]


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def from_ole1(data: bytes) -> bytes:
    """The data of an OLE 1.0 object, as RTF keeps them; empty where it is only a link."""
    if len(data) < 8 or struct.unpack_from("<I", data, 4)[0] != _EMBEDDED:
        return b""
    at = 8
    kind = b""
    for number in range(3):  # class, topic, item
        if at + 4 > len(data):
            return b""
        length = struct.unpack_from("<I", data, at)[0]
        if number == 0:
            kind = data[at + 4 : at + 4 + length].rstrip(b"\0")
        at += 4 + length
    size = int.from_bytes(data[at : at + 4], "little")
    body = data[at + 4 : at + 4 + size]
    return native(body) if kind == b"Package" else body


def native(body: bytes) -> bytes:
    """A packaged file without a compound file around: given the head that one inside has."""
    return _unpacked(len(body).to_bytes(4, "little") + body)[1]
