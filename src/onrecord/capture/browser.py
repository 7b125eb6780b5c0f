"""Open a page in the system's Chromium and keep what it loaded, what it came to, and how it looked.

Each page gets a fresh profile, without service workers, downloads and permissions; the sandbox is on unless
the user is root, where Chromium has none. All traffic goes through ``egress``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from onrecord.capture.egress import MARK, guarded_proxy
from onrecord.capture.exchange import Exchange
from onrecord.capture.guard import Guard
from onrecord.capture.http import Asking
from onrecord.capture.route import route

if TYPE_CHECKING:
    from playwright._impl._api_structures import HttpHeader
    from playwright.sync_api import Browser, BrowserContext, Page, Request, Response

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--proxy-bypass-list=<-loopback>",  # loopback goes through the guard like everything else
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # names are resolved by the guard alone
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--dns-prefetch-disable",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WIDTH, HEIGHT = 1280, 900
TALLEST = 16_000
"""Pixels of a page that are pictured."""
QUIET_MS = 5000
"""How long to wait for the page to stop loading."""
_MOVED = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection"})
_SCROLL = """async () => {
  for (let y = 0; y < Math.min(document.documentElement.scrollHeight, 50000); y += 700) {
    window.scrollTo(0, y); await new Promise(done => setTimeout(done, 20));
  }
  window.scrollTo(0, 0);
}"""


class NoBrowserError(RuntimeError):
    """There is no Chromium here, or no Playwright; the message says what to install."""


class DownloadError(RuntimeError):
    """The address is a file to download, not a page."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A page that was opened.

    ``steps`` are the redirects and the page as the server sent it, ``parts`` everything it loaded. ``dom`` is
    the page after its scripts ran, ``picture`` a PNG of all of it. ``refused`` are connections that the guard
    did not let through, ``lost`` counts parts whose bytes the browser no longer had.
    """

    steps: tuple[Exchange, ...]
    parts: tuple[Exchange, ...] = ()
    dom: bytes = b""
    picture: bytes = b""
    version: str = ""
    refused: tuple[str, ...] = ()
    lost: int = 0

    def rendered(self) -> tuple[Exchange, ...]:
        """The steps, the last one with the page as it was shown."""
        if not self.steps or not self.dom:
            return self.steps
        *before, last = self.steps
        headers = {**last.headers, "content-type": "text/html; charset=utf-8"}
        return (*before, replace(last, content=self.dom, headers=headers))


def chromium() -> str:
    """The path of Chromium; ``NoBrowserError`` says what to install."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    raise NoBrowserError("no Chromium here; install it (Debian: apt-get install chromium)")


