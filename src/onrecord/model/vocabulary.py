"""The words of the record: the same in files, on the command line and in the documentation."""

from __future__ import annotations

from enum import StrEnum


class Trait(StrEnum):
    """What is said to be inferred about a person."""

    NAMED_PEOPLE = "named_people"
    RELIGION = "religion"
    RACE = "race"
    ETHNICITY = "ethnicity"
    SKIN_COLOUR = "skin_colour"
    NATIONALITY = "nationality"
    POLITICAL = "political"
    SEXUAL_ORIENTATION = "sexual_orientation"
    DISABILITY = "disability"
    OTHER = "other"


CORE_TRAITS = frozenset(
    {
        Trait.NAMED_PEOPLE,
        Trait.RELIGION,
        Trait.RACE,
        Trait.ETHNICITY,
        Trait.SKIN_COLOUR,
        Trait.NATIONALITY,
    }
)


class Stance(StrEnum):
    """What a passage does with the inference it names."""

    CLAIM = "claim"
    REQUIREMENT = "requirement"
    TEST_RESULT = "test_result"
    DENIAL = "denial"
    LIMITATION = "limitation"
    ADMISSION = "admission"
    DEFENCE = "defence"
    PROHIBITION = "prohibition"
    REPORT = "report"
    LOOKALIKE = "lookalike"
    UNCLEAR = "unclear"


POSITIVE_STANCES = frozenset({Stance.CLAIM, Stance.REQUIREMENT, Stance.TEST_RESULT})


class Basis(StrEnum):
    """Where the product is said to take the trait from."""

    APPEARANCE = "appearance"
    DOCUMENT = "document"
    RECORD = "record"
    PLACE = "place"
    NONE = "none"


class Role(StrEnum):
    """Who published a document."""

    VENDOR = "vendor"
    INTEGRATOR = "integrator"
    STANDARD = "standard"
    BUYER = "buyer"
    PRESS = "press"
    NGO = "ngo"
    LAW = "law"
    ACADEMIC = "academic"
    UNKNOWN = "unknown"


class Strength(StrEnum):
    """How directly a passage says it; each word has a decision rule in ``docs``."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class PassageKind(StrEnum):
    """What a passage is in the layout of its document."""

    PROSE = "prose"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    KEY_VALUE = "key_value"
    DECLARATION = "declaration"
    COMMENT = "comment"
    UI_STRING = "ui_string"
    QUESTION = "question"
    NOTE = "note"
    CAPTION = "caption"
    STRING = "string"


class Flag(StrEnum):
    """Things about a passage that a reviewer must know."""

    HIDDEN = "hidden"
    HEADER = "header"
    FOOTER = "footer"
    OCR = "ocr"
    GARBLED = "garbled"
    DELETED = "deleted"


class GapKind(StrEnum):
    """Why a part was not read."""

    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    UNSUPPORTED = "unsupported"
    TOOL_MISSING = "tool_missing"
    GARBLED = "garbled"
    NO_TEXT = "no_text"
    PERMISSION = "permission"
    MISSING = "missing"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    WORKER_DIED = "worker_died"


class Outcome(StrEnum):
    """What an observation of an address came to; decided from the answer, never assumed."""

    PRESENT = "present"
    ABSENT = "absent"
    """The site says that there is no such page (404, 410, or its own way of saying so)."""
    REDIRECTED = "redirected"
    """The address leads to another page than the one observed before."""
    WALLED = "walled"
    """A CAPTCHA, bot check, login, consent, geo-block, maintenance page: not the page itself."""
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    """Not asked: robots, egress guard, or the site's rate limit."""


class Cause(StrEnum):
    """Why a listing changed; never mixed."""

    VENDOR = "vendor"
    READER = "reader"
    RULE = "rule"


class Method(StrEnum):
    """How bytes came into a case."""

    HTTP = "http"
    BROWSER = "browser"
    FILE = "file"
    ARCHIVE = "archive"
    """Out of somebody's WARC or WACZ."""
    HISTORY = "history"
    """Out of a web archive's earlier captures (Memento, RFC 7089)."""
