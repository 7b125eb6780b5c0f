"""Read WARC web archives: the document in every response, resource and conversion record.

fastwarc walks the records. It stops at damage, sometimes without a word, so every record is held against
the size it states, the digests it carries and the place where the next one begins; behind damage reading
goes on at the next whole record. Requests and metadata are not documents and are passed over. Cannot:
records cut into segments; dictionaries of zstd.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from onrecord.model.document import Blob
from onrecord.model.reading import Ask, Member
from onrecord.model.vocabulary import GapKind
from onrecord.read import archive_http
from onrecord.read.archive_limits import Budget, DamageError, ExcessError, excess_gap, gap, member
from onrecord.read.reader import Container
from onrecord.read.warc_records import Record, records

_DOCUMENTS = frozenset({"response", "resource", "conversion"})
_DIGESTS = {"sha1": 20, "sha256": 32, "sha512": 64, "md5": 16}


@dataclass(slots=True)
class _Seen:
    """What the records so far have told: digests of payloads, and revisits that wait for theirs."""

    digests: set[str] = field(default_factory=set)
    revisits: dict[str, Record] = field(default_factory=dict)


def members(blob: Blob, ask: Ask) -> Iterator[Member]:
    """The documents of an archive in the order of its records."""
    budget = Budget(blob, ask)
    seen = _Seen()
    name = blob.name
    try:
        for record in records(blob, budget):
            if not isinstance(record, Record):
                yield record
                continue
            name = record.url or name
            yield from _document(blob, budget, record, seen)
    except ExcessError as excess:
        yield excess_gap(blob, name, excess)
    for record in seen.revisits.values():
        reason = "recorded as unchanged since an earlier capture that is not in this archive"
        yield _about(blob, record, GapKind.MISSING, reason, "scan the archive that holds the earlier capture")


def _document(blob: Blob, budget: Budget, record: Record, seen: _Seen) -> Iterator[Member]:
    """What one record holds: its document, and gaps for what is wrong with it."""
    payload_digest = record.headers.get("warc-payload-digest", "")
    if record.kind == "revisit":
        if payload_digest not in seen.digests:
            seen.revisits.setdefault(payload_digest or record.url, record)
        return
    if record.kind == "continuation" or "warc-segment-number" in record.headers:
        yield _about(blob, record, GapKind.UNSUPPORTED, "a record cut into segments")
        return
    if record.kind not in _DOCUMENTS or record.url.startswith("dns:"):
        return
    if record.excess:
        yield excess_gap(blob, _name(record), record.excess)
        return
    seen.digests.add(payload_digest)
    seen.revisits.pop(payload_digest, None)
    budget.member()
    response = archive_http.parse(record.block) if record.kind == "response" else None
    damage: DamageError | None = None
    if response:
        media_type = response.media_type
        data, damage = archive_http.payload(response, budget)
    else:
        media_type = record.headers.get("content-type", "")
        data = record.block
    if data:
        yield member(blob, _name(record), data, media_type, record.url)
    if damage:
        yield _about(blob, record, damage.kind, damage.reason)
    yield from _doubts(blob, record, response.body if response else record.block, data)


def _doubts(blob: Blob, record: Record, body: bytes, data: bytes) -> Iterator[Member]:
    """Signs that the record is not what was once captured."""
    if record.missing:
        reason = f"the record breaks off {record.missing:,} bytes early"
        yield _about(blob, record, GapKind.TRUNCATED, reason, "get the archive again, if you can")
    elif not _digests_hold(record, body, data):
        yield _about(blob, record, GapKind.DAMAGED, "does not match its own digest: altered or damaged")
    cut = record.headers.get("warc-truncated", "")
    if cut:
        reason = f"cut off while it was captured ({cut})"
        yield _about(blob, record, GapKind.TRUNCATED, reason, "capture it again with a higher limit")


def _digests_hold(record: Record, body: bytes, data: bytes) -> bool:
    """The digest of the block decides; that of the payload only where there is no other.

    Tools disagree whether a payload digest is of the bytes on the wire or of those after unpacking.
    """
    block = record.headers.get("warc-block-digest", "")
    if block:
        return _matches(record.block, block)
    payload = record.headers.get("warc-payload-digest", "")
    return not payload or _matches(body, payload) or _matches(data, payload)


def _matches(data: bytes, stated: str) -> bool:
    """``sha1:`` and Base32, or any common digest in hexadecimal; unknown kinds cannot be checked and pass.

    A known kind with a text that is no digest does not pass: the header itself is damaged then.
    """
    kind, _, text = stated.strip().partition(":")
    size = _DIGESTS.get(kind.lower().replace("-", ""))
    if size is None:
        return True
    try:
        wanted = bytes.fromhex(text) if len(text) == 2 * size else base64.b32decode(text.upper())
    except (ValueError, binascii.Error):
        return False
    return hashlib.new(kind.lower().replace("-", ""), data, usedforsecurity=False).digest() == wanted


def _name(record: Record) -> str:
    return address_label(record.url) or f"record at byte {record.start}"


def address_label(url: str) -> str:
    """A label like a path for an address: host and path, without the query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return unquote(parts.netloc + parts.path, errors="replace") or url


def _about(blob: Blob, record: Record, kind: GapKind, reason: str, advice: str = "") -> Member:
    return gap(blob, _name(record), kind, reason, advice)


CONTAINER = Container(
    name="warc",
    version=1,
    media_types=("application/warc", "application/warc-fields"),
    suffixes=(".warc", ".warc.gz"),
    members=members,
    magic=((0, b"WARC/"),),
    cannot=("records cut into segments", "payloads packed with zstd dictionaries"),
)
