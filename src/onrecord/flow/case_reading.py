"""What readers and rules made of a capture, as the archive keeps it: JSON lines in a WARC record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from onrecord.archive.store import read_record
from onrecord.archive.writer import Writer, stamp_text, utc_now
from onrecord.flow.codec import decode, dump, encode
from onrecord.flow.result import DocumentResult
from onrecord.model.canonical import JsonValue
from onrecord.model.capture import Capture, RecordPlace
from onrecord.model.custody import Act

CONTENT_TYPE = "application/x-ndjson; profile=onrecord-reading"


def packs_digest(packs: Mapping[str, str]) -> str:
    """One digest for all rule packs in use, by name and content."""
    digest = hashlib.sha256()
    for name in sorted(packs):
        digest.update(f"{name}\0{len(packs[name])}\0{packs[name]}\0".encode())
    return digest.hexdigest()


def keep_reading(
    writer: Writer,
    capture: Capture,
    results: Iterable[DocumentResult],
    *,
    program: str,
    packs: str,
    documents: int,
) -> None:
    """Store the results for one capture and enter them. Pictures are left out: they can be cut again."""
    results = [_without_pictures(result) for result in results]
    lines = "".join(f"{dump(encode(result))}\n" for result in results)
    place = writer.document(
        "conversion",
        capture.address,
        stamp_text(utc_now()),
        lines.encode(),
        CONTENT_TYPE,
        WARC_Refers_To=f"<{capture.records[0].id}>",
    )
    readers = sorted({finding.finding.reader for result in results for finding in result.findings})
    body: dict[str, JsonValue] = {
        "documents": documents,
        "findings": sum(len(result.findings) for result in results),
        "gaps": sum(len(result.gaps) for result in results),
        "packs": packs,
        "program": program,
        "reader": ", ".join(readers),
        "record": {
            "file": place.file,
            "id": place.id,
            "kind": place.kind,
            "length": place.length,
            "offset": place.offset,
        },
        "sha256": capture.sha256,
    }
    writer.enter(Act.READING, capture.id, body)


def _without_pictures(result: DocumentResult) -> DocumentResult:
    return replace(result, findings=tuple(replace(seen, picture=b"") for seen in result.findings))


def kept_reading(folder: Path, place: RecordPlace) -> Iterator[DocumentResult]:
    """The results that ``keep_reading`` stored."""
    for line in read_record(folder, place).block.decode().splitlines():
        result = decode(DocumentResult, json.loads(line))
        if isinstance(result, DocumentResult):
            yield result
