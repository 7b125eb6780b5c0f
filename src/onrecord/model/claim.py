"""A claim: one statement by one vendor about one trait, followed through all observations of its series."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.finding import Finding
from onrecord.model.vocabulary import Cause, Outcome, Stance, Trait


@dataclass(frozen=True, slots=True)
class Reading:
    """What one version of readers and rules made of the bytes of one observation.

    ``reader`` and ``packs`` name that version, so that a change of them is told from a change of the
    document. ``unread`` names the documents (members, or the empty string for the whole) of which
    something could not be read: what is not found there may still stand there.
    """

    reader: str
    packs: str
    findings: tuple[Finding, ...]
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Observation:
    """A series was looked at once. ``readings`` are in the order in which they were made, newest last."""

    capture: str
    series: str
    at: str
    outcome: Outcome
    status: int = 0
    route: str = "direct"
    address: str = ""
    final_address: str = ""
    edition: str = ""
    language: str = ""
    vendor: str = ""
    reason: str = ""
    sha256: str = ""
    alternates: tuple[str, ...] = ()
    """Addresses that the page names as itself in other languages."""
    readings: tuple[Reading, ...] = ()


class Presence(StrEnum):
    """What one observation says of one claim."""

    SEEN = "seen"
    NOT_FOUND = "not_found"
    """The document was read and the claim is not in it, or the address is confirmed absent."""
    UNCONFIRMED = "unconfirmed"
    """The address did not answer as before, and the rules for absence are not yet met."""
    NO_LOOK = "no_look"
    """A wall, a time-out, a refusal, a part that could not be read: nothing is learnt."""
    NOT_READ = "not_read"
    """Other rules or readers found it here, or would have to; the document itself did not change."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One observation on a claim's line of time."""

    capture: str
    at: str
    outcome: Outcome
    presence: Presence
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a claim, as it was first seen."""

    fingerprint: str
    quote: str
    language: str
    capture: str
    at: str


class ClaimState(StrEnum):
    """Where a claim stands after the last observation."""

    STATED = "stated"
    NOT_FOUND = "not_found"
    UNCONFIRMED = "unconfirmed"
    RENAMED = "renamed"
    """The member keeps its value and place under another name, or lost its comment."""
    NOT_READ = "not_read"
    """The present rules and readers do not find it where earlier ones did."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Checks after which a claim counts as not found: how many, from when to when, on which routes."""

    checks: int
    first: str
    last: str
    routes: tuple[str, ...]
    answer: str
    """What came each time, in short: ``404``, ``leads to …``, ``another page``."""


@dataclass(frozen=True, slots=True)
class Claim:
    """``id`` is made of vendor, trait, series and the first wording; marks are in order of time."""

    id: str
    vendor: str
    series: str
    trait: Trait
    stance: Stance
    state: ClaimState
    first_seen: str
    last_seen: str
    wordings: tuple[Wording, ...]
    marks: tuple[Mark, ...]
    values: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()
    """Ids of the same statement on the page in other languages."""
    absence: Absence | None = None
    """What was tried since it was last seen, where the address itself no longer answers as before."""


class ChangeKind(StrEnum):
    """What became of a claim between two observations."""

    NEW = "new"
    REWORDED = "reworded"
    MOVED = "moved"
    RENAMED = "renamed"
    """A member keeps its value and place under another name."""
    COMMENT_LOST = "comment_lost"
    """A member or field stays under its name; the comment that made it plain is gone."""
    NOT_FOUND = "not_found"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Change:
    """One change with its one cause, and both sides of it."""

    kind: ChangeKind
    cause: Cause
    claim: str
    series: str
    before: Finding | None
    after: Finding | None
    seen: Observation | None
    """The last observation with the claim, or ``None`` when it is new."""
    now: Observation
    kept_by: tuple[str, ...] = ()
    """Series in other languages that still state what is not found here."""
