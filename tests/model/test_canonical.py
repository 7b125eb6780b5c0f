"""Canonical JSON: one byte sequence for one value, and nothing else is accepted."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.canonical import SAFE_INTEGER, CanonicalError, canonical, digest, parse

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-SAFE_INTEGER, SAFE_INTEGER) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_reads_back(value: object) -> None:
    assert parse(canonical(value)) == value


@given(st.dictionaries(TEXT, st.integers(0, 9), min_size=2, max_size=6))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    turned = dict(reversed(list(value.items())))
    assert canonical(turned) == canonical(value)
    assert digest(turned) == digest(value)


def test_keys_are_sorted_by_utf16_units() -> None:
    # RFC 8785 section 3.2.3: U+1F600 begins with the surrogate D83D and so stands before U+FB33.
    assert (
        canonical({"\ufb33": 1, "\U0001f600": 2, "\r": 3}) == '{"\\r":3,"\U0001f600":2,"\ufb33":1}'.encode()
    )


def test_strings_are_escaped_no_more_than_needed() -> None:
    assert canonical("€$\x0f\nA'B\"\\/") == b'"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\/"'


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (1.5, "float"),
        ({"a": [0, 2**53]}, r"\$\.a\[1\]"),
        ({1: "a"}, "keys must be text"),
        ("\ud800", "surrogate"),
        (b"bytes", "bytes"),
    ],
)
def test_values_without_a_canonical_form_are_refused(value: object, says: str) -> None:
    with pytest.raises(CanonicalError, match=says):
        canonical(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'"\\u0041"',
        b"1.0",
        b"[1]\n",
        b"\xff",
        b"{",
        b"NaN",
        b"-0",
    ],
)
def test_other_spellings_of_a_value_are_refused(data: bytes) -> None:
    with pytest.raises(CanonicalError):
        parse(data)


def test_deep_nesting_is_refused_and_does_not_end_the_program() -> None:
    with pytest.raises(CanonicalError):
        parse(b"[" * 100_000 + b"]" * 100_000)


def test_plain_json_readers_read_it() -> None:
    assert json.loads(canonical({"ж": [None, True, "x"]})) == {"ж": [None, True, "x"]}
