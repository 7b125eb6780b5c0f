"""Search terms: a query finds a text exactly when its words stand in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.normalise import fold
from onrecord.text.terms import marked, matches, query, terms


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("维族", "疑似维族人员", True),
        ("維族", "疑似维族人员", True),
        ("民族", "少数民族属性", True),
        ("族", "少数民族", True),
        ("少", "少数民族", True),
        ("数族", "少数民族", False),
        ("少数民族", "少数、民族", False),
        ("ethnicity", "Ethnicity: yes", True),
        ("ethnic", "Ethnicity: yes", False),
        ("ethnic*", "Ethnicity: yes", True),
        ('"skin colour"', "skin and colour", False),
        ('"skin colour"', "SKIN colour", True),
        ("colour skin", "skin, colour", True),
        ('"face 民族 face"', "face 民族 face", True),
        ('"face 民族 face"', "face 少数民族 face", False),
        ("этническая", "Этническая группа", True),
        ("เชื้อชาติ", "จำแนกเชื้อชาติจากใบหน้า", True),
        ("日本人", "私は日本人です", True),
        ("", "anything", False),
        ('"', "anything", False),
        ("*", "anything", False),
        ("…", "anything …", False),
    ],
)
def test_what_a_query_finds(wanted: str, text: str, found: bool) -> None:
    assert matches(text, query(wanted)) is found


def test_what_matches_is_marked_in_the_text_as_it_stood() -> None:
    text = "Ｆａｃｅ: 少數民族 and face"
    assert [text[a:b] for a, b in marked(text, query("face 民族"))] == ["Ｆａｃｅ", "民族", "face"]
    assert [text[a:b] for a, b in marked(text, query("數"))] == ["數"]


HAN = st.text("维族民少数种人脸识别属性", min_size=1, max_size=12)


@given(HAN, HAN)
def test_chinese_is_found_exactly_where_it_is_a_substring(text: str, wanted: str) -> None:
    wanted = wanted[:4]
    assert matches(text, query(wanted)) is (fold(wanted) in fold(text))


@given(st.lists(st.sampled_from(["face", "race", "民族", "种", "лицо", "x1"]), min_size=1, max_size=6))
def test_every_part_of_a_text_finds_it(words: list[str]) -> None:
    text = " ".join(words)
    for begin in range(len(words)):
        for end in range(begin + 1, len(words) + 1):
            assert matches(text, query('"' + " ".join(words[begin:end]) + '"'))


@given(st.text(max_size=60), st.text(max_size=6))
def test_marks_stand_where_something_matches_and_nowhere_else(text: str, wanted: str) -> None:
    parts = query(wanted)
    found = marked(text, parts)
    assert bool(found) is any(matches(text, [part]) for part in parts)
    assert all(0 <= start < end <= len(text) for start, end in found)


def test_terms_are_in_order() -> None:
    assert terms("Face 少数民族, ok") == ["face", "少数", "数民", "民族", "族", "ok"]
