"""Fetching: every byte of the exchange is kept as it went over the wire, and the guard judges each step."""

from __future__ import annotations

import gzip
import hashlib
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from onrecord.capture.guard import Guard, RefusedError, guard
from onrecord.capture.http import Asking, exchange, fetch

LOCAL = guard(["127.0.0.0/8"])
PAGE = b"<p>Face attributes: age, ethnicity</p>"


class Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        answer = {
            "/plain": self.plain, "/chunks": self.chunks, "/packed": self.packed, "/short": self.short,
        }.get(self.path)  # fmt: skip
        if answer:
            answer()
            return
        onward = {"/moved": "/plain", "/inside": "http://169.254.169.254/latest", "/loop": "/loop"}[self.path]
        self.head(302, ("Location", onward), ("Content-Length", "0"))

    def head(self, status: int, *fields: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in fields:
            self.send_header(name, value)
        self.end_headers()

    def plain(self) -> None:
        self.head(200, ("X-oDD", "  kept"), ("Content-Type", "text/html"), ("Content-Length", str(len(PAGE))))
        self.wfile.write(PAGE)

    def chunks(self) -> None:
        self.head(200, ("Transfer-Encoding", "chunked"))
        self.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE))

    def packed(self) -> None:
        data = gzip.compress(PAGE)
        self.head(200, ("Content-Encoding", "gzip"), ("Content-Length", str(len(data))))
        self.wfile.write(data)

    def short(self) -> None:
        self.head(200, ("Content-Length", "1000"))
        self.wfile.write(PAGE)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_request_and_response_are_kept_as_they_went_over_the_wire(site: str) -> None:
    one = exchange(f"{site}/plain", LOCAL, Asking(user_agent="onrecord/1", contact="desk@paper.example"))
    assert one.request.startswith(b"GET /plain HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"User-Agent: onrecord/1\r\n" in one.request
    assert b"From: desk@paper.example\r\n" in one.request
    assert b"\r\nX-oDD:   kept\r\n" in one.head
    assert (one.status, one.body, one.content, one.failure) == (200, PAGE, PAGE, "")
    assert one.peer == site.removeprefix("http://")


def test_chunks_stay_in_the_body_and_leave_the_content(site: str) -> None:
    one = exchange(f"{site}/chunks", LOCAL, Asking())
    assert one.body == b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    assert one.content == PAGE


def test_packing_is_undone_in_the_content_alone(site: str) -> None:
    one = exchange(f"{site}/packed", LOCAL, Asking())
    assert gzip.decompress(one.body) == one.content == PAGE


def test_each_step_of_a_redirect_is_kept(site: str) -> None:
    steps = list(fetch(f"{site}/moved", LOCAL, Asking()))
    assert [(one.status, one.address.removeprefix(site)) for one in steps] == [
        (302, "/moved"),
        (200, "/plain"),
    ]


def test_a_redirect_into_a_private_network_is_refused(site: str) -> None:
    steps = fetch(f"{site}/inside", LOCAL, Asking())
    assert next(steps).status == 302
    with pytest.raises(RefusedError, match=r"169\.254\.169\.254"):
        next(steps)


def test_redirects_in_a_circle_come_to_an_end(site: str) -> None:
    assert len(list(fetch(f"{site}/loop", LOCAL, Asking()))) == 11


def test_a_response_that_breaks_off_keeps_what_came_and_says_so(site: str) -> None:
    one = exchange(f"{site}/short", LOCAL, Asking())
    assert (one.status, one.body) == (200, PAGE)
    assert not one.complete
    assert one.failure


def test_a_response_beyond_the_limit_is_cut_and_says_so(site: str) -> None:
    one = exchange(f"{site}/plain", LOCAL, Asking(limit=50))
    assert "more than 50 bytes" in one.failure


def test_nobody_answers(site: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = free.getsockname()[1]
    one = exchange(f"http://127.0.0.1:{closed}/", LOCAL, Asking())
    assert (one.status, one.head) == (0, b"")
    assert one.failure


def test_the_guard_is_asked_first(site: str) -> None:
    with pytest.raises(RefusedError):
        exchange(f"{site}/plain", Guard(), Asking())


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    pem, key = tmp_path / "site.pem", tmp_path / "site.key"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    command += ["-days", "2", "-keyout", str(key), "-out", str(pem), "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(command, check=True, capture_output=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://127.0.0.1:{server.server_address[1]}", pem
    server.shutdown()
    server.server_close()


def test_the_certificates_of_the_server_are_kept(secure: tuple[str, Path]) -> None:
    site, pem = secure
    one = exchange(f"{site}/plain", LOCAL, Asking(roots=str(pem)))
    own = ssl.PEM_cert_to_DER_cert(pem.read_text())
    assert (one.status, one.content) == (200, PAGE)
    assert [hashlib.sha256(der).digest() for der in one.certificates] == [hashlib.sha256(own).digest()]
    assert one.tls.startswith("TLSv1.3")


def test_a_certificate_that_nobody_vouches_for_is_a_failure(secure: tuple[str, Path]) -> None:
    one = exchange(f"{secure[0]}/plain", LOCAL, Asking())
    assert one.status == 0
    assert "certificate" in one.failure.lower()
