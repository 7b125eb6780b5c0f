"""Watch sources: which are due, ask them host by host, and say what came of it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from onrecord.archive.case import Case
from onrecord.capture.sources import Source, matches
from onrecord.flow.case_known import Known
from onrecord.flow.case_visit import DIRECT, Page, Visited, Visits
from onrecord.model.capture import Capture, capture
from onrecord.model.claim import Observation
from onrecord.model.custody import Act
from onrecord.model.finding import Provenance
from onrecord.model.vocabulary import Outcome
from onrecord.track.absence import Policy, absence, confirmed

HOSTS = 4
"""Hosts that are asked at the same time."""
MISSING = frozenset({Outcome.ABSENT, Outcome.REDIRECTED})
JITTER = 0.1
"""Part of an interval by which the next time may come sooner, so that no rhythm shows."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a source stands: its last observation, the checks since the page was there, the next time."""

    source: Source
    last: Capture | None
    tries: tuple[Capture, ...]
    due: datetime
    route: str
    confirmed: bool

    def said(self, policy: Policy) -> str:
        """How far the rules for absence are met; empty where the page is not missing."""
        if not self.tries:
            return ""
        if self.confirmed:
            return "confirmed"
        run = [_observation(one) for one in self.tries]
        tried = absence(run, "")
        over = datetime.fromisoformat(tried.last) - datetime.fromisoformat(tried.first)
        hours = over.total_seconds() / 3600
        return (
            f"not confirmed: {tried.checks} of {policy.checks} checks, {hours:.0f} of {policy.hours:.0f} h, "
            f"{len(tried.routes)} of {policy.routes} routes"
        )


def policy_of(case: Case) -> Policy:
    """The rules for absence of a case."""
    settings = case.settings
    return Policy(settings.absence_checks, settings.absence_hours, settings.absence_routes)


def standings(case: Case, sources: Iterable[Source], now: datetime) -> list[Standing]:
    """Where each source stands, from the ledger."""
    seen: dict[str, list[Capture]] = {}
    for entry in case.ledger.entries():
        if entry.act is Act.CAPTURE:
            made = capture(entry.body)
            seen.setdefault(made.series, []).append(made)
    return [_standing(case, source, seen.get(source.series, ()), now) for source in sources]


def _standing(case: Case, source: Source, seen: Sequence[Capture], now: datetime) -> Standing:
    policy = policy_of(case)
    routes = [DIRECT, *case.settings.routes]
    if not seen:
        return Standing(source, None, (), now, DIRECT, confirmed=False)
    tries: list[Capture] = []
    for made in seen:
        if made.outcome is Outcome.PRESENT:
            tries = []
        elif made.outcome in MISSING:
            tries.append(made)
    last = seen[-1]
    sure = bool(tries) and confirmed(absence([_observation(one) for one in tries], ""), policy)
    wait, route = source.every, DIRECT
    if tries and not sure:
        # Sooner, and each time by the route that was tried least, until the rules are met.
        wait = min(wait, timedelta(hours=policy.hours / max(policy.checks - 1, 1)))
        tried = [one.route for one in tries]
        route = min(routes[: max(policy.routes, 1)], key=tried.count)
    pause = float(last.facts.get("retry_after", "0"))
    due = datetime.fromisoformat(last.at) + max(wait, timedelta(seconds=pause))
    return Standing(source, last, tuple(tries), due, route, sure)


def _observation(made: Capture) -> Observation:
    return Observation(made.id, made.series, made.at, made.outcome, made.status, made.route)


def visit_due(case: Case, due: Iterable[Standing], visits: Visits, hosts: int = HOSTS) -> Iterator[Visited]:
    """Ask sources, several hosts at once and each host's pages one after the other, as they come in."""
    known = Known.of(case)
    by_host: dict[str, list[Page]] = {}
    for standing in due:
        page = known.with_before(case, _page(standing))
        by_host.setdefault(urlsplit(page.address).netloc, []).append(page)
    with ThreadPoolExecutor(max_workers=hosts) as pool:
        try:
            for done in as_completed([pool.submit(_visit_all, visits, pages) for pages in by_host.values()]):
                yield from done.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _visit_all(visits: Visits, pages: Sequence[Page]) -> list[Visited]:
    return [_checked(visits.visit(page)) for page in pages]


def _checked(seen: Visited) -> Visited:
    """With what the source's selector names on the page; nothing at all is told later."""
    page = seen.page
    if not page.selector or seen.decision.outcome is not Outcome.PRESENT:
        return seen
    content = page.before.content if seen.unchanged else (seen.opened.dom if seen.opened else b"")
    found = matches(content or seen.steps[-1].content, page.selector)
    return replace(seen, facts={**seen.facts, "selector": page.selector, "selector_matches": str(found)})


def _page(standing: Standing) -> Page:
    source = standing.source
    return Page(
        source.address,
        source.series,
        Provenance(source.address, source.publisher, source.role, source.language),
        route=standing.route,
        browser=source.browser,
        conditional=True,
        linked=True,
        selector=source.selector,
        facts=_facts(source),
    )


def _facts(source: Source) -> Mapping[str, str]:
    facts = {"source": source.name, "vendor": source.vendor}
    return {name: value for name, value in facts.items() if value}


def pause_until(due: Iterable[datetime], now: datetime, *, longest: float = 3600.0) -> float:
    """Seconds to wait for the next source, up to a tenth of them less."""
    next_one = min(due, default=now + timedelta(seconds=longest))
    wait = min(max((next_one - now).total_seconds(), 1.0), longest)
    return wait * (1 - JITTER * secrets.randbelow(1000) / 1000)
