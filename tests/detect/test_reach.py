"""Clauses are divided by the words of contrast of their own language."""

from __future__ import annotations

import pytest
from tests.detect.support import findings, passage

from onrecord.model.vocabulary import Stance


@pytest.mark.parametrize(
    "text",
    [
        "Veloqra has never offered, in any country, a function that picks out Uyghurs in a crowd.",
        "The cameras do not estimate the age, the mood, or the ethnicity of a passer-by.",
    ],
)
def test_words_of_contrast_of_other_languages_divide_nothing(text: str) -> None:
    """ "A" is a word of contrast in Polish, "or" in French: in English they are none."""
    assert [one.stance for one in findings(passage(text))] == [Stance.DENIAL]


def test_own_words_of_contrast_divide() -> None:
    text = "The cameras do not store faces, but they estimate the ethnicity of each passer-by."
    assert [one.stance for one in findings(passage(text))] == [Stance.CLAIM]
