"""Seal a case: have its newest captures stamped by the time-stamp authorities of its settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from onrecord.archive import durable
from onrecord.archive.case import Case
from onrecord.archive.settings import Authority
from onrecord.archive.stamps import REQUEST_TYPE, Stamping, request, stamping, token_path
from onrecord.archive.writer import Writer
from onrecord.capture.dial import post
from onrecord.capture.guard import Guard, RefusedError, guard
from onrecord.model.canonical import JsonValue
from onrecord.model.custody import Act, file_name, sha256
from onrecord.verify.stamps import now_text
from onrecord.verify.tokens import TokenError, token_time


@dataclass(frozen=True, slots=True)
class Answer:
    """What an authority said about a segment; ``reason`` is empty when it stamped it."""

    authority: str
    segment: int
    time: str = ""
    late: bool = False
    reason: str = ""


def seal(case: Case, writer: Writer) -> Iterator[Answer]:
    """Ask each authority that has not seen the newest captures; every answer and failure is entered.

    An authority that fails is asked again by the next call; its stamp is then marked late if it is.
    """
    egress = guard(case.settings.allow_networks)
    state = stamping(case)
    for authority in case.settings.authorities:
        if state.pending(authority.name):
            answer, body = _ask(case, authority, state, egress)
            writer.enter(Act.STAMP, file_name(answer.segment), body)
            writer.commit()
            yield answer


def _ask(
    case: Case, authority: Authority, state: Stamping, egress: Guard
) -> tuple[Answer, dict[str, JsonValue]]:
    segment = state.last_capture
    data = case.ledger.bytes_of(segment)
    written = datetime.fromisoformat(case.ledger.read(segment).written_at)
    body: dict[str, JsonValue] = {
        "authority": authority.name,
        "clock_ms": 0,
        "late": False,
        "reason": "",
        "result": "failed",
        "segment": segment,
        "time": "",
        "token": "",
        "token_sha256": "",
    }
    asked = request(data)
    try:
        roots = (case.folder / "authorities" / f"{authority.name}.pem").read_bytes()
        response = post(egress, authority.url, asked.der, REQUEST_TYPE)
        moment = token_time(response, data, roots, asked.nonce)
    except (OSError, RefusedError, TokenError) as error:
        reason = f"{error.filename}: {error.strerror}" if getattr(error, "filename", "") else str(error)  # type: ignore[union-attr]
        return Answer(authority.name, segment, reason=reason), {**body, "reason": reason}
    path = token_path(segment, authority.name)
    durable.replace(case.folder / path, response)
    late = moment - written > timedelta(minutes=case.settings.late_after_minutes)
    body |= {
        "clock_ms": round((datetime.now(UTC) - moment).total_seconds() * 1000),
        "late": late,
        "result": "stamped",
        "time": now_text(moment),
        "token": path,
        "token_sha256": sha256(response),
    }
    return Answer(authority.name, segment, now_text(moment), late), body
