"""How a site is asked: routes through proxies, pauses, back-off, robots.txt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from tests.capture.site import Reply, Site, running_proxy, running_site, running_socks

from onrecord.capture.guard import Guard, RefusedError, guard
from onrecord.capture.http import Asking, exchange, fetch
from onrecord.capture.manners import Manners, wanted_pause
from onrecord.capture.robots import Robots
from onrecord.capture.route import RouteError, route

LOCAL = guard(["127.0.0.0/8"])


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as site:
        yield site


def test_both_kinds_of_proxies_are_told_the_address_that_was_judged(site: Site) -> None:
    site.pages["/kx"] = b"<p>ethnicity</p>"
    asked: list[str] = []
    named = Guard(LOCAL.allowed, resolver=lambda host, port: ["127.0.0.1"])
    url = site.url.replace("127.0.0.1", "zorvane.example") + "/kx"
    with running_proxy(asked) as proxy:
        one = exchange(url, named, Asking(proxy=proxy))
    with running_socks(asked) as proxy:
        other = exchange(url, named, Asking(proxy=proxy))
    address = site.url.removeprefix("http://")
    assert one.content == other.content == b"<p>ethnicity</p>"
    assert one.request == other.request
    assert b"Host: zorvane.example" in one.request
    assert (one.peer, other.peer) == (address, address)
    assert asked == [f"{address}Proxy-Authorization: Basic cGVyc29uOnNlY3JldA==", address]


def test_the_guard_holds_behind_a_proxy(site: Site) -> None:
    asked: list[str] = []
    site.pages["/inside"] = Reply(b"", 302, {"Location": "http://169.254.169.254/"})
    with running_proxy(asked) as proxy:
        steps = fetch(f"{site.url}/inside", LOCAL, Asking(proxy=proxy))
        assert next(steps).status == 302
        with pytest.raises(RefusedError):
            next(steps)
    assert len(asked) == 1


def test_a_proxy_that_refuses_is_a_failure_that_says_so(site: Site) -> None:
    with running_proxy([], refuse=True) as proxy:
        one = exchange(site.url, LOCAL, Asking(proxy=proxy))
    assert "proxy does not connect: HTTP/1.1 403" in one.failure
    assert site.asked == []
    gone = exchange(site.url, LOCAL, Asking(proxy=proxy))
    assert gone.failure


@pytest.mark.parametrize("url", ["ftp://x:1", "socks5://", "127.0.0.1:80", "http://x:port"])
def test_a_route_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(RouteError):
        route(url)


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_a_host_is_asked_with_pauses_and_others_meanwhile() -> None:
    time = Time()
    manners = Manners(2.0, clock=lambda: time.now, sleep=time.sleep)
    manners.turn("a.example")
    manners.turn("b.example")
    assert time.now == 0
    manners.turn("a.example")
    assert time.now == 2
    manners.turn("a.example", delay=10)
    manners.turn("a.example")
    assert time.now == 14


def test_a_host_that_wants_to_be_left_alone_is() -> None:
    time = Time()
    manners = Manners(0.0, clock=lambda: time.now, sleep=time.sleep)
    assert manners.answered("a.example", 429, {"retry-after": "120"}) == 120
    assert manners.turn("a.example") == 120
    time.now = 115
    assert manners.turn("a.example") == 0
    assert time.now == 120
    assert [manners.answered("b.example", 503, {}) for _ in range(3)] == [60, 120, 240]
    manners.answered("b.example", 200, {})
    assert manners.answered("b.example", 503, {}) == 60


def test_times_of_retry_after() -> None:
    now = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)
    assert wanted_pause("Thu, 01 Jan 2026 12:01:00 GMT", now) == 60
    assert wanted_pause("Thu, 01 Jan 2026 11:00:00 GMT", now) == 0
    assert wanted_pause("9" * 40) == 86_400
    assert [wanted_pause(text) for text in ("", "soon", "-5", "1.5")] == [None] * 4


def robots(site: Site) -> Robots:
    return Robots("onrecord", lambda url: list(fetch(url, LOCAL, Asking())))


def test_robots_txt_is_asked_once_and_obeyed(site: Site) -> None:
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /shut\nCrawl-delay: 7\n"
    seen = robots(site)
    first, second = seen.verdict(f"{site.url}/open"), seen.verdict(f"{site.url}/shut/x")
    assert (first.allowed, second.allowed, first.delay) == (True, False, 7)
    assert second.said == f"disallowed by {site.url}/robots.txt"
    assert first.answer is not None
    assert second.answer is None
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    ("status", "allowed", "said"),
    [(404, True, "none (status 404)"), (403, True, "none (status 403)"), (503, False, "failed (status 503)")],
)
def test_a_site_without_robots_txt_is_asked_one_that_fails_is_not(
    site: Site, status: int, allowed: bool, said: str
) -> None:
    site.pages["/robots.txt"] = Reply(b"", status)
    verdict = robots(site).verdict(f"{site.url}/kx")
    assert (verdict.allowed, verdict.said) == (allowed, said)
