"""Take over what a web archive has of an address: each earlier capture with its own date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from onrecord.archive.writer import Writer
from onrecord.capture.about import about
from onrecord.capture.exchange import Exchange
from onrecord.capture.guard import RefusedError
from onrecord.capture.http import exchange
from onrecord.capture.memento import Memento, as_it_was, map_address, moment, time_map
from onrecord.capture.outcome import REDIRECTING, Decision, decide
from onrecord.flow.case_capture import Observed, name_of, records_of
from onrecord.flow.case_known import Known
from onrecord.flow.case_open import PROGRAM
from onrecord.flow.case_visit import Visits
from onrecord.flow.errors import UserError
from onrecord.model.capture import Capture
from onrecord.model.custody import sha256
from onrecord.model.finding import Provenance
from onrecord.model.vocabulary import Method, Outcome

MOST_MAPS = 50
"""Parts of a time map that are asked for."""


@dataclass(frozen=True, slots=True)
class History:
    """An address whose earlier captures a service is asked for."""

    address: str
    service: str
    series: str = ""
    most: int = 500


@dataclass(slots=True)
class Past:
    """The earlier captures of one address, as they come in. ``losses`` says what did not come."""

    wanted: History
    visits: Visits
    losses: list[str] = field(default_factory=list)

    def observed(self, writer: Writer, known: Known) -> Iterator[Observed]:
        """Each capture that the case does not have, oldest first, its records written and not yet entered."""
        series = self.wanted.series or self.wanted.address
        mementos = self._mementos()
        if len(mementos) > self.wanted.most:
            left = len(mementos) - self.wanted.most
            self.losses.append(f"{left:,} of {len(mementos):,} captures were left out (--most)")
        for one in mementos[: self.wanted.most]:
            if (series, one.at) in known.moments:
                continue
            answer = self._ask(as_it_was(one.address))
            said = moment(answer.headers.get("memento-datetime", ""))
            if not answer.complete or not said:
                why = answer.failure or f"status {answer.status}"
                self.losses.append(f"{one.address}: the service gave no capture ({why})")
                continue
            yield self._made(writer, one, answer, said, known)

    def _mementos(self) -> list[Memento]:
        asked, waiting = set[str](), [map_address(self.wanted.service, self.wanted.address)]
        found = set[Memento]()
        while waiting and len(asked) < MOST_MAPS:
            address = waiting.pop(0)
            if address in asked:
                continue
            asked.add(address)
            answer = self._ask(address)
            if answer.status == 404 and len(asked) == 1:
                return []
            if answer.status != 200 or not answer.complete:
                why = answer.failure or f"status {answer.status}"
                raise UserError(f"{address}: no time map ({why})", "Name a Memento service with --service.")
            part = time_map(answer.content.decode("utf-8", "replace"))
            found.update(part.mementos)
            waiting += [urljoin(address, one) for one in part.onward]
        return sorted(found, key=lambda one: (one.at, one.address))

    def _ask(self, address: str) -> Exchange:
        host = urlsplit(address).netloc
        wait = self.visits.manners.turn(host)
        if wait:
            return Exchange(address, "", failure=f"{host} wants to be left alone for {wait:.0f} s")
        try:
            answer = exchange(address, self.visits.guard, self.visits.asking)
        except RefusedError as error:
            raise UserError(f"{address}: refused ({error})", "Name another --service.") from error
        self.visits.manners.answered(host, answer.status, answer.headers)
        return answer

    def _made(self, writer: Writer, one: Memento, answer: Exchange, said: str, known: Known) -> Observed:
        places = tuple(reversed(list(records_of(writer, answer, known.blobs))))
        onward = answer.headers.get("location", "") if answer.status in REDIRECTING else ""
        decision = Decision(Outcome.REDIRECTED, f"leads to {onward}") if onward else decide([answer])
        page = about(answer.content, self.wanted.address, answer.media_type)
        kept = {"service": self.wanted.service, "memento": one.address, "fetched_at": answer.at}
        made = Capture(
            series=self.wanted.series or self.wanted.address,
            address=self.wanted.address,
            at=said,
            outcome=decision.outcome,
            method=Method.HISTORY,
            name=name_of(self.wanted.address),
            final_address=answer.address,
            status=answer.status,
            sha256=sha256(answer.body),
            size=len(answer.body),
            media_type=answer.media_type,
            reason=decision.reason,
            tool=PROGRAM,
            provenance=Provenance(url=self.wanted.address, captured_at=said),
            records=places,
            facts={**page.facts(), **kept},
        )
        return Observed(made, answer.content if decision.outcome is Outcome.PRESENT else b"")
