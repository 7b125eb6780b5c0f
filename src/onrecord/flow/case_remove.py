"""Removal by legal duty, in two steps: one person proposes and signs, another approves and carries it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.archive.case import Case
from onrecord.archive.keys import Signer
from onrecord.archive.recovery import tombstones
from onrecord.archive.removal import Emptied, empty, settle
from onrecord.archive.store import read_record
from onrecord.archive.writer import Writer
from onrecord.flow.errors import UserError
from onrecord.model.canonical import JsonValue, canonical
from onrecord.model.capture import Capture, RecordPlace, capture
from onrecord.model.custody import Act, Entry
from onrecord.model.warcrecord import WarcError

SUBJECT = "removal"
TAKEN = ("response", "resource", "conversion")
"""Kinds of records that hold what was published, or what was read in it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A removal that one person has signed."""

    entry: int
    at: str
    key: str
    reason: str
    capture: str
    bodies: tuple[dict[str, JsonValue], ...]


def propose(case: Case, writer: Writer, made: Capture, reason: str) -> list[RecordPlace]:
    """Enter a signed proposal to remove what a capture holds; nothing is removed yet."""
    if not reason.strip():
        raise UserError("a removal needs a reason", "Name the duty: the law, the order, its date.")
    places = places_of(case, made)
    drafts = _drafts(case, places, reason)
    for one in drafts:
        one.draft.unlink()
    bodies: list[JsonValue] = [
        {**one.body, "approved": [approval(writer.signer, one.body)]} for one in drafts
    ]
    body: dict[str, JsonValue] = {
        "capture": made.id,
        "proposals": bodies,
        "text": f"Proposed to remove what capture {made.id} holds: {reason}",
    }
    writer.enter(Act.NOTE, SUBJECT, body)
    writer.commit()
    return places


def approve(case: Case, writer: Writer, proposal: Proposal) -> int:
    """Approve a proposal of another person and carry it out; gives the number of records removed."""
    people = case.people()
    if proposal.key not in people:
        raise UserError(f"the key {proposal.key} of the proposal was retired", "Have it proposed again.")
    if people[proposal.key] == people[writer.signer.id]:
        raise UserError("this is your own proposal", "Another person of the case has to approve it.")
    places = places_of(case, _captured(case, proposal.capture))
    drafts = _drafts(case, places, proposal.reason)
    if [one.body for one in drafts] != [_bare(body) for body in proposal.bodies]:
        for one in drafts:
            one.draft.unlink()
        raise UserError("the case has changed since this was proposed", "Have it proposed again.")
    for one, body in zip(drafts, proposal.bodies, strict=True):
        first = body["approved"]
        signatures = [*(first if isinstance(first, list) else []), approval(writer.signer, one.body)]
        writer.enter(Act.TOMBSTONE, one.file, {**one.body, "approved": signatures})
    writer.commit()
    settle(case.folder, tombstones(case))
    return len(places)


def proposals(case: Case) -> Iterator[Proposal]:
    """All removals that were proposed, in the order of their entries."""
    for entry in case.ledger.entries():
        if entry.act is Act.NOTE and entry.subject == SUBJECT:
            yield _proposal(entry)


def places_of(case: Case, made: Capture) -> list[RecordPlace]:
    """All records that hold what was captured here, and what was read in it, also by captures of the same."""
    found: dict[tuple[str, int], RecordPlace] = {}
    same: set[str] = set()
    for entry in case.ledger.entries():
        if entry.act is Act.CAPTURE and entry.body.get("sha256") == made.sha256:
            same.add(entry.subject)
            for place in capture(entry.body).records:
                if place.kind in TAKEN:
                    found[place.file, place.offset] = place
        elif entry.act is Act.READING and entry.subject in same:
            record = entry.body["record"]
            if isinstance(record, Mapping):
                place = RecordPlace(**record)  # type: ignore[arg-type]
                found[place.file, place.offset] = place
    left = [place for place in found.values() if not read_record(case.folder, place).removed]
    if not made.sha256 or not left:
        raise UserError(f"capture {made.id} holds nothing that could be removed")
    return left


def approval(signer: Signer, body: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """A signature over a tombstone without its approvals."""
    return {"key": signer.id, "signature": signer.sign(canonical(body))}


def _drafts(case: Case, places: list[RecordPlace], reason: str) -> list[Emptied]:
    files = sorted({place.file for place in places})
    try:
        return [
            empty(case.folder, file, [place for place in places if place.file == file], reason)
            for file in files
        ]
    except WarcError as error:
        raise UserError(str(error), "`onrecord verify` tells more about a damaged case.") from error


def _bare(body: dict[str, JsonValue]) -> dict[str, JsonValue]:
    return {key: value for key, value in body.items() if key != "approved"}


def _captured(case: Case, wanted: str) -> Capture:
    for entry in case.ledger.entries():
        if entry.act is Act.CAPTURE and entry.subject == wanted:
            return capture(entry.body)
    raise UserError(f"there is no capture {wanted}")


def _proposal(entry: Entry) -> Proposal:
    bodies = entry.body.get("proposals")
    made = tuple(dict(one) for one in bodies if isinstance(one, Mapping)) if isinstance(bodies, list) else ()
    reason = str(made[0].get("reason")) if made else ""
    return Proposal(entry.number, entry.at, entry.actor, reason, str(entry.body.get("capture")), made)
