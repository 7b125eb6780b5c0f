"""Read ARC files, what web archives were kept in before WARC.

A line with address, IP, time, type and length stands before each record; its block follows. Packed ARC files
come here unpacked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model.document import Blob
from onrecord.model.reading import Ask, Member
from onrecord.model.vocabulary import GapKind
from onrecord.read import archive_http
from onrecord.read.archive_limits import Budget, DamageError, ExcessError, excess_gap, gap, member, own_gap
from onrecord.read.reader import Container
from onrecord.read.warc import address_label

_HEAD = re.compile(
    rb"^([a-z][a-z0-9+.-]{1,20}:[^ \r\n]{1,8000}) ([^ \r\n]+) (\d{8,14}) ([^\r\n]*?) ?(\d{1,15})\r?\n",
    re.MULTILINE,
)


def members(blob: Blob, ask: Ask) -> Iterator[Member]:
    """The documents of an archive in the order of its records."""
    budget = Budget(blob, ask)
    at = 0
    while at < len(blob.data):
        head = _HEAD.search(blob.data, at)
        end = head.start() if head else len(blob.data)
        if blob.data[at:end].strip():
            reason = f"{end - at:,} bytes from byte {at:,} belong to no record"
            yield own_gap(blob, GapKind.DAMAGED, reason, "get the archive again, if you can")
        if head is None:
            return
        at = head.end() + int(head.group(5))
        url = head.group(1).decode("utf-8", "replace")
        if url.startswith(("filedesc:", "dns:")):
            continue
        try:
            yield from _record(blob, budget, url, head, at)
        except ExcessError as excess:
            yield excess_gap(blob, address_label(url), excess)
            if excess.whole:
                return


def _record(blob: Blob, budget: Budget, url: str, head: re.Match[bytes], end: int) -> Iterator[Member]:
    budget.member()
    budget.refuse(end - head.end())
    block = blob.data[head.end() : end]
    media_type = head.group(4).decode("latin-1").split(" ")[0]
    response = archive_http.parse(block)
    damage: DamageError | None = None
    data = block
    if response:
        media_type = response.media_type or media_type
        data, damage = archive_http.payload(response, budget)
    name = address_label(url)
    if data:
        yield member(blob, name, data, media_type, url)
    if end > len(blob.data):
        reason = f"the record breaks off {end - len(blob.data):,} bytes early"
        damage = DamageError(reason, GapKind.TRUNCATED)
    if damage:
        yield gap(blob, name, damage.kind, damage.reason, "get the archive again, if you can")


CONTAINER = Container(
    name="arc",
    version=1,
    media_types=("application/x-ia-arc", "application/x-arc"),
    suffixes=(".arc",),
    members=members,
    magic=((0, b"filedesc://"),),
    cannot=("digests: ARC has none, so damage inside a record is not noticed",),
)
