"""Decide where a trait is taken from: looks, a document, a record, a place, or nothing of the kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from onrecord.detect.evidence import Signs, Surroundings
from onrecord.detect.sighting import Sighting, direct, governed, labelled
from onrecord.detect.vocabulary import Sign
from onrecord.model.vocabulary import Basis, PassageKind, Strength, Trait

FAMILY = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.NAMED_PEOPLE})
COLOURS = frozenset(
    ["black", "white", "yellow", "brown", "red", "light", "dark", "medium", "fair", "黑", "白", "黄", "棕"]
)
"""Values that things have as well: they prove nothing."""
COLOUR_LIKE = frozenset({Trait.SKIN_COLOUR, Trait.RACE})
VOICES = (Sign.COMPANY, Sign.REFER, Sign.OUTPUT, Sign.OFFER, Sign.SPEECH, Sign.SURVEILLANCE)
"""Signs that a statement is about a product and its maker."""
STANCES = (
    Sign.DENIAL,
    Sign.PROHIBITION,
    Sign.LIMITATION,
    Sign.ADMISSION,
    Sign.PAST,
    Sign.DEFENCE,
    Sign.REPORT,
)


PLENTY = 3
"""Distinct words for looks in a document from which on it is taken to speak of people's looks."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A basis, how sure, and why. ``sure`` false means: for people to decide."""

    basis: Basis
    strength: Strength
    because: str
    sure: bool = True
    passing: bool = False
    """Whether only the neighbouring sentences say so."""


def decide(sighting: Sighting, around: Surroundings) -> Ground:
    """The basis of a unit with trait words."""
    if not sighting.hits and sighting.masked:
        mask = sighting.masked[0][1]
        return Ground(mask.basis, Strength.STRONG, f"look-alike {mask.name}: {mask.because}")
    if sighting.unit.structured:
        return _structured(sighting, around)
    return _sentence(sighting, around)


def _valued(sighting: Sighting, around: Surroundings, *, function: bool) -> Ground | None:
    """A set of values that only a trait has says what is meant, even by a roundabout word."""
    traits = set(sighting.traits())
    found = {value.written for value in sighting.values if value.trait in traits | FAMILY} - COLOURS
    if len(found) < 2 or not (function or _about_cameras(around.tally, ambiguous=False)):
        return None
    return Ground(Basis.APPEARANCE, Strength.MEDIUM, f"a value set: {', '.join(sorted(found)[:6])}")


def _sentence(sighting: Sighting, around: Surroundings) -> Ground:
    own, function = sighting.signs, governed(sighting)
    other = _other_meaning(sighting, own, function=function) or _valued(sighting, around, function=function)
    if other is not None:
        return other
    face = own.has(Sign.FACE)
    if sighting.strength is Strength.STRONG:
        return Ground(Basis.APPEARANCE, Strength.STRONG, "the words alone name an inference")
    if sighting.strength is Strength.WEAK:
        return _weak(sighting, around, face=face, function=function)
    if function and face:
        return Ground(Basis.APPEARANCE, Strength.STRONG, f"a function works on looks: {own.show(Sign.FACE)}")
    if _looks(own) or own.count(Sign.SOFT) > 1 or (own.has(Sign.ATTRIBUTE) and not sighting.ambiguous):
        words = own.show(Sign.ATTRIBUTE, Sign.SOFT, Sign.FACE)
        return Ground(Basis.APPEARANCE, Strength.STRONG, f"listed among attributes of looks: {words}")
    if face:
        return Ground(Basis.APPEARANCE, Strength.MEDIUM, f"beside words for looks: {own.show(Sign.FACE)}")
    if function and own.has(Sign.ATTRIBUTE) and not own.has(Sign.SOFTWARE, Sign.THING):
        words = own.show(Sign.ATTRIBUTE)
        return Ground(Basis.APPEARANCE, Strength.MEDIUM, f"a function beside words for looks: {words}")
    return _by_context(sighting, around, function=function)


