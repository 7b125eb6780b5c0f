"""Ask for a page as the case wants it asked: guard, robots, manners, route; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.archive.case import Case
from onrecord.archive.writer import stamp_text, utc_now
from onrecord.capture.exchange import Exchange
from onrecord.capture.guard import Guard, RefusedError, UnresolvedError, guard
from onrecord.capture.http import Asking, fetch
from onrecord.capture.manners import Manners
from onrecord.capture.outcome import Decision, decide
from onrecord.capture.robots import Robots
from onrecord.capture.route import RouteError, route
from onrecord.flow.errors import UserError
from onrecord.model.capture import RecordPlace
from onrecord.model.finding import Provenance
from onrecord.model.vocabulary import Outcome

if TYPE_CHECKING:
    from onrecord.capture.browser import Opened

DIRECT = "direct"
NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Before:
    """The last observation of a series that had the page: where it ended, its bytes, what to ask by."""

    end: str = ""
    sha256: str = ""
    size: int = 0
    media_type: str = ""
    etag: str = ""
    modified: str = ""
    place: RecordPlace | None = None
    """The record of the bytes."""
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Page:
    """An address to observe, and what is known of it.

    ``conditional`` asks for the page only if it changed; ``linked`` takes the documents that it links to.
    """

    address: str
    series: str = ""
    provenance: Provenance = Provenance()
    route: str = DIRECT
    before: Before = Before()
    part_of: str = ""
    browser: bool = False
    conditional: bool = False
    linked: bool = False
    selector: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the capture is to keep besides."""


@dataclass(frozen=True, slots=True)
class Visited:
    """What came of asking. ``facts`` are kept with the capture; ``robots`` is the answer that decided."""

    page: Page
    steps: tuple[Exchange, ...]
    decision: Decision
    at: str
    facts: dict[str, str] = field(default_factory=dict)
    robots: Exchange | None = None
    unchanged: bool = False
    """The server said that the page is as before, and sent nothing."""
    opened: Opened | None = None
    """The page as the browser showed it."""


@dataclass(frozen=True, slots=True)
class _Leave:
    """Leave to ask for a page: none where there is a reason against it."""

    reason: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    robots: Exchange | None = None


class Visits:
    """Asks for pages. Safe for several threads."""

    def __init__(self, case: Case, *, egress: Guard | None = None, manners: Manners | None = None) -> None:
        settings = case.settings
        self.guard = egress or guard(settings.allow_networks)
        self.manners = manners or Manners(settings.host_delay)
        self.asking = Asking(user_agent=settings.user_agent, contact=settings.contact)
        self.routes = {DIRECT: "", **settings.routes}
        for name, url in self.routes.items():
            try:
                route(url)
            except RouteError as error:
                raise UserError(f"onrecord.toml, routes.{name}: {error}") from error
        # What robots.txt says is the same on each route, so it is asked once.
        self.robots = Robots(settings.user_agent, self._plain) if settings.robots else None

    def visit(self, page: Page) -> Visited:
        """Ask for one page, over HTTP or with the browser."""
        at = stamp_text(utc_now())
        if page.route not in self.routes:
            known = ", ".join(self.routes)
            raise UserError(f"route {page.route!r} is not in onrecord.toml", f"Known routes: {known}.")
        leave = self._leave(page)
        if leave.reason:
            decision = Decision(Outcome.REFUSED, leave.reason)
            return Visited(page, (), decision, at, leave.facts, leave.robots)
        steps, refusal, opened = self._opened(page) if page.browser else self._fetched(page)
        facts = leave.facts
        if steps:
            pause = self.manners.answered(urlsplit(page.address).netloc, steps[-1].status, steps[-1].headers)
            facts = {**facts, "retry_after": f"{pause:.0f}"} if pause else facts
        unchanged = len(steps) == 1 and steps[0].status == NOT_MODIFIED and bool(page.before.sha256)
        shown = opened.rendered() if opened else steps
        decision = refusal or decide(shown, page.before.end)
        if unchanged:
            decision = Decision(Outcome.PRESENT, f"status {NOT_MODIFIED}: not modified")
        when = steps[0].at if steps else at
        return Visited(page, tuple(steps), decision, when, facts, leave.robots, unchanged, opened)

    def _leave(self, page: Page) -> _Leave:
        """What robots.txt and the host's wish to be left alone say, before the page is asked for."""
        facts = dict(page.facts)
        answer, delay = None, 0.0
        try:
            self.guard.target(page.address)
        except RefusedError as error:
            return _Leave(str(error), facts)
        if self.robots is not None:
            verdict = self.robots.verdict(page.address)
            facts["robots"], answer, delay = verdict.said, verdict.answer, verdict.delay
            if not verdict.allowed:
                return _Leave(f"robots.txt: {verdict.said}", facts, answer)
        host = urlsplit(page.address).netloc
        wait = self.manners.turn(host, delay)
        reason = f"{host} wants to be left alone for {wait:.0f} s" if wait else ""
        return _Leave(reason, facts, answer)

    def _opened(self, page: Page) -> tuple[list[Exchange], Decision | None, Opened | None]:
        from onrecord.capture.browser import DownloadError, NoBrowserError, open_page

        asking = replace(self.asking, proxy=self.routes[page.route])
        try:
            opened = open_page(page.address, self.guard, asking)
        except RefusedError as error:
            return [], Decision(Outcome.REFUSED, str(error)), None
        except UnresolvedError as error:
            return [], Decision(Outcome.UNREACHABLE, str(error)), None
        except DownloadError:
            return self._fetched(page)  # a file is no page: it is fetched
        except NoBrowserError as error:
            raise UserError(str(error), "Without --browser the page is fetched over HTTP.") from error
        return list(opened.steps), None, opened

    def _fetched(self, page: Page) -> tuple[list[Exchange], Decision | None, None]:
        asking = replace(self.asking, proxy=self.routes[page.route])
        before = page.before
        if page.conditional and before.content and before.end == page.address:
            fields = {"If-None-Match": before.etag, "If-Modified-Since": before.modified}
            asking = replace(asking, fields={name: value for name, value in fields.items() if value})
        steps: list[Exchange] = []
        try:
            steps.extend(fetch(page.address, self.guard, asking))  # a refusal keeps the steps before it
        except RefusedError as error:
            return steps, Decision(Outcome.REFUSED, str(error)), None
        return steps, None, None

    def _plain(self, url: str) -> list[Exchange]:
        return list(fetch(url, self.guard, self.asking))
