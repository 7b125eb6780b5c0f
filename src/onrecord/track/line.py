"""One claim while it is followed: its last sight, its wordings, and a mark for each observation."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model.canonical import digest
from onrecord.model.claim import Absence, Claim, ClaimState, Mark, Observation, Presence, Wording
from onrecord.model.finding import Finding
from onrecord.track.alike import Item, bare
from onrecord.track.lenses import Lens

ID_LENGTH = 32


@dataclass(slots=True)
class Line:
    """``item`` is how it was last seen; ``shadow`` says that no finding showed it, only the documents."""

    item: Item
    seen: Observation
    lenses: frozenset[Lens]
    number: int
    state: ClaimState = ClaimState.STATED
    shadow: bool = False
    first: str = ""
    wordings: list[Wording] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    absence: Absence | None = None
    values: dict[str, None] = field(default_factory=dict)
    origin: Finding | None = None
    earlier: tuple[Mark, ...] = ()
    """Observations before it was first seen."""
    id: str = ""

    @property
    def active(self) -> bool:
        """Whether it is looked for where it was; a lost one is only compared with what is new."""
        return self.state is not ClaimState.NOT_FOUND

    def begin(self) -> Line:
        """Give it its id, from how it was first seen."""
        self.origin = self.item.finding
        self.id = self.id_of(self.item.finding.quote)
        return self

    def id_of(self, quote: str) -> str:
        """The id that it has with this as its first wording."""
        first = self.origin or self.item.finding
        return digest(
            {
                "number": self.number,
                "series": self.seen.series,
                "trait": first.trait.value,
                "vendor": self.vendor,
                "voice": Item(first).voice.name,
                "words": bare(quote),
            }
        )[:ID_LENGTH]

    @property
    def vendor(self) -> str:
        """Whose statement it is, as far as is known."""
        return self.item.finding.vendor or self.seen.vendor

    def sight(self, item: Item, now: Observation, lenses: frozenset[Lens], *, shadow: bool = False) -> None:
        """It was seen."""
        self.item, self.seen, self.lenses, self.shadow = item, now, lenses, shadow
        self.absence = None
        self.first = self.first or now.at
        self.values |= dict.fromkeys(item.finding.values)
        self._word(item.finding, now)
        self.mark(now, Presence.SEEN, item.finding.fingerprint)

    def _word(self, finding: Finding, now: Observation) -> None:
        if all(bare(known.quote) != bare(finding.quote) for known in self.wordings):
            made = Wording(finding.fingerprint, finding.quote, finding.language, now.capture, now.at)
            self.wordings.append(made)

    def mark(self, now: Observation, presence: Presence, fingerprint: str = "") -> None:
        """Note what an observation says of it."""
        self.marks.append(Mark(now.capture, now.at, now.outcome, presence, fingerprint))

    def claim(self) -> Claim:
        """The claim as it stands."""
        first = self.origin or self.item.finding
        return Claim(
            id=self.id,
            vendor=self.vendor,
            series=self.seen.series,
            trait=first.trait,
            stance=first.stance,
            state=self.state,
            first_seen=self.first,
            last_seen=self.seen.at,
            wordings=tuple(self.wordings),
            marks=(*self.earlier, *self.marks),
            values=tuple(self.values),
            absence=self.absence,
        )
