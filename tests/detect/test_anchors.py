"""The cheap test is a superset of what the rules find."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.detect.support import document, packs, passage

from onrecord.detect.evidence import Reader
from onrecord.detect.sighting import sight
from onrecord.detect.units import units
from onrecord.model.vocabulary import PassageKind

TERMS = [
    piece.literal
    for rule in packs().rules()
    for match in rule.match
    if match.strength != "weak"
    for word in match.words
    for piece in word.term.pieces[:1]
]
GLUE = st.sampled_from(
    ["", " ", "_", ".", "-\n", "\n", "X", "face", "FACE", "by", "a", "人", "1", "(", "\u200b", "Ж"]
)


def camel(term: str) -> str:
    """ "skin tone" as SkinTone."""
    return term.title().replace(" ", "")


def dromedary(term: str) -> str:
    """ "skin tone" as skinTone."""
    return camel(term)[:1].lower() + camel(term)[1:]


def snake(term: str) -> str:
    """ "skin tone" as skin_tone."""
    return term.replace(" ", "_")


SHAPE = st.sampled_from([str, str.upper, str.title, str.capitalize, camel, dromedary, snake])


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(TERMS), SHAPE, GLUE, GLUE)
def test_what_the_rules_sight_the_cheap_test_sees(term: str, shape: object, before: str, after: str) -> None:
    text = f"{before}{shape(term)}{after}"  # type: ignore[operator]
    made = document(passage(text, PassageKind.DECLARATION))
    reader = Reader(packs(), tuple(packs().languages))
    sighted = [one for unit in units(made, lambda _: True) if (one := sight(unit, reader)).hits]
    assert packs().anchors.touches(text) or not sighted
    assert packs().interest(text) or all(one.roundabout for one in sighted)


@pytest.mark.parametrize(
    "text",
    [
        "byRace",
        "EM_FACE_RACE",
        "FACERACE",
        "raceType",
        "ren_zhong",
        "nEthnic",
        "byZhongZu",
        "ucRenZhong",
        "ethni-\ncity",
        "种\n族",
        "Ｒａｃｅ",
        "民 族 种族",
    ],
)
def test_identifiers_broken_words_and_full_width_letters_wake_it(text: str) -> None:
    assert packs().interest(text)


@pytest.mark.parametrize(
    "text", ["trace brace terrace", "method path", "national team", "erase", "isolation", ""]
)
def test_ordinary_words_do_not_wake_it(text: str) -> None:
    assert not packs().interest(text)


@pytest.mark.parametrize("unit", ["race ", "ethnic ", "not ", "维", "a-\n", "((((", "face race not "])
def test_a_megabyte_of_one_thing_is_decided(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    made = document(passage(text[:200_000]), passage(text))
    reader = Reader(packs(), ("en", "zh"))
    for one in units(made, lambda index: index == 0):
        sight(one, reader)
