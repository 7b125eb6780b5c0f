"""Which segments are stamped by whom, and the request for a stamp (RFC 3161)."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.archive.case import Case
from onrecord.model.custody import Act, file_name

REQUEST_TYPE = "application/timestamp-query"


@dataclass(frozen=True, slots=True)
class Stamping:
    """How far the ledger is stamped. A stamp over a segment covers all segments before it, by the chain."""

    last_capture: int
    """The last segment that holds a capture; 0 where there is none."""
    covered: dict[str, int]
    """Authority to the last segment that it has stamped."""

    def pending(self, authority: str) -> bool:
        """Whether captures wait for a stamp of this authority."""
        return self.covered.get(authority, 0) < self.last_capture

    def authorities_over(self, segment: int) -> set[str]:
        """Who vouches for a segment."""
        return {name for name, last in self.covered.items() if last >= segment}


def stamping(case: Case) -> Stamping:
    """Read from the ledger how far it is stamped."""
    last, covered = 0, dict[str, int]()
    for segment in case.ledger.segments():
        for entry in segment.entries:
            number = entry.body.get("segment")
            if entry.act is Act.CAPTURE:
                last = segment.number
            elif entry.act is Act.STAMP and entry.body.get("result") == "stamped" and isinstance(number, int):
                name = str(entry.body.get("authority"))
                covered[name] = max(covered.get(name, 0), number)
    return Stamping(last, covered)


@dataclass(frozen=True, slots=True)
class Request:
    """A request for a stamp over ``data``: what is sent, and the nonce that the answer must repeat."""

    der: bytes
    nonce: int


def request(data: bytes) -> Request:
    """Ask for a stamp over the SHA-256 of ``data``, with a fresh nonce and the authority's certificates."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    builder = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256)
    made = builder.cert_request(cert_request=True).nonce(nonce=True).build()
    if made.nonce is None:
        raise ValueError("a request without a nonce would let an old answer pass for a new one")
    return Request(made.as_bytes(), made.nonce)


def token_path(segment: int, authority: str) -> str:
    """Where a token lies in the case."""
    return f"stamps/{file_name(segment).removesuffix('.json')}.{authority}.tsr"
