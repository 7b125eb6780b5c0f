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


@pytest.mark.parametrize(
    ("comment", "stance"),
    [
        ("No ethnicity of a face is ever computed here.", "denial"),
        ("ethnicity of the face: 0 none, 1 minority, 2 majority", "claim"),
        ("ethnicity of the face, -1 not computed", "claim"),
    ],
)
def test_a_comment_denies_only_where_it_is_a_sentence(comment: str, stance: str) -> None:
    field = passage(f"int nGroup; // {comment}", PassageKind.DECLARATION, name="nGroup", note=comment)
    assert stances(field) == [stance]


def test_a_negation_in_the_cell_of_another_matter_denies_nothing() -> None:
    cells = ("ethnicity of the face", "five classes", "list with no limit")
    assert stances(passage(" | ".join(cells), PassageKind.TABLE_ROW, cells=cells)) == ["claim"]


def test_a_test_row_with_a_verdict_is_a_result_whatever_was_expected() -> None:
    cells = ("T4", "ethnicity alarm for a face", "no alarm", "failed")
    row = passage(" | ".join(cells), PassageKind.TABLE_ROW, cells=cells)
    assert stances(passage("Acceptance test report, test case, verdict"), row) == ["test_result"]


def test_the_same_applies_takes_the_stance_of_the_sentence_before() -> None:
    assert stances(
        "The operator must not sort faces by ethnicity.",
        "The same applies to the grouping of faces by skin colour.",
        role=Role.BUYER,
    ) == ["prohibition", "prohibition"]


def test_an_answer_in_a_third_partys_questionnaire_is_the_makers() -> None:
    assert stances("Answer: Our cameras estimate the ethnicity of each face.", role=Role.NGO) == ["claim"]


def test_what_decided_names_what_it_outweighs() -> None:
    (found,) = findings("The software must not infer ethnicity from a face; this is experimental.")
    assert found.why[-1].detail.endswith("outweighs limitation (experimental), denial (not)")
