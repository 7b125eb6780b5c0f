"""Real servers on loopback: a site whose pages are set by the test, and proxies of both kinds."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseRequestHandler, StreamRequestHandler, ThreadingTCPServer

Fields = dict[str, str]


@dataclass
class Reply:
    body: bytes
    status: int = 200
    fields: Fields = field(default_factory=dict)


@dataclass
class Site:
    """``pages`` by path; a page is bytes, a reply, or a function of the request headers. ``asked`` logs."""

    url: str = ""
    pages: dict[str, bytes | Reply | Callable[[Fields], Reply]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[Fields] = field(default_factory=list)


@contextmanager
def running_site() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append({name.lower(): value for name, value in self.headers.items()})
            found = site.pages.get(self.path, Reply(b"<h1>not here</h1>", 404))
            found = found(site.headers[-1]) if callable(found) else found
            reply = Reply(found) if isinstance(found, bytes) else found
            self.send_response(reply.status)
            fields = {"Content-Type": "text/html; charset=utf-8", **reply.fields}
            if reply.status != 304:
                fields["Content-Length"] = str(len(reply.body))
            for name, value in fields.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Quiet."""

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        site.url = f"http://127.0.0.1:{port}"
        yield site


@contextmanager
def _serving(server: ThreadingTCPServer | ThreadingHTTPServer) -> Iterator[int]:
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def _pump(one: socket.socket, other: socket.socket) -> None:
    def copy(source: socket.socket, target: socket.socket) -> None:
        while data := source.recv(1 << 16):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)

    back = threading.Thread(target=copy, args=(other, one), daemon=True)
    back.start()
    copy(one, other)
    back.join()


@contextmanager
def running_proxy(asked: list[str], *, refuse: bool = False) -> Iterator[str]:
    """An HTTP proxy that tunnels; ``asked`` gets what it is told to connect to, and who asks."""

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            line = self.rfile.readline().decode()
            fields = list(iter(lambda: self.rfile.readline().strip().decode(), ""))
            asked.append(line.split()[1] + "".join(one for one in fields if one.startswith("Proxy-Auth")))
            if refuse:
                self.wfile.write(b"HTTP/1.1 403 Forbidden\r\n\r\n")
                return
            host, _, port = line.split()[1].rpartition(":")
            with socket.create_connection((host.strip("[]"), int(port))) as other:
                self.wfile.write(b"HTTP/1.1 200 Connected\r\n\r\n")
                _pump(self.connection, other)

    with _serving(ThreadingTCPServer(("127.0.0.1", 0), Handler)) as port:
        yield f"http://person:secret@127.0.0.1:{port}"


@contextmanager
def running_socks(asked: list[str]) -> Iterator[str]:
    """A SOCKS5 proxy that wants a password."""

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            line: socket.socket = self.request
            reader = line.makefile("rb", buffering=0)
            reader.read(reader.read(2)[1])
            line.sendall(bytes([5, 2]))
            reader.read(1)
            user, password = (reader.read(reader.read(1)[0]) for _ in range(2))
            line.sendall(bytes([1, user + password != b"personsecret"]))
            kind = reader.read(4)[3]
            host = socket.inet_ntoa(reader.read(4)) if kind == 1 else "?"
            port = int.from_bytes(reader.read(2), "big")
            asked.append(f"{host}:{port}")
            with socket.create_connection((host, port)) as other:
                line.sendall(bytes([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
                _pump(line, other)

    with _serving(ThreadingTCPServer(("127.0.0.1", 0), Handler)) as port:
        yield f"socks5://person:secret@127.0.0.1:{port}"
