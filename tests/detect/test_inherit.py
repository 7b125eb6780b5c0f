"""Values below a trait carry no trait word themselves."""

from __future__ import annotations

from tests.detect.support import findings, passage

from onrecord.model.document import Context
from onrecord.model.vocabulary import PassageKind, Role, Stance, Trait

D = PassageKind.DECLARATION


def test_members_of_a_trait_enum_are_claims_with_their_values() -> None:
    scope = Context(enclosing=("FaceRace",))
    found = findings(
        passage("enum FaceRace", D, name="FaceRace"),
        passage("Yellow = 1,", D, name="Yellow", parent=0, group=1, context=scope),
        passage("White = 2,", D, name="White", parent=0, group=1, context=scope),
        passage("Size = 9,", D, name="Size", parent=0, group=1, context=scope),
    )
    assert [one.values for one in found] == [(), ("yellow",), ("white",)]
    assert {one.trait for one in found} == {Trait.RACE}


def test_the_same_members_below_a_car_are_nothing() -> None:
    found = findings(
        passage("enum CarColour", D, name="CarColour"),
        passage(
            "Yellow = 1,", D, name="Yellow", parent=0, group=1, context=Context(enclosing=("CarColour",))
        ),
    )
    assert found == []


def test_a_documentation_string_speaks_for_its_type() -> None:
    scope = Context(enclosing=("Kind",))
    found = findings(
        passage("class Kind(IntEnum):", D, name="Kind"),
        passage('"""Ethnic origin estimated from the face"""', PassageKind.COMMENT, parent=0, context=scope),
        passage("P = 1  # Asian", D, name="P", parent=0, group=1, context=scope),
        passage("Q = 2  # African", D, name="Q", parent=0, group=1, context=scope),
        passage("Size = 9", D, name="Size", parent=0, group=1, context=scope),
    )
    assert [one.values for one in found] == [(), (), ("asian",), ("african",)]
    assert found[0].quote == "class Kind(IntEnum):"


def test_child_rows_take_the_trait_of_their_row() -> None:
    context = Context(headings=("Face attributes",))
    found = findings(
        passage("ethnicity | object", PassageKind.TABLE_ROW, cells=("ethnicity", "object"), context=context),
        passage(
            "+asian | score", PassageKind.TABLE_ROW, cells=("+asian", "score"), parent=0, context=context
        ),
    )
    assert [one.values for one in found] == [(), ("asian",)]


def test_a_people_among_the_values_leads() -> None:
    found = findings(
        passage(
            "enum FaceNation // ethnicity of the face", D, name="FaceNation", note="ethnicity of the face"
        ),
        passage("Han = 1,", D, name="Han", parent=0, context=Context(enclosing=("FaceNation",))),
    )
    assert found[-1].trait is Trait.NAMED_PEOPLE
    assert found[-1].values == ("Han",)


def test_a_row_that_sends_to_a_table_gives_its_values_a_trait() -> None:
    row, context = PassageKind.TABLE_ROW, Context(caption="Table 4.2 - Codes")
    found = findings(
        passage("SkinTone of the face | see 4.2", row, cells=("SkinTone of the face", "see 4.2")),
        passage("1 | yellow", row, cells=("1", "yellow"), context=context),
        passage("1 | yellow", row, cells=("1", "yellow"), context=Context(caption="Table 4.3 - Codes")),
    )
    assert [one.values for one in found] == [(), ("yellow",)]


def test_a_sentence_about_something_else_points_back_to_nothing() -> None:
    found = findings("The camera estimates the ethnicity of each face.", "It did not answer our questions.")
    assert len(found) == 1


def test_a_remark_speaks_of_the_item_whose_number_it_names() -> None:
    item = PassageKind.LIST_ITEM
    found = findings(
        passage("b) The camera estimates the ethnicity of each face.", item),
        *(passage(f"{letter}) Registers the plates of cars.", item) for letter in "cdefg"),
        passage("Item b) was only a test and is disabled.", PassageKind.PROSE),
        passage("Item c) was only a test and is disabled.", PassageKind.PROSE),
    )
    assert [(one.stance, one.quote[:6]) for one in found] == [
        (Stance.CLAIM, "b) The"),
        (Stance.LIMITATION, "Item b"),
    ]


def test_the_trait_just_spoken_of_is_meant_again_in_a_report() -> None:
    report = "According to the journalists the camera sorts faces by ethnicity."
    aside = "Page 9 has columns, one for each skin colour."
    told = findings(passage(report), passage(aside), role=Role.PRESS)
    assert [(one.stance, one.trait) for one in told] == [
        (Stance.REPORT, Trait.ETHNICITY),
        (Stance.REPORT, Trait.SKIN_COLOUR),
    ]
    alone = findings(passage(aside), role=Role.PRESS)
    assert [one.stance for one in alone] == [Stance.UNCLEAR]
