"""What the index knows of a series, for those who follow claims: captures and readings in order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.archive.index.queries import Filter
from onrecord.archive.index.schema import captures, entries, findings, readings
from onrecord.model.capture import Capture, RecordPlace, capture
from onrecord.model.claim import Claim
from onrecord.model.custody import Act


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A reading by its entry: with what it was made, how much it holds, and where."""

    entry: int
    program: str
    packs: str
    holds: int
    """Findings and gaps; nothing has to be loaded where it is 0."""
    record: RecordPlace


def series_of(connection: Connection, wanted: Filter) -> list[str]:
    """Names of the series that pass, in order."""
    query = select(captures.c.series).where(*wanted.on_captures()).distinct().order_by(captures.c.series)
    return list(connection.execute(query).scalars())


def captures_of(connection: Connection, series: str) -> Iterator[Capture]:
    """The captures of a series in order of time."""
    query = select(captures.c.body).where(captures.c.series == series)
    for body in connection.execute(query.order_by(captures.c.at, captures.c.id)).scalars():
        yield capture(json.loads(body))


def readings_of(connection: Connection, made: str) -> Iterator[KeptReading]:
    """The readings of a capture, in the order in which they were made."""
    query = select(entries.c.number, entries.c.body)
    query = query.where(entries.c.act == Act.READING.value, entries.c.subject == made)
    for number, text in connection.execute(query.order_by(entries.c.number)):
        body = json.loads(text)
        holds = int(body["findings"]) + int(body["gaps"])
        yield KeptReading(number, body["program"], body["packs"], holds, RecordPlace(**body["record"]))


def captures_like(connection: Connection, beginning: str) -> Iterator[Capture]:
    """Captures whose id begins so."""
    query = select(captures.c.body).where(captures.c.id.like(f"{beginning}%")).order_by(captures.c.id)
    for body in connection.execute(query).scalars():
        yield capture(json.loads(body))


def segment_of(connection: Connection, made: str) -> int:
    """The ledger's segment that a capture was entered in; 0 where it is not known."""
    query = select(entries.c.segment).where(entries.c.act == Act.CAPTURE.value, entries.c.subject == made)
    return connection.execute(query.order_by(entries.c.number)).scalars().first() or 0


def entry(connection: Connection, number: int) -> dict[str, str | int] | None:
    """An entry of the ledger by its number."""
    row = connection.execute(select(entries).where(entries.c.number == number)).mappings().first()
    return {str(key): value for key, value in row.items()} if row else None


def entries_of(connection: Connection, act: Act) -> Iterator[dict[str, str | int]]:
    """Entries of one act, in their order."""
    query = select(entries).where(entries.c.act == act.value).order_by(entries.c.number)
    for row in connection.execute(query).mappings():
        yield {str(key): value for key, value in row.items()}


def finding_lines(
    connection: Connection, *, capture: str = "", fingerprint: str = ""
) -> Iterator[tuple[str, str]]:
    """Capture and JSON line of findings in newest readings, by capture or by beginning of a fingerprint."""
    query = select(findings.c.capture, findings.c.record)
    query = query.join(readings, readings.c.entry == findings.c.reading)
    query = query.join(captures, captures.c.id == findings.c.capture).where(readings.c.latest == 1)
    if capture:
        query = query.where(findings.c.capture == capture)
    if fingerprint:
        query = query.where(findings.c.fingerprint.like(f"{fingerprint}%"))
    query = query.order_by(captures.c.at, captures.c.id, findings.c.number)
    yield from ((made, line) for made, line in connection.execute(query))


def statements_on(connection: Connection, claim: Claim | None = None) -> Iterator[dict[str, str | int]]:
    """Contacts and statements in order of time; with a claim, those that name it or its vendor."""
    query = select(entries.c.number, entries.c.act, entries.c.at, entries.c.body)
    query = query.where(entries.c.act.in_((Act.CONTACT.value, Act.STATEMENT.value)))
    for number, act, at, text in connection.execute(query.order_by(entries.c.number)):
        body = json.loads(text)
        named = [str(one) for one in body.get("claims") or ()]
        vendor = str(body.get("vendor", ""))
        if claim is not None:
            by_id = any(one and claim.id.startswith(one) for one in named)
            if not (by_id or (not named and vendor and vendor == claim.vendor)):
                continue
        said = str(body.get("quote") or body.get("summary") or "")
        way = {"in": "from", "out": "to"}.get(str(body.get("direction")), "of")
        how = str(body.get("medium") or body.get("kind") or act)
        yield {
            "act": act,
            "at": str(body.get("when") or at),
            "number": number,
            "summary": f"{how} {way} {vendor}: {said}" if vendor else f"{how}: {said}",
        }