def _of_colour(sighting: Sighting) -> bool:
    """Whether the trait is one that pictures are adjusted for, and nothing else leads."""
    return sighting.traits()[:1] == (Trait.SKIN_COLOUR,)


def _could_be_things(sighting: Sighting) -> bool:
    """Colour and race words that are said of things as well; "skin colour" is not."""
    return sighting.ambiguous and bool(set(sighting.traits()) & COLOUR_LIKE)


def _other_meaning(sighting: Sighting, own: Signs, *, function: bool) -> Ground | None:
    """The passage speaks of something else than looks; first what is most certain."""
    face = own.has(Sign.FACE)
    seen = (own.has(Sign.ATTRIBUTE) or face) and function
    barred = own.has(Sign.PROHIBITION) and own.has(Sign.SURVEILLANCE)
    plain = direct(sighting)
    strong = face and sighting.strength is Strength.STRONG
    papers = own.has(Sign.PERSONAL) and not own.has(Sign.ATTRIBUTE)
    if own.has(Sign.DOCUMENT) and (not seen or papers):
        return Ground(Basis.DOCUMENT, Strength.STRONG, f"read from a document: {own.show(Sign.DOCUMENT)}")
    if own.has(Sign.RECORD) and not (seen and not own.has(Sign.PERSONAL)):
        return Ground(
            Basis.RECORD, Strength.STRONG, f"typed in or held in a register: {own.show(Sign.RECORD)}"
        )
    if own.count(Sign.PERSONAL) > 1 and papers and not plain:
        return Ground(Basis.RECORD, Strength.MEDIUM, f"among fields of a form: {own.show(Sign.PERSONAL)}")
    checks: tuple[tuple[Sign, bool, str], ...] = (
        (
            Sign.IMAGING,
            not own.has(Sign.ATTRIBUTE) and not strong and _of_colour(sighting),
            "rendering of pictures",
        ),
        (Sign.EQUALITY, not (plain and (seen or (barred and function))), "equal treatment, not inference"),
        (Sign.FAIRNESS, not plain, "measuring bias, not offering the inference"),
        (
            Sign.SOFTWARE,
            (sighting.ambiguous or own.count(Sign.SOFTWARE) > 1) and not own.has(Sign.ATTRIBUTE) and not face,
            "another meaning of the word",
        ),
        (Sign.THING, _could_be_things(sighting) and not face and not own.has(Sign.ATTRIBUTE), "of things"),
        (Sign.BACKGROUND, not function and not face, "background about a people"),
    )
    for sign, holds, because in checks:
        if holds and own.has(sign):
            return Ground(Basis.NONE, Strength.MEDIUM, f"{because}: {own.show(sign)}")
    if own.has(Sign.PLACE) and not function and not face:
        return Ground(Basis.PLACE, Strength.MEDIUM, f"a place: {own.show(Sign.PLACE)}")
    return None


def _weak(sighting: Sighting, around: Surroundings, *, face: bool, function: bool) -> Ground:
    own = sighting.signs
    if face and function:
        return Ground(Basis.APPEARANCE, Strength.MEDIUM, "a roundabout word beside a function on looks")
    if _looks(own) and own.has(Sign.ATTRIBUTE, Sign.SOFT):
        return Ground(Basis.APPEARANCE, Strength.WEAK, "a roundabout word among attributes of looks")
    if function and own.has(Sign.SURVEILLANCE) and direct(sighting):
        words = own.show(Sign.SURVEILLANCE)
        return Ground(Basis.APPEARANCE, Strength.WEAK, f"a roundabout word beside a function of {words}")
    if direct(sighting) and around.near(sighting.unit).has(Sign.FACE):
        return Ground(Basis.APPEARANCE, Strength.WEAK, "a roundabout word that is told, beside talk of faces")
    caption = around.caption(sighting.unit)
    listed = sighting.unit.structured or sighting.unit.passage.kind is PassageKind.LIST_ITEM
    if listed and (caption.has(Sign.FACE) or caption.has(Sign.ATTRIBUTE)):
        return Ground(Basis.APPEARANCE, Strength.WEAK, "a roundabout word below a heading for looks")
    return Ground(Basis.NONE, Strength.WEAK, "a roundabout word without a function on looks", sure=False)


