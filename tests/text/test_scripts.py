"""Where words begin and end in each writing system."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.normalise import fold
from onrecord.text.scripts import Script, has_word_spaces, is_cjk, is_han, script_of, word_bounded


@pytest.mark.parametrize(
    ("char", "script"),
    [
        ("a", Script.LATIN),
        ("ệ", Script.LATIN),
        ("я", Script.CYRILLIC),
        ("種", Script.HAN),
        ("々", Script.HAN),
        ("ー", Script.KANA),
        ("한", Script.HANGUL),
        ("ع", Script.ARABIC),
        ("ा", Script.DEVANAGARI),
        ("่", Script.THAI),
        ("ི", Script.TIBETAN),
        ("5", Script.NONE),
        ("，", Script.NONE),
        (" ", Script.NONE),
        ("ა", Script.OTHER),
    ],
)
def test_scripts(char: str, script: Script) -> None:
    assert script_of(char) is script


def test_predicates() -> None:
    assert is_han("族")
    assert is_cjk("か")
    assert not is_cjk("한")
    assert not has_word_spaces("ไ")
    assert has_word_spaces("한")


@pytest.mark.parametrize(
    ("text", "term", "bounded"),
    [
        ("the race is", "race", True),
        ("trace", "race", False),
        ("race2", "race", False),
        ("(race)", "race", True),
        ("race-based", "race", True),
        ("支持race识别", "race", True),
        ("少数民族", "民族", True),
        ("인종을 추정", "인종", True),
        ("소수민족", "민족", False),
        ("(민족)", "민족", True),
        ("จำแนกเชื้อชาติ", "เชื้อชาติ", True),
        ("བོད་རིགས", "རིགས", True),
        ("раса", "рас", False),
        ("цвет кожи", "кожи", True),
        ("नस्ल", "नस", False),
        ("नस्ल है", "नस्ल", True),
        ("والعرق", "العرق", True),
        ("والعرق", "عرق", True),
        ("بالعرق", "عرق", True),
        ("للعرق", "عرق", True),
        ("سيتعرف", "يتعرف", True),
        ("معرق", "عرق", False),
        ("العراق", "عر", False),
        ("نژادها", "نژاد", True),
        ("نژادی", "نژاد", True),
        ("چهره‌های", "چهره", True),
        ("ئۇيغۇرلارنى", "ئۇيغۇر", True),
        ("عرقلة", "عرق", False),
        ("القط", "قط", False),
        ("سنی", "سن", False),
        ("تنها", "تن", False),
        ("لم يكن قط.", "قط", True),
        ("ئۇلار بۇنى", "بۇ", True),
        ("+ race", "+ race", True),
    ],
)
def test_words_are_whole(text: str, term: str, bounded: bool) -> None:
    folded, wanted = fold(text), fold(term)
    at = folded.index(wanted)
    assert word_bounded(folded, at, at + len(wanted)) is bounded


@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_any_span_has_an_answer(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    assert word_bounded(text, start, end) in (True, False)
