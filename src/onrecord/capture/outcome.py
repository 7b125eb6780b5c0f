"""Decide what an observation came to: from the answer, never from a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.capture.exchange import Exchange
from onrecord.capture.walls import wall
from onrecord.model.vocabulary import Outcome

GONE = frozenset({404, 410})
REDIRECTING = frozenset({301, 302, 303, 307, 308})
SHUT = frozenset({401, 402, 403, 405, 406, 407, 423, 425, 429, 451, 511, 999})
"""Statuses by which a site says that it will not show the page to whoever asks."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome and the words for it."""

    outcome: Outcome
    reason: str = ""


def decide(steps: Sequence[Exchange], before: str = "") -> Decision:
    """The outcome of a chain of exchanges; ``before`` is where an earlier observation of the page ended.

    1. Nothing came, or it broke off: unreachable.
    2. The mark of a provider of bot checks outweighs the status; else the status says that the page is gone.
    3. The page itself is a wall, or says that there is no such page.
    4. The status says that it is shut, or that the server has failed; or there is nothing in the answer.
    5. The address leads elsewhere than before: redirected.
    6. Else it is present.
    """
    if not steps or not steps[-1].complete:
        return Decision(Outcome.UNREACHABLE, steps[-1].failure if steps else "nothing answered")
    last = steps[-1]
    found = wall(last)
    if last.status in GONE and not (found and found.sure):
        return Decision(Outcome.ABSENT, f"status {last.status}")
    if found is not None:
        outcome = Outcome.ABSENT if found.gone and last.status < 300 else Outcome.WALLED
        return Decision(outcome, found.reason)
    if last.status in SHUT:
        return Decision(Outcome.WALLED, f"status {last.status}")
    if last.status >= 500:
        return Decision(Outcome.UNREACHABLE, f"status {last.status}")
    if not 200 <= last.status < 300 or last.status in (204, 205):
        return Decision(Outcome.UNREACHABLE, f"status {last.status}")
    if not last.content.strip():
        return Decision(Outcome.UNREACHABLE, "an empty answer")
    if before and not same_page(before, last.address):
        return Decision(Outcome.REDIRECTED, f"leads to {last.address}")
    return Decision(Outcome.PRESENT)


def same_page(one: str, other: str) -> bool:
    """Whether two addresses differ in nothing but scheme, ``www.`` and a slash at the end."""
    return _page(one) == _page(other)


def _page(address: str) -> tuple[str, str, str]:
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    return host, parts.path.rstrip("/"), parts.query
