"""Follow claims through observations: what was seen, what changed, and by what cause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from onrecord.model.claim import Change, Claim, Observation
from onrecord.track.absence import Policy
from onrecord.track.series import Look, Series
from onrecord.track.twins import join_twins


def follow(
    observations: Iterable[Observation], policy: Policy | None = None, look: Look | None = None
) -> tuple[list[Claim], list[Change]]:
    """All claims in all series, and their changes in order of time.

    1. Each series by itself, in order of time (``Series``).
    2. Pages of one vendor that are one page in several languages are set beside one another.
    """
    ordered = sorted(observations, key=attrgetter("series", "at", "capture"))
    each = (list(looks) for _, looks in groupby(ordered, key=attrgetter("series")))
    return together(follow_series(looks, policy, look) for looks in each)


@dataclass(frozen=True, slots=True)
class Followed:
    """One series: its claims and changes, and the addresses of its page."""

    claims: list[Claim]
    changes: list[Change]
    series: str = ""
    addresses: tuple[str, ...] = ()
    """Its own address, and those that it names as the page in other languages."""


def follow_series(
    observations: Sequence[Observation], policy: Policy | None = None, look: Look | None = None
) -> Followed:
    """The observations of one series, in order of time; twins are left to ``together``."""
    one = Series(policy or Policy(), look)
    for observation in observations:
        one.take(observation)
    series = observations[0].series if observations else ""
    named = dict.fromkeys(
        address for one in observations for address in (one.address, *one.alternates) if address
    )
    return Followed(one.claims(), one.changes, series, tuple(named))


def together(followed: Iterable[Followed]) -> tuple[list[Claim], list[Change]]:
    """Series as one listing, pages in several languages set beside one another."""
    claims: list[Claim] = []
    changes: list[Change] = []
    addresses: dict[str, tuple[str, ...]] = {}
    for one in followed:
        claims += one.claims
        changes += one.changes
        addresses[one.series] = one.addresses
    return join_twins(claims, sorted(changes, key=lambda change: (change.now.at, change.series)), addresses)