def _by_context(sighting: Sighting, around: Surroundings, *, function: bool) -> Ground:
    unit, own = sighting.unit, sighting.signs
    layers = [around.caption(unit), around.scope(unit), around.heading(unit), around.near(unit)]
    if unit.passage.kind is PassageKind.LIST_ITEM:
        layers.insert(2, around.siblings(unit))
    for layer in layers:
        found = _layer(layer, function=function or own.has(*STANCES))
        if found is not None:
            return found
    said = function or own.has(*STANCES)
    if direct(sighting) and own.has(Sign.SURVEILLANCE):
        words = own.show(Sign.SURVEILLANCE)
        return Ground(Basis.APPEARANCE, Strength.STRONG, f"a function of a camera: {words}")
    if own.has(*STANCES) and not own.has(Sign.SOFTWARE) and _about_cameras(around.tally, ambiguous=False):
        return Ground(Basis.APPEARANCE, Strength.MEDIUM, "a statement in a document about cameras")
    if said and _about_cameras(around.tally, ambiguous=sighting.ambiguous):
        return Ground(
            Basis.APPEARANCE, Strength.MEDIUM, "a statement about a function, in a document about cameras"
        )
    if own.has(*STANCES) and _named_field(sighting):
        return Ground(Basis.APPEARANCE, Strength.WEAK, "a statement about a field of that name")
    if said and not sighting.ambiguous:
        sure = function or own.has(*VOICES)
        return Ground(Basis.APPEARANCE, Strength.WEAK, "a statement about a function", sure=sure)
    if _about_cameras(around.tally, ambiguous=True) and own.has(Sign.OFFER, Sign.SPEECH):
        return Ground(Basis.APPEARANCE, Strength.WEAK, "offered in a document about cameras")
    return Ground(Basis.NONE, Strength.WEAK, "nothing says that it is taken from looks", sure=False)


def _named_field(sighting: Sighting) -> bool:
    """Whether a trait word is the name of a field, or stands with a word for looks, and of no thing."""
    own = sighting.signs
    return not own.has(Sign.THING, Sign.SOFTWARE) and (labelled(sighting) or own.has(Sign.ATTRIBUTE))


def _about_cameras(tally: Counter[Sign], *, ambiguous: bool) -> bool:
    """Whether the document is about cameras or faces; ambiguous words ask for more of it."""
    looks = tally[Sign.FACE] + tally[Sign.ATTRIBUTE]
    about = looks + tally[Sign.SURVEILLANCE]
    if not ambiguous:
        return about > 1
    return tally[Sign.FACE] > 0 and about >= PLENTY and about > tally[Sign.SOFTWARE]


def _layer(layer: Signs, *, function: bool) -> Ground | None:
    looks = _looks(layer)
    if layer.has(Sign.DOCUMENT) and not looks and not function:
        why = f"{layer.name}: {layer.show(Sign.DOCUMENT)}"
        return Ground(Basis.DOCUMENT, Strength.MEDIUM, why, passing=layer.name == "near")
    if layer.has(Sign.RECORD) and not looks and not function:
        why = f"{layer.name}: {layer.show(Sign.RECORD)}"
        return Ground(Basis.RECORD, Strength.MEDIUM, why, passing=layer.name == "near")
    if looks and (function or layer.name != "near") and (layer.name != "near" or layer.has(Sign.FACE)):
        words = layer.show(Sign.FACE, Sign.ATTRIBUTE)
        return Ground(Basis.APPEARANCE, Strength.MEDIUM, f"{layer.name}: {words}")
    return None


