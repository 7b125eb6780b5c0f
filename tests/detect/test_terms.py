"""The word limits of a term, decided quickly, are those of the text room."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from onrecord.detect.terms import bounded
from onrecord.text.scripts import begins_word, ends_word

LETTERS = st.text(st.sampled_from("ab1_ -.é¹人カتعەกབ가\u0301"), min_size=2, max_size=9)


def slow(text: str, start: int, end: int, *, open_start: bool, open_end: bool) -> bool:
    if not open_start and not begins_word(text, start, end):
        return False
    return open_end or ends_word(text, start, end) or text[end : end + 1].isdigit()


def test_every_pair_of_ascii_neighbours_is_decided_alike() -> None:
    chars = [chr(code) for code in range(128)]
    for one, other in itertools.product(chars, chars):
        text = one + other
        for start, end in ((0, 1), (1, 2)):
            fast = bounded(text, start, end, open_start=False, open_end=False)
            assert fast == slow(text, start, end, open_start=False, open_end=False), (text, start)


@given(LETTERS, st.data(), st.booleans(), st.booleans())
def test_any_span_is_decided_alike(text: str, data: st.DataObject, open_start: bool, open_end: bool) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    fast = bounded(text, start, end, open_start=open_start, open_end=open_end)
    assert fast == slow(text, start, end, open_start=open_start, open_end=open_end)
