"""Detection: one document and the packs in, findings out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.detect import basis as basis_room
from onrecord.detect import details, genre
from onrecord.detect import stance as stance_room
from onrecord.detect.apart import apart
from onrecord.detect.evidence import Reader, Surroundings
from onrecord.detect.ground import STANCES, Ground
from onrecord.detect.inherit import REACH, Inherited, child
from onrecord.detect.languages import active, document_languages, pack_of, unit_language
from onrecord.detect.members import given as of_member
from onrecord.detect.packs import Packs
from onrecord.detect.pointing import follow_on
from onrecord.detect.rule import Rule
from onrecord.detect.sighting import Sighting, distinct, sight
from onrecord.detect.stance import Ruling
from onrecord.detect.units import Unit, passage_units, units
from onrecord.detect.vocabulary import Sign
from onrecord.model.document import Document, Passage
from onrecord.model.finding import Finding, Provenance, Step
from onrecord.model.vocabulary import (
    POSITIVE_STANCES,
    Basis,
    PassageKind,
    Role,
    Stance,
    Strength,
    Trait,
)

LONGEST_QUOTE = 900
_ENGAGES_NOTHING = frozenset({Stance.LOOKALIKE, Stance.DENIAL, Stance.PROHIBITION})
"""Stances of passages that no provision about inferring a trait can be about."""

TOGETHER = 32
"""Passages that are tested for anchors in one go."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What all decisions about one document share."""

    document: Document
    path: str
    provenance: Provenance
    role: Role
    main: str
    reader: Reader
    around: Surroundings
    products: tuple[str, ...]


def detect(
    document: Document, packs: Packs, provenance: Provenance | None = None, path: str = ""
) -> list[Finding]:
    """Every finding in a document, in reading order.

    1. Take the document apart into units: sentences, rows, members, pairs.
    2. Find trait words in each; look-alike phrases mask them.
    3. Decide the basis from the unit's own words, then from what stands around it, nearest first.
    4. Decide the stance: base from kind, context and publisher; then the cues of its own words.
    5. Give members without a trait word what their parent says; let sentences that point back follow.
    """
    if not document.passages:
        return []
    awake = _awake(document.passages, packs)
    if not awake:
        return []
    desk = _desk(document, packs, provenance or Provenance(), path or document.name, awake)
    findings: list[Finding] = []
    inherited = Inherited(document, desk.around.types)
    for unit in units(document, lambda index: index in awake or inherited.reaches(index, awake)):
        sighting = sight(unit, desk.reader)
        if unit.index in inherited.types.enums and unit.index + 1 in awake:
            _read_ahead(desk, unit.index + 1, inherited)
        if sighting.hits or sighting.masked:
            finding = _from_words(desk, sighting, inherited)
        else:
            finding = _from_context(desk, sighting, inherited)
        if finding is not None:
            findings.extend(apart(finding, sighting))
        inherited.note(unit, sighting, finding)
    return findings


def _read_ahead(desk: Desk, index: int, inherited: Inherited) -> None:
    """Note what the comment that an enum begins with says, for the enum itself."""
    passage = desk.document.passages[index]
    if passage.kind is not PassageKind.COMMENT:
        return
    for unit in passage_units(desk.document, index, passage):
        sighting = sight(unit, desk.reader)
        finding = _from_words(desk, sighting, inherited) if sighting.hits else None
        inherited.note(unit, sighting, finding)


def _awake(passages: Sequence[Passage], packs: Packs) -> set[int]:
    """Indexes of the passages that hold an anchor; asked of many at once, for most hold none."""
    found: set[int] = set()
    for begin in range(0, len(passages), TOGETHER):
        texts = [_all_of(passage) for passage in passages[begin : begin + TOGETHER]]
        if packs.anchors.touches("\n\n".join(texts)):
            found.update(begin + at for at, text in enumerate(texts) if packs.anchors.touches(text))
    return found


def _all_of(passage: Passage) -> str:
    return "\n".join((passage.text, passage.name, passage.value, passage.note))