def open_page(url: str, guard: Guard, asking: Asking) -> Opened:
    """Open an address; a page that does not come is a step with its failure."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise NoBrowserError("Playwright is missing; install it: pip install 'onrecord[browser]'") from error
    target = guard.target(url)
    guard.addresses(target.host, target.port)  # refused here, so that the reason is told
    path = chromium()
    with guarded_proxy(guard, route(asking.proxy)) as egress, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=list(FLAGS),
            chromium_sandbox=os.geteuid() != 0,
            proxy={"server": egress.address},
            timeout=asking.timeout * 1000,
        )
        try:
            opened = _open(browser, target.url, asking)
        finally:
            browser.close()
    return replace(opened, refused=tuple(dict.fromkeys(egress.refused)))


def _open(browser: Browser, url: str, asking: Asking) -> Opened:
    from playwright.sync_api import Error

    context = _context(browser, asking)
    context.set_default_timeout(asking.timeout * 1000)
    page = context.new_page()
    context.on("page", lambda other: other.close())  # pages that the page opens
    answers: list[tuple[str, Response]] = []
    page.on("response", lambda answer: answers.append((_now(), answer)))
    at = _now()
    try:
        main = page.goto(url, wait_until="load")
        _settle(page)
    except Error as error:
        first = error.message.splitlines()[0]
        if "Download is starting" in first:
            raise DownloadError(url) from error
        steps = [one for when, answer in answers if (one := _exchange(when, answer, navigation=True))]
        return Opened((*steps, Exchange(url, at, failure=first)), version=browser.version)
    chain = _chain(main.request) if main else []
    times = {id(answer.request): when for when, answer in answers}
    steps = [
        one
        for request in chain
        if (answer := request.response())
        and (one := _exchange(times.get(id(request), at), answer, navigation=True))
    ]
    parts, lost = list[Exchange](), 0
    room = asking.limit
    for when, answer in answers:
        if any(answer.request is request for request in chain):
            continue
        part = _exchange(when, answer)
        if part is None or len(part.body) > room:
            lost += 1
            continue
        room -= len(part.body)
        parts.append(part)
    dom = page.content().encode()
    return Opened(tuple(steps), tuple(parts), dom, _picture(page), browser.version, (), lost)


def _context(browser: Browser, asking: Asking) -> BrowserContext:
    agent = f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/{browser.version} Safari/537.36"
    headers = {"From": asking.contact} if asking.contact else {}
    return browser.new_context(
        accept_downloads=False,
        service_workers="block",
        viewport={"width": WIDTH, "height": HEIGHT},
        user_agent=f"{agent} {asking.user_agent}",
        extra_http_headers=headers,
        locale="en-US",
        timezone_id="UTC",
    )


def _settle(page: Page) -> None:
    """Wait until the page has stopped loading, or long enough; what loads on sight is scrolled to."""
    from playwright.sync_api import TimeoutError as TooLate

    try:
        page.wait_for_load_state("networkidle", timeout=QUIET_MS)
        page.evaluate(_SCROLL)
        page.wait_for_load_state("networkidle", timeout=QUIET_MS)
    except TooLate:
        return


def _picture(page: Page) -> bytes:
    height = int(page.evaluate("document.documentElement.scrollHeight") or HEIGHT)
    if height <= TALLEST:
        return page.screenshot(full_page=True, animations="disabled")
    clip = {"x": 0, "y": 0, "width": WIDTH, "height": TALLEST}
    return page.screenshot(full_page=True, animations="disabled", clip=clip)  # type: ignore[arg-type]


def _chain(request: Request) -> list[Request]:
    """The requests that led to this one, the first one first."""
    chain = [request]
    while (before := chain[0].redirected_from) is not None:
        chain.insert(0, before)
    return chain


def _exchange(at: str, answer: Response, *, navigation: bool = False) -> Exchange | None:
    """An exchange as the browser tells it; ``None`` where it has the bytes no longer.

    The browser hands out bodies unpacked; headers that speak of the packing are kept under another name.
    """
    from playwright.sync_api import Error

    request, body, failure = answer.request, b"", ""
    try:
        fields = answer.headers_array()
        sent = request.headers_array()
        if not 300 <= answer.status < 400:
            body = answer.body()
    except Error as error:
        if not navigation:
            return None
        fields, sent, failure = [], [], error.message.splitlines()[0]
    address = request.url
    own = any(one["name"].lower() == MARK for one in fields)
    if own or not address.startswith(("http://", "https://")):
        return None
    path = address.split("/", 3)[3] if address.count("/") > 2 else ""
    lines = [f"{request.method} /{path} HTTP/1.1", *(f"{one['name']}: {one['value']}" for one in _real(sent))]
    head = [f"HTTP/1.1 {answer.status} {answer.status_text}".rstrip()]
    for one in _real(fields):
        prefix = "X-Archive-Orig-" if one["name"].lower() in _MOVED else ""
        head += [f"{prefix}{one['name']}: {value}" for value in one["value"].split("\n")]
    head.append(f"Content-Length: {len(body)}")
    return Exchange(
        address=address,
        at=at,
        request="\r\n".join([*lines, "", ""]).encode("utf-8", "replace"),
        head="\r\n".join([*head, "", ""]).encode("utf-8", "replace"),
        body=body,
        content=body,
        status=answer.status,
        headers={one["name"].lower(): one["value"] for one in reversed(fields)},
        failure=failure,
    )


def _real(fields: Sequence[HttpHeader]) -> Iterator[HttpHeader]:
    """Header fields without those that HTTP/2 puts before its names."""
    return (one for one in fields if not one["name"].startswith(":"))


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
