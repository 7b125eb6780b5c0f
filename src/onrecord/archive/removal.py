"""Taking bytes out of the archive by legal duty, so that every offset and every digest beside them holds."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.archive import durable
from onrecord.model.canonical import JsonValue
from onrecord.model.capture import RecordPlace
from onrecord.model.custody import sha256
from onrecord.model.warcrecord import REMOVED, WarcError, unpack

KEPT = ("warc-target-uri", "warc-payload-digest")
"""Fields that stay, where there is room: where it was, and the hash of what was there."""
COMMENT = 0x10
"""Flag of a gzip header with a comment (RFC 1952 section 2.3.1); it fills up the room of what was there."""
DRAFT = ".removal"


@dataclass(frozen=True, slots=True)
class Emptied:
    """A file of the archive as it is after a removal, not yet in its place."""

    file: str
    draft: Path
    body: dict[str, JsonValue]
    """Of the tombstone, without approvals."""


def empty(folder: Path, file: str, places: Iterable[RecordPlace], reason: str) -> Emptied:
    """Write a draft of ``file`` in which these records hold nothing any more; the file itself stays.

    The same records and reason always give the same bytes, so that two people sign one result.
    """
    path = folder / file
    data = bytearray(path.read_bytes())
    ranges: list[JsonValue] = []
    records: list[JsonValue] = []
    for place in sorted(places, key=lambda place: place.offset):
        packed = bytes(data[place.offset : place.offset + place.length])
        data[place.offset : place.offset + place.length] = emptied(packed, reason)
        ranges.append({"length": place.length, "offset": place.offset, "sha256": sha256(packed)})
        records.append(place.id)
    draft = draft_of(path)
    durable.replace(draft, bytes(data))
    body: dict[str, JsonValue] = {
        "file": file,
        "now": {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)},
        "ranges": ranges,
        "reason": reason,
        "records": records,
    }
    return Emptied(file, draft, body)


def draft_of(path: Path) -> Path:
    """Where the draft of a file lies; no reader of the archive takes it for one."""
    return path.with_name(f".{path.name}{DRAFT}")


def emptied(packed: bytes, reason: str) -> bytes:
    """A record of the same id and packed length that holds no block; ``WarcError`` when there is no room."""
    old = unpack(packed)
    said = " ".join(reason.split())
    must = [
        ("WARC-Type", "metadata"),
        ("WARC-Record-ID", old.fields["warc-record-id"]),
        ("WARC-Date", old.fields["warc-date"]),
    ]
    more = [(name, old.fields[name]) for name in KEPT if name in old.fields]
    for fields in (
        [*must, (REMOVED, said), *more],
        [*must, (REMOVED, said)],
        [*must, (REMOVED, "yes")],
        must,
    ):
        lines = "".join(f"{name}: {value}\r\n" for name, value in (*fields, ("Content-Length", "0")))
        made = _member(f"WARC/1.1\r\n{lines}\r\n\r\n\r\n".encode(), len(packed))
        if made:
            return made
    raise WarcError("the record is too small to be emptied")


def _member(raw: bytes, length: int) -> bytes:
    """A gzip member of exactly this length, or nothing where it does not fit."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(raw) + packer.flush() + struct.pack("<II", zlib.crc32(raw), len(raw))
    room = length - len(body) - 10
    if room < 0:
        return b""
    head = bytes([0x1F, 0x8B, 8, COMMENT if room else 0, 0, 0, 0, 0, 2, 255])
    return head + (b" " * (room - 1) + b"\0" if room else b"") + body


def settle(folder: Path, tombstones: dict[str, str]) -> None:
    """Put drafts into their places when the ledger has their tombstone, and throw others away.

    ``tombstones`` is the digest that the newest tombstone of each file names. Called after a removal was
    entered, and by who recovers from a crash in between.
    """
    for draft in sorted((folder / "archive").glob(f".*{DRAFT}")):
        path = draft.with_name(draft.name[1 : -len(DRAFT)])
        wanted = tombstones.get(f"archive/{path.name}")
        if wanted and sha256(draft.read_bytes()) == wanted:
            draft.replace(path)
        else:
            draft.unlink()
        durable.sync_folder(draft.parent)
