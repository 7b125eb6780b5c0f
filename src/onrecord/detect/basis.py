"""Decide where a trait is taken from: looks, a document, a record, a place, or nothing of the kind."""

from __future__ import annotations

from onrecord.detect.evidence import Signs, Surroundings
from onrecord.detect.fields import of_fields
from onrecord.detect.ground import (
    STANCES,
    VOICES,
    Ground,
    about_cameras,
    by_layer,
    of_languages,
    other_meaning,
    shows_looks,
    valued,
)
from onrecord.detect.sighting import Sighting, direct, governed, labelled
from onrecord.detect.vocabulary import Sign
from onrecord.model.vocabulary import Basis, PassageKind, Strength


def decide(sighting: Sighting, around: Surroundings) -> Ground:
    """The basis of a unit with trait words."""
    if not sighting.hits and sighting.masked:
        mask = sighting.masked[0][1]
        return Ground(mask.basis, Strength.STRONG, f"look-alike {mask.name}: {mask.because}")
    if sighting.unit.structured:
        return of_fields(sighting, around)
    return _sentence(sighting, around)


def _sentence(sighting: Sighting, around: Surroundings) -> Ground:
    own, function = sighting.signs, governed(sighting)
    other = other_meaning(sighting, own, function=function) or of_languages(sighting, around)
    other = other or valued(sighting, around, function=function)
    if other is not None:
        return other
    face = own.has(Sign.FACE)
    if sighting.strength is Strength.STRONG:
        return Ground(Basis.APPEARANCE, Strength.STRONG, "the words alone name an inference")
    if sighting.strength is Strength.WEAK:
        return _weak(sighting, around, face=face, function=function)
    if function and face:
        return Ground(Basis.APPEARANCE, Strength.STRONG, f"a function works on looks: {own.show(Sign.FACE)}")
    if shows_looks(own) or own.count(Sign.SOFT) > 1 or (own.has(Sign.ATTRIBUTE) and not sighting.ambiguous):
        words = own.show(Sign.ATTRIBUTE, Sign.SOFT, Sign.FACE)
        return Ground(Basis.APPEARANCE, Strength.STRONG, f"listed among attributes of looks: {words}")
    if face:
        return Ground(Basis.APPEARANCE, Strength.MEDIUM, f"beside words for looks: {own.show(Sign.FACE)}")
    if function and own.has(Sign.ATTRIBUTE) and not own.has(Sign.SOFTWARE, Sign.THING):
        words = own.show(Sign.ATTRIBUTE)
        return Ground(Basis.APPEARANCE, Strength.MEDIUM, f"a function beside words for looks: {words}")
    return _by_context(sighting, around, function=function)


def _weak(sighting: Sighting, around: Surroundings, *, face: bool, function: bool) -> Ground:
    own = sighting.signs
    if face and function:
        return Ground(Basis.APPEARANCE, Strength.MEDIUM, "a roundabout word beside a function on looks")
    if shows_looks(own) and own.has(Sign.ATTRIBUTE, Sign.SOFT):
        return Ground(Basis.APPEARANCE, Strength.WEAK, "a roundabout word among attributes of looks")
    if function and own.has(Sign.SURVEILLANCE) and direct(sighting):
        words = own.show(Sign.SURVEILLANCE)
        return Ground(Basis.APPEARANCE, Strength.WEAK, f"a roundabout word beside a function of {words}")
    if direct(sighting) and around.near(sighting.unit).has(Sign.FACE, Sign.SURVEILLANCE):
        return Ground(
            Basis.APPEARANCE, Strength.WEAK, "a roundabout word that is told, beside talk of faces or cameras"
        )
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
        found = by_layer(layer, function=function or own.has(*STANCES))
        if found is not None and not (layer.name == "siblings" and _by_one_word(found, layer)):
            return found
    listed = unit.passage.kind is PassageKind.LIST_ITEM and layers[0].has(Sign.VERB, Sign.OUTPUT)
    function = function or listed
    said = function or own.has(*STANCES)
    if direct(sighting) and own.has(Sign.SURVEILLANCE):
        words = own.show(Sign.SURVEILLANCE)
        return Ground(Basis.APPEARANCE, Strength.STRONG, f"a function of a camera: {words}")
    if own.has(*STANCES) and not own.has(Sign.SOFTWARE) and about_cameras(around.tally, ambiguous=False):
        return Ground(Basis.APPEARANCE, Strength.MEDIUM, "a statement in a document about cameras")
    if said and about_cameras(around.tally, ambiguous=sighting.ambiguous):
        return Ground(
            Basis.APPEARANCE, Strength.MEDIUM, "a statement about a function, in a document about cameras"
        )
    if own.has(*STANCES) and _named_field(sighting):
        return Ground(Basis.APPEARANCE, Strength.WEAK, "a statement about a field of that name")
    if said and not sighting.ambiguous:
        sure = function or own.has(*VOICES)
        return Ground(Basis.APPEARANCE, Strength.WEAK, "a statement about a function", sure=sure)
    if about_cameras(around.tally, ambiguous=True) and own.has(Sign.OFFER, Sign.SPEECH):
        return Ground(Basis.APPEARANCE, Strength.WEAK, "offered in a document about cameras")
    return Ground(Basis.NONE, Strength.WEAK, "nothing says that it is taken from looks", sure=False)


def _by_one_word(found: Ground, siblings: Signs) -> bool:
    """Whether items of a list are papers by one word only: features of a product are no fields of a form."""
    words = siblings.count(Sign.DOCUMENT, Sign.RECORD)
    return found.basis in (Basis.DOCUMENT, Basis.RECORD) and words == 1


def _named_field(sighting: Sighting) -> bool:
    """Whether a trait word names a field, is worked out, or stands with looks, and is of no thing."""
    own = sighting.signs
    if own.has(Sign.THING, Sign.SOFTWARE):
        return False
    return labelled(sighting) or direct(sighting) or own.has(Sign.ATTRIBUTE)
