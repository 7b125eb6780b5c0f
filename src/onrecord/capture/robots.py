"""What robots.txt (RFC 9309) says of an address, with the answer that said so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from onrecord.capture.exchange import Exchange
from onrecord.capture.guard import RefusedError

LARGEST = 500 * 1024
"""Bytes of robots.txt that are read (RFC 9309, 2.5)."""
LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an address may be asked. ``said`` is what decided; ``delay`` the pause it wants (seconds)."""

    allowed: bool
    said: str
    delay: float = 0.0
    answer: Exchange | None = None
    """The answer to the request for robots.txt, where it was asked just now."""


@dataclass(slots=True)
class Robots:
    """The robots.txt of each host, asked once. ``ask`` fetches an address, redirects followed."""

    agent: str
    ask: Callable[[str], list[Exchange]]
    _known: dict[str, tuple[str, Any]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def verdict(self, url: str) -> Verdict:
        """What robots.txt says of ``url``. A site whose robots.txt fails is not asked; one without is."""
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}/robots.txt"
        fresh: Exchange | None = None
        with self._lock:
            if place not in self._known:
                self._known[place], fresh = self._read(place)
            said, rules = self._known[place]
        if rules is None:
            return Verdict(not said.startswith("failed"), said, answer=fresh)
        delay = min(float(rules.crawl_delay(self.agent) or 0.0), LONGEST_DELAY)
        allowed = bool(rules.can_fetch(url, self.agent))
        return Verdict(allowed, f"{'allowed' if allowed else 'disallowed'} by {place}", delay, fresh)

    def _read(self, place: str) -> tuple[tuple[str, Any], Exchange | None]:
        from protego import Protego

        try:
            last = self.ask(place)[-1]
        except RefusedError as error:
            return (f"none ({error})", None), None
        if not last.complete:
            return (f"none (unreachable: {last.failure})", None), last
        if last.status >= 500:
            # RFC 9309, 2.3.1.4: who cannot say what is allowed is taken to allow nothing.
            return (f"failed (status {last.status})", None), last
        if not 200 <= last.status < 300:
            return (f"none (status {last.status})", None), last
        text = last.content[:LARGEST].decode("utf-8", "replace")
        return ("read", Protego.parse(text)), last
