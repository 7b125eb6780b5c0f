"""WARC 1.1 records of one file that only grows (ISO 28500:2017): each record is a gzip member of its own."""

from __future__ import annotations

import base64
import hashlib
import os
import uuid
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from onrecord.model.capture import RecordPlace
from onrecord.model.custody import Grown

LEVEL = 6
PACKED = frozenset(
    {b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"\x1f\x8b\x08\x08", b"7z\xbc\xaf", b"\xff\xd8\xff\xe0", b"\x89PNG"}
)
"""First bytes of formats that are packed already: packing them again costs time and gains nothing."""

REVISIT_PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an HTTP message byte for byte, from its first line to the empty one."""

    raw: bytes


class WarcFile:
    """A WARC file that this process appends to, with the running digest of all its bytes."""

    def __init__(self, path: Path, name: str) -> None:
        """Create ``path``; ``name`` is what the ledger calls it."""
        self.name = name
        self.size = 0
        self._file = path.open("xb")
        self._sha256 = hashlib.sha256()

    def fileno(self) -> int:
        """For locks."""
        return self._file.fileno()

    def write(self, data: bytes) -> int:
        """Append raw bytes."""
        written = self._file.write(data)
        self._sha256.update(data)
        self.size += len(data)
        return written

    def sync(self) -> Grown:
        """Make all bytes so far durable, and say how many they are and what their digest is."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return Grown(self.name, self.size, self._sha256.hexdigest())

    def close(self) -> None:
        """Close the file; nothing is appended to it ever again."""
        self._file.close()

    def append(
        self,
        kind: str,
        address: str,
        date: str,
        payload: BinaryIO,
        length: int,
        *,
        digest: str,
        head: Head | None = None,
        content_type: str = "",
        fields: Mapping[str, str] | None = None,
    ) -> RecordPlace:
        """Append one record and say where it stands.

        ``length`` and ``digest`` (hex SHA-256) are those of the payload. ``date`` is UTC in ISO 8601. The
        record is not durable before ``sync``.
        """
        from warcio.warcwriter import WARCWriter

        record_id = f"urn:uuid:{uuid.uuid4()}"
        offset = self.size
        start = payload.read(4)
        payload.seek(0)
        member = _Member(self, 1 if start in PACKED else LEVEL)
        writer = WARCWriter(member, gzip=False, warc_version="WARC/1.1")
        headers = {
            "WARC-Record-ID": f"<{record_id}>",
            "WARC-Date": date,
            "WARC-Payload-Digest": labelled(digest),
            **(fields or {}),
        }
        if content_type:
            headers["Content-Type"] = content_type
        record = writer.create_warc_record(
            address,
            kind,
            payload=payload,
            length=length,
            warc_headers_dict=headers,
            warc_content_type=content_type,
            http_headers=_RawHead(head.raw) if head else _NO_HEAD,
        )
        writer.write_record(record)
        member.finish()
        return RecordPlace(self.name, offset, self.size - offset, record_id, kind)

    def append_raw(self, raw: bytes, kind: str, record_id: str) -> RecordPlace:
        """Append a record of another archive as it is, byte for byte, in a gzip member of its own."""
        offset = self.size
        member = _Member(self, LEVEL)
        member.write(raw)
        member.finish()
        return RecordPlace(self.name, offset, self.size - offset, record_id, kind)

    def append_bytes(
        self, kind: str, address: str, date: str, data: bytes, content_type: str, **fields: str
    ) -> RecordPlace:
        """Append a record that holds ``data`` alone. Fields are given with ``_`` for ``-``."""
        named = {key.replace("_", "-"): value for key, value in fields.items()}
        digest = hashlib.sha256(data).hexdigest()
        return self.append(
            kind,
            address,
            date,
            BytesIO(data),
            len(data),
            digest=digest,
            content_type=content_type,
            fields=named,
        )


def labelled(hex_digest: str) -> str:
    """A digest as WARC headers write it: its algorithm, and base32."""
    return f"sha256:{base64.b32encode(bytes.fromhex(hex_digest)).decode()}"


class _Member:
    """One gzip member, written through to the file. The header has no time: same bytes, same member."""

    def __init__(self, out: WarcFile, level: int) -> None:
        self._out = out
        self._packer = zlib.compressobj(level, zlib.DEFLATED, zlib.MAX_WBITS | 16)

    def write(self, data: bytes) -> int:
        self._out.write(self._packer.compress(data))
        return len(data)

    def flush(self) -> None:
        """Nothing: a member is finished once."""

    def finish(self) -> None:
        self._out.write(self._packer.flush())


class _RawHead:
    """What warcio asks of HTTP headers, answered with the bytes as they were sent."""

    def __init__(self, raw: bytes) -> None:
        self.headers_buff = raw

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        """The bytes are there already."""


class _NoHead(_RawHead):
    """No head, and no looking for one in the payload."""

    def __init__(self) -> None:
        super().__init__(b"")


_NO_HEAD = _NoHead()