def _desk(document: Document, packs: Packs, provenance: Provenance, path: str, awake: Iterable[int]) -> Desk:
    spoken = document_languages(document, provenance, awake)
    main = spoken[0] if spoken else ""
    reader = Reader(packs, active(packs, spoken), main)
    around = Surroundings(document, reader)
    role = genre.publisher(provenance.role, around)
    front = [document.name, *(value for _, value in document.facts)]
    front += [passage.text[:200] for passage in document.passages[:6]]
    return Desk(document, path, provenance, role, main, reader, around, details.products(front))


def _from_words(desk: Desk, sighting: Sighting, inherited: Inherited) -> Finding | None:
    if _is_question(desk, sighting):
        return None
    ground = basis_room.decide(sighting, desk.around)
    known = inherited.known(sighting) if not ground.sure else None
    if known is None and (not ground.sure or (ground.passing and sighting.signs.has(*STANCES))):
        known = inherited.topic(sighting, third=genre.BASE[desk.role] is Stance.REPORT)
    weak = not ground.sure or ground.passing or ground.strength is Strength.WEAK
    if known is None and sighting.unit.structured and weak:
        known = inherited.parent(sighting.unit)  # a member is what its enum is, whatever stands next to it
    if known is not None:
        ground = Ground(Basis.APPEARANCE, Strength.MEDIUM, f"used before: {known[0].quote[:60]!r}")
    if ground.basis is not Basis.APPEARANCE and sighting.roundabout:
        # A roundabout word that is not about looks is no trait word, and the cheap test may pass over it.
        return None
    if ground.basis is not Basis.APPEARANCE:
        stance = Stance.LOOKALIKE if ground.sure else Stance.UNCLEAR
        return _finding(desk, sighting, ground, Ruling(stance, ground.because))
    if not ground.sure:
        return _finding(desk, sighting, ground, Ruling(Stance.UNCLEAR, ground.because))
    ruling = stance_room.decide(sighting, desk.around, desk.role)
    return _finding(desk, sighting, ground, _likewise(sighting, inherited) or ruling)


def _likewise(sighting: Sighting, inherited: Inherited) -> Ruling | None:
    """What the statement just before does, where this one says that the same applies."""
    if not sighting.signs.has(Sign.SAME_AS) or inherited.last is None:
        return None
    index, before, _ = inherited.last
    if not 0 <= sighting.unit.index - index <= REACH or before.stance in POSITIVE_STANCES:
        return None
    return Ruling(before.stance, f"{sighting.signs.show(Sign.SAME_AS)}: as {before.quote[:60]!r}")


def _is_question(desk: Desk, sighting: Sighting) -> bool:
    """A question is nobody's statement, unless a reporter's or member's question repeats an allegation."""
    unit = sighting.unit
    if unit.index == 0 and desk.role in (Role.PRESS, Role.NGO):
        return False  # a headline that asks reports an allegation
    asked = unit.raw.rstrip("\"'”»」*_ ").endswith(_ASKS)
    if unit.passage.kind is not PassageKind.QUESTION and (unit.structured or not asked):
        return False
    if unit.passage.kind is PassageKind.QUESTION and not asked and _answers(unit.passage.text):
        return False
    if desk.role not in (Role.VENDOR, Role.INTEGRATOR) and sighting.signs.has(Sign.REPORT):
        return False
    return unit.passage.kind is PassageKind.QUESTION or desk.role not in (Role.PRESS, Role.NGO, Role.LAW)


_THAI = ("หรือ", "หรือไม่", "ไหม", "หรือเปล่า", "ได้บ้าง")
"""Thai writes no mark behind a question."""
_ASKS = ("?", "？", "؟", "か。", "ますか", "까.", "나요.", "吗。", "嗎。", *_THAI)
_ASKED = re.compile(r"(?:Q|問|问|質問|질문|문)\s?\d{0,2}\s?[.:．：、)]")


def _answers(text: str) -> bool:
    """Whether a passage marked as a question holds none: "Question 5. The cameras cannot tell that."."""
    if _ASKED.match(text.strip()):
        return False
    return not any(mark in text for mark in _ASKS) and text.rstrip("\"'”»」*_ ").endswith((".", "。", "।"))


def _from_context(desk: Desk, sighting: Sighting, inherited: Inherited) -> Finding | None:
    third = genre.BASE[desk.role] is Stance.REPORT
    given = child(sighting, inherited) or of_member(sighting, inherited)
    given = given or follow_on(sighting, inherited, third=third)
    if given is None:
        return None
    ground = Ground(given.basis, given.strength, given.because)
    made = _finding(desk, sighting, ground, Ruling(given.stance, given.because), given.rule, given.trait)
    return replace(made, values=given.values) if given.values else made


