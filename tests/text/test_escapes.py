"""Escapes resolved, with the way back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.normalise import unescape


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"\u79cd\u65cf", "种族"),
        (r"\uu79cd", "种"),
        (r"\u{79cd}", "种"),
        (r"\ud83d\ude00", "😀"),
        (r"\U0001F600", "😀"),
        (r"\x41\n\t\"\'\/\\", "A\n\t\"'/\\"),
        (r"\\u79cd", r"\u79cd"),
        (r"\ud83d alone", r"\ud83d alone"),
        (r"\uZZZZ \q \x4", r"\uZZZZ \q \x4"),
        (r"\u{110000}", r"\u{110000}"),
        ("plain & simple &amp;", "plain & simple &amp;"),
        ("\\", "\\"),
    ],
)
def test_escapes_are_resolved(raw: str, text: str) -> None:
    assert unescape(raw).text == text


def test_a_resolved_word_leads_back_to_its_escapes() -> None:
    raw = r"race=\u79cd\u65cf; x"
    result = unescape(raw)
    at = result.text.index("种族")
    start, end = result.raw(at, at + 2)
    assert raw[start:end] == r"\u79cd\u65cf"
    assert result.folded(start, end) == (at, at + 2)


@given(st.text())
def test_what_json_escapes_comes_back(text: str) -> None:
    assert unescape(json.dumps(text)[1:-1].replace(r"\b", "b").replace(r"\f", "f")).text == text.replace(
        "\b", "b"
    ).replace("\f", "f")


@given(st.text(alphabet="\\uxnU0dD8{}cé4", max_size=60))
def test_spans_stay_inside_and_in_order(raw: str) -> None:
    result = unescape(raw)
    spans = [result.raw(i, i + 1) for i in range(len(result.text))]
    assert all(0 <= start < end <= len(raw) for start, end in spans)
    assert spans == sorted(spans)
