"""A WARC record taken apart (ISO 28500:2017): pure parsing, for who reads the archive and who checks it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

LONGEST_HEAD = 1 << 20
REMOVED = "OnRecord-Removed"
"""Field of a record whose block was taken out under a legal duty; it says why."""


class WarcError(ValueError):
    """A record that cannot be read or is not what it says; the message says why."""


class RemovedError(WarcError):
    """The bytes were taken out under a legal duty; the message says why."""


@dataclass(frozen=True, slots=True)
class Record:
    """A WARC record: its fields (names in lower case), and its block."""

    fields: dict[str, str]
    block: bytes

    @property
    def id(self) -> str:
        """WARC-Record-ID without the angle brackets."""
        return self.fields.get("warc-record-id", "").strip("<>")

    @property
    def removed(self) -> str:
        """Why the block was removed; empty where it was not."""
        return self.fields.get(REMOVED.casefold(), "")

    @property
    def payload(self) -> bytes:
        """The block without the head of the HTTP message, where there is one."""
        return self._parts()[1]

    @property
    def head(self) -> bytes:
        """The head of the HTTP message, byte for byte."""
        return self._parts()[0]

    def _parts(self) -> tuple[bytes, bytes]:
        if not self.fields.get("content-type", "").startswith("application/http"):
            return b"", self.block
        start, end, rest = self.block.partition(b"\r\n\r\n")
        return start + end, rest


def unpack(packed: bytes) -> Record:
    """The record of one gzip member; ``WarcError`` when it is damaged or not one whole member."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        raw = unpacker.decompress(packed)
    except zlib.error as error:
        raise WarcError(f"damaged ({error})") from error
    if not unpacker.eof or unpacker.unused_data:
        raise WarcError("not one whole gzip member")
    return parse(raw)


def parse(raw: bytes) -> Record:
    """A record from its bytes; ``WarcError`` when its head and its length do not agree."""
    head, found, rest = raw.partition(b"\r\n\r\n")
    lines = head.decode("utf-8", "replace").split("\r\n")
    if not found or not lines[0].startswith("WARC/") or len(head) > LONGEST_HEAD:
        raise WarcError("no WARC record")
    fields = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        fields[name.strip().casefold()] = value.strip()
    try:
        length = int(fields["content-length"])
    except (KeyError, ValueError) as error:
        raise WarcError("no Content-Length") from error
    if len(rest) != length + 4 or rest[length:] != b"\r\n\r\n":
        raise WarcError(f"the block is {len(rest) - 4} bytes, its head says {length}")
    return Record(fields, rest[:length])
