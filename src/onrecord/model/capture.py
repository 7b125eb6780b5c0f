"""A capture: these bytes, or this failure, were observed at this address at this time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.model.canonical import CanonicalError, JsonValue, digest
from onrecord.model.finding import Provenance
from onrecord.model.vocabulary import Method, Outcome, Role


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Where a WARC record stands: the file's path in the case, and its compressed bytes in that file."""

    file: str
    offset: int
    length: int
    id: str
    """WARC-Record-ID, ``urn:uuid:…`` without the angle brackets."""
    kind: str
    """WARC-Type: response, request, resource, metadata, revisit, conversion."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One observation, as the ledger holds it.

    ``series`` names what is observed again and again: the address of a page, or the name that a person gave
    to the editions of a file (``--series``). ``sha256`` and ``size`` are those of the payload, empty and 0
    where the outcome has none. ``at`` is when the bytes were observed (UTC); for bytes out of other
    archives and provenance tables that is their own date, and the entry's ``at`` says when they came in.
    ``part_of`` is the capture that this one came along with (a PDF linked from a page). ``records`` lists
    the WARC records, the payload's first.
    """

    series: str
    address: str
    at: str
    outcome: Outcome
    method: Method
    name: str = ""
    final_address: str = ""
    status: int = 0
    route: str = "direct"
    sha256: str = ""
    size: int = 0
    media_type: str = ""
    edition: str = ""
    part_of: str = ""
    reason: str = ""
    tool: str = ""
    provenance: Provenance = Provenance()
    records: tuple[RecordPlace, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    """Peer address, TLS certificate digests, title, robots decision and the like."""

    @property
    def id(self) -> str:
        """Made of source, time and bytes; the same capture always has the same id."""
        return digest(
            {"address": self.address, "at": self.at, "name": self.name, "route": self.route,
             "series": self.series, "sha256": self.sha256}
        )[:32]  # fmt: skip

    def body(self) -> dict[str, JsonValue]:
        """The body of the ledger entry."""
        known = self.provenance
        return {
            "address": self.address,
            "at": self.at,
            "edition": self.edition,
            "facts": dict(self.facts),
            "final_address": self.final_address,
            "media_type": self.media_type,
            "method": self.method.value,
            "name": self.name,
            "outcome": self.outcome.value,
            "part_of": self.part_of,
            "provenance": {
                "captured_at": known.captured_at,
                "language": known.language,
                "publisher": known.publisher,
                "role": known.role.value,
                "url": known.url,
            },
            "reason": self.reason,
            "records": [
                {"file": one.file, "id": one.id, "kind": one.kind, "length": one.length, "offset": one.offset}
                for one in self.records
            ],
            "route": self.route,
            "series": self.series,
            "sha256": self.sha256,
            "size": self.size,
            "status": self.status,
            "tool": self.tool,
        }


def capture(body: Mapping[str, JsonValue]) -> Capture:
    """Read the body of a ledger entry; ``CanonicalError`` says which key is wrong."""
    try:
        known = _mapping(body["provenance"])
        return Capture(
            series=_text(body["series"]),
            address=_text(body["address"]),
            at=_text(body["at"]),
            outcome=Outcome(_text(body["outcome"])),
            method=Method(_text(body["method"])),
            name=_text(body["name"]),
            final_address=_text(body["final_address"]),
            status=_number(body["status"]),
            route=_text(body["route"]),
            sha256=_text(body["sha256"]),
            size=_number(body["size"]),
            media_type=_text(body["media_type"]),
            edition=_text(body["edition"]),
            part_of=_text(body["part_of"]),
            reason=_text(body["reason"]),
            tool=_text(body["tool"]),
            provenance=Provenance(
                url=_text(known["url"]),
                publisher=_text(known["publisher"]),
                role=Role(_text(known["role"])),
                language=_text(known["language"]),
                captured_at=_text(known["captured_at"]),
            ),
            records=tuple(_place(_mapping(item)) for item in _items(body["records"])),
            facts={key: _text(value) for key, value in _mapping(body["facts"]).items()},
        )
    except (KeyError, ValueError, TypeError) as error:
        raise CanonicalError(f"capture: {error}") from error


def _place(item: Mapping[str, JsonValue]) -> RecordPlace:
    return RecordPlace(
        _text(item["file"]),
        _number(item["offset"]),
        _number(item["length"]),
        _text(item["id"]),
        _text(item["kind"]),
    )


def _text(value: JsonValue) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, found {value!r}")
    return value


def _number(value: JsonValue) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"expected a whole number, found {value!r}")
    return value


def _items(value: JsonValue) -> list[JsonValue]:
    if not isinstance(value, list):
        raise TypeError(f"expected a list, found {value!r}")
    return value


def _mapping(value: JsonValue) -> Mapping[str, JsonValue]:
    if not isinstance(value, Mapping):
        raise TypeError(f"expected an object, found {value!r}")
    return value
