"""Bring the index up to the ledger: every entry once, in order, with what the readings of captures hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, insert, select, update

from onrecord.archive.case import Case
from onrecord.archive.index import schema
from onrecord.archive.index.database import writing
from onrecord.model.capture import Capture, RecordPlace, capture
from onrecord.model.custody import Act, Entry, Segment

ROWS = 2000
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Read:
    """What one reading found, as rows: of findings without their keys, and of gaps."""

    findings: tuple[Row, ...]
    gaps: tuple[Row, ...]


class RemovedSinceError(Exception):
    """Bytes were removed since the index was made: it still holds them, and has to be made again."""


Load = Callable[[RecordPlace], Read]
"""Reads a ``conversion`` record; given by those who know how readings are stored."""


def catch_up(case: Case, engine: Engine, load: Load, *, fresh: bool = False) -> int:
    """Take in the segments that the index does not have yet; gives their number.

    Two processes may catch up at once: each segment is taken in by one of them. ``fresh`` says that the index
    was begun just now, when all removals were done already; else ``RemovedSinceError`` tells of a new one.
    """
    taken = 0
    while True:
        with writing(engine) as connection:
            done = int(position(connection))
            number = case.ledger.next_after(done)
            if not number:
                return taken
            segment = case.ledger.read(number)
            if done and not fresh and any(entry.act is Act.TOMBSTONE for entry in segment.entries):
                raise RemovedSinceError
            _take_in(connection, segment, load)
            taken += 1


def position(connection: Connection) -> str:
    """The last segment that the index has."""
    found = connection.execute(
        select(schema.state.c.value).where(schema.state.c.key == "segment")
    ).scalar_one_or_none()
    return found or "0"


def _take_in(connection: Connection, segment: Segment, load: Load) -> None:
    entries: list[Row] = []
    captures: list[Row] = []
    for entry in segment.entries:
        entries.append(_entry(entry, segment.number))
        if entry.act is Act.CAPTURE:
            captures.append(_capture(entry))
    _insert(connection, schema.entries, entries)
    _insert(connection, schema.captures, _new(connection, captures))
    for entry in segment.entries:
        if entry.act is Act.READING:
            _reading(connection, entry, load)
    changed = connection.execute(
        update(schema.state).where(schema.state.c.key == "segment").values(value=str(segment.number))
    )
    if not changed.rowcount:
        connection.execute(insert(schema.state).values(key="segment", value=str(segment.number)))


def _new(connection: Connection, captures: list[Row]) -> list[Row]:
    """Captures that are not there yet: the same bytes of an archive may have been entered twice."""
    known = {
        found
        for row in captures
        for found in connection.execute(
            select(schema.captures.c.id).where(schema.captures.c.id == row["id"])
        ).scalars()
    }
    fresh = {str(row["id"]): row for row in reversed(captures) if row["id"] not in known}
    return list(reversed(fresh.values()))


def _insert(connection: Connection, table: object, rows: Iterable[Row]) -> None:
    waiting = list(rows)
    for begin in range(0, len(waiting), ROWS):
        connection.execute(insert(table), waiting[begin : begin + ROWS])  # type: ignore[arg-type]


def _entry(entry: Entry, segment: int) -> Row:
    return {
        "act": entry.act.value,
        "actor": entry.actor,
        "at": entry.at,
        "body": json.dumps(dict(entry.body), ensure_ascii=False, sort_keys=True, default=dict),
        "number": entry.number,
        "segment": segment,
        "subject": entry.subject,
    }


def _capture(entry: Entry) -> Row:
    made: Capture = capture(entry.body)
    return {
        "address": made.address,
        "at": made.at,
        "body": json.dumps(made.body(), ensure_ascii=False, sort_keys=True),
        "edition": made.edition,
        "entry": entry.number,
        "id": entry.subject,
        "language": made.provenance.language,
        "media_type": made.media_type,
        "method": made.method.value,
        "name": made.name,
        "outcome": made.outcome.value,
        "part_of": made.part_of,
        "publisher": made.provenance.publisher,
        "role": made.provenance.role.value,
        "route": made.route,
        "series": made.series,
        "sha256": made.sha256,
        "size": made.size,
        "status": made.status,
    }


def _reading(connection: Connection, entry: Entry, load: Load) -> None:
    body = entry.body
    place = body["record"]
    read = load(RecordPlace(**place))  # type: ignore[arg-type]
    connection.execute(
        update(schema.readings).where(schema.readings.c.capture == entry.subject).values(latest=0)
    )
    names = ("program", "packs", "reader", "documents", "gaps")
    own = {name: body[name] for name in names}
    connection.execute(
        insert(schema.readings).values(entry=entry.number, capture=entry.subject, latest=1, **own)
    )
    keys = {"reading": entry.number, "capture": entry.subject}
    for table, rows in ((schema.findings, read.findings), (schema.gaps, read.gaps)):
        _insert(connection, table, ({**row, **keys, "number": at} for at, row in enumerate(rows)))
