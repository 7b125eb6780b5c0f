"""One HTTP exchange as it went over the wire: request, response, and who was at the other end."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its response.

    ``request`` and ``head`` are raw bytes with their empty line, ``body`` the raw message body, framing of
    chunks included. ``content`` is the document: chunks joined and packing undone. ``peer`` is
    ``address:port``; ``certificates`` are the chain that the server sent, in DER, its own first. ``at`` is
    when the request began (UTC, as entries write it). ``failure`` says why there is no response, or that it
    broke off.
    """

    address: str
    at: str
    request: bytes = b""
    head: bytes = b""
    body: bytes = b""
    content: bytes = b""
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case; of a name that comes twice, the first."""
    peer: str = ""
    tls: str = ""
    certificates: tuple[bytes, ...] = ()
    failure: str = ""

    @property
    def media_type(self) -> str:
        """Content type with its parameters."""
        return self.headers.get("content-type", "")

    @property
    def complete(self) -> bool:
        """Whether a whole response came."""
        return self.status > 0 and not self.failure


def split_message(raw: bytes) -> tuple[bytes, bytes]:
    """Head with its empty line, and body; informational responses before the head are left in it."""
    begin = 0
    while True:
        end = raw.find(b"\r\n\r\n", begin)
        if end < 0:
            return raw, b""
        line = raw[begin:].split(b"\r\n", 1)[0]
        status = line.split(b" ", 2)[1:2]
        if status and status[0].startswith(b"1") and len(status[0]) == len(b"100"):
            begin = end + 4
            continue
        return raw[: end + 4], raw[end + 4 :]


def unpacked(data: bytes, encoding: str) -> bytes:
    """Undo a content encoding that was asked for (gzip, deflate); what does not unpack stays as it came."""
    try:
        if encoding in ("gzip", "x-gzip"):
            return gzip.decompress(data)
        if encoding == "deflate":
            return zlib.decompress(data)
    except (OSError, EOFError, zlib.error):
        return data
    return data
