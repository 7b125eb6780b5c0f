"""A finding: a rule's reading of one passage, with every step that led to it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.place import Locator
from onrecord.model.vocabulary import Basis, Flag, PassageKind, Role, Stance, Strength, Trait


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a document came from; empty strings where that is not known."""

    url: str = ""
    publisher: str = ""
    role: Role = Role.UNKNOWN
    language: str = ""
    captured_at: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the explanation: what was looked at, what it said, and where in the document."""

    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class Gloss:
    """An English gloss of a foreign term that fired."""

    term: str
    english: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A candidate statement; people judge it.

    ``start`` and ``end`` are character offsets in the reading. ``quote`` is the text between them.
    ``context`` holds the lines a reader needs to understand the quote (heading, table header, enclosing
    type, comment above), outermost first. ``fingerprint`` is made from the rule, the normalised quote and
    the trait, never from a place.
    """

    path: str
    quote: str
    start: int
    end: int
    trait: Trait
    stance: Stance
    basis: Basis
    strength: Strength
    rule: str
    rule_version: int
    language: str
    fingerprint: str
    values: tuple[str, ...] = ()
    traits: tuple[Trait, ...] = ()
    kind: PassageKind = PassageKind.PROSE
    role: Role = Role.UNKNOWN
    publisher: str = ""
    vendor: str = ""
    products: tuple[str, ...] = ()
    accuracy: str = ""
    locator: Locator = Locator()
    context: tuple[str, ...] = ()
    why: tuple[Step, ...] = ()
    glosses: tuple[Gloss, ...] = ()
    legal: tuple[str, ...] = ()
    flags: frozenset[Flag] = frozenset()
    document_sha256: str = ""
    reader: str = ""
    lookalike: str = ""
