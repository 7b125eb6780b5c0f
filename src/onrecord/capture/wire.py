"""Network streams that remember every byte that went through them, above TLS."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

from onrecord.capture.dial import GuardedBackend
from onrecord.capture.guard import Guard
from onrecord.capture.route import Route


class TooLargeError(OSError):
    """More came than the limit allows."""


class Tape:
    """What one connection sent and received, and who answered."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.sent = bytearray()
        self.received = bytearray()
        self.peer = ""
        self.tls = ""
        self.certificates: tuple[bytes, ...] = ()

    def note_tls(self, stream: httpcore.NetworkStream) -> None:
        """Remember the protocol and the certificates of a TLS connection."""
        connection = stream.get_extra_info("ssl_object")
        if connection is None:
            return
        cipher = connection.cipher()
        self.tls = f"{connection.version()} {cipher[0] if cipher else ''}".strip()
        own = connection.getpeercert(True)
        self.certificates = _chain(connection) or ((own,) if own else ())


ENCODING_DER = 2
"""``_ssl.ENCODING_DER``."""


def _chain(connection: Any) -> tuple[bytes, ...]:
    """The chain as sent, in DER. CPython has had it all along, under a public name from 3.13 on."""
    inner = getattr(connection, "_sslobj", None) or connection
    ask = getattr(inner, "get_unverified_chain", None)
    found = ask() if ask is not None else None
    return tuple(one if isinstance(one, bytes) else one.public_bytes(ENCODING_DER) for one in found or ())


class TapedStream(httpcore.NetworkStream):
    """A stream that writes to a tape."""

    def __init__(self, stream: httpcore.NetworkStream, tape: Tape) -> None:
        self._stream = stream
        self._tape = tape

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read, and remember."""
        data = self._stream.read(max_bytes, timeout)
        self._tape.received += data
        if len(self._tape.received) > self._tape.limit:
            raise TooLargeError(f"more than {self._tape.limit:,} bytes")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write, and remember."""
        self._tape.sent += buffer
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        """Close the stream."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Begin TLS; the tape goes on above it."""
        inner = self._stream.start_tls(ssl_context, server_hostname, timeout)
        self._tape.note_tls(inner)
        return TapedStream(inner, self._tape)

    def get_extra_info(self, info: str) -> Any:
        """What the stream knows about itself."""
        return self._stream.get_extra_info(info)


class TapedBackend(GuardedBackend):
    """A guarded backend whose streams write to one tape: for one connection."""

    def __init__(self, guard: Guard, tape: Tape, through: Route | None = None) -> None:
        super().__init__(guard, through)
        self._tape = tape

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect through the guard."""
        stream = super().connect_tcp(host, port, timeout, local_address, socket_options)
        self._tape.peer = self.reached
        return TapedStream(stream, self._tape)
