"""The document of a capture, out of the archive: chunks joined, packing undone, digests checked."""

from __future__ import annotations

from pathlib import Path

from onrecord.archive.case import Case
from onrecord.archive.store import read_record
from onrecord.model.capture import Capture, RecordPlace
from onrecord.model.custody import sha256
from onrecord.model.warcrecord import RemovedError, WarcError


def own_record(made: Capture) -> RecordPlace | None:
    """The record that holds the bytes of a capture: its own, or the first that had the same."""
    return next((one for one in made.records if one.kind in ("response", "resource")), None)


def content_of(folder: Path, made: Capture) -> bytes:
    """What a reader is given; empty where nothing came. ``WarcError`` when it is not what was captured.

    ``RemovedError`` where it was taken out under a legal duty.
    """
    place = own_record(made)
    if place is None or not made.sha256:
        return b""
    record = read_record(folder, place)
    if record.removed:
        raise RemovedError(f"{made.id}: taken out under a legal duty: {record.removed}")
    if sha256(record.payload) != made.sha256:
        raise WarcError(f"{place.file} at {place.offset}: the payload is not the one captured")
    return document_of(record.block) if record.head else record.payload


def is_removed(case: Case, made: Capture) -> bool:
    """Whether what a capture held was taken out under a legal duty."""
    place = own_record(made)
    return place is not None and bool(read_record(case.folder, place).removed)


def document_of(block: bytes) -> bytes:
    """The document of an HTTP response as it is archived."""
    from onrecord.model.document import Blob
    from onrecord.model.reading import Ask
    from onrecord.read.archive_http import parse, payload
    from onrecord.read.archive_limits import Budget

    response = parse(block)
    if response is None:
        return b""
    return payload(response, Budget(Blob(block, ""), Ask()))[0]
