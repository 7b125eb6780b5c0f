"""Records for tests of the archive."""

from __future__ import annotations

from io import BytesIO

from onrecord.archive.warc import Head
from onrecord.archive.writer import Writer
from onrecord.model.capture import RecordPlace
from onrecord.model.custody import Act, sha256

AT = "2026-01-31T12:00:00Z"
HEAD = Head(b"HTTP/1.1 200 OK\r\nX-Odd:  two spaces\r\nContent-Type: text/html\r\n\r\n")


def put(writer: Writer, data: bytes, head: Head | None = None) -> RecordPlace:
    kind, content = ("response", "application/http; msgtype=response") if head else ("resource", "text/plain")
    place = writer.payload(
        kind, "https://zorvane.example/p", AT, BytesIO(data), len(data),
        digest=sha256(data), head=head, content_type=content,
    )  # fmt: skip
    writer.enter(Act.NOTE, place.id, {"text": "captured"})
    return place