def _finding(
    desk: Desk,
    sighting: Sighting,
    ground: Ground,
    ruling: Ruling,
    rule: Rule | None = None,
    trait: Trait | None = None,
) -> Finding:
    unit = sighting.unit
    rule = rule or sighting.rule
    if rule is None:
        raise ValueError("a finding needs a rule")
    traits = sighting.traits() or (trait or rule.trait,)
    lead = trait or traits[0]
    quote = unit.raw[:LONGEST_QUOTE]
    scope = "/".join(unit.passage.context.enclosing)
    return Finding(
        path=desk.path,
        quote=quote,
        start=unit.start,
        end=unit.start + len(quote),
        trait=lead,
        stance=ruling.stance,
        basis=ground.basis,
        strength=_strength(sighting, ground),
        rule=rule.id,
        rule_version=rule.version,
        language=unit_language(unit.raw, desk.main),
        fingerprint=details.fingerprint(rule.id, lead, quote, scope),
        values=_values(sighting),
        traits=traits,
        kind=unit.passage.kind,
        role=desk.role,
        publisher=desk.provenance.publisher,
        vendor=desk.provenance.publisher if desk.role is Role.VENDOR else "",
        products=details.products([unit.raw]) or desk.products,
        accuracy=details.accuracy(unit.raw),
        locator=unit.passage.locator,
        context=_context(desk.document, unit),
        why=_why(sighting, rule, ground, ruling),
        glosses=details.glosses(sighting.told, unit.own) if pack_of(desk.main) != "en" else (),
        legal=() if ruling.stance in _ENGAGES_NOTHING else rule.legal,
        flags=unit.passage.flags,
        document_sha256=desk.document.sha256,
        reader=f"{desk.document.reader}/{desk.document.reader_version}",
        lookalike=ground.because if ruling.stance is Stance.LOOKALIKE else "",
    )


def _strength(sighting: Sighting, ground: Ground) -> Strength:
    order = (Strength.WEAK, Strength.MEDIUM, Strength.STRONG)
    if not sighting.hits:
        return ground.strength
    if sighting.strength is Strength.WEAK:
        return min(Strength.MEDIUM, ground.strength, key=order.index)
    return ground.strength


def _values(sighting: Sighting) -> tuple[str, ...]:
    if not sighting.hits:
        return ()
    traits = {hit.entry.rule.trait for hit in sighting.hits if hit.entry.rule}
    related = traits | ({Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR} if traits & _BODY else set())
    named = [hit.entry.word.value for hit in sighting.hits if hit.entry.word.value]
    sets = [value.name for value in sighting.values if value.trait in related]
    return distinct([*named, *sets])


_BODY = {Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR, Trait.NAMED_PEOPLE}


def _context(document: Document, unit: Unit) -> tuple[str, ...]:
    context = unit.passage.context
    lines = [*context.headings, *context.notes, *context.enclosing, context.caption, context.above]
    if context.header:
        lines.append(" | ".join(context.header))
    if unit.passage.parent is not None:
        lines.append(document.passages[unit.passage.parent].text)
    shown = (line.strip().removesuffix("{").rstrip(" :\t\n") for line in lines)
    return tuple(dict.fromkeys(line for line in shown if line.strip("\"'{}[]:, ")))


def _why(sighting: Sighting, rule: Rule, ground: Ground, ruling: Ruling) -> tuple[Step, ...]:
    steps = []
    for hit in sighting.hits:
        if hit.entry.match is not None and hit.entry.rule is not None:
            term = hit.entry.word.term.source
            steps.append(Step("word", f"{term!r} ({hit.entry.rule.id}, {hit.entry.match.name})"))
    for hit, mask in sighting.masked:
        steps.append(
            Step("masked", f"{hit.entry.word.term.source!r} in look-alike {mask.name}: {mask.because}")
        )
    if not steps:
        steps.append(Step("inherited", f"trait of {rule.id}"))
    steps.append(Step("basis", f"{ground.basis}: {ground.because}"))
    steps.append(Step("stance", f"{ruling.stance}: {ruling.because}"))
    return tuple(dict.fromkeys(steps))
