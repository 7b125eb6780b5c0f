"""Sentences about claims and changes: what was observed and when, never who did what, or why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onrecord.model.claim import Absence, Change, ChangeKind, Claim, ClaimState, Presence
from onrecord.model.vocabulary import Cause
from onrecord.track.absence import moment

CAUSES = {
    Cause.VENDOR: "the document changed",
    Cause.READER: "the same bytes, read by another version of the program",
    Cause.RULE: "the same bytes, read by other rules",
}
STATES = {
    ClaimState.STATED: "stated",
    ClaimState.NOT_FOUND: "not found",
    ClaimState.UNCONFIRMED: "not confirmed",
    ClaimState.RENAMED: "renamed",
    ClaimState.NOT_READ: "not found by present rules",
}
KINDS = {
    ChangeKind.NEW: "new",
    ChangeKind.REWORDED: "in other words",
    ChangeKind.MOVED: "at another place",
    ChangeKind.RENAMED: "renamed, with the same value and place",
    ChangeKind.COMMENT_LOST: "comment not found, the name stands",
    ChangeKind.NOT_FOUND: "not found",
    ChangeKind.RETURNED: "seen again",
}


def sentence(claim: Claim) -> str:
    """A claim through its observations, in one line."""
    return "; ".join(_parts(claim))


def _parts(claim: Claim) -> Iterator[str]:
    seen = sum(mark.presence is Presence.SEEN for mark in claim.marks)
    times = "1 observation" if seen == 1 else f"{seen} observations"
    lost = _lost_at(claim)
    close = len({day(at) for at in (claim.first_seen, claim.last_seen)}) == 1 < seen
    when = minute if close or (lost and day(lost) == day(claim.last_seen)) else day
    first, last, lost_on = when(claim.first_seen), when(claim.last_seen), when(lost)
    yield f"present in {times}, on {last}" if seen == 1 else f"present in {times}, first {first}, last {last}"
    if claim.state is ClaimState.NOT_FOUND:
        how = _tried(claim.absence) if claim.absence else "the document was read"
        yield f"not found on {lost_on} ({how})"
    elif claim.state is ClaimState.UNCONFIRMED and claim.absence:
        yield f"no answer as before on {lost_on} ({_tried(claim.absence)}), not confirmed"
    elif claim.state is ClaimState.RENAMED:
        yield f"since {day(claim.last_seen)} as: {' '.join(claim.wordings[-1].quote.split())}"
    elif claim.state is ClaimState.NOT_READ:
        yield "the rules and readers in use now do not find it in the bytes kept"
    yield from _unlearnt(claim)


def _lost_at(claim: Claim) -> str:
    if claim.absence:
        return claim.absence.last
    after = [mark.at for mark in claim.marks if mark.at > claim.last_seen]
    lost = [mark.at for mark in claim.marks if mark.presence is Presence.NOT_FOUND and mark.at in after]
    return lost[0] if lost else ""


def _tried(tried: Absence) -> str:
    times = f"{tried.answer} ×{tried.checks}"
    over = f" over {_span(tried)}" if tried.checks > 1 else ""
    routes = f", {len(tried.routes)} routes" if len(tried.routes) > 1 else ""
    return f"{times}{over}{routes}"


def _span(tried: Absence) -> str:
    minutes = round((moment(tried.last) - moment(tried.first)).total_seconds() / 60)
    return f"{minutes // 60} h" if minutes >= 60 else f"{minutes} min"


def _unlearnt(claim: Claim) -> Iterator[str]:
    counted = Counter(
        mark.outcome.value
        for mark in claim.marks
        if mark.presence is Presence.NO_LOOK and mark.at >= claim.first_seen
    )
    if counted:
        told = ", ".join(f"{outcome} ×{count}" for outcome, count in sorted(counted.items()))
        yield f"{sum(counted.values())} more taught nothing ({told})"


def told(change: Change) -> str:
    """A change in one line: when, what was observed, and its one cause."""
    said = f"{day(change.now.at)}: {KINDS[change.kind]}"
    if change.seen is not None and change.kind in (ChangeKind.NOT_FOUND, ChangeKind.RETURNED):
        said += f", last seen on {day(change.seen.at)}"
    if change.kept_by:
        said += f", while it stands in {', '.join(change.kept_by)}"
    return f"{said} ({CAUSES[change.cause]})"


def day(at: str) -> str:
    """The date of a time."""
    return at[:10]


def minute(at: str) -> str:
    """A time to the minute."""
    return f"{at[:10]} {at[11:16]} UTC" if len(at) >= 16 else at
