"""Where the trait of a row, pair, declaration or string is taken from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from onrecord.detect.evidence import Signs, Surroundings
from onrecord.detect.ground import (
    PLENTY,
    Ground,
    about_cameras,
    by_layer,
    of_colour,
    of_languages,
    other_meaning,
    shows_looks,
    valued,
)
from onrecord.detect.sighting import Sighting, direct, governed
from onrecord.detect.units import Unit
from onrecord.detect.vocabulary import Sign
from onrecord.model.vocabulary import Basis, PassageKind, Strength, Trait
from onrecord.text.normalise import fold

BODY = frozenset({Trait.RACE, Trait.SKIN_COLOUR, Trait.ETHNICITY, Trait.RELIGION})


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


def of_fields(sighting: Sighting, around: Surroundings) -> Ground:
    """The basis by the unit's own words, then by what stands around it, nearest first."""
    unit, own = sighting.unit, sighting.signs
    function = governed(sighting) or own.has(Sign.OUTPUT)
    other = other_meaning(sighting, own, function=function) or of_languages(sighting, around)
    other = other or _of_games(sighting, around)
    if other is not None:
        return other
    if sighting.strength is Strength.STRONG:
        return Ground(Basis.APPEARANCE, Strength.STRONG, "the words alone name an inference")
    if sighting.strength is Strength.WEAK:
        papers = _papers(sighting, around)
        return papers or valued(sighting, around, function=True) or _weak_field(sighting, around)
    if shows_looks(own):
        words = own.show(Sign.FACE, Sign.ATTRIBUTE)
        return Ground(Basis.APPEARANCE, Strength.STRONG, f"beside words for looks: {words}")
    siblings = around.siblings(unit)
    for layer in (around.above(unit), around.scope(unit), around.caption(unit)):
        found = _scope_layer(layer)
        if found is not None and not (found.basis is Basis.RECORD and _of_persons_seen(siblings)):
            return found
    pictures = around.tally[Sign.IMAGING] > around.tally[Sign.FACE] + around.tally[Sign.SURVEILLANCE]
    if of_colour(sighting) and pictures and siblings.count(Sign.IMAGING) > 1 and not shows_looks(siblings):
        words = siblings.show(Sign.IMAGING)
        return Ground(Basis.NONE, Strength.MEDIUM, f"rendering or care, by its siblings: {words}")
    found = _company(siblings, around.tally)
    if (
        found is not None
        and found.basis is Basis.DOCUMENT
        and (_own_feature(sighting, siblings) or _verb_row(sighting))
    ):
        found = None
    if found is not None and not (found.basis is Basis.RECORD and _computed(sighting)):
        return found
    found = _by_users(sighting, around) or _scope_layer(around.heading(unit))
    found = found or valued(sighting, around, function=True)
    found = found or _said_by_itself(sighting) if _computed(sighting) else found
    found = found or by_layer(around.near(unit), function=function) or _said_by_itself(sighting)
    if found is not None:
        return found
    colour = sighting.traits()[:1] == (Trait.SKIN_COLOUR,)
    return _last_resort(around, function=function, ambiguous=sighting.ambiguous, colour=colour)


def _said_by_itself(sighting: Sighting) -> Ground | None:
    """What a field without telling company says: a camera gives it, or a verb names a function."""
    own = sighting.signs
    if own.has(Sign.SURVEILLANCE) and not own.has(Sign.PERSONAL):
        return Ground(Basis.APPEARANCE, Strength.MEDIUM, f"given by {own.show(Sign.SURVEILLANCE)}")
    if _verb_row(sighting) or _computed(sighting):
        return Ground(Basis.APPEARANCE, Strength.MEDIUM, "a row that names a function by its verb")
    return None


def _computed(sighting: Sighting) -> bool:
    """Whether a cell of a row is nothing but a verb of a function, where the rows beside it say who types."""
    verbs = tuple(sighting.signs.of(Sign.VERB))
    cells = [fold(cell).strip() for cell in sighting.unit.passage.cells[1:]]
    alone = any(" " not in cell and cell.startswith(verbs) for cell in cells) if verbs else False
    return alone and not sighting.signs.has(Sign.RECORD, Sign.DOCUMENT)


