"""Claims of a case: readings become observations, and documents are read again where a claim is missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.archive.case import Case
from onrecord.flow.case_content import content_of
from onrecord.flow.case_reading import kept_reading
from onrecord.flow.errors import UserError
from onrecord.flow.result import FATAL
from onrecord.model.capture import Capture
from onrecord.model.claim import Change, Claim, Observation, Reading
from onrecord.model.document import Document
from onrecord.model.finding import Finding
from onrecord.model.reading import Ask
from onrecord.model.warcrecord import RemovedError, WarcError
from onrecord.track.absence import Policy
from onrecord.track.follow import Followed, follow_series, together

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.archive.index.looks import KeptReading
    from onrecord.archive.index.queries import Filter

KEPT_DOCUMENTS = 4
"""Captures whose documents are held in memory: the two that are compared, and one more of each."""


def policy_of(case: Case) -> Policy:
    """When this case says "not found"."""
    settings = case.settings
    return Policy(settings.absence_checks, settings.absence_hours, settings.absence_routes)


def followed(case: Case, connection: Connection, wanted: Filter) -> tuple[list[Claim], list[Change]]:
    """All claims of the series that pass the filter, with their changes; series by series, for memory."""
    from onrecord.archive.index.looks import series_of

    return together(_each(case, connection, series_of(connection, wanted)))


def _each(case: Case, connection: Connection, names: Sequence[str]) -> Iterator[Followed]:
    for name in names:
        made = list(captures_with_readings(case, connection, name))
        yield follow_series([one for _, one in made], policy_of(case), looker(case, [one for one, _ in made]))


def captures_with_readings(
    case: Case, connection: Connection, series: str
) -> Iterator[tuple[Capture, Observation]]:
    """The captures of a series in order of time, with what was ever read in them."""
    from onrecord.archive.index.looks import captures_of, readings_of

    for made in captures_of(connection, series):
        readings = tuple(_reading(case, one) for one in readings_of(connection, made.id))
        yield made, observation(made, readings)


def observation(made: Capture, readings: tuple[Reading, ...]) -> Observation:
    """A capture as those who follow claims see it."""
    return Observation(
        capture=made.id,
        series=made.series,
        at=made.at,
        outcome=made.outcome,
        status=made.status,
        route=made.route,
        address=made.address,
        final_address=made.final_address,
        edition=made.edition,
        language=made.provenance.language,
        vendor=made.provenance.publisher,
        reason=made.reason,
        sha256=made.sha256,
        alternates=tuple(value for name, value in made.facts.items() if name.startswith("alternate_")),
        readings=readings,
    )


def _reading(case: Case, kept: KeptReading) -> Reading:
    found: list[Finding] = []
    unread: set[str] = set()
    for result in kept_reading(case.folder, kept.record) if kept.holds else ():
        found += [seen.finding for seen in result.findings]
        if any(gap.kind in FATAL for gap in result.gaps):
            unread.add("/".join(result.members))
    return Reading(kept.program, kept.packs, tuple(found), frozenset(unread))


def looker(case: Case, captures: Sequence[Capture]) -> Callable[[Observation], Sequence[Document]]:
    """Reads the documents of an observation again, whole, in a worker process."""
    known = {made.id: made for made in captures}

    @lru_cache(maxsize=KEPT_DOCUMENTS)
    def look(capture: str) -> tuple[Document, ...]:
        from onrecord.flow.reading import read_documents

        made = known[capture]
        try:
            data = content_of(case.folder, made)
        except RemovedError:
            return ()
        except WarcError as error:
            raise UserError(str(error), "`onrecord verify` tells more about a damaged case.") from error
        name = made.name or "page"
        return tuple(read_documents(None, Ask(), data=data, name=name, media_type=made.media_type))

    return lambda one: look(one.capture)
