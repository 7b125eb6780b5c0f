"""A case whose observations are scripted: pages, failures and contacts at times that a test chooses."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from onrecord.archive.case import Case, create_case
from onrecord.archive.keys import Signer
from onrecord.archive.warc import Head
from onrecord.flow.case_open import PROGRAM
from onrecord.flow.case_reading import keep_reading, packs_digest
from onrecord.flow.examine import Examiner, Job
from onrecord.flow.filters import Filters
from onrecord.flow.inputs import Input
from onrecord.flow.packs import pack_files
from onrecord.flow.result import DocumentResult
from onrecord.flow.scan import scan_entries
from onrecord.model.capture import Capture
from onrecord.model.custody import Act, sha256
from onrecord.model.finding import Provenance
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import Method, Outcome, Role

BEGIN = datetime(2026, 1, 5, 9, tzinfo=UTC)
PACKED = Head(
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n"
)


def at(hours: float) -> str:
    """A time of the script."""
    return (BEGIN + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Scripted:
    """Writes captures as the program does, packed and in chunks as servers send them."""

    def __init__(self, folder: Path, signer: Signer, publisher: str = "Zorvane") -> None:
        self.case: Case = create_case(folder, signer, name="Zorvane", person="A. Person", program=PROGRAM)
        self.signer, self.publisher = signer, publisher
        self.examiner = Examiner(Job(pack_files(), Ask(), Filters()))

    def page(self, address: str, hours: float, text: str, route: str = "direct") -> Capture:
        """The page was there and was read."""
        content = text.encode()
        packed = gzip.compress(content, mtime=0)
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
        with self.case.write(self.signer) as writer:
            place = writer.payload(
                *("response", address, at(hours), BytesIO(body), len(body)),
                digest=sha256(body),
                head=PACKED,
                content_type="application/http; msgtype=response",
            )
            made = self._capture(
                address,
                hours,
                Outcome.PRESENT,
                status=200,
                route=route,
                sha256=sha256(body),
                size=len(body),
                media_type="text/html; charset=utf-8",
                name="page.html",
                final_address=address,
                records=(place,),
                facts={"content_sha256": sha256(content)},
            )
            writer.enter(Act.CAPTURE, made.id, made.body())
            entry = Input(address, None, named=True, data=content, provenance=made.provenance)
            events = scan_entries([entry], self.examiner, jobs=0)
            results = [event for event in events if isinstance(event, DocumentResult)]
            packs = packs_digest(self.examiner.job.packs)
            keep_reading(writer, made, results, program=PROGRAM, packs=packs, documents=1)
        return made

    def nothing(
        self, address: str, hours: float, outcome: Outcome, status: int = 0, route: str = "direct"
    ) -> Capture:
        """No page was there."""
        made = self._capture(address, hours, outcome, status=status, route=route)
        with self.case.write(self.signer) as writer:
            writer.enter(Act.CAPTURE, made.id, made.body())
        return made

    def contact(self, hours: float, summary: str, direction: str = "out") -> None:
        """The vendor was asked, or answered."""
        body = {
            "capture": "",
            "claims": [],
            "direction": direction,
            "medium": "mail",
            "summary": summary,
            "vendor": self.publisher,
            "when": at(hours),
        }
        with self.case.write(self.signer) as writer:
            writer.enter(Act.CONTACT, self.publisher, body)

    def _capture(self, address: str, hours: float, outcome: Outcome, **more: object) -> Capture:
        return Capture(
            series=address,
            address=address,
            at=at(hours),
            outcome=outcome,
            method=Method.HTTP,
            provenance=Provenance(url=address, publisher=self.publisher, role=Role.VENDOR),
            **more,  # type: ignore[arg-type]
        )
