"""Reading the archive: the bytes of a record, checked against their digest on every read."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

from onrecord.model.capture import RecordPlace
from onrecord.model.custody import sha256
from onrecord.model.warcrecord import Record, RemovedError, WarcError, unpack

CHUNK = 1 << 16


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
    try:
        record = unpack(packed)
    except WarcError as error:
        raise WarcError(f"{where}: {error}") from error
    if record.id != place.id:
        raise WarcError(f"{where}: another record stands here")
    return record


def read_payload(folder: Path, place: RecordPlace, digest: str) -> bytes:
    """The payload of a record; ``WarcError`` when its SHA-256 (hex) is another.

    ``RemovedError`` where it was taken out under a legal duty.
    """
    record = read_record(folder, place)
    payload = record.payload
    if record.removed:
        raise RemovedError(f"{place.file} at {place.offset}: taken out under a legal duty: {record.removed}")
    if sha256(payload) != digest:
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
