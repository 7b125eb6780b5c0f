"""Full text of a case: every document is read whole, once, when somebody first searches.

Captures are scanned quickly when they come in; laying out every passage of every page takes longer, so that
is left to the first search that needs it, and goes on from there. What is read here is index, not record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.archive.case import Case
from onrecord.flow.case_content import content_of, own_record
from onrecord.flow.place import document_name, place
from onrecord.flow.workers import Outcome, Task, run
from onrecord.model.capture import Capture
from onrecord.model.document import Blob
from onrecord.model.reading import Ask

if TYPE_CHECKING:
    from sqlalchemy import Engine

BATCH = 500
WITH_PAGE = ("present", "redirected")
"""Outcomes of captures that hold the page itself; walls have bytes too and are never read."""
LONGEST = 50_000
"""Characters of a passage that are kept for search."""


@dataclass(frozen=True, slots=True)
class Said:
    """A passage for the index."""

    document: str
    number: int
    kind: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """The payload of a capture whose text is not in the index yet."""

    sha256: str
    capture: Capture


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads payloads out of the archive, in a worker process."""

    case: Case
    ask: Ask

    def passages(self, wanted: Text) -> Iterator[list[Said]]:
        from onrecord.read.open import read

        made = wanted.capture
        blob = Blob(content_of(self.case.folder, made), made.name or "page", media_type=made.media_type)
        batch: list[Said] = []
        for document in read(blob, self.ask):
            name = document_name("", document.members).strip(" ›")
            for number, one in enumerate(document.passages):
                if one.text.strip():
                    where = place(one.locator)
                    batch.append(Said(name, number, one.kind.value, where, one.text[:LONGEST]))
                if len(batch) >= BATCH:
                    yield batch
                    batch = []
        yield batch


def missing(engine: Engine) -> list[Text]:
    """Payloads whose text is not in the index, in the order in which they came."""
    import json

    from sqlalchemy import select

    from onrecord.archive.index.schema import captures, texts
    from onrecord.model.capture import capture

    query = (
        select(captures.c.body)
        .outerjoin(texts, texts.c.sha256 == captures.c.sha256)
        .where(captures.c.sha256 != "", captures.c.outcome.in_(WITH_PAGE), texts.c.sha256.is_(None))
        .order_by(captures.c.entry)
    )
    found: dict[str, Text] = {}
    with engine.connect() as connection:
        for body in connection.execute(query).scalars():
            made: Capture = capture(json.loads(body))
            if own_record(made) is not None:
                found.setdefault(made.sha256, Text(made.sha256, made))
    return list(found.values())


def read_texts(case: Case, engine: Engine, wanted: list[Text], jobs: int) -> Iterator[str]:
    """Read payloads whole and index their passages; gives the digest of each as it is done.

    A payload that cannot be read is marked as done with no passage: its gaps stand in the record already.
    """
    reader = _Reader(case, Ask())
    tasks = [Task(one.sha256, one, one.capture.size) for one in wanted]
    outcomes: Iterator[Outcome[list[Said]]] = run(
        reader.passages, tasks, jobs=jobs, limits=reader.ask.limits, ordered=True
    )
    rows: list[Said] = []
    for outcome in outcomes:
        rows += outcome.value or []
        if outcome.last:
            _store(engine, outcome.key, rows)
            rows = []
            yield outcome.key


def _store(engine: Engine, sha256: str, rows: list[Said]) -> None:
    from sqlalchemy import func, insert, select

    from onrecord.archive.index import search
    from onrecord.archive.index.database import writing
    from onrecord.archive.index.schema import passages, texts

    with writing(engine) as connection:
        if connection.execute(select(texts.c.sha256).where(texts.c.sha256 == sha256)).first():
            return  # another process was quicker
        first = (connection.execute(select(func.max(passages.c.id))).scalar() or 0) + 1
        named = ("document", "number", "kind", "place", "text")
        values = [
            {"id": first + at, "sha256": sha256, **{name: getattr(row, name) for name in named}}
            for at, row in enumerate(rows)
        ]
        for begin in range(0, len(values), BATCH):
            connection.execute(insert(passages), values[begin : begin + BATCH])
        search.add(connection, ((first + at, row.text) for at, row in enumerate(rows)))
        connection.execute(
            insert(texts).values(sha256=sha256, passages=len(rows), program=f"onrecord {__version__}")
        )
