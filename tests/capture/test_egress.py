"""The proxy that stands before the browser: nothing gets past the guard, whatever the browser asks for."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from tests.capture.site import Site, running_proxy, running_site

from onrecord.capture.egress import MARK, guarded_proxy
from onrecord.capture.guard import Guard, guard


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as site:
        site.pages["/kx"] = b"<p>ethnicity</p>"
        yield site


def ask(proxy: str, text: str) -> bytes:
    host, port = proxy.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(text.encode())
        answer = b""
        while part := line.recv(4096):
            answer += part
            if text.startswith("CONNECT") and b"\r\n\r\n" in answer:
                break
        return answer


@pytest.mark.parametrize(
    "request_line",
    [
        "GET http://{site}/kx HTTP/1.1",
        "CONNECT {site} HTTP/1.1",
        "GET http://169.254.169.254/latest/meta-data HTTP/1.1",
        "CONNECT 10.0.0.1:443 HTTP/1.1",
        "CONNECT [::1]:443 HTTP/1.1",
        "CONNECT localhost:443 HTTP/1.1",
        "CONNECT 2130706433:80 HTTP/1.1",
        "GET file:///etc/passwd HTTP/1.1",
        "GET /kx HTTP/1.1",
        "POST http://user@example.org/ HTTP/1.1",
    ],
)
def test_what_the_guard_refuses_is_answered_here_and_told(site: Site, request_line: str) -> None:
    line = request_line.format(site=site.url.removeprefix("http://"))
    with guarded_proxy(Guard()) as egress:
        answer = ask(egress.address, f"{line}\r\nHost: x\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 403")
        assert MARK.encode() in answer
        assert len(egress.refused) == 1
    assert site.asked == []


def test_a_name_that_changes_its_address_is_judged_each_time(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    rebinding = Guard(guard(["127.0.0.0/8"]).allowed, resolver=lambda host, port: next(answers))
    port = site.url.rpartition(":")[2]
    text = f"GET http://rebind.example:{port}/kx HTTP/1.1\r\nHost: rebind.example\r\n\r\n"
    with guarded_proxy(rebinding) as egress:
        assert b"<p>ethnicity</p>" in ask(egress.address, text)
        assert ask(egress.address, text).startswith(b"HTTP/1.1 403")
    assert site.asked == ["/kx"]


def test_what_is_allowed_goes_through_also_by_a_further_proxy(site: Site) -> None:
    from onrecord.capture.route import route

    asked: list[str] = []
    address = site.url.removeprefix("http://")
    with running_proxy(asked) as further, guarded_proxy(guard(["127.0.0.0/8"]), route(further)) as egress:
        answer = ask(egress.address, f"GET {site.url}/kx HTTP/1.1\r\nHost: {address}\r\nProxy-X: 1\r\n\r\n")
        tunnel = ask(egress.address, f"CONNECT {address} HTTP/1.1\r\n\r\n")
    assert b"<p>ethnicity</p>" in answer
    assert tunnel.startswith(b"HTTP/1.1 200")
    assert len(asked) == 2
    assert "proxy-x" not in site.headers[0]
