"""Pages that stand in front of a page: bot checks, logins, consents, geo-blocks, maintenance, soft 404.

What they look like is data (``walls.yml``). A marker of a provider decides on a page that shows little else;
words decide only where they are most of what the page says.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.capture.exchange import Exchange


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands in the way. ``gone`` says that the site says there is no such page."""

    reason: str
    gone: bool = False


def wall(answer: Exchange) -> Wall | None:
    """The wall that an answer is, or ``None``."""
    if answer.headers.get("cf-mitigated") == "challenge":
        return Wall("a bot check (header cf-mitigated)")
    return None
