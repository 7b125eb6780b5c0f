"""What a case knows of earlier observations: where bytes stand, and where each series ended."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from onrecord.archive.case import Case
from onrecord.archive.store import read_record
from onrecord.flow.case_content import document_of
from onrecord.flow.case_visit import Before, Page
from onrecord.model.capture import Capture, RecordPlace, capture
from onrecord.model.custody import Act, sha256
from onrecord.model.vocabulary import Method, Outcome
from onrecord.model.warcrecord import WarcError

LIVE = frozenset({Method.HTTP, Method.BROWSER})
"""Methods by which a page is asked for where it stands."""


@dataclass(slots=True)
class Known:
    """``blobs`` are the first places of payloads by digest; ``befores`` the last page of each series."""

    blobs: dict[str, RecordPlace] = field(default_factory=dict)
    befores: dict[str, Before] = field(default_factory=dict)
    captures: set[str] = field(default_factory=set)
    """Their ids."""
    moments: set[tuple[str, str]] = field(default_factory=set)
    """Series and time of each."""

    @classmethod
    def of(cls, case: Case) -> Known:
        """From the ledger."""
        known = cls()
        for entry in case.ledger.entries():
            if entry.act is Act.CAPTURE:
                known.note(capture(entry.body))
        return known

    def note(self, made: Capture) -> None:
        """Take in one more capture."""
        self.captures.add(made.id)
        self.moments.add((made.series, made.at))
        if made.sha256 and made.records and made.records[0].kind in ("response", "resource"):
            self.blobs.setdefault(made.sha256, made.records[0])
        if made.outcome is Outcome.PRESENT and made.method in LIVE and made.final_address:
            self.befores[made.series] = Before(
                made.final_address, made.sha256, made.size, made.media_type,
                made.facts.get("etag", ""), made.facts.get("last_modified", ""),
                self.blobs.get(made.sha256),
            )  # fmt: skip

    def with_before(self, case: Case, page: Page) -> Page:
        """The page with what was observed of it before; its bytes too, where it asks by condition."""
        before = self.befores.get(page.series or page.address)
        if before is None or page.before.end:
            return page
        if page.conditional and before.place is not None and (before.etag or before.modified):
            before = replace(before, content=_content(case, before.place, before.sha256))
        return replace(page, before=before)


def _content(case: Case, place: RecordPlace, digest: str) -> bytes:
    """The document of a record; nothing where it cannot be read: then the page is asked for whole."""
    try:
        record = read_record(case.folder, place)
    except WarcError:
        return b""
    if sha256(record.payload) != digest:
        return b""
    return document_of(record.block) if record.head else record.payload
