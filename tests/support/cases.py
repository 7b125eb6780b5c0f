"""Cases for tests, made the way that the program makes them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from onrecord.archive.case import Case, create_case
from onrecord.archive.keys import Signer
from onrecord.archive.warc import Head
from onrecord.archive.writer import Writer
from onrecord.model.capture import Capture
from onrecord.model.custody import Act, sha256
from onrecord.model.vocabulary import Method, Outcome

HEAD = Head(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")


def case_with_captures(folder: Path, signer: Signer) -> Case:
    """A case with three captures of one page, each in a segment of its own."""
    made = create_case(folder, signer, name="Zorvane", person="A. Person", program="onrecord 0")
    for number in range(3):
        with made.write(signer) as writer:
            put(writer, f"<p>page {number}: age, ethnicity</p>".encode() * 20, number)
    return made


def put(writer: Writer, body: bytes, number: int) -> Capture:
    """Store a page and enter its capture."""
    at, address = f"2026-01-{number + 1:02d}T12:00:00Z", "https://zorvane.example/p"
    place = writer.payload(
        "response", address, at, BytesIO(body), len(body),
        digest=sha256(body), head=HEAD, content_type="application/http; msgtype=response",
    )  # fmt: skip
    made = Capture(
        series=address, address=address, at=at, outcome=Outcome.PRESENT, method=Method.HTTP, status=200,
        sha256=sha256(body), size=len(body), media_type="text/html", records=(place,),
    )  # fmt: skip
    writer.enter(Act.CAPTURE, made.id, made.body())
    return made
