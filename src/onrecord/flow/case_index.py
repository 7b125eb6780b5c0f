"""The index of a case, brought up to the ledger before anybody asks it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from onrecord.archive.case import Case
from onrecord.archive.ledger import LedgerError
from onrecord.flow.case_reading import kept_reading
from onrecord.flow.errors import UserError
from onrecord.flow.record import to_line
from onrecord.model.capture import RecordPlace
from onrecord.model.warcrecord import WarcError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from onrecord.archive.index.fill import Read

INDEX_VARIABLE = "ONRECORD_INDEX"


def open_index(case: Case) -> Engine:
    """The index: ``$ONRECORD_INDEX`` (a PostgreSQL URL), else the case's own SQLite file; caught up."""
    from onrecord.archive.index.database import IndexProblemError, clear, connect, prepare
    from onrecord.archive.index.fill import RemovedSinceError, catch_up

    try:
        engine = connect(os.environ.get(INDEX_VARIABLE) or case.index_path)
        if not prepare(engine):
            clear(engine)
        try:
            catch_up(case, engine, _loader(case))
        except RemovedSinceError:
            clear(engine)
            catch_up(case, engine, _loader(case), fresh=True)
    except (IndexProblemError, LedgerError, WarcError) as error:
        raise UserError(
            str(error), "`onrecord verify` checks the case, `onrecord rebuild` the index."
        ) from error
    return engine


def rebuild_index(case: Case) -> int:
    """Make the index again from nothing; gives the number of segments taken in."""
    from onrecord.archive.index.database import IndexProblemError, clear, connect, discard
    from onrecord.archive.index.fill import catch_up

    url = os.environ.get(INDEX_VARIABLE)
    try:
        if not url:
            discard(case.index_path)
        engine = connect(url or case.index_path)
        clear(engine)
        return catch_up(case, engine, _loader(case), fresh=True)
    except (IndexProblemError, LedgerError, WarcError) as error:
        raise UserError(str(error), "`onrecord verify` tells more about a damaged case.") from error


@contextmanager
def asking(case: Case) -> Iterator[Connection]:
    """A connection for questions to the index."""
    engine = open_index(case)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _loader(case: Case) -> _Loader:
    return _Loader(case)


class _Loader:
    """Reads what a ``conversion`` record holds, as rows of the index."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def __call__(self, place: RecordPlace) -> Read:
        from onrecord.archive.index.fill import Read

        findings: list[dict[str, object]] = []
        gaps: list[dict[str, object]] = []
        for result in kept_reading(self._case.folder, place):
            for seen in result.findings:
                one = seen.finding
                findings.append(
                    {
                        "basis": one.basis.value,
                        "fingerprint": one.fingerprint,
                        "language": one.language,
                        "quote": one.quote,
                        "record": to_line(one),
                        "stance": one.stance.value,
                        "strength": one.strength.value,
                        "trait": one.trait.value,
                        "vendor": one.vendor,
                    }
                )
            name = "/".join(result.members)
            for gap in result.gaps:
                part = " ".join(word for word in (name, gap.part) if word)
                gaps.append(
                    {"advice": gap.advice, "kind": gap.kind.value, "part": part, "reason": gap.reason}
                )
        return Read(tuple(findings), tuple(gaps))