def _of_games(sighting: Sighting, around: Surroundings) -> Ground | None:
    """Whether the document is of games or of programs that wait for each other, and no face is near."""
    tally = around.tally
    seen = tally[Sign.FACE] + tally[Sign.SURVEILLANCE]
    if sighting.unit.passage.kind is not PassageKind.DECLARATION:
        return None
    if tally[Sign.SOFTWARE] < PLENTY or tally[Sign.SOFTWARE] <= seen or not BODY & set(sighting.traits()):
        return None
    layers = [around.scope(one) for one in (sighting.unit, *around.users(sighting.unit))]
    if any(layer.has(Sign.FACE) for layer in (sighting.signs, *layers)):
        return None
    words = around.document.show(Sign.SOFTWARE)
    return Ground(Basis.NONE, Strength.MEDIUM, f"a game or a program, by the words around: {words}")


def _by_users(sighting: Sighting, around: Surroundings) -> Ground | None:
    """What the fields say that are of this enum's type, or of the type that holds such a field."""
    near = list(around.users(sighting.unit))
    far = [one for user in near for one in around.users(user)]
    return _by_fields(near, around) or _by_fields(far, around)


def _by_fields(users: Iterable[Unit], around: Surroundings) -> Ground | None:
    """What stands around fields of one type: looks before anything else."""
    found: list[Ground] = []
    for user in users:
        ground = _scope_layer(around.above(user)) or _scope_layer(around.scope(user))
        ground = ground or _company(around.siblings(user), around.tally)
        if ground is not None and ground.basis is Basis.APPEARANCE:
            return replace(ground, because=f"used by {user.raw[:40]!r}: {ground.because}")
        found += [ground] if ground is not None else []
    return found[0] if found else None


def _verb_row(sighting: Sighting) -> bool:
    """Whether a table row says what is done, "determine ethnic group"; papers give a nationality."""
    row = sighting.unit.passage.kind is PassageKind.TABLE_ROW
    clear = not sighting.ambiguous and Trait.NATIONALITY not in sighting.traits()
    return row and clear and direct(sighting)


def _own_feature(sighting: Sighting, siblings: Signs) -> bool:
    """Whether a row of a list of features, one of which reads papers, is a function of its own."""
    looks = siblings.has(Sign.ATTRIBUTE, Sign.FACE)
    return looks and (governed(sighting) or sighting.traits()[0] is Trait.SKIN_COLOUR)


def _papers(sighting: Sighting, around: Surroundings) -> Ground | None:
    """Whether the nearest layers say card, passport or register."""
    siblings = around.siblings(sighting.unit)
    for layer in (around.above(sighting.unit), around.scope(sighting.unit), around.caption(sighting.unit)):
        found = _scope_layer(layer)
        if found is not None and found.basis is Basis.RECORD and _of_persons_seen(siblings):
            continue
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


def _of_persons_seen(siblings: Signs) -> bool:
    """Whether the members of a record of a person, a guest or a visitor are what a camera sees of them."""
    looks = siblings.count(Sign.ATTRIBUTE, Sign.FACE)
    return (
        looks > 1 and not siblings.has(Sign.RECORD, Sign.DOCUMENT) and looks >= siblings.count(Sign.PERSONAL)
    )


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
    if function and about_cameras(tally, ambiguous=True):
        return Ground(Basis.APPEARANCE, Strength.MEDIUM, "a function, in a document about faces or cameras")
    if about_cameras(tally, ambiguous=True) and looks > max(papers, 2):
        return Ground(Basis.APPEARANCE, Strength.WEAK, "a field, in a document about faces")
    if papers > looks and not (colour and looks):  # papers tell no skin colour
        basis = Basis.DOCUMENT if tally[Sign.DOCUMENT] >= tally[Sign.RECORD] else Basis.RECORD
        return Ground(basis, Strength.WEAK, "a field, in a document about papers or registers")
    if function:
        return Ground(
            Basis.APPEARANCE, Strength.WEAK, "a function with no word of papers", sure=not ambiguous
        )
    return Ground(Basis.NONE, Strength.WEAK, "nothing says where it is taken from", sure=False)
