"""The people of a case: who may write to it, who brought whom in, and how a key is replaced."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.archive.case import Case
from onrecord.archive.keys import (
    Card,
    KeyLockedError,
    KeyProblemError,
    Signer,
    keys_folder,
    load,
    make,
    read_card,
)
from onrecord.archive.writer import Writer
from onrecord.flow.case_open import PASSPHRASE_VARIABLE, Ask
from onrecord.flow.errors import UserError
from onrecord.model.custody import Act

NEW = "`onrecord key new` makes one."


@dataclass(frozen=True, slots=True)
class Known:
    """A key of a case."""

    id: str
    person: str
    since: str
    """When it was entered (UTC)."""
    by: str
    """The key that brought it in."""
    until: str = ""
    """When it was retired; empty while it is valid."""
    successor: str = ""

    @property
    def here(self) -> bool:
        """Whether its private half is in this person's folder."""
        return (keys_folder() / f"{self.id}.pem").exists()


def keys_of(case: Case) -> list[Known]:
    """All keys that the case has ever had, in the order of their coming."""
    found: dict[str, Known] = {}
    for entry in case.ledger.entries():
        if entry.act is not Act.KEY:
            continue
        gone = str(entry.body["replaces"])
        if gone in found and gone != entry.subject:
            successor = "" if entry.subject in found else entry.subject
            found[gone] = replace(found[gone], until=entry.at, successor=successor)
        if entry.subject not in found:
            found[entry.subject] = Known(entry.subject, str(entry.body["person"]), entry.at, entry.actor)
    return list(found.values())


def rows(case: Case) -> Iterator[dict[str, str | int]]:
    """The keys as rows of a listing."""
    for one in keys_of(case):
        yield {
            "id": one.id,
            "person": one.person,
            "state": "retired" if one.until else "valid",
            "since": one.since,
            "until": one.until,
            "by": one.by,
            "successor": one.successor,
            "here": "yes" if one.here else "no",
        }


def own_key(key: str, passphrase: str, ask: Ask | None) -> Signer:
    """A key of this person, by its id; the only one, where no id is given."""
    folder = keys_folder()
    here = sorted(path.stem for path in folder.glob("*.pem"))
    if not key and len(here) != 1:
        what = "there is no key" if not here else "there are several keys"
        raise UserError(f"{what} in {folder}", f"Name one of: {', '.join(here)}." if here else NEW)
    given = passphrase or os.environ.get(PASSPHRASE_VARIABLE, "")
    path = folder / f"{key or here[0]}.pem"
    try:
        try:
            return load(path, given)
        except KeyLockedError as error:
            if ask is None:
                raise
            return load(path, ask(f"Passphrase ({error})"))
    except KeyProblemError as error:
        raise UserError(str(error), f"Keys here: {', '.join(here) or 'none'}.") from error


def add_key(case: Case, writer: Writer, text: str) -> Card:
    """Let a person in, by the line that `onrecord key export` made."""
    try:
        card = read_card(text)
    except KeyProblemError as error:
        raise UserError(str(error), "The other person makes it with `onrecord key export`.") from error
    known = {one.id: one for one in keys_of(case)}.get(card.id)
    if known is not None:
        state = f"was retired on {known.until}" if known.until else "is a key of this case already"
        raise UserError(f"the key {card.id} {state}", "`onrecord key list` shows all keys.")
    enter(writer, card)
    writer.commit()
    return card


def replace_key(case: Case, writer: Writer, passphrase: str) -> Signer:
    """Make a new key for the writer's person, enter it, and retire the old one with the same entry."""
    person = case.people()[writer.signer.id]
    made = make(keys_folder(), passphrase)
    enter(writer, Card(made.public, person), replaces=writer.signer.id)
    writer.commit()
    return made


def retire_key(case: Case, writer: Writer, key: str) -> Known:
    """Retire somebody else's key without a successor: it was lost, or its person has left."""
    known = {one.id: one for one in keys_of(case)}.get(key)
    if known is None or known.until:
        what = "was retired already" if known else "is no key of this case"
        raise UserError(f"the key {key} {what}", "`onrecord key list` shows all keys.")
    if key == writer.signer.id:
        raise UserError("this is the key that you write with", "`onrecord key replace` gives you a new one.")
    enter(writer, Card(writer.signer.public, case.people()[writer.signer.id]), replaces=key)
    writer.commit()
    return known


def enter(writer: Writer, card: Card, replaces: str = "") -> None:
    """Put a key on the list of the next segment."""
    public = base64.b64encode(card.public).decode()
    body = {"algorithm": "ed25519", "person": card.person, "public": public, "replaces": replaces}
    writer.enter(Act.KEY, card.id, body)
