"""Reading the archive: the bytes of a record, checked against their digest on every read."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.archive.warc import WarcError
from onrecord.model.capture import RecordPlace

CHUNK = 1 << 16
LONGEST_HEAD = 1 << 20


@dataclass(frozen=True, slots=True)
class Record:
    """A WARC record: its fields (names in lower case), and its block."""

    fields: dict[str, str]
    block: bytes

    @property
    def payload(self) -> bytes:
        """The block without the head of the HTTP message, where there is one."""
        if self.fields.get("content-type", "").startswith("application/http"):
            return self.block.partition(b"\r\n\r\n")[2]
        return self.block

    @property
    def head(self) -> bytes:
        """The head of the HTTP message, byte for byte."""
        if not self.fields.get("content-type", "").startswith("application/http"):
            return b""
        start, end, _ = self.block.partition(b"\r\n\r\n")
        return start + end


def read_record(folder: Path, place: RecordPlace) -> Record:
    """One record of a case; ``WarcError`` when it is damaged, missing or another one."""
    where = f"{place.file} at {place.offset}"
    try:
        with (folder / place.file).open("rb") as file:
            file.seek(place.offset)
            packed = file.read(place.length)
    except OSError as error:
        raise WarcError(f"{where}: {error.strerror}") from error
    if len(packed) != place.length:
        raise WarcError(f"{where}: the file ends inside the record")
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        raw = unpacker.decompress(packed)
    except zlib.error as error:
        raise WarcError(f"{where}: damaged ({error})") from error
    if not unpacker.eof or unpacker.unused_data:
        raise WarcError(f"{where}: not one whole gzip member")
    record = _parse(raw, where)
    if record.fields.get("warc-record-id", "").strip("<>") != place.id:
        raise WarcError(f"{where}: another record stands here")
    return record


def read_payload(folder: Path, place: RecordPlace, sha256: str) -> bytes:
    """The payload of a record; ``WarcError`` when its SHA-256 is another."""
    payload = read_record(folder, place).payload
    if hashlib.sha256(payload).hexdigest() != sha256:
        raise WarcError(f"{place.file} at {place.offset}: the payload is not the one captured")
    return payload


def members(path: Path, start: int = 0) -> Iterator[tuple[int, int]]:
    """Offset and length of each whole gzip member behind ``start``; stops at the first that is torn."""
    with path.open("rb") as file:
        file.seek(start)
        offset, position, unpacker = start, start, zlib.decompressobj(zlib.MAX_WBITS | 16)
        rest = b""
        while chunk := rest or file.read(CHUNK):
            try:
                unpacker.decompress(chunk)
            except zlib.error:
                return
            position += len(chunk) - len(unpacker.unused_data)
            rest = unpacker.unused_data
            if unpacker.eof:
                yield offset, position - offset
                offset, unpacker = position, zlib.decompressobj(zlib.MAX_WBITS | 16)


def _parse(raw: bytes, where: str) -> Record:
    head, found, rest = raw.partition(b"\r\n\r\n")
    lines = head.decode("utf-8", "replace").split("\r\n")
    if not found or not lines[0].startswith("WARC/") or len(head) > LONGEST_HEAD:
        raise WarcError(f"{where}: no WARC record")
    fields = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        fields[name.strip().casefold()] = value.strip()
    try:
        length = int(fields["content-length"])
    except (KeyError, ValueError) as error:
        raise WarcError(f"{where}: no Content-Length") from error
    if len(rest) != length + 4 or rest[length:] != b"\r\n\r\n":
        raise WarcError(f"{where}: the block is {len(rest) - 4} bytes, its head says {length}")
    return Record(fields, rest[:length])
