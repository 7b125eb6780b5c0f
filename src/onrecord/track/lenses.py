"""Several readings of the same bytes as one: each finding with the rules and readers that found it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from onrecord.model.claim import Observation, Reading
from onrecord.model.vocabulary import Cause
from onrecord.track.align import align
from onrecord.track.alike import Item, Voice, items

Lens = tuple[str, str]
"""Version of the readers, digest of the rule packs."""


@dataclass(frozen=True, slots=True)
class Sighted:
    """A finding as the newest reading that has it words it; ``lenses`` are all that have it."""

    item: Item
    lenses: frozenset[Lens]


@dataclass(frozen=True)
class View:
    """Everything that was ever found in the bytes of one observation."""

    observation: Observation
    found: tuple[Sighted, ...]
    lenses: frozenset[Lens]
    newest: Lens
    unread: frozenset[str]

    def items(self) -> list[Item]:
        """All findings."""
        return [one.item for one in self.found]

    @cached_property
    def _lenses(self) -> dict[int, frozenset[Lens]]:
        return {id(one.item): one.lenses for one in self.found}

    def lenses_of(self, item: Item) -> frozenset[Lens]:
        """Who found it."""
        return self._lenses.get(id(item), frozenset())


def lens(reading: Reading) -> Lens:
    """What a reading was made with."""
    return reading.reader, reading.packs


def view(observation: Observation) -> View | None:
    """The readings of an observation laid over one another; ``None`` where there is none."""
    if not observation.readings:
        return None
    found: list[Sighted] = []
    for reading in observation.readings:
        found = _laid_over(found, items(reading.findings), lens(reading))
    newest = observation.readings[-1]
    lenses = frozenset(map(lens, observation.readings))
    return View(observation, tuple(found), lenses, lens(newest), newest.unread)


def _laid_over(known: list[Sighted], fresh: list[Item], by: Lens) -> list[Sighted]:
    if not known:
        return [Sighted(item, frozenset({by})) for item in fresh]
    made = align([one.item for one in known], fresh)
    earlier = {id(pair.after): pair.before for pair in made.pairs}
    before = {id(one.item): one for one in known}
    found = []
    for item in fresh:
        lenses = frozenset({by})
        one = earlier.get(id(item))
        if one is not None and (one.voice is Voice.OTHERWISE) == (item.voice is Voice.OTHERWISE):
            lenses |= before[id(one)].lenses
        found.append(Sighted(item, lenses))
    dropped = {id(item) for item in made.gone}
    dropped |= {
        id(pair.before)
        for pair in made.pairs
        if pair.before.voice is not Voice.OTHERWISE and pair.after.voice is Voice.OTHERWISE
    }
    return found + [one for one in known if id(one.item) in dropped]


def cause(before: View, after: View) -> Cause:
    """Why two readings differ that share no lens, or that are of the same bytes."""
    common = {packs for _, packs in before.lenses} & {packs for _, packs in after.lenses}
    return Cause.READER if common else Cause.RULE
