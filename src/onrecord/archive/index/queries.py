"""Listings from the index: rows in a fixed order, so that two indexes of one case list the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.sql.elements import ColumnElement

from onrecord.archive.index import search as full_text
from onrecord.archive.index.schema import captures, findings, gaps, passages, readings
from onrecord.text.terms import Wanted

Row = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a listing is limited to; empty fields limit nothing. Dates are beginnings of ISO times."""

    vendor: str = ""
    trait: Sequence[str] = ()
    stance: Sequence[str] = ()
    language: str = ""
    series: str = ""
    since: str = ""
    until: str = ""
    fingerprint: str = ""

    def on_captures(self) -> Iterator[ColumnElement[bool]]:
        """Conditions on captures."""
        if self.vendor:
            yield func.lower(captures.c.publisher) == self.vendor.lower()
        if self.series:
            yield captures.c.series == self.series
        if self.since:
            yield captures.c.at >= self.since
        if self.until:
            yield captures.c.at < self.until + "\x7f"

    def on_findings(self) -> Iterator[ColumnElement[bool]]:
        """Conditions on findings."""
        if self.trait:
            yield findings.c.trait.in_(self.trait)
        if self.stance:
            yield findings.c.stance.in_(self.stance)
        if self.language:
            yield findings.c.language.like(self.language + "%")
        if self.fingerprint:
            yield findings.c.fingerprint.like(self.fingerprint + "%")


def list_findings(connection: Connection, wanted: Filter) -> Iterator[Row]:
    """Findings of the latest reading of each capture, by series, time and place in the document."""
    query = (
        select(
            *(captures.c[name] for name in ("series", "at", "publisher", "role", "edition", "address")),
            *(
                findings.c[name]
                for name in ("capture", "fingerprint", "trait", "stance", "basis", "strength")
            ),
            *(findings.c[name] for name in ("language", "quote", "record")),
        )
        .join(readings, readings.c.entry == findings.c.reading)
        .join(captures, captures.c.id == findings.c.capture)
        .where(readings.c.latest == 1, *wanted.on_captures(), *wanted.on_findings())
        .order_by(captures.c.series, captures.c.at, captures.c.id, findings.c.number)
    )
    return _rows(connection, query)


def list_captures(connection: Connection, wanted: Filter) -> Iterator[Row]:
    """Captures by series and time, with how many findings their latest reading has."""
    counted = (
        select(findings.c.capture, func.count().label("findings"))
        .join(readings, readings.c.entry == findings.c.reading)
        .where(readings.c.latest == 1)
        .group_by(findings.c.capture)
        .subquery()
    )
    query = (
        select(
            *(captures.c[name] for name in ("series", "at", "outcome", "status", "method", "route", "name")),
            *(captures.c[name] for name in ("id", "sha256", "size", "media_type", "publisher", "edition")),
            func.coalesce(counted.c.findings, 0).label("findings"),
        )
        .outerjoin(counted, counted.c.capture == captures.c.id)
        .where(*wanted.on_captures())
        .order_by(captures.c.series, captures.c.at, captures.c.id)
    )
    return _rows(connection, query)


def list_gaps(connection: Connection) -> Iterator[Row]:
    """What could not be read, in the latest reading of each capture."""
    query = (
        select(captures.c.series, captures.c.name, gaps.c.part, gaps.c.kind, gaps.c.reason, gaps.c.advice)
        .join(readings, readings.c.entry == gaps.c.reading)
        .join(captures, captures.c.id == gaps.c.capture)
        .where(readings.c.latest == 1)
        .order_by(captures.c.series, captures.c.at, gaps.c.reading, gaps.c.number)
    )
    return _rows(connection, query)


def find_passages(
    connection: Connection, parts: Sequence[Wanted], wanted: Filter, limit: int
) -> Iterator[Row]:
    """Passages that match a query, of the newest capture first, each text once for each series.

    With a trait, stance or language in the filter, only passages that hold such a finding.
    """
    latest = (
        select(captures.c.sha256, captures.c.series, func.max(captures.c.at).label("at"))
        .where(captures.c.sha256 != "", *wanted.on_captures())
        .group_by(captures.c.sha256, captures.c.series)
        .subquery()
    )
    query = (
        select(
            latest.c.series,
            latest.c.at,
            *(passages.c[name] for name in ("sha256", "document", "place", "kind", "text")),
        )
        .join(latest, latest.c.sha256 == passages.c.sha256)
        .where(full_text.matching(connection.dialect.name, parts))
        .order_by(
            latest.c.at.desc(), latest.c.series, passages.c.sha256, passages.c.document, passages.c.number
        )
        .limit(limit)
    )
    conditions = tuple(wanted.on_findings())
    if conditions:
        holds = func.instr if connection.dialect.name == "sqlite" else func.strpos
        inside = select(findings.c.number).join(captures, captures.c.id == findings.c.capture)
        inside = inside.where(
            captures.c.sha256 == passages.c.sha256, holds(passages.c.text, findings.c.quote) > 0, *conditions
        )
        query = query.where(inside.correlate(passages).exists())
    return _rows(connection, query)


def _rows(connection: Connection, query: Select[tuple[object, ...]]) -> Iterator[Row]:
    for row in connection.execute(query).mappings():
        yield {key: value for key, value in row.items() if isinstance(value, str | int)}
