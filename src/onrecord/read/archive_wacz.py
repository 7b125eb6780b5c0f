"""Read WACZ web archives: the WARC files in them, checked against the digests that the package lists.

Left out on purpose: indexes and lists of pages. They repeat what stands in the records.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from onrecord.model.document import Blob
from onrecord.model.reading import Ask, Member
from onrecord.model.vocabulary import GapKind
from onrecord.read import archive_zip
from onrecord.read.archive_limits import gap
from onrecord.read.reader import Container

MANIFEST = "datapackage.json"
_RECORDS = "archive/"
_REPEATS = ("indexes/", "pages/", MANIFEST, "datapackage-digest.json", "fuzzy.json")


def members(blob: Blob, ask: Ask) -> Iterator[Member]:
    """The members that hold records; all members when this is some other package."""
    digests = _digests(blob, ask)
    if digests is None:
        yield from archive_zip.members(blob, ask)
        return
    for item in archive_zip.members(blob, ask):
        if not isinstance(item, Blob):
            yield item
            continue
        expected = digests.pop(item.name, "")
        if expected and not _matches(item.data, expected):
            reason = "does not match the digest in the package's list: altered or damaged"
            yield gap(blob, item.name, GapKind.DAMAGED, reason)
        if not item.name.startswith(_REPEATS):
            yield item
    for name in digests:
        if name.startswith(_RECORDS):
            yield gap(blob, name, GapKind.MISSING, "listed in the package but not there")


def _digests(blob: Blob, ask: Ask) -> dict[str, str] | None:
    """Digest by path as the manifest lists them; None when this is no web archive."""
    try:
        entries = [item for item in archive_zip.directory(blob) if isinstance(item, archive_zip.Entry)]
    except archive_zip.DIRECTORY_ERRORS:
        return None
    if not any(entry.name.startswith(_RECORDS) for entry in entries):
        return None
    wanted = [entry for entry in entries if entry.name == MANIFEST]
    texts = [item.data for item in archive_zip.read(blob, ask, wanted) if isinstance(item, Blob)]
    manifest = _json(texts[0]) if texts else None
    if not isinstance(manifest, dict):
        return None
    resources = manifest.get("resources")
    found: dict[str, str] = {}
    for resource in resources if isinstance(resources, list) else []:
        if isinstance(resource, dict) and isinstance(resource.get("path"), str):
            found[resource["path"]] = str(resource.get("hash", ""))
    return found


def _json(data: bytes) -> object:
    try:
        value: object = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return value


def _matches(data: bytes, expected: str) -> bool:
    """Digests look like ``sha256:4a…``; an unknown kind cannot be checked and passes."""
    kind, _, digest = expected.partition(":")
    if kind not in {"sha256", "md5"}:
        return True
    return hashlib.new(kind, data, usedforsecurity=False).hexdigest() == digest.lower()


CONTAINER = Container(
    name="wacz",
    version=1,
    media_types=("application/wacz", "application/wacz+zip", "application/x-wacz"),
    suffixes=(".wacz",),
    members=members,
    magic=((0, archive_zip.LOCAL),),
    cannot=("signatures are not checked",),
)
