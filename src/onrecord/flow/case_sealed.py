"""Which captures are sealed: in a segment that as many authorities have stamped as the case asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.archive.case import Case
from onrecord.archive.stamps import Stamping, stamping
from onrecord.flow.errors import UserError
from onrecord.model.capture import Capture
from onrecord.model.claim import Presence

if TYPE_CHECKING:
    from sqlalchemy import Connection

SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Sealing:
    """How a capture is sealed."""

    capture: Capture
    segment: int
    authorities: tuple[str, ...]
    wanted: int

    @property
    def sealed(self) -> bool:
        """Whether as many authorities vouch for it as the case asks for."""
        return self.segment > 0 and len(self.authorities) >= self.wanted

    def row(self) -> dict[str, str | int]:
        """For a listing."""
        return {
            "sealed": "yes" if self.sealed else "no",
            "id": self.capture.id,
            "series": self.capture.series,
            "at": self.capture.at,
            "segment": self.segment,
            "authorities": ", ".join(self.authorities),
            "wanted": self.wanted,
        }


@dataclass(frozen=True, slots=True)
class Concerned:
    """Claims and captures that somebody named by the beginnings of their ids."""

    claims: tuple[str, ...]
    captures: tuple[Capture, ...]


def sealings(case: Case, connection: Connection, wanted: Iterable[Capture]) -> Iterator[Sealing]:
    """How each of these captures is sealed."""
    state = stamping(case)
    for made in wanted:
        yield _sealing(case, connection, state, made)


def all_sealings(case: Case, connection: Connection) -> Iterator[Sealing]:
    """How each capture of the case is sealed, by series and time."""
    from onrecord.archive.index.looks import captures_of, series_of
    from onrecord.archive.index.queries import Filter

    for series in series_of(connection, Filter()):
        yield from sealings(case, connection, captures_of(connection, series))


def _sealing(case: Case, connection: Connection, state: Stamping, made: Capture) -> Sealing:
    from onrecord.archive.index.looks import segment_of

    segment = segment_of(connection, made.id)
    return Sealing(made, segment, tuple(sorted(state.authorities_over(segment))), case.settings.stamps_wanted)


def concerned(case: Case, connection: Connection, ids: Sequence[str]) -> Concerned:
    """The claims and captures that are meant; of a claim, all captures that show it."""
    claims: list[str] = []
    captures: dict[str, Capture] = {}
    for given in ids:
        found, claim = _meant(case, connection, given.strip().lower())
        claims += [claim] if claim else []
        captures.update((made.id, made) for made in found)
    return Concerned(tuple(dict.fromkeys(claims)), tuple(captures.values()))


def _meant(case: Case, connection: Connection, given: str) -> tuple[list[Capture], str]:
    from onrecord.archive.index.looks import captures_like

    if not re.fullmatch(rf"[0-9a-f]{{{SHORTEST},64}}", given):
        raise UserError(f"'{given}' is no id", "Ids stand in `onrecord status` and `onrecord claims`.")
    captures = list(captures_like(connection, given))
    shown = _shown(case, connection, given)
    if len(captures) + len(shown) > 1:
        meant = ", ".join([*(made.id for made in captures), *shown])
        raise UserError(f"'{given}' can be any of {meant}", "Give more of the id.")
    if captures:
        return captures, ""
    for claim, ids in shown.items():
        return [made for one in ids for made in captures_like(connection, one)], claim
    raise UserError(
        f"no claim or capture has the id {given}", "Ids stand in `onrecord status` and `onrecord claims`."
    )


def _shown(case: Case, connection: Connection, given: str) -> dict[str, list[str]]:
    """Claims whose id begins so, with the captures that show them."""
    from onrecord.archive.index.queries import Filter
    from onrecord.flow.case_claims import followed

    claims, _ = followed(case, connection, Filter())
    return {
        one.id: [mark.capture for mark in one.marks if mark.presence is Presence.SEEN]
        for one in claims
        if one.id.startswith(given)
    }
