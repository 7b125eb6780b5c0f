"""Connections through the guard: the address that was judged is the one that is connected to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import httpcore

from onrecord.capture.guard import Guard, RefusedError, UnresolvedError
from onrecord.capture.route import Route, connect

SUCCESS = 2


class GuardedBackend(httpcore.NetworkBackend):
    """A network backend that resolves once, judges every address, and connects to the first that answers."""

    def __init__(self, guard: Guard, through: Route | None = None) -> None:
        self._guard = guard
        self._through = through
        self._plain = httpcore.SyncBackend()
        self.reached = ""
        """The address that answered last, as ``address:port``."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect; ``httpcore.ConnectError`` where nothing answers, ``RefusedError`` where it may not."""
        try:
            addresses = self._guard.addresses(host, port)
        except UnresolvedError as error:
            raise httpcore.ConnectError(str(error)) from error
        failure: Exception = httpcore.ConnectError(f"{host}: nothing answered")
        for address in addresses:
            try:
                stream = connect(self._through, address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            self.reached = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
            return stream
        raise failure

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002  (httpcore's signature)
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Never: local sockets are no public documents."""
        raise RefusedError(f"{path}: local sockets are refused")

    def sleep(self, seconds: float) -> None:
        """Wait between two tries."""
        self._plain.sleep(seconds)


def post(guard: Guard, url: str, body: bytes, content_type: str, *, timeout: float = 20.0) -> bytes:
    """Send a body and give back that of the answer; ``OSError`` where that fails or the answer is no 2xx.

    No redirect is followed.
    """
    target = guard.target(url)
    headers = [("Host", target.authority), ("Content-Type", content_type)]
    limits = {"timeout": {"connect": timeout, "read": timeout, "write": timeout, "pool": timeout}}
    with httpcore.ConnectionPool(network_backend=GuardedBackend(guard)) as pool:
        try:
            answer = pool.request("POST", target.url, headers=headers, content=body, extensions=limits)
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
            raise OSError(f"{target.host}: {error or type(error).__name__}") from error
    if answer.status // 100 != SUCCESS:
        raise OSError(f"{target.host} answered {answer.status}")
    return answer.content
