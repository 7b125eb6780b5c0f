"""No branch of a pattern lives without a sample that reaches it; `rules check` says which one is dead."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.detect.support import load
from tests.detect.test_packs import RULE

from onrecord.detect.branches import variants
from onrecord.detect.check import check


@pytest.mark.parametrize(
    ("pattern", "branches"),
    [
        ("race", []),
        ("a|b|c", ["a", "b", "c"]),
        ("skin (colou?r|tone)s?", ["colou?r", "tone"]),
        ("(?:a|b(c|d))e", ["a", "b(c|d)", "c", "d"]),
        (r"[|(]x\|y", []),
        ("(?P<name>a|b)", ["a", "b"]),
        ("(a|)b", ["a", ""]),
    ],
)
def test_every_alternative_is_a_branch(pattern: str, branches: list[str]) -> None:
    assert [branch for branch, _ in variants(pattern)] == branches


@given(
    st.recursive(
        st.sampled_from("abc"),
        lambda one: st.lists(one, min_size=1, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
    )
)
@settings(max_examples=200, deadline=None)
def test_a_variant_matches_nothing_that_the_pattern_does_not(pattern: str) -> None:
    whole = re.compile(pattern)
    for _, variant in variants(pattern):
        for text in "abc":
            if re.fullmatch(variant, text):
                assert whole.fullmatch(text)


def lookalike(samples: str) -> list[str]:
    """What the check says of a rule with a look-alike pattern and these samples."""
    text = (
        RULE
        + f"""unless:
- name: cars
  because: a sport
  terms:
  - term: 're:race (?:car|track)'
    samples: [{samples}]
"""
    )
    return [problem.message for problem in check(load({"xx/race.yml": text}))]


def test_a_dead_branch_is_a_problem_and_named() -> None:
    dead = lookalike("race car, race car again")
    assert any("no sample reaches its branch 'track'" in message for message in dead)
    assert not any("branch" in message for message in lookalike("race car, race track"))
    assert any("a pattern needs samples" in message for message in lookalike(""))
