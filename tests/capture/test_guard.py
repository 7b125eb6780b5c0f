"""The egress guard: a table of addresses that are never asked, against a real server that counts visits."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore
import pytest

from onrecord.capture.dial import GuardedBackend, post
from onrecord.capture.guard import Guard, RefusedError, guard


class _Counter(BaseHTTPRequestHandler):
    visits = 0

    def do_POST(self) -> None:
        type(self).visits += 1
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(302 if self.path == "/away" else 200)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Quiet."""


@pytest.fixture
def server() -> Iterator[int]:
    _Counter.visits = 0
    running = ThreadingHTTPServer(("127.0.0.1", 0), _Counter)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield running.server_address[1]
    running.shutdown()
    running.server_close()


# Each leads to this machine or into its networks, or is no address of a public page.
HOSTS = [
    "127.0.0.1",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "017700000001",
    "127.000.000.001",
    "127.0.0.1.",
    "0",
    "0.0.0.0",
    "00000000",
    "0x0",
    "127.255.255.254",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[0000::1]",
    "[::ffff:10.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::a00:1]",
    "[2002:7f00:1::1]",
    "[2002:a00:1::]",
    "[64:ff9b:1::a00:1]",
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "192.168.1.254",
    "169.254.169.254",
    "169.254.0.1",
    "100.64.0.1",
    "100.127.255.254",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.1.2.3",
    "240.0.0.1",
    "255.255.255.255",
    "192.88.99.1",
    "[fe80::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "[2001:db8::1]",
    "[2001::1]",
    "[100::1]",
    "[::ffff:169.254.169.254]",
    "127。0。0。1",
    "１２７.0.0.1",
    "①②⑦.0.0.1",
]

ADDRESSES = [
    "file:///etc/passwd",
    "ftp://example.org/",
    "gopher://127.0.0.1:70/",
    "javascript:alert(1)",
    "data:text/html,x",
    "about:blank",
    "//example.org/",
    "http:///",
    "http:///path",
    "https://user@example.org/",
    "https://user:pw@example.org/",
    "http://127.0.0.1\\@example.org/",
    "http://exa mple.org/",
    "http://example.org/a b",
    "http://example.org/\x00",
    "ws://example.org/",
    "http://[example.org]/",
    "http://example.org:99999/",
    "http://example.org:port/",
    "http://[::1/",
    "http://a..b/",
    "http://-a-.example/-",
    "HTTP+UNIX://%2Ftmp%2Fx/",
    "unix:/tmp/x",
]


def test_the_table_is_long_enough() -> None:
    assert len(set(HOSTS)) + len(set(ADDRESSES)) >= 80


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_inside_is_never_asked(host: str, server: int) -> None:
    with pytest.raises(RefusedError):
        post(Guard(), f"http://{host}:{server}/", b"x", "text/plain")
    assert _Counter.visits == 0


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_none_of_a_page_is_refused(address: str) -> None:
    with pytest.raises(RefusedError):
        Guard().target(address)


def test_a_case_may_allow_a_network(server: int) -> None:
    allowed = guard(["127.0.0.0/8"])
    assert post(allowed, f"http://127.0.0.1:{server}/", b"x", "text/plain") == b"ok"
    assert _Counter.visits == 1


def test_a_redirect_is_not_followed(server: int) -> None:
    with pytest.raises(OSError, match="answered 302"):
        post(guard(["127.0.0.0/8"]), f"http://127.0.0.1:{server}/away", b"x", "text/plain")
    assert _Counter.visits == 1


def test_a_name_with_one_inner_address_among_public_ones_is_refused() -> None:
    mixed = Guard(resolver=lambda host, port: ["93.184.215.14", "10.0.0.5"])
    with pytest.raises(RefusedError, match=r"10\.0\.0\.5"):
        mixed.addresses("mixed.example", 80)


def test_a_name_that_changes_its_address_is_connected_where_it_was_judged(server: int) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    network = (ipaddress.ip_network("127.0.0.0/8"),)
    rebinding = Guard(network, resolver=lambda host, port: next(answers))
    assert post(rebinding, f"http://rebind.example:{server}/", b"x", "text/plain") == b"ok"
    with pytest.raises(RefusedError):
        post(rebinding, f"http://rebind.example:{server}/", b"x", "text/plain")
    assert _Counter.visits == 1


def test_a_name_without_address_is_unreachable_not_refused() -> None:
    empty = Guard(resolver=lambda host, port: [])
    with pytest.raises(OSError, match="no address"):
        post(empty, "http://nowhere.example/", b"x", "text/plain")


def test_local_sockets_are_refused() -> None:
    with pytest.raises(RefusedError):
        GuardedBackend(Guard()).connect_unix_socket("/run/docker.sock")


def test_public_addresses_pass() -> None:
    public = Guard(resolver=lambda host, port: ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
    assert public.addresses("example.org", 443)
    assert public.target("https://Example.ORG/p?q=1").host == "example.org"
    assert public.target("https://bücher.example/").host == "xn--bcher-kva.example"
    assert isinstance(httpcore.SyncBackend(), httpcore.NetworkBackend)
