"""Writing to a case, in an order that makes a crash harmless: bytes, then the ledger; the index follows.

Several processes may write to one case at once. Each appends to a WARC file of its own; who finds the next
segment's number taken chains onto the newcomer and tries again.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from onrecord.archive import durable
from onrecord.archive.keys import Signer
from onrecord.archive.ledger import Ledger, Tip
from onrecord.archive.warc import REVISIT_PROFILE, Head, WarcFile, labelled
from onrecord.model.canonical import JsonValue
from onrecord.model.capture import RecordPlace
from onrecord.model.custody import Act, Entry, Grown, Segment, sha256

ROTATE = 1_000_000_000
"""Bytes from which on a WARC file is closed and a new one begun."""

WARCINFO = b"software: onrecord\r\nformat: WARC File Format 1.1\r\n"

SMALL_STEP_BACK = timedelta(seconds=60)
"""A clock may be so far behind the last entry, for two machines differ; that entry's time is taken then."""


class RetiredError(ValueError):
    """The writer's key was retired while it was at work: what it has not committed stays outside."""


class ClockError(ValueError):
    """The clock is far behind the last entry: an entry written now would look back-dated."""


Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)


def stamp_text(moment: datetime) -> str:
    """A time as entries write it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Writer:
    """Appends records and entries to a case; nothing counts before ``commit`` returns."""

    def __init__(self, folder: Path, signer: Signer, clock: Clock = utc_now) -> None:
        """``folder`` is the case's."""
        self.folder = folder
        self.signer = signer
        self._clock = clock
        self._ledger = Ledger(folder / "ledger")
        self._tip = self._ledger.tip()
        self._retired = False
        self._file: WarcFile | None = None
        self._waiting: list[tuple[Act, str, Mapping[str, JsonValue], str]] = []
        self._grown: dict[str, Grown] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.commit()
        finally:
            self.close()

    @property
    def tip(self) -> Tip:
        """The end of the ledger as this writer knows it."""
        return self._tip

    def payload(
        self,
        kind: str,
        address: str,
        date: str,
        data: BinaryIO,
        length: int,
        *,
        digest: str,
        head: Head | None = None,
        content_type: str = "",
        fields: Mapping[str, str] | None = None,
    ) -> RecordPlace:
        """Append a record with a payload; see ``WarcFile.append``."""
        return self._open().append(
            kind,
            address,
            date,
            data,
            length,
            digest=digest,
            head=head,
            content_type=content_type,
            fields=fields,
        )

    def document(
        self, kind: str, address: str, date: str, data: bytes, content_type: str, **fields: str
    ) -> RecordPlace:
        """Append a record made of ``data`` alone: a resource, metadata, a conversion."""
        return self._open().append_bytes(kind, address, date, data, content_type, **fields)

    def raw(self, data: bytes, kind: str, record_id: str) -> RecordPlace:
        """Append a record of another archive as it is."""
        return self._open().append_raw(data, kind, record_id)

    def revisit(
        self,
        address: str,
        date: str,
        first: RecordPlace,
        digest: str,
        head: Head | None = None,
        profile: str = REVISIT_PROFILE,
    ) -> RecordPlace:
        """Append a record that says: the same bytes as in ``first`` were observed again."""
        from io import BytesIO

        return self._open().append(
            "revisit",
            address,
            date,
            BytesIO(b""),
            0,
            digest=digest,
            head=head,
            content_type="application/http; msgtype=response" if head else "application/octet-stream",
            fields={
                "WARC-Profile": profile,
                "WARC-Refers-To": f"<{first.id}>",
                "WARC-Payload-Digest": labelled(digest),
            },
        )

    def enter(self, act: Act, subject: str, body: Mapping[str, JsonValue]) -> None:
        """Put an entry on the list of the next segment, with the time of now."""
        self._waiting.append((act, subject, body, stamp_text(self._clock())))

    @property
    def waiting(self) -> int:
        """Entries that are not in the ledger yet."""
        return len(self._waiting)

    def commit(self) -> Segment | None:
        """Make everything so far durable and put it on record; ``None`` when there was nothing to enter."""
        if not self._waiting:
            return None
        if self._file is not None:
            self._grown[self._file.name] = self._file.sync()
            durable.sync_folder(self.folder / "archive")
        while True:
            if self._retired:
                raise RetiredError(f"the key {self.signer.id} was retired while it was at work")
            made = self._segment()
            try:
                self._ledger.append(made)
            except FileExistsError:
                self._move_on()
                continue
            break
        self._see(made)
        self._tip = Tip(
            made.number, sha256(made.file_bytes()), made.entries[-1].number, made.head, made.entries[-1].at
        )
        self._waiting.clear()
        self._grown.clear()
        if self._file is not None and self._file.size > ROTATE:
            self._shut()
        return made

    def _move_on(self) -> None:
        """Go to the end of the ledger, and see what others have written on the way."""
        seen = self._tip.segment
        self._tip = self._ledger.tip(self._tip)
        for number in range(seen + 1, self._tip.segment + 1):
            self._see(self._ledger.read(number))

    def _see(self, segment: Segment) -> None:
        """Note whether this writer's key was retired."""
        for entry in segment.entries:
            if entry.act is Act.KEY and entry.body.get("replaces") == self.signer.id != entry.subject:
                self._retired = True

    def close(self) -> None:
        """Close the WARC file; bytes that were not committed are for the next writer to set aside."""
        self._shut()

    def _segment(self) -> Segment:
        tip, entries = self._tip, list[Entry]()
        number, previous, latest = tip.entry, tip.entry_digest, tip.at
        for act, subject, body, at in self._waiting:
            number += 1
            latest = _not_before(at, latest)
            entry = Entry(number, previous, act, self.signer.id, subject, latest, body)
            previous = entry.digest()
            entries.append(entry)
        made = Segment(
            number=tip.segment + 1,
            previous=tip.segment_digest,
            written_at=_not_before(stamp_text(self._clock()), latest),
            entries=tuple(entries),
            archive=tuple(self._grown[name] for name in sorted(self._grown)),
            key=self.signer.id,
        )
        return Segment(
            made.number,
            made.previous,
            made.written_at,
            made.entries,
            made.archive,
            made.key,
            self.signer.sign(made.signed_bytes()),
        )

    def _open(self) -> WarcFile:
        if self._file is None:
            self._file = self._new_file()
            self._file.append_bytes(
                *("warcinfo", "", stamp_text(self._clock()), WARCINFO, "application/warc-fields"),
                WARC_Filename=self._file.name.rpartition("/")[2],
            )
        return self._file

    def _new_file(self) -> WarcFile:
        """A file under lock: who looks for torn tails must not take a living writer's bytes for one."""
        while True:
            begun = self._clock().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
            name = f"archive/{begun}-{secrets.token_hex(4)}.warc.gz"
            file = WarcFile(self.folder / name, name)
            fcntl.flock(file.fileno(), fcntl.LOCK_EX)
            if os.fstat(file.fileno()).st_nlink:
                return file
            file.close()  # it was tidied away before the lock was there

    def _shut(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                fcntl.flock(self._file.fileno(), fcntl.LOCK_UN)
            self._file.close()
            self._file = None


def _not_before(at: str, latest: str) -> str:
    """``at``, or the time of the entry before when the clock is a little behind it."""
    if at >= latest:
        return at
    behind = datetime.fromisoformat(latest) - datetime.fromisoformat(at)
    if behind > SMALL_STEP_BACK:
        raise ClockError(f"this machine's clock ({at}) is {behind} behind the last entry ({latest})")
    return latest
