"""The same word, taken from a face, a card, a form, a place, or from nothing of the kind."""

from __future__ import annotations

import pytest
from tests.detect.support import findings, passage

from onrecord.model.document import Context
from onrecord.model.vocabulary import Basis, PassageKind, Stance, Trait

D = PassageKind.DECLARATION


def test_an_attribute_list_makes_a_trait_a_claim() -> None:
    (found,) = findings("Face attributes: gender, age group, race, spectacles, beard")
    assert (found.stance, found.basis, found.trait) == (Stance.CLAIM, Basis.APPEARANCE, Trait.RACE)


def test_a_row_below_a_face_heading_is_a_claim() -> None:
    context = Context(headings=("Face analytics",), header=("Field", "Meaning"))
    row = passage(
        "skin tone | one of six", PassageKind.TABLE_ROW, cells=("skin tone", "one of six"), context=context
    )
    (found,) = findings(row)
    assert (found.stance, found.basis) == (Stance.CLAIM, Basis.APPEARANCE)


def test_the_same_field_is_a_look_alike_in_a_card_struct() -> None:
    face = passage("char ethnicity[8];", D, name="ethnicity", context=Context(enclosing=("FACE_RESULT",)))
    card = passage("char ethnicity[8];", D, name="ethnicity", context=Context(enclosing=("ID_CARD_DATA",)))
    assert [found.basis for found in findings(face, card)] == [Basis.APPEARANCE, Basis.DOCUMENT]


def test_the_nearest_layer_decides() -> None:
    context = Context(enclosing=("FACE_RESULT",), above="as printed on the identity card")
    (found,) = findings(passage("char ethnicity[8];", D, name="ethnicity", context=context))
    assert found.basis is Basis.DOCUMENT


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("The reader copies nationality from the passport.", Basis.DOCUMENT),
        ("Applicants enter their ethnicity on the form.", Basis.RECORD),
        ("Fixed a race condition in the face tracker.", Basis.NONE),
        ("White balance keeps the skin tone natural.", Basis.NONE),
        ("Error rates were equal across skin tones.", Basis.NONE),
        ("We hire people regardless of race or religion.", Basis.NONE),
        ("Office: 4 Minority Street, Uyghur Autonomous Region", Basis.PLACE),
        ("Uyghurs speak a Turkic language.", Basis.NONE),
    ],
)
def test_other_meanings_are_told_apart(text: str, basis: Basis) -> None:
    found = findings(text)
    assert found
    assert {one.basis for one in found} == {basis}
    assert {one.stance for one in found} == {Stance.LOOKALIKE}


def test_substrings_are_no_trait_words() -> None:
    assert findings("Trace the brace on the terrace to its destination; embrace ethics.") == []


def test_what_nothing_decides_is_unclear() -> None:
    (found,) = findings("Nationality may vary.")
    assert found.stance is Stance.UNCLEAR


def test_one_word_of_records_is_outweighed_by_a_rate_and_leaves_a_function_in_doubt() -> None:
    (rate,) = findings("Declared precision of the ethnic group output: 90 % by day, 74 % at night.")
    assert rate.basis is Basis.APPEARANCE
    (doubt,) = findings("The program predicts the ethnic group of tenants.")
    assert doubt.stance is Stance.UNCLEAR
    (written,) = findings("The ethnic group of tenants is typed in at reception.")
    assert written.basis is Basis.RECORD


def test_values_in_a_look_alike_are_no_value_set() -> None:
    fonts = findings(passage("Ethnic minority fonts (Tibetan, Uyghur) are part of the camera menu."))
    assert {one.stance for one in fonts} == {Stance.LOOKALIKE}


def test_a_row_that_says_computed_is_no_form_for_the_rows_beside_it() -> None:
    row = PassageKind.TABLE_ROW
    cells = ("Subject, ethnic group", "A, B, C", "computed")
    found = findings(
        passage("Officer, name | text | typed in by the officer", row, group=1),
        passage(" | ".join(cells), row, group=1, cells=cells),
        passage("Subject, address | text | typed in by the officer", row, group=1),
    )
    assert [one.basis for one in found] == [Basis.APPEARANCE]
