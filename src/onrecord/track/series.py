"""One series through its observations: the claims that were seen, missed, renamed, and by what cause."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.model.claim import Change, ChangeKind, Claim, ClaimState, Mark, Observation, Presence
from onrecord.model.document import Document
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import Cause, Outcome, Stance
from onrecord.track.absence import Policy, absence, answer_of, confirmed
from onrecord.track.align import ALIKE, align, likeness
from onrecord.track.alike import Item, bare
from onrecord.track.lenses import View, cause, view
from onrecord.track.line import Line
from onrecord.track.members import Left, Scene
from onrecord.track.pages import Pages
from onrecord.track.passages import left_over, stands

Look = Callable[[Observation], Sequence[Document]]
"""The documents of an observation, read whole; asked only where a finding is missed."""

TEACHES_NOTHING = frozenset({Outcome.WALLED, Outcome.UNREACHABLE, Outcome.REFUSED})
SAME_PAGE = 0.1
"""Share of the passages that must still be there for a page to be the one observed before."""
PAGE = 4
"""Passages from which on a page can be told from another."""


class Series:
    """The state of one series between two observations."""

    def __init__(self, policy: Policy, look: Look | None) -> None:
        self._policy, self._look = policy, look
        self._lines: list[Line] = []
        self._last: View | None = None
        self._run: list[Observation] = []
        self._open: dict[str, Pages] = {}
        self._marks: list[Mark] = []
        self._numbers: dict[str, int] = {}
        self.changes: list[Change] = []

    def claims(self) -> list[Claim]:
        """The claims, in the order in which they were first seen."""
        return [line.claim() for line in self._lines]

    def take(self, now: Observation) -> None:
        """Learn from one observation.

        1. A wall, a time-out, a refusal, or bytes that were never read: nothing is learnt.
        2. The address is absent: "not found" once the rules for absence are met.
        3. It leads elsewhere: what is stated there was moved; the rest as if absent.
        4. It was read: what was looked for is there, or is not.
        """
        seen = view(now)
        if now.outcome in TEACHES_NOTHING or (now.outcome is not Outcome.ABSENT and seen is None):
            self._all(now, Presence.NO_LOOK)
        elif now.outcome is Outcome.ABSENT or seen is None:
            self._away(now, [line for line in self._lines if line.active])
            self._rest(now, Presence.NOT_FOUND)
        else:
            self._compare(seen)
        read = now.outcome is Outcome.PRESENT and seen is not None
        self._marks.append(
            Mark(now.capture, now.at, now.outcome, Presence.NOT_FOUND if read else Presence.NO_LOOK)
        )

    def _all(self, now: Observation, presence: Presence) -> None:
        for line in self._lines:
            line.mark(now, presence)

    def _rest(self, now: Observation, presence: Presence) -> None:
        for line in self._lines:
            if not line.marks or line.marks[-1].capture != now.capture:
                line.mark(now, presence)

    def _away(self, now: Observation, lines: Sequence[Line]) -> None:
        self._run.append(now)
        tried = absence(self._run, answer_of(now))
        sure = confirmed(tried, self._policy)
        for line in lines:
            line.absence = tried
            if sure:
                self._note(ChangeKind.NOT_FOUND, Cause.VENDOR, line, line.item.finding, None, now)
            line.state = ClaimState.NOT_FOUND if sure else ClaimState.UNCONFIRMED
            line.mark(now, Presence.NOT_FOUND if sure else Presence.UNCONFIRMED)

    def _compare(self, now: View) -> None:
        lines = [line for line in self._lines if line.active]
        known = {id(line.item): line for line in lines}
        others = [item for item in self._others() if id(item) not in known]
        made = align([*(line.item for line in lines), *others], now.items())
        for pair in made.pairs:
            if id(pair.before) in known:
                self._seen(known[id(pair.before)], pair.after, pair.kind, now)
        fresh = [item for item in made.new if item.finding.stance is not Stance.LOOKALIKE]
        missed = [known[id(item)] for item in made.gone if id(item) in known]
        fresh, missed = self._look_again(now, missed, fresh)
        elsewhere = now.observation.outcome is Outcome.REDIRECTED or (missed and self._another_page(now))
        if elsewhere:
            self._away(now.observation, missed)
        else:
            self._run = []
            for line in missed:
                self._missed(line, now)
        if now.observation.outcome is Outcome.PRESENT:
            for item in self._returned(fresh, now):
                self._new(item, now)
        self._rest(now.observation, Presence.NOT_FOUND)
        if not elsewhere:
            self._last = now

    def _others(self) -> list[Item]:
        """Findings of the last reading that are nobody's claim: they keep their own words to themselves."""
        if self._last is None:
            return []
        return [item for item in self._last.items() if item.finding.stance is Stance.LOOKALIKE]

    def _seen(self, line: Line, item: Item, kind: ChangeKind | None, now: View) -> None:
        before, lenses = line.item.finding, now.lenses_of(item)
        why = Cause.VENDOR if lenses & line.lenses else self._cause(now)
        if self._same_bytes(now):
            kind = None  # words of the same bytes only differ by how they were read
        if now.newest not in lenses:
            self._unread(line, item, now)
            return
        if kind is not None:
            self._note(kind, why, line, before, item.finding, now.observation)
        renamed = kind in (ChangeKind.RENAMED, ChangeKind.COMMENT_LOST)
        stays = line.state is ClaimState.RENAMED and kind is None
        line.state = ClaimState.RENAMED if renamed or stays else ClaimState.STATED
        line.sight(item, now.observation, lenses)

    def _unread(self, line: Line, item: Item, now: View) -> None:
        """Earlier rules or readers found it in these very bytes, the newest do not."""
        if line.state is not ClaimState.NOT_READ:
            self._note(ChangeKind.NOT_FOUND, _within(now), line, line.item.finding, None, now.observation)
        line.state = ClaimState.NOT_READ
        line.item, line.lenses = item, now.lenses_of(item)
        line.mark(now.observation, Presence.NOT_READ, item.finding.fingerprint)

    def _look_again(
        self, now: View, missed: Sequence[Line], fresh: list[Item]
    ) -> tuple[list[Item], list[Line]]:
        """Look into the documents themselves before anything is missed."""
        if not missed or self._look is None or self._last is None:
            return fresh, list(missed)
        before, after = self._pages(self._last.observation), self._pages(now.observation)
        scene = Scene(before, after, self._last.items(), now.items(), fresh)
        lost = []
        for line in missed:
            left = None
            if line.shadow and stands(line.item.finding, after):
                line.sight(line.item, now.observation, line.lenses, shadow=True)
                continue
            left = left_over(line.item, scene)
            if left is None:
                lost.append(line)
                continue
            self._left(line, left, now)
            if left.taken is not None:
                fresh = [item for item in fresh if item is not left.taken]
                scene = Scene(before, after, scene.found_before, scene.found_after, fresh)
        return fresh, lost

    def _left(self, line: Line, left: Left, now: View) -> None:
        item = left.taken or Item(left.finding)
        lenses = now.lenses_of(item) if left.taken else now.lenses
        why = Cause.VENDOR if lenses & line.lenses and not self._same_bytes(now) else self._cause(now)
        if left.kind is not None:
            self._note(left.kind, why, line, line.item.finding, item.finding, now.observation)
        renamed = left.kind in (ChangeKind.RENAMED, ChangeKind.COMMENT_LOST)
        line.state = ClaimState.RENAMED if renamed else ClaimState.STATED
        line.sight(item, now.observation, line.lenses | lenses, shadow=left.taken is None)

    def _pages(self, observation: Observation) -> Pages:
        """The documents of an observation, kept while it is one of the two that are compared."""
        if observation.capture not in self._open:
            kept = self._last.observation.capture if self._last else ""
            self._open = {name: pages for name, pages in self._open.items() if name == kept}
            documents = self._look(observation) if self._look else ()
            self._open[observation.capture] = Pages(documents)
        return self._open[observation.capture]

    def _another_page(self, now: View) -> bool:
        """Whether hardly a passage of the page observed before is left: it may be another page, or a wall."""
        if self._look is None or self._last is None:
            return False
        before = self._pages(self._last.observation).texts
        after = self._pages(now.observation).texts
        return len(before) >= PAGE and len(before & after) < SAME_PAGE * len(before)

    def _missed(self, line: Line, now: View) -> None:
        hidden = now.unread - (self._last.unread if self._last else frozenset())
        if "" in hidden or line.item.document in hidden:
            line.mark(now.observation, Presence.NO_LOOK)
        elif not line.lenses & now.lenses or self._same_bytes(now):
            if line.state is not ClaimState.NOT_READ:
                self._note(
                    ChangeKind.NOT_FOUND, self._cause(now), line, line.item.finding, None, now.observation
                )
            line.state = ClaimState.NOT_READ
            line.mark(now.observation, Presence.NOT_READ)
        else:
            self._note(ChangeKind.NOT_FOUND, Cause.VENDOR, line, line.item.finding, None, now.observation)
            line.state = ClaimState.NOT_FOUND
            line.absence = None
            line.mark(now.observation, Presence.NOT_FOUND)

    def _returned(self, fresh: Sequence[Item], now: View) -> list[Item]:
        """Match what is new with what was lost before; gives what is new indeed."""
        left = []
        for item in fresh:
            lost = [line for line in self._lines if not line.active and _comes_back(line.item, item)]
            if not lost:
                left.append(item)
                continue
            line = lost[0]
            lenses = now.lenses_of(item)
            why = Cause.VENDOR if lenses & line.lenses else self._cause(now)
            self._note(ChangeKind.RETURNED, why, line, line.item.finding, item.finding, now.observation)
            line.state = ClaimState.STATED
            line.sight(item, now.observation, lenses)
        return left

    def _new(self, item: Item, now: View) -> None:
        lenses = now.lenses_of(item)
        words = f"{item.finding.trait} {item.voice.name} {bare(item.finding.quote)}"
        number = self._numbers[words] = self._numbers.get(words, 0) + 1
        line = Line(item, now.observation, lenses, number).begin()
        self._lines.append(line)
        why = self._why_new(lenses, now)
        line.earlier = tuple(self._marks) if why is Cause.VENDOR else tuple(map(_not_read, self._marks))
        if now.newest in lenses:
            line.sight(item, now.observation, lenses)
            if why is not None:
                self._note(ChangeKind.NEW, why, line, None, item.finding, now.observation)
            return
        line.sight(item, now.observation, lenses)
        line.marks.pop()
        self._unread(line, item, now)

    def _why_new(self, lenses: frozenset[tuple[str, str]], now: View) -> Cause | None:
        """Why a claim is new; ``None`` at the first look, when everything is."""
        if self._last is None:
            return None if lenses == now.lenses else _within(now)
        if lenses & self._last.lenses and not self._same_bytes(now):
            return Cause.VENDOR
        return self._cause(now)

    def _same_bytes(self, now: View) -> bool:
        last = self._last.observation.sha256 if self._last else ""
        return bool(last) and last == now.observation.sha256

    def _cause(self, now: View) -> Cause:
        return cause(self._last, now) if self._last else _within(now)

    def _note(
        self,
        kind: ChangeKind,
        why: Cause,
        line: Line,
        before: Finding | None,
        after: Finding | None,
        now: Observation,
    ) -> None:
        seen = line.seen if before is not None else None
        self.changes.append(Change(kind, why, line.id, now.series, before, after, seen, now))


def _within(now: View) -> Cause:
    """Why two readings of the same bytes differ."""
    return Cause.RULE if len({packs for _, packs in now.lenses}) > 1 else Cause.READER


def _not_read(mark: Mark) -> Mark:
    """A look at bytes in which other rules or readers might have found it."""
    return replace(mark, presence=Presence.NOT_READ) if mark.presence is Presence.NOT_FOUND else mark


def _comes_back(lost: Item, item: Item) -> bool:
    same = lost.key == item.key and lost.voice is item.voice and lost.finding.trait is item.finding.trait
    return same or (lost.voice is item.voice and likeness(lost, item) >= 1.0 + ALIKE)
