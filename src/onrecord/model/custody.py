"""The ledger's types: entries in a hash chain, and the write-once segments that hold them.

The format is described in ``docs/reference/case.md``. Writing is the business of ``archive``, checking that
of ``verify``; both use these types and nothing else in common.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from onrecord.model.canonical import CanonicalError, JsonValue, canonical, digest, parse

FORMAT = "onrecord-ledger/1"
NOTHING_BEFORE = "0" * 64
"""What the first entry and the first segment carry as the digest of the one before."""


class Act(StrEnum):
    """What an entry records. ``docs/reference/case.md`` gives the body of each."""

    CASE = "case"
    """The first entry of a case: its name and format."""
    KEY = "key"
    """A person's public key is added, or replaces an earlier one."""
    SETTINGS = "settings"
    """Digests of the files that steer the case: onrecord.toml, sources/, rules/, authorities/."""
    CAPTURE = "capture"
    """Bytes, or a failure, were observed at an address at a time."""
    READING = "reading"
    """What readers and rules of one version made of a capture's bytes."""
    STAMP = "stamp"
    """A time-stamp authority answered for a segment, or failed to."""
    CONTACT = "contact"
    """A vendor was asked, or answered."""
    STATEMENT = "statement"
    """A capture is set beside claims as the vendor's own statement."""
    ASIDE = "aside"
    """Bytes that no entry names were set aside: a torn tail, an orphan record."""
    TOMBSTONE = "tombstone"
    """Bytes were taken out under a legal duty; reason and two signatures; the digest stays."""
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the chain. ``at`` is UTC, ``YYYY-MM-DDTHH:MM:SS.ffffffZ``, by the writer's clock."""

    number: int
    previous: str
    act: Act
    actor: str
    subject: str
    at: str
    body: Mapping[str, JsonValue] = field(default_factory=lambda: MappingProxyType({}))

    def as_json(self) -> dict[str, JsonValue]:
        """The entry as it stands in a segment."""
        return {
            "act": self.act.value,
            "actor": self.actor,
            "at": self.at,
            "body": dict(self.body),
            "number": self.number,
            "previous": self.previous,
            "subject": self.subject,
        }

    def digest(self) -> str:
        """What the next entry carries as ``previous``."""
        return digest(self.as_json())


@dataclass(frozen=True, slots=True)
class Grown:
    """A file of the archive after this segment: its first ``size`` bytes have this SHA-256."""

    file: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A write-once file of the ledger: entries, the archive files that they name, and a signature.

    ``previous`` is the SHA-256 of the whole file of the segment before. ``signature`` is an Ed25519
    signature (base64) by ``key`` over ``signed_bytes()``.
    """

    number: int
    previous: str
    written_at: str
    entries: tuple[Entry, ...]
    archive: tuple[Grown, ...] = ()
    key: str = ""
    signature: str = ""

    @property
    def head(self) -> str:
        """Digest of the last entry."""
        return self.entries[-1].digest() if self.entries else NOTHING_BEFORE

    def as_json(self) -> dict[str, JsonValue]:
        """The segment without its signature."""
        return {
            "archive": [{"file": one.file, "sha256": one.sha256, "size": one.size} for one in self.archive],
            "entries": [entry.as_json() for entry in self.entries],
            "format": FORMAT,
            "head": self.head,
            "key": self.key,
            "number": self.number,
            "previous": self.previous,
            "written_at": self.written_at,
        }

    def signed_bytes(self) -> bytes:
        """What the signature covers: everything but itself."""
        return canonical(self.as_json())

    def file_bytes(self) -> bytes:
        """The whole file."""
        return canonical({**self.as_json(), "signature": self.signature})


def file_name(number: int) -> str:
    """The name of a segment's file: nine digits, so that names sort as numbers do."""
    return f"{number:09d}.json"


def sha256(data: bytes) -> str:
    """Hex SHA-256."""
    return hashlib.sha256(data).hexdigest()


def segment(data: bytes) -> Segment:
    """Read a segment's file; ``CanonicalError`` says what is wrong with it.

    Reading checks the form alone. Chain, signature and archive are checked by ``verify``.
    """
    fields = _Fields(parse(data), "segment")
    if fields.text("format") != FORMAT:
        raise CanonicalError(f"segment: format is {fields.text('format')!r}, this reads {FORMAT!r}")
    made = Segment(
        number=fields.number("number"),
        previous=fields.text("previous"),
        written_at=fields.text("written_at"),
        entries=tuple(_entry(item) for item in fields.items("entries")),
        archive=tuple(_grown(item) for item in fields.items("archive")),
        key=fields.text("key"),
        signature=fields.text("signature"),
    )
    if fields.text("head") != made.head:
        raise CanonicalError("segment: head is not the digest of the last entry")
    fields.done()
    return made


def _entry(data: JsonValue) -> Entry:
    fields = _Fields(data, "entry")
    try:
        act = Act(fields.text("act"))
    except ValueError as error:
        raise CanonicalError(f"entry: unknown act {fields.text('act')!r}") from error
    made = Entry(
        number=fields.number("number"),
        previous=fields.text("previous"),
        act=act,
        actor=fields.text("actor"),
        subject=fields.text("subject"),
        at=fields.text("at"),
        body=MappingProxyType(dict(fields.mapping("body"))),
    )
    fields.done()
    return made


def _grown(data: JsonValue) -> Grown:
    fields = _Fields(data, "archive")
    made = Grown(fields.text("file"), fields.number("size"), fields.text("sha256"))
    fields.done()
    return made


class _Fields:
    """Reads a JSON object key by key; unknown and missing keys are errors."""

    def __init__(self, data: JsonValue, where: str) -> None:
        if not isinstance(data, Mapping):
            raise CanonicalError(f"{where}: expected an object")
        self._data, self._where, self._seen = data, where, set[str]()

    def text(self, key: str) -> str:
        value = self._take(key)
        if not isinstance(value, str):
            raise CanonicalError(f"{self._where}: {key!r} must be text")
        return value

    def number(self, key: str) -> int:
        value = self._take(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise CanonicalError(f"{self._where}: {key!r} must be a whole number")
        return value

    def items(self, key: str) -> list[JsonValue]:
        value = self._take(key)
        if not isinstance(value, list):
            raise CanonicalError(f"{self._where}: {key!r} must be a list")
        return value

    def mapping(self, key: str) -> Mapping[str, JsonValue]:
        value = self._take(key)
        if not isinstance(value, Mapping):
            raise CanonicalError(f"{self._where}: {key!r} must be an object")
        return value

    def done(self) -> None:
        unknown = sorted(set(self._data) - self._seen)
        if unknown:
            raise CanonicalError(f"{self._where}: unknown key {', '.join(unknown)}")

    def _take(self, key: str) -> JsonValue:
        self._seen.add(key)
        if key not in self._data:
            raise CanonicalError(f"{self._where}: {key!r} is missing")
        return self._data[key]
