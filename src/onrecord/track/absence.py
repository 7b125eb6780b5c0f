"""When an address that no longer answers as before counts as absent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from onrecord.model.claim import Absence, Observation
from onrecord.model.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Policy:
    """So many checks, over so many hours, on so many routes; until then nothing is "not found"."""

    checks: int = 3
    hours: float = 24
    routes: int = 1


def absence(run: Sequence[Observation], answer: str) -> Absence:
    """What was tried since the address last answered as before."""
    routes = tuple(dict.fromkeys(one.route for one in run))
    return Absence(len(run), run[0].at, run[-1].at, routes, answer)


def confirmed(tried: Absence, policy: Policy) -> bool:
    """Whether the rules for absence are met."""
    over = moment(tried.last) - moment(tried.first)
    enough = tried.checks >= policy.checks and len(tried.routes) >= policy.routes
    return enough and over >= timedelta(hours=policy.hours)


def answer_of(observation: Observation) -> str:
    """What an address answered, in short."""
    if observation.outcome is Outcome.REDIRECTED:
        return f"leads to {observation.final_address}" if observation.final_address else "leads elsewhere"
    if observation.outcome is Outcome.PRESENT:
        return "another page"
    return str(observation.status) if observation.status >= 400 else observation.reason or "no such page"


def moment(at: str) -> datetime:
    """A time as captures write it; dates alone and times without a zone are UTC."""
    from datetime import UTC

    made = datetime.fromisoformat(at)
    return made if made.tzinfo else made.replace(tzinfo=UTC)
