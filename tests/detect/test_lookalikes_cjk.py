"""The same for all, whatever the trait: no inference."""

from __future__ import annotations

import pytest
from tests.detect.support import stances


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("无论何种肤色，人脸识别都一样快。", "zh-Hans"),
        ("肌の色に左右されず、顔を検出します。", "ja"),
        ("피부색에 관계없이 얼굴을 검출합니다.", "ko"),
    ],
)
def test_what_works_the_same_for_all_infers_nothing(text: str, language: str) -> None:
    assert stances(text, language=language) == ["lookalike"]


def test_a_word_that_is_part_of_the_trait_word_speaks_of_nothing_else() -> None:
    assert stances("抓拍人脸时识别宗教服饰。", language="zh-Hans") == ["claim"]
