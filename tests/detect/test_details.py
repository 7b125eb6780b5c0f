"""What a finding tells beside its stance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.detect.support import findings

from onrecord.detect.details import accuracy, fingerprint, products
from onrecord.model.vocabulary import Trait


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Face attributes: age, race (accuracy from 88 %)", "from 88 %"),
        ("种族识别准确率不低于90%", "不低于90%"),
        ("predicts race with 94.1 % accuracy", "94.1 %"),
        ("recognition rate of no less than 85 per cent", "85 per cent"),
        ("race, 30 % off until Monday", ""),
        ("no figure at all", ""),
    ],
)
def test_the_figure_of_a_claim_is_kept_as_written(text: str, figure: str) -> None:
    assert accuracy(text) == figure


def test_model_families_keep_their_placeholder_letters() -> None:
    assert products(["QX-7A2XYZ-JM/RX bullet camera, H.265, IP67, 4 MP"]) == ("QX-7A2XYZ-JM/RX",)


def test_one_sentence_gives_its_peoples_as_values() -> None:
    (found,) = findings("Alarm rules: face classified as Uyghur, Tibetan or other")
    assert found.values == ("Uyghur", "Tibetan")


def test_traits_of_two_kinds_are_two_findings_with_their_own_values() -> None:
    found = findings(
        "人脸属性：民族（如维族、汉族）、肤色（白、黄、黑）、眼镜，准确率不低于90%", language="zh-Hans"
    )
    assert [(one.trait, one.values) for one in found] == [
        (Trait.NAMED_PEOPLE, ("Uyghur", "Han")),
        (Trait.SKIN_COLOUR, ("white", "yellow", "black")),
    ]
    assert {one.accuracy for one in found} == {"不低于90%"}
    assert len({one.fingerprint for one in found}) == 2


def test_why_names_the_word_the_basis_and_the_stance() -> None:
    (found,) = findings("The camera recognises the ethnicity of each face.")
    assert [step.what for step in found.why] == ["word", "basis", "stance"]


def test_foreign_words_carry_a_gloss() -> None:
    (found,) = findings("人脸属性：性别、年龄、种族、眼镜", language="zh-Hans")
    assert [(gloss.term, gloss.english) for gloss in found.glosses] == [("种族", "race")]


@given(st.text(alphabet="abc 人脸种族", min_size=1), st.sampled_from([" ", "\n", "\r\n\t", "  "]))
def test_a_fingerprint_survives_rewrapping(text: str, gap: str) -> None:
    again = text.replace(" ", gap)
    assert fingerprint("r", Trait.RACE, text, "s") == fingerprint("r", Trait.RACE, again, "s")


def test_a_fingerprint_survives_width_and_case_but_not_another_scope() -> None:
    one = fingerprint("r", Trait.RACE, "Race: Yellow", "FACE")
    assert one == fingerprint("r", Trait.RACE, "Ｒａｃｅ：　ｙｅｌｌｏｗ", "face")
    assert one != fingerprint("r", Trait.RACE, "Race: Yellow", "CAR")
