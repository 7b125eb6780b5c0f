"""Observe an address: fetch it, keep every byte of the exchanges, and decide what it came to."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from onrecord.archive.case import Case
from onrecord.archive.warc import Head
from onrecord.archive.writer import Writer, stamp_text, utc_now
from onrecord.capture.exchange import Exchange
from onrecord.capture.guard import Guard, RefusedError, guard
from onrecord.capture.http import Asking, fetch
from onrecord.capture.outcome import Decision, decide
from onrecord.flow.case_open import PROGRAM
from onrecord.model.capture import Capture, RecordPlace
from onrecord.model.custody import sha256
from onrecord.model.finding import Provenance
from onrecord.model.vocabulary import Method, Outcome

HTTP_REQUEST = "application/http; msgtype=request"
HTTP_RESPONSE = "application/http; msgtype=response"


@dataclass(frozen=True, slots=True)
class Page:
    """An address to observe, and what is known of it."""

    address: str
    series: str = ""
    provenance: Provenance = Provenance()
    route: str = "direct"
    before: str = ""
    """Where an earlier observation of it ended."""
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Observed:
    """An observation whose records are written and not yet entered.

    ``content`` is the document, empty where none is present.
    """

    capture: Capture
    content: bytes = b""


def asking(case: Case) -> Asking:
    """How this case asks."""
    return Asking(user_agent=case.settings.user_agent, contact=case.settings.contact)


def observe(
    case: Case,
    writer: Writer,
    page: Page,
    known: Mapping[str, RecordPlace] = MappingProxyType({}),
    egress: Guard | None = None,
) -> Observed:
    """Fetch a page over HTTP and write its records; what came of it is in the capture.

    ``known`` are payloads that the case has, by digest: they are not stored again.
    """
    egress = egress or guard(case.settings.allow_networks)
    steps, decision = _steps(page, egress, asking(case))
    places = [place for one in steps for place in _records(writer, one, known)]
    present = decision.outcome in (Outcome.PRESENT, Outcome.REDIRECTED)
    last = steps[-1] if steps else None
    made = Capture(
        series=page.series or page.address,
        address=page.address,
        at=steps[0].at if steps else stamp_text(utc_now()),
        outcome=decision.outcome,
        method=Method.HTTP,
        name=name_of(last.address if last else page.address),
        final_address=last.address if last else "",
        status=last.status if last else 0,
        route=page.route,
        sha256=sha256(last.body) if last and last.head else "",
        size=len(last.body) if last else 0,
        media_type=last.media_type if last else "",
        part_of=page.part_of,
        reason=decision.reason,
        tool=PROGRAM,
        provenance=page.provenance,
        records=tuple(reversed(places)),
        facts=_facts(last) if last else {},
    )
    return Observed(made, last.content if last and present else b"")


def _steps(page: Page, egress: Guard, how: Asking) -> tuple[list[Exchange], Decision]:
    steps: list[Exchange] = []
    try:
        steps.extend(fetch(page.address, egress, how))  # a refusal on the way keeps the steps before it
    except RefusedError as error:
        return steps, Decision(Outcome.REFUSED, str(error))
    return steps, decide(steps, page.before)


def _records(writer: Writer, one: Exchange, known: Mapping[str, RecordPlace]) -> Iterator[RecordPlace]:
    """Certificates, request, then response, so that turned round the last response comes first."""
    if one.certificates:
        chain = "".join(map(ssl.DER_cert_to_PEM_cert, one.certificates)).encode()
        yield writer.document("metadata", one.address, one.at, chain, "application/pem-certificate-chain")
    if one.request:
        head, _, rest = one.request.partition(b"\r\n\r\n")
        yield writer.payload(
            *("request", one.address, one.at, BytesIO(rest), len(rest)),
            digest=sha256(rest),
            head=Head(head + b"\r\n\r\n"),
            content_type=HTTP_REQUEST,
        )
    if not one.head:
        return
    digest, answer = sha256(one.body), Head(one.head)
    first = known.get(digest) if one.body else None
    if first is not None:
        yield first
        yield writer.revisit(one.address, one.at, first, digest, answer)
        return
    fields = {"WARC-IP-Address": one.peer.rpartition(":")[0].strip("[]")} if one.peer else {}
    yield writer.payload(
        *("response", one.address, one.at, BytesIO(one.body), len(one.body)),
        digest=digest,
        head=answer,
        content_type=HTTP_RESPONSE,
        fields=fields,
    )


def _facts(last: Exchange) -> dict[str, str]:
    facts = {"content_sha256": sha256(last.content)} if last.content else {}
    if last.peer:
        facts["peer"] = last.peer
    if last.tls:
        facts["tls"] = last.tls
    for number, certificate in enumerate(last.certificates):
        facts[f"certificate_{number}_sha256"] = sha256(certificate)
    return facts


def name_of(address: str) -> str:
    """The name of a page as a file: the last part of its path, else its host."""
    parts = urlsplit(address)
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.hostname or address