def _looks(layer: Signs) -> bool:
    """Whether a layer speaks of looks: one clear word, or two that are ambiguous alone ("mask", "cap")."""
    if layer.has(Sign.FACE):
        return True
    return layer.count(Sign.ATTRIBUTE) + bool(layer.count(Sign.SOFT)) > 1


def _weak_field(sighting: Sighting, around: Surroundings) -> Ground:
    unit = sighting.unit
    layers = (
        sighting.signs,
        around.above(unit),
        around.scope(unit),
        around.caption(unit),
        around.siblings(unit),
    )
    faces = {word for layer in layers for word in layer.words.get(Sign.FACE, ())}
    others = {
        word for layer in layers for sign in (Sign.ATTRIBUTE, Sign.SOFT) for word in layer.words.get(sign, ())
    }
    if faces and len(faces) + len(others) > 1:
        return Ground(
            Basis.APPEARANCE, Strength.WEAK, f"a short or roundabout name among {', '.join(sorted(faces))}"
        )
    known = around.values(unit)
    if len(known) > 2 and (faces or around.tally[Sign.FACE]) and not sighting.signs.has(Sign.PERSONAL):
        shown = ", ".join(sorted(known)[:6])
        return Ground(Basis.APPEARANCE, Strength.WEAK, f"one of a value set: {shown}")
    return Ground(
        Basis.NONE, Strength.WEAK, "a short or roundabout name with no word for looks around", sure=False
    )


def _structured(sighting: Sighting, around: Surroundings) -> Ground:
    unit, own = sighting.unit, sighting.signs
    function = governed(sighting) or own.has(Sign.OUTPUT)
    other = _other_meaning(sighting, own, function=function)
    if other is not None:
        return other
    if sighting.strength is Strength.STRONG:
        return Ground(Basis.APPEARANCE, Strength.STRONG, "the words alone name an inference")
    if sighting.strength is Strength.WEAK:
        return _papers(sighting, around) or _weak_field(sighting, around)
    if _looks(own):
        words = own.show(Sign.FACE, Sign.ATTRIBUTE)
        return Ground(Basis.APPEARANCE, Strength.STRONG, f"beside words for looks: {words}")
    for layer in (around.above(unit), around.scope(unit), around.caption(unit)):
        found = _scope_layer(layer)
        if found is not None:
            return found
    siblings = around.siblings(unit)
    pictures = around.tally[Sign.IMAGING] > around.tally[Sign.FACE] + around.tally[Sign.SURVEILLANCE]
    if _of_colour(sighting) and pictures and siblings.count(Sign.IMAGING) > 1 and not _looks(siblings):
        words = siblings.show(Sign.IMAGING)
        return Ground(Basis.NONE, Strength.MEDIUM, f"rendering or care, by its siblings: {words}")
    found = _company(siblings, around.tally)
    if found is not None and found.basis is Basis.DOCUMENT and _own_feature(sighting, siblings):
        found = None
    if found is not None:
        return found
    found = _scope_layer(around.heading(unit)) or _layer(around.near(unit), function=function)
    found = found or _valued(sighting, around, function=True)
    if found is not None:
        return found
    colour = sighting.traits()[:1] == (Trait.SKIN_COLOUR,)
    return _last_resort(around, function=function, ambiguous=sighting.ambiguous, colour=colour)


def _own_feature(sighting: Sighting, siblings: Signs) -> bool:
    """Whether a row of a list of features, one of which reads papers, is a function of its own."""
    looks = siblings.has(Sign.ATTRIBUTE, Sign.FACE)
    return looks and (governed(sighting) or sighting.traits()[0] is Trait.SKIN_COLOUR)


