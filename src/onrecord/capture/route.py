"""Routes to the net: directly, or through a proxy (HTTP CONNECT, RFC 9110; SOCKS5, RFC 1928 and 1929).

A proxy is always told the very address that the guard has judged, never a name, so it cannot be led
elsewhere. The proxy itself is named by the case and is not judged.
"""

from __future__ import annotations

import base64
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import httpcore

KINDS = {"http": 8080, "socks5": 1080, "socks5h": 1080}
LONGEST_ANSWER = 1 << 14
_BY_PASSWORD, _OPEN = 2, 0
_FAILURES = (
    *("granted", "the proxy failed", "not allowed by the proxy", "network unreachable", "host unreachable"),
    *("connection refused", "time ran out", "not supported by the proxy", "address kind not supported"),
)


class RouteError(ValueError):
    """A route that cannot be used; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Route:
    """A proxy."""

    kind: str
    host: str
    port: int
    user: str = ""
    password: str = ""


def route(url: str) -> Route | None:
    """The proxy of an address such as ``socks5://127.0.0.1:9050``; ``None`` for an empty one."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise RouteError(f"{url!r} is no address of a proxy: {error}") from error
    if parts.scheme not in KINDS or not parts.hostname:
        raise RouteError(f"{url!r}: a route is http://HOST:PORT or socks5://HOST:PORT")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Route(parts.scheme.removesuffix("h"), parts.hostname, port or KINDS[parts.scheme], user, password)


def connect(
    through: Route | None,
    address: str,
    port: int,
    timeout: float | None,
    local_address: str | None = None,
    options: Iterable[Any] | None = None,
) -> httpcore.NetworkStream:
    """A stream to an IP address, through a proxy if there is one; ``httpcore.ConnectError`` says why not."""
    plain = httpcore.SyncBackend()
    if through is None:
        return plain.connect_tcp(address, port, timeout, local_address, options)
    stream = plain.connect_tcp(through.host, through.port, timeout, local_address, options)
    try:
        (_socks if through.kind == "socks5" else _tunnel)(stream, through, address, port, timeout)
    except (httpcore.NetworkError, httpcore.TimeoutException):
        stream.close()
        raise
    return stream


def _tunnel(
    stream: httpcore.NetworkStream, through: Route, address: str, port: int, timeout: float | None
) -> None:
    shown = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
    head = [f"CONNECT {shown} HTTP/1.1", f"Host: {shown}"]
    if through.user:
        token = base64.b64encode(f"{through.user}:{through.password}".encode()).decode()
        head.append(f"Proxy-Authorization: Basic {token}")
    stream.write("\r\n".join([*head, "", ""]).encode(), timeout)
    answer = b""
    while b"\r\n\r\n" not in answer:
        # Byte by byte: what follows the head belongs to the connection behind the proxy.
        answer += _exactly(stream, 1, timeout)
        if len(answer) > LONGEST_ANSWER:
            raise httpcore.ConnectError("the proxy answers without end")
    status = answer.split(b" ", 2)[1:2]
    if not status or not status[0].startswith(b"2"):
        line = answer.split(b"\r\n", 1)[0].decode("latin-1")
        raise httpcore.ConnectError(f"the proxy does not connect: {line}")


def _socks(
    stream: httpcore.NetworkStream, through: Route, address: str, port: int, timeout: float | None
) -> None:
    stream.write(bytes([5, 1, _BY_PASSWORD if through.user else _OPEN]), timeout)
    version, method = _exactly(stream, 2, timeout)
    if version != 5 or method not in (_OPEN, _BY_PASSWORD):
        raise httpcore.ConnectError("the proxy wants another way of logging in, or is no SOCKS5 proxy")
    if method == _BY_PASSWORD:
        user, password = through.user.encode(), through.password.encode()
        stream.write(bytes([1, len(user)]) + user + bytes([len(password)]) + password, timeout)
        if _exactly(stream, 2, timeout)[1] != 0:
            raise httpcore.ConnectError("the proxy refuses user and password")
    packed = ipaddress.ip_address(address).packed
    kind = 1 if len(packed) == 4 else 4
    stream.write(bytes([5, 1, 0, kind]) + packed + port.to_bytes(2, "big"), timeout)
    _, failure, _, kind = _exactly(stream, 4, timeout)
    if failure:
        why = _FAILURES[failure] if failure < len(_FAILURES) else f"failure {failure}"
        raise httpcore.ConnectError(f"the proxy does not connect: {why}")
    length = {1: 4, 4: 16}.get(kind) or _exactly(stream, 1, timeout)[0]
    _exactly(stream, length + 2, timeout)


def _exactly(stream: httpcore.NetworkStream, count: int, timeout: float | None) -> bytes:
    data = b""
    while len(data) < count:
        part = stream.read(count - len(data), timeout)
        if not part:
            raise httpcore.ConnectError("the proxy hung up")
        data += part
    return data
