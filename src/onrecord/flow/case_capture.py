"""Keep what came of a visit: every byte of the exchanges, and a capture that says what it came to."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from onrecord.archive.warc import NOT_MODIFIED_PROFILE, Head
from onrecord.archive.writer import Writer
from onrecord.capture.about import About, about
from onrecord.capture.exchange import Exchange
from onrecord.flow.case_open import PROGRAM
from onrecord.flow.case_visit import Visited
from onrecord.model.capture import Capture, RecordPlace
from onrecord.model.custody import sha256
from onrecord.model.vocabulary import Method, Outcome

if TYPE_CHECKING:
    from onrecord.capture.browser import Opened

HTTP_REQUEST = "application/http; msgtype=request"
HTTP_RESPONSE = "application/http; msgtype=response"
DOM = "text/html; charset=utf-8"
"""Form of a page after its scripts ran."""


@dataclass(frozen=True, slots=True)
class Observed:
    """An observation whose records are written and not yet entered.

    ``content`` is the document, empty where none is present; ``documents`` are addresses it links to.
    """

    capture: Capture
    content: bytes = b""
    documents: tuple[str, ...] = ()


def keep(writer: Writer, seen: Visited, known: Mapping[str, RecordPlace]) -> Observed:
    """Write the records of a visit; what came of it is in the capture.

    ``known`` are payloads that the case has, by digest: they are not stored again.
    """
    page, steps = seen.page, seen.steps
    if seen.robots is not None:
        list(records_of(writer, seen.robots, known))
    if seen.unchanged:
        return _unchanged(writer, seen)
    if seen.opened is not None and seen.opened.dom:
        return _opened(writer, seen, seen.opened, known)
    places = [place for one in steps for place in records_of(writer, one, known)]
    present = seen.decision.outcome in (Outcome.PRESENT, Outcome.REDIRECTED)
    last = steps[-1] if steps else None
    content = last.content if last and present else b""
    said = about(content, last.address, last.media_type) if last and content else About()
    made = Capture(
        series=page.series or page.address,
        address=page.address,
        at=seen.at,
        outcome=seen.decision.outcome,
        method=Method.HTTP,
        name=name_of(last.address if last else page.address),
        final_address=last.address if last else "",
        status=last.status if last else 0,
        route=page.route,
        sha256=sha256(last.body) if last and last.head else "",
        size=len(last.body) if last else 0,
        media_type=last.media_type if last else "",
        part_of=page.part_of,
        reason=seen.decision.reason,
        tool=PROGRAM,
        provenance=page.provenance,
        records=tuple(reversed(places)),
        facts={**seen.facts, **(_facts(last) if last else {}), **said.facts()},
    )
    return Observed(made, content, said.documents)


def _opened(writer: Writer, seen: Visited, opened: Opened, known: Mapping[str, RecordPlace]) -> Observed:
    """A page that the browser showed: what it loaded, what it came to, and its picture, marked as derived."""
    page, last = seen.page, seen.steps[-1]
    sent = [place for one in opened.steps for place in records_of(writer, one, known)]
    parts = [place for one in opened.parts for place in records_of(writer, one, known)]
    origin = next((one.id for one in reversed(sent) if one.kind in ("response", "revisit")), "")
    dom = writer.document(
        "resource", last.address, last.at, opened.dom, DOM, WARC_Concurrent_To=f"<{origin}>"
    )
    picture = writer.document(
        *("conversion", last.address, last.at, opened.picture, "image/png"), WARC_Refers_To=f"<{dom.id}>"
    )
    present = seen.decision.outcome in (Outcome.PRESENT, Outcome.REDIRECTED)
    said = about(opened.dom, last.address, DOM)
    made = Capture(
        series=page.series or page.address,
        address=page.address,
        at=seen.at,
        outcome=seen.decision.outcome,
        method=Method.BROWSER,
        name=name_of(last.address),
        final_address=last.address,
        status=last.status,
        route=page.route,
        sha256=sha256(opened.dom),
        size=len(opened.dom),
        media_type=DOM,
        part_of=page.part_of,
        reason=seen.decision.reason,
        tool=f"{PROGRAM}; Chromium {opened.version}",
        provenance=page.provenance,
        records=(dom, picture, *reversed(sent), *parts),
        facts={**seen.facts, **said.facts(), **_shown(opened, last, picture)},
    )
    return Observed(made, opened.dom if present else b"", said.documents)


def _shown(opened: Opened, last: Exchange, picture: RecordPlace) -> dict[str, str]:
    facts = {
        "picture": picture.id,
        "picture_sha256": sha256(opened.picture),
        "parts": str(len(opened.parts)),
        "sent_sha256": sha256(last.body),
    }
    if opened.lost:
        facts["parts_lost"] = str(opened.lost)
    for number, why in enumerate(opened.refused):
        facts[f"refused_{number}"] = why
    return facts


def _unchanged(writer: Writer, seen: Visited) -> Observed:
    """The server said that the page is as before: the same bytes, observed again."""
    page, before, [answer] = seen.page, seen.page.before, seen.steps
    first = before.place
    if first is None:
        raise ValueError("an answer of 304 to a request that had no condition")
    places = list(records_of(writer, replace(answer, head=b"", body=b""), {}))
    head = Head(answer.head)
    again = writer.revisit(
        answer.address, answer.at, first, before.sha256, head, profile=NOT_MODIFIED_PROFILE
    )
    said = about(before.content, answer.address, before.media_type)
    made = Capture(
        series=page.series or page.address,
        address=page.address,
        at=answer.at,
        outcome=seen.decision.outcome,
        method=Method.HTTP,
        name=name_of(answer.address),
        final_address=answer.address,
        status=answer.status,
        route=page.route,
        sha256=before.sha256,
        size=before.size,
        media_type=before.media_type,
        part_of=page.part_of,
        reason=seen.decision.reason,
        tool=PROGRAM,
        provenance=page.provenance,
        records=(again, first, *reversed(places)),
        facts={**seen.facts, **_facts(answer), **said.facts()},
    )
    return Observed(made, before.content, said.documents)


def records_of(writer: Writer, one: Exchange, known: Mapping[str, RecordPlace]) -> Iterator[RecordPlace]:
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
    for name in ("etag", "last-modified"):
        if last.headers.get(name):
            facts[name.replace("-", "_")] = last.headers[name]
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
