"""Take the payload out of an archived HTTP response: head off, chunks joined, packing undone.

Archives often keep a header and have undone what it announces already, so every step looks first whether it
applies.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.model.vocabulary import GapKind
from onrecord.read.archive_limits import Budget, DamageError
from onrecord.read.archive_streams import gunzip, inflate, unzstd
from onrecord.read.sniff import is_text

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_HEAD_BYTES = 256 << 10
_CHUNK_SIZE = re.compile(rb"\s*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_CHUNK = 1 << 16
_UNMARKED = frozenset({"br", "deflate"})
"""Packings without a mark: whether they were undone already shows only when one tries."""


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response as archived: ``body`` is still as it came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """Content type with its parameters."""
        return self.headers.get("content-type", "")


def parse(block: bytes) -> Response | None:
    """Take a response apart; None when it does not begin like one."""
    if not block.startswith(b"HTTP/"):
        return None
    found = _HEAD_END.search(block, 0, _HEAD_BYTES)
    end, body = (found.start(), found.end()) if found else (min(len(block), _HEAD_BYTES), len(block))
    first, *lines = block[:end].decode("latin-1").splitlines() or [""]
    parts = first.split(None, 2)
    status = int(parts[1]) if len(parts) > 1 and parts[1].isascii() and parts[1].isdigit() else 0
    headers: dict[str, str] = {}
    for line in lines:
        name, mark, value = line.partition(":")
        if mark:
            headers.setdefault(name.strip().lower(), value.strip())
    return Response(status, headers, block[body:])


def payload(response: Response, budget: Budget) -> tuple[bytes, DamageError | None]:
    """The document that was sent, and what was wrong with it; damaged ones as far as they go."""
    data = response.body
    damage: DamageError | None = None
    if "chunked" in response.headers.get("transfer-encoding", "").lower():
        data, damage = _join_chunks(data)
    encodings = response.headers.get("content-encoding", "").lower().split(",")
    for name in reversed([encoding.strip() for encoding in encodings]):
        unpack = _unpacker(name, data)
        if unpack is None:
            continue
        parts: list[bytes] = []
        try:
            data = budget.collect(_kept(budget.meter(unpack(data)), parts))
        except DamageError as error:
            if not parts and name in _UNMARKED and is_text(data):
                continue
            data, damage = b"".join(parts), error
    return data, damage


def _kept(chunks: Iterator[bytes], parts: list[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        parts.append(chunk)
        yield chunk


def _join_chunks(data: bytes) -> tuple[bytes, DamageError | None]:
    """Undo chunked transfer; data that does not begin with a chunk size was joined before it was archived."""
    parts: list[bytes] = []
    at = 0
    while True:
        size_line = _CHUNK_SIZE.match(data, at)
        if size_line is None:
            if not parts:
                return data, None
            return b"".join(parts), DamageError(f"the transfer breaks off at byte {at:,}", GapKind.TRUNCATED)
        size = int(size_line.group(1), 16)
        if size == 0:
            return b"".join(parts), None
        start = size_line.end()
        end = start + size
        if not parts and end < len(data) and data[end : end + 1] not in b"\r\n":
            return data, None  # a text that happens to begin with a number
        parts.append(data[start:end])
        at = end


def _unpacker(name: str, data: bytes) -> Callable[[bytes], Iterator[bytes]] | None:
    """How to undo a content encoding; None when it is none, unknown, or undone already."""
    if name in {"gzip", "x-gzip"}:
        return gunzip if data.startswith(b"\x1f\x8b") else None
    if name == "deflate":
        return _deflate
    if name == "br":
        return _brotli
    if name == "zstd":
        return unzstd if data.startswith(b"\x28\xb5\x2f\xfd") else None
    return None


def _deflate(data: bytes) -> Iterator[bytes]:
    """With the zlib header as the standard says, or without, as many servers send it."""
    zlib_header = len(data) > 1 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
    return inflate(data, 15 if zlib_header else -15)


def _brotli(data: bytes) -> Iterator[bytes]:
    from fastwarc.stream_io import BrotliReader

    reader = BrotliReader(io.BytesIO(data))
    while True:
        try:
            chunk = reader.read(_CHUNK)
        except (OSError, ValueError, EOFError) as error:
            raise DamageError(f"the Brotli data is damaged ({error})") from error
        if not chunk:
            return
        yield bytes(chunk)