def _papers(sighting: Sighting, around: Surroundings) -> Ground | None:
    """Whether the nearest layers say card, passport or register."""
    for layer in (around.above(sighting.unit), around.scope(sighting.unit), around.caption(sighting.unit)):
        found = _scope_layer(layer)
        if found is not None and found.basis in (Basis.DOCUMENT, Basis.RECORD):
            return found
    return None


def _scope_layer(layer: Signs) -> Ground | None:
    if layer.has(Sign.DOCUMENT):
        return Ground(Basis.DOCUMENT, Strength.STRONG, f"{layer.name}: {layer.show(Sign.DOCUMENT)}")
    if layer.has(Sign.RECORD) and not layer.has(Sign.FACE):
        return Ground(Basis.RECORD, Strength.STRONG, f"{layer.name}: {layer.show(Sign.RECORD)}")
    if layer.has(Sign.FACE, Sign.ATTRIBUTE):
        return Ground(
            Basis.APPEARANCE, Strength.STRONG, f"{layer.name}: {layer.show(Sign.FACE, Sign.ATTRIBUTE)}"
        )
    if layer.has(Sign.IMAGING, Sign.THING, Sign.SOFTWARE):
        words = layer.show(Sign.IMAGING, Sign.THING, Sign.SOFTWARE)
        return Ground(Basis.NONE, Strength.MEDIUM, f"{layer.name}: {words}")
    return None


def _company(layer: Signs, tally: Counter[Sign]) -> Ground | None:
    """A field is known by the company that it keeps; one word alone ("mask", "body") is not company."""
    looks = layer.count(Sign.ATTRIBUTE) + layer.count(Sign.FACE)
    if looks > 1 or (looks and (layer.has(Sign.SOFT) or tally[Sign.FACE] + tally[Sign.ATTRIBUTE] > PLENTY)):
        return Ground(Basis.APPEARANCE, Strength.STRONG, f"siblings: {layer.show(Sign.ATTRIBUTE, Sign.FACE)}")
    if layer.has(Sign.DOCUMENT):
        return Ground(Basis.DOCUMENT, Strength.MEDIUM, f"siblings: {layer.show(Sign.DOCUMENT)}")
    if layer.count(Sign.PERSONAL) > 1 or (layer.has(Sign.RECORD) and layer.has(Sign.PERSONAL)):
        basis = Basis.DOCUMENT if tally[Sign.DOCUMENT] > tally[Sign.RECORD] else Basis.RECORD
        return Ground(basis, Strength.MEDIUM, f"siblings: {layer.show(Sign.PERSONAL, Sign.RECORD)}")
    if layer.count(Sign.SOFT) and tally[Sign.FACE]:
        return Ground(Basis.APPEARANCE, Strength.MEDIUM, f"siblings: {layer.show(Sign.SOFT)}")
    return None


def _last_resort(around: Surroundings, *, function: bool, ambiguous: bool, colour: bool) -> Ground:
    tally = around.tally
    looks = tally[Sign.FACE] + tally[Sign.ATTRIBUTE]
    papers = tally[Sign.DOCUMENT] + tally[Sign.RECORD]
    if function and _about_cameras(tally, ambiguous=True):
        return Ground(Basis.APPEARANCE, Strength.MEDIUM, "a function, in a document about faces or cameras")
    if _about_cameras(tally, ambiguous=True) and looks > max(papers, 2):
        return Ground(Basis.APPEARANCE, Strength.WEAK, "a field, in a document about faces")
    if papers > looks and not (colour and looks):  # papers tell no skin colour
        basis = Basis.DOCUMENT if tally[Sign.DOCUMENT] >= tally[Sign.RECORD] else Basis.RECORD
        return Ground(basis, Strength.WEAK, "a field, in a document about papers or registers")
    if function:
        return Ground(
            Basis.APPEARANCE, Strength.WEAK, "a function with no word of papers", sure=not ambiguous
        )
    return Ground(Basis.NONE, Strength.WEAK, "nothing says where it is taken from", sure=False)
