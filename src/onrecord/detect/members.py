"""Declarations that name no trait and hold one: constants, fields of a type, what a comment names.

An enum that a trait was found in gives it to its constants, whatever they are called, and to the fields
that are of its type; a comment gives it to the declaration below it.
"""

from __future__ import annotations

import re

from onrecord.detect.inherit import BODY, Given, Inherited
from onrecord.detect.rule import Rule
from onrecord.detect.sighting import Sighting
from onrecord.detect.units import Unit
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import POSITIVE_STANCES, Basis, PassageKind, Strength
from onrecord.text.identifiers import words as identifier_words

LABEL = 80
"""Characters of a comment that is no more than the name of what it stands above."""
_CONSTANT = re.compile(
    r"(?:case\s+)?[A-Za-z_]\w*\s*(?:\([^()]*\)|=\s*[-\w\"'.]+)?\s*[,;]?\s*(?:(?://|/\*|#|').*)?"
)
_NO_VALUE = frozenset(
    {"none", "unknown", "unset", "unspecified", "undefined", "other", "others", "any", "all", "default"}
    | {"max", "min", "count", "end", "num", "total", "invalid", "null", "na", "no", "nodisti", "error"}
    | {
        "undistinguished",
        "unrecognized",
        "unrecognised",
        "begin",
        "first",
        "last",
        "size",
        "reserved",
        "auto",
    }
    | {"geen", "ohne", "keine", "ninguna", "ninguno", "aucun", "nessuna", "nenhuma", "brak", "yok"}
    | {"weizhi", "qita"}
)
"""Members that every enum may have."""


def given(sighting: Sighting, inherited: Inherited) -> Given | None:
    """What a declaration is by its enum, by its type, or by the comment above it."""
    unit = sighting.unit
    if unit.passage.kind is not PassageKind.DECLARATION:
        return None
    found = inherited.typed(unit.index)
    if found is None and _is_constant(sighting, inherited):
        found = inherited.by_passage.get(unit.passage.parent or 0)
    found = found or _by_comment(unit, inherited)
    if found is None and any(value.trait in BODY for value in sighting.values):
        found = inherited.begun(unit.index)
    if found is None or found[0].stance not in POSITIVE_STANCES or found[0].basis is not Basis.APPEARANCE:
        return None
    finding, rule = found
    because = f"a value or a field of {finding.quote[:60]!r}"
    return Given(rule, finding.trait, finding.stance, Basis.APPEARANCE, Strength.MEDIUM, because)


def _by_comment(unit: Unit, inherited: Inherited) -> tuple[Finding, Rule] | None:
    """What the short comment just above says, or the one that a class of values begins with."""
    passages, own = inherited.document.passages, unit.passage
    enum = unit.index in inherited.types.enums
    if (unit.index in inherited.types.holders and not enum) or (not enum and "(" in unit.raw):
        return None
    for at, parent in ((unit.index - 1, own.parent), (unit.index + 1, unit.index)):
        comment = passages[at] if 0 <= at < len(passages) else None
        if comment is None or comment.kind is not PassageKind.COMMENT or comment.parent != parent:
            continue
        if (
            at in inherited.by_passage
            and len(comment.text) <= LABEL
            and (at > unit.index or own.context.above)
        ):
            return inherited.by_passage[at]
    return None


def _is_constant(sighting: Sighting, inherited: Inherited) -> bool:
    """Whether a member is a constant of an enum, and no member that every enum has."""
    passage = sighting.unit.passage
    if (
        passage.parent is None
        or passage.parent not in inherited.types.enums
        or not _CONSTANT.fullmatch(sighting.unit.raw.strip())
    ):
        return False
    own = set(identifier_words(passage.name)) - set(
        identifier_words(inherited.document.passages[passage.parent].name)
    )
    return bool(own) and not own & _NO_VALUE
