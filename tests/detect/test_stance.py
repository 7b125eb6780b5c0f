"""Who says it, and does the passage claim, deny, forbid, limit or report?"""

from __future__ import annotations

import pytest
from tests.detect.support import findings, passage, stances

from onrecord.model.document import Context
from onrecord.model.vocabulary import Flag, PassageKind, Role

CLAIM = "The camera recognises the ethnicity of each face."


@pytest.mark.parametrize(
    ("text", "role", "stance"),
    [
        (CLAIM, Role.VENDOR, "claim"),
        (CLAIM, Role.BUYER, "requirement"),
        (CLAIM, Role.PRESS, "report"),
        (CLAIM, Role.NGO, "report"),
        ("The camera does not recognise the ethnicity of a face.", Role.VENDOR, "denial"),
        ("The software must not infer ethnicity from a face.", Role.BUYER, "prohibition"),
        ("Ethnicity recognition of faces is experimental.", Role.VENDOR, "limitation"),
        ("Ethnicity recognition of faces was removed in 2022.", Role.VENDOR, "admission"),
        ("Ethnicity is a neutral descriptor of a face like height.", Role.VENDOR, "defence"),
        ("The platform must report the ethnicity of each face.", Role.UNKNOWN, "requirement"),
    ],
)
def test_the_publisher_and_the_cues_decide(text: str, role: Role, stance: str) -> None:
    assert stances(text, role=role) == [stance]


def test_a_negation_in_another_clause_denies_nothing() -> None:
    assert stances("Pictures are never stored; the camera estimates the ethnicity of each face.") == ["claim"]


def test_not_only_is_no_denial() -> None:
    assert stances("The camera estimates not only the age but also the ethnicity of each face.") == ["claim"]


def test_a_forbidding_line_forbids_its_items() -> None:
    item = passage(
        "assign an ethnic origin to faces;",
        PassageKind.LIST_ITEM,
        context=Context(caption="Customers may not:"),
    )
    assert stances(item) == ["prohibition"]


def test_a_row_that_says_no_everywhere_denies() -> None:
    context = Context(headings=("Face attributes",), header=("function", "A1", "A2"))
    cells = ("ethnicity", "no", "no")
    assert stances(passage("ethnicity,no,no", PassageKind.TABLE_ROW, cells=cells, context=context)) == [
        "denial"
    ]
    cells = ("ethnicity", "no", "yes")
    assert stances(passage("ethnicity,no,yes", PassageKind.TABLE_ROW, cells=cells, context=context)) == [
        "claim"
    ]


def test_a_question_is_nobodys_statement_and_its_answer_is() -> None:
    question = passage("Can your cameras tell the ethnicity of a face?", PassageKind.QUESTION)
    answer = passage("That function was never enabled.", parent=0)
    assert stances(question, answer) == ["limitation"]


def test_a_struck_out_line_is_an_admission() -> None:
    gone = passage(
        "BYTE ethnic; /* face */", PassageKind.DECLARATION, flags=frozenset({Flag.DELETED}), name="ethnic"
    )
    assert stances(gone) == ["admission"]


def test_a_sentence_that_points_back_follows() -> None:
    found = findings("The camera detects the ethnicity of a face.", "This feature is experimental.")
    assert [one.stance for one in found] == ["claim", "limitation"]
    assert found[1].trait == found[0].trait
