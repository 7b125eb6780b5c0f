"""A forward proxy on loopback for the browser: every connection it makes goes through the guard.

The browser resolves no names and reaches nothing but this proxy. What the guard refuses is answered with
403, and told.
"""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpcore

from onrecord.capture.dial import GuardedBackend
from onrecord.capture.guard import Guard, RefusedError
from onrecord.capture.route import Route

CHUNK = 1 << 16
LONGEST_LINE = 1 << 16
MOST_FIELDS = 200
TIMEOUT = 60.0
MARK = "x-onrecord-egress"
"""Header of the answers that the proxy gives itself; no site has said them."""


@dataclass(slots=True)
class Egress:
    """A running proxy. ``refused`` are the addresses that the guard did not let through, with its words."""

    address: str = ""
    refused: list[str] = field(default_factory=list)


@contextmanager
def guarded_proxy(guard: Guard, through: Route | None = None) -> Iterator[Egress]:
    """Run the proxy for as long as the block lasts."""
    egress = Egress()

    class Handler(_Handler):
        pass

    Handler.guard, Handler.through, Handler.egress = guard, through, egress
    with _Server(("127.0.0.1", 0), Handler) as server:
        egress.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield egress
        finally:
            server.shutdown()
            thread.join()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128


class _Handler(socketserver.StreamRequestHandler):
    guard: Guard
    through: Route | None
    egress: Egress
    timeout = TIMEOUT

    def handle(self) -> None:
        with contextlib.suppress(OSError, httpcore.NetworkError, httpcore.TimeoutException):
            self._serve()

    def _serve(self) -> None:
        words = self.rfile.readline(LONGEST_LINE).decode("latin-1").split()
        fields = list(self._fields())
        if len(words) != 3:
            self._refuse(400, "no request")
            return
        method, address, _ = words
        tunnel = method == "CONNECT"
        try:
            target = self.guard.target(f"https://{address}/" if tunnel else address)
            stream = GuardedBackend(self.guard, self.through).connect_tcp(target.host, target.port, TIMEOUT)
        except RefusedError as error:
            self.egress.refused.append(str(error))
            self._refuse(403, str(error))
            return
        except (httpcore.NetworkError, httpcore.TimeoutException) as error:
            self._refuse(502, str(error))
            return
        if tunnel:
            self.wfile.write(b"HTTP/1.1 200 Connected\r\n\r\n")
        else:
            # One request a connection: the next one may be for another host, and is judged anew.
            kept = (one for one in fields if not one.lower().startswith(("proxy-", "connection:")))
            head = [f"{method} {target.path} HTTP/1.1", *kept, "Connection: close", "", ""]
            stream.write("\r\n".join(head).encode("latin-1"), TIMEOUT)
        self._pump(stream)

    def _fields(self) -> Iterator[str]:
        for _ in range(MOST_FIELDS):
            line = self.rfile.readline(LONGEST_LINE).decode("latin-1").rstrip("\r\n")
            if not line:
                return
            yield line

    def _refuse(self, status: int, why: str) -> None:
        text = why.encode()
        head = f"HTTP/1.1 {status} Refused\r\n{MARK}: 1\r\nContent-Length: {len(text)}"
        self.wfile.write(f"{head}\r\nConnection: close\r\n\r\n".encode() + text)

    def _pump(self, stream: httpcore.NetworkStream) -> None:
        """Carry bytes both ways until either side ends."""

        def out() -> None:
            with contextlib.suppress(OSError, ValueError, httpcore.NetworkError, httpcore.TimeoutException):
                while data := self.rfile.read1(CHUNK):
                    stream.write(data, TIMEOUT)

        threading.Thread(target=out, daemon=True).start()
        try:
            while data := stream.read(CHUNK, TIMEOUT):
                self.wfile.write(data)
        finally:
            stream.close()
            with contextlib.suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)  # wakes the thread that reads from the browser
