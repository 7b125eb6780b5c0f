"""All there is to know about one thing of a case: a capture, a finding, a claim, an entry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.archive.case import Case
from onrecord.archive.stamps import Stamping, stamping
from onrecord.flow.case_claims import followed
from onrecord.flow.case_index import asking
from onrecord.flow.errors import UserError
from onrecord.flow.place import place
from onrecord.flow.record import from_line
from onrecord.model.capture import Capture
from onrecord.model.claim import Change, Claim, Presence
from onrecord.model.finding import Finding
from onrecord.track.wording import STATES, sentence, told

if TYPE_CHECKING:
    from sqlalchemy import Connection

SHORTEST = 4
WHERE = "Ids stand in `onrecord status`, `findings` and `claims`; entries have numbers."


@dataclass(frozen=True, slots=True)
class Shown:
    """What was found under an id: facts as pairs, then lists under headings."""

    kind: str
    id: str
    facts: tuple[tuple[str, str], ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()


def show(case: Case, wanted: str) -> list[Shown]:
    """Everything whose id begins so; a number alone is an entry of the ledger."""
    if not re.fullmatch(rf"\d+|[0-9a-f]{{{SHORTEST},64}}", wanted):
        raise UserError(
            f"'{wanted}' is no id",
            "Ids stand in `onrecord status`, `findings` and `claims`; entries have numbers.",
        )
    state = stamping(case)
    with asking(case) as connection:
        found = list(_entry(connection, case, state, wanted)) if len(wanted) < SHORTEST + 4 else []
        if len(wanted) >= SHORTEST:
            found += _captures(connection, case, state, wanted)
            found += _findings(connection, case, state, wanted)
            found += _claims(connection, case, state, wanted)
    if not found:
        raise UserError(
            f"nothing in this case has the id {wanted}",
            "Ids stand in `onrecord status`, `findings` and `claims`.",
        )
    return found


def _entry(connection: Connection, case: Case, state: Stamping, wanted: str) -> Iterator[Shown]:
    from onrecord.archive.index.looks import entry

    row = entry(connection, int(wanted)) if wanted.isdigit() else None
    if row is None:
        return
    people = case.people()
    facts = (
        ("act", str(row["act"])),
        ("subject", str(row["subject"])),
        ("at", str(row["at"])),
        ("by", f"{people.get(str(row['actor']), 'a retired key')} ({row['actor']})"),
        ("segment", str(row["segment"])),
        ("sealed", sealed(case, state, int(row["segment"]))),
    )
    body = json.dumps(json.loads(str(row["body"])), ensure_ascii=False, indent=2, sort_keys=True)
    yield Shown("entry", wanted, facts, (("body", tuple(body.splitlines())),))


def sealed(case: Case, state: Stamping, segment: int) -> str:
    """Whether a segment is stamped as the case asks, in words."""
    over = sorted(state.authorities_over(segment))
    said = f"stamped by {len(over)} of {case.settings.stamps_wanted} authorities"
    named = f" ({', '.join(over)})" if over else ""
    return f"{'yes' if len(over) >= case.settings.stamps_wanted else 'no'}: {said}{named}"


def _captures(connection: Connection, case: Case, state: Stamping, wanted: str) -> Iterator[Shown]:
    from onrecord.archive.index.looks import captures_like, readings_of, segment_of

    for made in captures_like(connection, wanted):
        readings = tuple(
            f"entry {one.entry}: {one.program}, rules {one.packs[:12]}"
            for one in readings_of(connection, made.id)
        )
        found = tuple(_finding_line(one) for one in _newest_findings(connection, made.id))
        records = tuple(f"{one.kind} in {one.file} at {one.offset}" for one in made.records)
        facts = (*_capture_facts(made), ("sealed", sealed(case, state, segment_of(connection, made.id))))
        lists = (("findings", found), ("readings", readings), ("records", records))
        yield Shown("capture", made.id, facts, lists)


def _capture_facts(made: Capture) -> tuple[tuple[str, str], ...]:
    known = made.provenance
    facts = (
        ("series", made.series),
        ("edition", made.edition),
        ("address", made.address),
        ("ended at", made.final_address if made.final_address != made.address else ""),
        ("observed", made.at),
        ("outcome", f"{made.outcome}{f' ({made.reason})' if made.reason else ''}"),
        ("status", str(made.status or "")),
        ("method", f"{made.method}, route {made.route}"),
        ("name", made.name),
        ("media type", made.media_type),
        ("size", f"{made.size:,} bytes" if made.sha256 else ""),
        ("sha256", made.sha256),
        ("publisher", f"{known.publisher} ({known.role})" if known.publisher else ""),
        ("tool", made.tool),
        *made.facts.items(),
    )
    return tuple((name, value) for name, value in facts if value)


def _newest_findings(connection: Connection, made: str) -> Iterator[Finding]:
    from onrecord.archive.index.looks import finding_lines

    for _, line in finding_lines(connection, capture=made):
        yield from_line(line, "index")


def _finding_line(one: Finding) -> str:
    return f"{one.fingerprint[:12]}  {one.stance}, {one.trait}: {one.quote}"


def _findings(connection: Connection, case: Case, state: Stamping, wanted: str) -> Iterator[Shown]:
    from onrecord.archive.index.looks import captures_like, finding_lines, segment_of

    seen: dict[str, list[str]] = {}
    last: dict[str, Finding] = {}
    sealings: dict[str, str] = {}
    for made, line in finding_lines(connection, fingerprint=wanted):
        one = from_line(line, "index")
        capture = next(iter(captures_like(connection, made)))
        seen.setdefault(one.fingerprint, []).append(f"{capture.at}  {made[:12]}  {place(one.locator)}")
        last[one.fingerprint] = one
        sealings[one.fingerprint] = sealed(case, state, segment_of(connection, made))
    for fingerprint, one in last.items():
        facts = (*finding_facts(one), ("sealed", sealings[fingerprint]))
        why = tuple(f"{step.what}: {step.detail}" for step in one.why)
        lists = (("in captures", tuple(seen[fingerprint])), ("context", one.context), ("why", why))
        yield Shown("finding", fingerprint, facts, lists)


def finding_facts(one: Finding) -> tuple[tuple[str, str], ...]:
    """A finding in pairs."""
    facts = (
        ("quote", one.quote),
        ("trait", ", ".join(one.traits or (one.trait,))),
        ("values", ", ".join(one.values)),
        ("stance", one.stance.value),
        ("basis", one.basis.value),
        ("strength", one.strength.value),
        ("accuracy", one.accuracy),
        ("products", ", ".join(one.products)),
        ("language", one.language),
        ("place", place(one.locator)),
        ("rule", f"{one.rule} version {one.rule_version}"),
        ("document", one.document_sha256),
    )
    return tuple((name, value) for name, value in facts if value)


def _claims(connection: Connection, case: Case, state: Stamping, wanted: str) -> Iterator[Shown]:
    from onrecord.archive.index.looks import segment_of
    from onrecord.archive.index.queries import Filter

    claims, changes = followed(case, connection, Filter())
    for one in claims:
        if one.id.startswith(wanted):
            captures = [mark.capture for mark in one.marks if mark.presence is Presence.SEEN]
            sealings = [sealed(case, state, segment_of(connection, made)) for made in captures]
            own = [change for change in changes if change.claim == one.id]
            yield _claim(one, own, sealings, connection)


def _claim(one: Claim, changes: Iterable[Change], sealings: list[str], connection: Connection) -> Shown:
    from onrecord.archive.index.looks import statements_on

    whole = sum(said.startswith("yes") for said in sealings)
    facts = (
        ("state", STATES[one.state]),
        ("said", sentence(one)),
        ("vendor", one.vendor),
        ("series", one.series),
        ("trait", one.trait.value),
        ("stance", one.stance.value),
        ("values", ", ".join(one.values)),
        ("twins", ", ".join(one.twins)),
        ("sealed", f"{whole} of {len(sealings)} captures that show it"),
    )
    wordings = tuple(f"{word.at}  {word.capture[:12]}  {word.quote}" for word in one.wordings)
    marks = tuple(
        f"{mark.at}  {mark.capture[:12]}  {mark.outcome}: {mark.presence.replace('_', ' ')}"
        for mark in one.marks
    )
    beside = tuple(
        f"{row['at']}  entry {row['number']}  {row['act']}: {row['summary']}"
        for row in statements_on(connection, one)
    )
    said = tuple(told(change) for change in changes)
    lists = (("wordings", wordings), ("observations", marks), ("changes", said), ("beside it", beside))
    return Shown("claim", one.id, tuple((name, value) for name, value in facts if value), lists)
