"""Fetch an address over HTTP/1.1 and keep every byte of the exchange."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin

import httpcore

from onrecord.capture.exchange import Exchange, split_message, unpacked
from onrecord.capture.guard import Guard, RefusedError, Target
from onrecord.capture.route import route
from onrecord.capture.wire import Tape, TapedBackend, TooLargeError

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 10
FAILURES = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    TooLargeError,
    ssl.SSLError,
)


@dataclass(frozen=True, slots=True)
class Asking:
    """How to ask. Times in seconds, sizes in bytes. ``fields`` are further request headers."""

    user_agent: str = "onrecord"
    contact: str = ""
    timeout: float = 30.0
    limit: int = 200_000_000
    fields: Mapping[str, str] = field(default_factory=dict)
    roots: str = ""
    """A file of trusted certificates in PEM; empty for those of the system."""
    proxy: str = ""
    """The route: address of a proxy, or empty for none."""

    def headers(self, target: Target) -> list[tuple[str, str]]:
        """The request's headers, in order."""
        found = [
            ("Host", target.authority),
            ("User-Agent", self.user_agent),
            ("Accept", "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8"),
            ("Accept-Encoding", "gzip"),
            ("Connection", "close"),
        ]
        if self.contact:
            found.append(("From", self.contact))
        return [*found, *self.fields.items()]


def fetch(url: str, guard: Guard, asking: Asking) -> Iterator[Exchange]:
    """Every exchange from ``url`` on, redirects followed: the last one is the answer.

    Each address is judged by the guard before it is asked; one that is refused ends the chain with a
    ``RefusedError``. A failure is an exchange without a status.
    """
    seen = 0
    while True:
        one = exchange(url, guard, asking)
        yield one
        onward = one.headers.get("location", "") if one.status in REDIRECTS else ""
        if not onward or seen >= MOST_REDIRECTS:
            return
        seen += 1
        url = urljoin(url, onward).partition("#")[0]


def exchange(url: str, guard: Guard, asking: Asking) -> Exchange:
    """One request and its response, on a connection of its own."""
    target = guard.target(url)
    tape, at = Tape(asking.limit), _now()
    limits = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), asking.timeout)}
    status, content, headers, failure = 0, b"", dict[str, str](), ""
    with httpcore.ConnectionPool(
        network_backend=TapedBackend(guard, tape, route(asking.proxy)),
        ssl_context=_trust(asking),
        http2=False,
    ) as pool:
        try:
            with pool.stream("GET", target.url, headers=asking.headers(target), extensions=limits) as answer:
                status, headers = answer.status, _fields(answer.headers)
                content = b"".join(answer.iter_stream())
        except RefusedError:
            raise
        except FAILURES as error:
            failure = str(error) or type(error).__name__
    head, body = split_message(bytes(tape.received))
    return Exchange(
        address=target.url,
        at=at,
        request=bytes(tape.sent),
        head=head,
        body=body,
        content=unpacked(content, headers.get("content-encoding", "").strip().lower()),
        status=status,
        headers=headers,
        peer=tape.peer,
        tls=tape.tls,
        certificates=tape.certificates,
        failure=failure,
    )


def _fields(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in raw:
        found.setdefault(name.decode("latin-1").lower(), value.decode("latin-1").strip())
    return found


def _trust(asking: Asking) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=asking.roots or None)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
