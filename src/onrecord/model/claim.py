"""A claim: one statement by one vendor about one trait, followed through all observations of its series."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.finding import Finding
from onrecord.model.vocabulary import Cause, Outcome, Trait


@dataclass(frozen=True, slots=True)
class Observation:
    """A series was looked at once. ``findings`` is ``None`` where nothing could be read there.

    ``reader`` and ``packs`` name the versions that made the findings, so that a change of them is told
    from a change of the document.
    """

    capture: str
    series: str
    at: str
    outcome: Outcome
    status: int = 0
    route: str = "direct"
    address: str = ""
    edition: str = ""
    language: str = ""
    reason: str = ""
    sha256: str = ""
    reader: str = ""
    packs: str = ""
    findings: tuple[Finding, ...] | None = None


class Presence(StrEnum):
    """What one observation says of one claim."""

    SEEN = "seen"
    NOT_FOUND = "not_found"
    """The document was read and the claim is not in it, or the address is confirmed absent."""
    UNCONFIRMED = "unconfirmed"
    """The address did not answer as before, and the rules for absence are not yet met."""
    NO_LOOK = "no_look"
    """A wall, a time-out, a refusal: nothing is learnt."""


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
    """The member of an enumeration keeps its value and place under another name."""


@dataclass(frozen=True, slots=True)
class Claim:
    """``id`` is made of vendor, trait, series and the first wording; marks are in order of time."""

    id: str
    vendor: str
    series: str
    trait: Trait
    state: ClaimState
    first_seen: str
    last_seen: str
    wordings: tuple[Wording, ...]
    marks: tuple[Mark, ...]
    values: tuple[str, ...] = ()


class ChangeKind(StrEnum):
    """What became of a claim between two observations."""

    NEW = "new"
    REWORDED = "reworded"
    MOVED = "moved"
    RENAMED = "renamed"
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
