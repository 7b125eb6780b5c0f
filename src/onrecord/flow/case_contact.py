"""The contact log, and the vendor's own statements set beside claims."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.archive.case import Case
from onrecord.archive.writer import Writer
from onrecord.flow.case_sealed import Concerned, sealings
from onrecord.flow.errors import UserError
from onrecord.model.canonical import JsonValue
from onrecord.model.capture import Capture
from onrecord.model.custody import Act

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Direction(StrEnum):
    """Who spoke to whom."""

    OUT = "out"
    """The vendor was asked or told."""
    IN = "in"
    """The vendor answered, or came by itself."""


class StatementKind(StrEnum):
    """What a vendor says of what it was found to state; a denial is as wide as its scope words."""

    PRODUCT_DENIAL = "product_denial"
    REGIONAL_DENIAL = "regional_denial"
    ABSOLUTE_DENIAL = "absolute_denial"
    DEFENCE = "defence"
    ADMISSION = "admission"
    ANNOUNCEMENT = "announcement"
    """That something was or will be changed."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Contact:
    """A vendor was asked, or answered. ``when`` is UTC; ``capture`` the message itself, where it was kept."""

    vendor: str
    when: datetime
    medium: str
    direction: Direction
    summary: str
    capture: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """The vendor's own statement, as it stands in a capture."""

    vendor: str
    kind: StatementKind
    quote: str
    scope: str = ""
    """The words of the quote that limit it: "specific", "in this region"."""
    typed: bool = False
    """Typed from a picture or recording, in which no text could be read."""


def enter_contact(
    case: Case, connection: Connection, writer: Writer, contact: Contact, about: Concerned
) -> list[str]:
    """Enter a contact and give warnings; refused before all captures concerned are sealed.

    A vendor that came by itself is entered in any case: what it knows, it knows.
    """
    if contact.when > datetime.now(UTC):
        raise UserError(
            f"{contact.when:%Y-%m-%d %H:%M} UTC lies in the future", "Give --when the time it was."
        )
    bare = [one for one in sealings(case, connection, about.captures) if not one.sealed]
    said = [
        f"capture {one.capture.id} of {one.capture.series} is stamped by "
        f"{len(one.authorities)} of {one.wanted} authorities"
        for one in bare
    ]
    if bare and contact.direction is Direction.OUT:
        raise UserError(
            "not sealed yet: " + "; ".join(said),
            "`onrecord seal` has them stamped. Seal before you ask the vendor: afterwards it can say "
            "that the record was made up.",
        )
    body: dict[str, JsonValue] = {
        "capture": contact.capture,
        "captures": [made.id for made in about.captures],
        "claims": list(about.claims),
        "direction": contact.direction.value,
        "medium": contact.medium,
        "summary": contact.summary,
        "vendor": contact.vendor,
        "when": contact.when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    writer.enter(Act.CONTACT, contact.vendor, body)
    writer.commit()
    return said


def enter_statement(
    case: Case, writer: Writer, made: Capture, statement: Statement, about: Concerned
) -> None:
    """Enter a statement; its quote must stand in the capture, and its scope words in the quote."""
    if statement.scope and plain(statement.scope) not in plain(statement.quote):
        raise UserError(
            f"the scope '{statement.scope}' does not stand in the quote",
            "Give the words that limit the statement as they stand there.",
        )
    if not statement.typed and not stands_in(case, made, statement.quote):
        raise UserError(
            f"the quote does not stand in capture {made.id}",
            "Quote word for word; --typed where it is a picture or recording that no reader can read.",
        )
    body: dict[str, JsonValue] = {
        "claims": list(about.claims),
        "kind": statement.kind.value,
        "quote": statement.quote,
        "scope": statement.scope,
        "typed": statement.typed,
        "vendor": statement.vendor,
    }
    writer.enter(Act.STATEMENT, made.id, body)
    writer.commit()


def stands_in(case: Case, made: Capture, quote: str) -> bool:
    """Whether a reader finds these words in the document of a capture, white space aside."""
    from onrecord.flow.case_content import content_of
    from onrecord.flow.reading import read_documents
    from onrecord.model.reading import Ask

    data = content_of(case.folder, made)
    documents = read_documents(None, Ask(), data=data, name=made.name or "page", media_type=made.media_type)
    return any(plain(quote) in plain(document.text) for document in documents)


def plain(text: str) -> str:
    """Text without white space, for comparing; Chinese text is wrapped anywhere."""
    return re.sub(r"\s+", "", text)


def listed(case: Case, connection: Connection, act: Act) -> Iterator[dict[str, str | int]]:
    """Entries of one act as rows, in the order of entry; lists in them are joined."""
    from onrecord.archive.index.looks import entries_of
    from onrecord.flow.case_keys import keys_of

    people = {one.id: one.person for one in keys_of(case)}
    for row in entries_of(connection, act):
        body = {
            key: " ".join(map(str, value)) if isinstance(value, list) else value
            for key, value in json.loads(str(row["body"])).items()
        }
        by = people.get(str(row["actor"]), "")
        yield {"entry": row["number"], "entered": row["at"], "by": by, "subject": row["subject"], **body}


def moment(text: str) -> datetime:
    """A time as people write it; without a zone it is that of this machine. ``UserError`` for others."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError as error:
        raise UserError(f"'{text}' is no time", "Write it like 2026-01-31T14:30 or 2026-01-31.") from error


def only(captures: Sequence[Capture], given: str) -> Capture:
    """The one capture that an id means."""
    if len(captures) != 1:
        raise UserError(
            f"{given} is no capture", "`onrecord status --format jsonl` shows the ids of captures."
        )
    return captures[0]
