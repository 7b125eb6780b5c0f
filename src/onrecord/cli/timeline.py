"""The drawing of a time line: where marks, bars and flags stand. They differ in form, not by colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from onrecord.model.claim import Change, Claim, ClaimState, Mark, Presence
from onrecord.model.vocabulary import Outcome
from onrecord.track.absence import moment
from onrecord.track.wording import STATES, minute, sentence, told

WIDTH = 960
LEFT, RIGHT = 12, 12
CLOSE = 4.0
"""Pixels between marks of one kind below which the second is not drawn; the list has all."""
TICKS = 7
STEPS = (
    *(timedelta(hours=hours) for hours in (1, 3, 6, 12)),
    *(timedelta(days=days) for days in (1, 2, 7, 14, 30, 61, 91, 182, 365, 730, 1826)),
)

KEY = (
    ("seen", "seen"),
    ("not_found", "not found"),
    ("unconfirmed", "no answer as before, not confirmed"),
    ("walled", "a wall: nothing learnt"),
    ("unreachable", "unreachable: nothing learnt"),
    ("refused", "not asked: nothing learnt"),
    ("not_read", "other rules or readers"),
    ("change", "in other words, moved or renamed"),
    ("contact", "the vendor was asked, or answered"),
    ("statement", "a statement of the vendor"),
)
"""Shape and meaning, in the order of the key."""


@dataclass(frozen=True, slots=True)
class Note:
    """A contact or a statement."""

    at: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A mark of a kind at a place, with what it says when pointed at."""

    kind: str
    x: float
    title: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One claim as it is drawn and told."""

    claim: Claim
    state: str
    said: str
    bar: tuple[float, float]
    tail: tuple[float, float] | None
    shapes: tuple[Shape, ...]
    flags: tuple[Shape, ...]
    events: tuple[tuple[str, str, str], ...]
    """Time, kind of mark, words: all of them, for who cannot see the drawing."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From time to place."""

    begin: datetime
    end: datetime

    def x(self, at: str) -> float:
        """Pixels from the left."""
        span = (self.end - self.begin).total_seconds() or 1.0
        share = (moment(at) - self.begin).total_seconds() / span
        return round(LEFT + min(max(share, 0.0), 1.0) * (WIDTH - LEFT - RIGHT), 1)

    def ticks(self) -> list[tuple[float, str]]:
        """Places with their dates: at most a handful, at round times."""
        step = next((one for one in STEPS if (self.end - self.begin) / one <= TICKS), STEPS[-1])
        hours = step < timedelta(days=1)
        at = _floor(self.begin, step)
        found = []
        while at <= self.end:
            if at >= self.begin:
                text = at.strftime("%Y-%m-%d %H:%M" if hours else "%Y-%m-%d")
                found.append((self.x(at.isoformat()), text))
            at += step
        return found or [(float(LEFT), self.begin.strftime("%Y-%m-%d"))]


def _floor(at: datetime, step: timedelta) -> datetime:
    if step < timedelta(days=1):
        day = at.replace(hour=0, minute=0, second=0, microsecond=0)
        return day + ((at - day) // step) * step
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def scale(claims: Sequence[Claim], notes: Iterable[Note]) -> Scale:
    """One scale for the whole page, with a little room at both ends."""
    times = [moment(mark.at) for claim in claims for mark in claim.marks]
    times += [moment(note.at) for note in notes]
    if not times:
        now = datetime.now(UTC)
        return Scale(now, now + timedelta(days=1))
    begin, end = min(times), max(times)
    room = max((end - begin) * 0.02, timedelta(minutes=30))
    return Scale(begin - room, end + room)


def strip(claim: Claim, changes: Sequence[Change], notes: Sequence[Note], by: Scale) -> Strip:
    """Draw one claim."""
    first, last = by.x(claim.first_seen), by.x(claim.last_seen)
    after = [mark for mark in claim.marks if mark.at > claim.last_seen]
    tail = (last, by.x(after[-1].at)) if after and claim.state is not ClaimState.STATED else None
    own = [change for change in changes if change.before is not None and change.after is not None]
    shapes = list(_marks(claim.marks, by))
    shapes += [Shape("change", by.x(one.now.at), told(one)) for one in own]
    flags = tuple(Shape(note.kind, by.x(note.at), f"{minute(note.at)}: {note.text}") for note in notes)
    return Strip(
        claim=claim,
        state=STATES[claim.state],
        said=sentence(claim),
        bar=(first, max(last, first + 2)),
        tail=tail,
        shapes=tuple(shapes),
        flags=flags,
        events=tuple(_events(claim, changes, notes)),
    )


def _marks(marks: Sequence[Mark], by: Scale) -> Iterator[Shape]:
    drawn: dict[str, float] = {}
    for mark in marks:
        kind, x = shape_of(mark), by.x(mark.at)
        if x - drawn.get(kind, -CLOSE) >= CLOSE or mark is marks[-1]:
            drawn[kind] = x
            yield Shape(kind, x, f"{minute(mark.at)}: {words_of(mark)}")


def shape_of(mark: Mark) -> str:
    """The form of a mark: what was learnt, else why nothing was."""
    if mark.presence is not Presence.NO_LOOK:
        return mark.presence.value
    return mark.outcome.value if mark.outcome.value in dict(KEY) else "unreachable"


def words_of(mark: Mark) -> str:
    """A mark in words."""
    if mark.presence is Presence.NO_LOOK:
        said = "not read" if mark.outcome in (Outcome.PRESENT, Outcome.REDIRECTED) else mark.outcome.value
        return f"{said}, nothing learnt"
    return {
        Presence.SEEN: "seen",
        Presence.NOT_FOUND: "not found",
        Presence.UNCONFIRMED: f"{mark.outcome}, not confirmed",
        Presence.NOT_READ: "not found by the rules or readers of this reading",
    }[mark.presence]


def _events(claim: Claim, changes: Sequence[Change], notes: Sequence[Note]) -> Iterator[tuple[str, str, str]]:
    found = [(mark.at, shape_of(mark), words_of(mark)) for mark in claim.marks]
    found += [(change.now.at, "change", told(change).partition(": ")[2]) for change in changes]
    found += [(note.at, note.kind, note.text) for note in notes]
    for at, kind, words in sorted(found, key=lambda one: moment(one[0])):
        yield minute(at), kind, words
