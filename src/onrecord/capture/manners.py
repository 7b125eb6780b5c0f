"""Load on watched sites: a pause between requests to one host, and back-off when it asks for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

SLOW = frozenset({429, 503})
"""Statuses by which a host asks to be left alone for a while."""
BACK_OFF = 60.0
"""Seconds of the first back-off where the host names no time; doubled each time after."""
LONGEST = 86_400.0
PATIENCE = 10.0
"""Seconds that a request waits for a host that wants to be left alone; beyond them it is not asked."""


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    quiet_until: float = 0.0
    asked_off: int = 0


@dataclass(slots=True)
class Manners:
    """When a host may be asked again. Safe for several threads; times in seconds."""

    delay: float = 2.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def turn(self, host: str, delay: float = 0.0) -> float:
        """Wait for this request's turn; more than 0 are the seconds that the host wants to be left alone."""
        one = self._host(host)
        with one.lock:
            now = self.clock()
            if one.quiet_until - now > PATIENCE:
                return one.quiet_until - now
            at = max(now, one.free_at, one.quiet_until)
            one.free_at = at + max(self.delay, delay)
        if at > now:
            self.sleep(at - now)
        return 0.0

    def answered(self, host: str, status: int, headers: Mapping[str, str]) -> float:
        """Take note of an answer; the seconds that the host wants to be left alone from now on."""
        one = self._host(host)
        with one.lock:
            if status not in SLOW:
                one.asked_off = 0
                return 0.0
            wait = wanted_pause(headers.get("retry-after", ""))
            if wait is None:
                wait = min(BACK_OFF * 2**one.asked_off, LONGEST)
            one.asked_off += 1
            one.quiet_until = self.clock() + wait
            return wait

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())


def wanted_pause(text: str, now: datetime | None = None) -> float | None:
    """Seconds of a ``Retry-After`` header (RFC 9110, 10.2.3); ``None`` where it has none that is sane."""
    text = text.strip()
    if text.isdigit():
        return min(float(text[:9]), LONGEST)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - (now or datetime.now(UTC))).total_seconds(), 0.0), LONGEST)
