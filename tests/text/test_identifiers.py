"""Names in code, taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.identifiers import find, words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("byRace", "race"),
        ("emNation", "nation"),
        ("szReligion", "religion"),
        ("ucComplexion", "complexion"),
        ("bMinority", "minority"),
        ("nEthnic", "ethnic"),
        ("u8Race", "race"),
        ("ethnicScores", "ethnic scores"),
        ("isWZ", "is wz"),
        ("is_wz", "is wz"),
        ("m_byRace", "race"),
        ("g_pstFaceAttr", "face attr"),
        ("LPFACE_ATTR", "face attr"),
        ("tagNET_FACE", "net face"),
        ("EM_NATION_TYPE", "nation type"),
        ("E_RACE", "race"),
        ("NV_E_FACE_RACE", "nv e face race"),
        ("FACERACE", "face race"),
        ("facerace", "face race"),
        ("face-race", "face race"),
        ("race2", "race 2"),
        ("Type2Race", "type 2 race"),
        ("HTMLParser", "html parser"),
        ("größeFeld", "größe feld"),
        ("种族Type", "种族 type"),
        ("", ""),
        ("___", ""),
    ],
)
def test_names_are_split_into_words(name: str, expected: str) -> None:
    assert words(name) == tuple(expected.split())


@pytest.mark.parametrize(
    "word",
    [
        "byte",
        "nation",
        "emotion",
        "state",
        "string",
        "status",
        "trace",
        "brace",
        "embrace",
        "stethoscope",
        "terrace",
        "typeface",
        "interface",
        "surface",
        "gracefully",
        "nationwide",
        "embodiment",
        "attribution",
        "complexion",
        "iris",
        "nibble",
        "default",
        "public",
        "listing",
        "package",
    ],
)
def test_real_words_stay_whole(word: str) -> None:
    assert words(word) == (word,)
    assert words(word.capitalize()) == (word,)
    assert words(word.upper()) == (word,)


def test_only_plain_names_are_found_in_prose() -> None:
    text = (
        "Race the car. Field byRace of NET_FACE_RACE; RACE or FaceRace, XMLParser, 字段byNation为 a_b __ 3 x."
    )
    found = [text[start:end] for start, end, _ in find(text)]
    assert found == ["byRace", "NET_FACE_RACE", "RACE", "FaceRace", "XMLParser", "byNation", "a_b"]


@given(st.text(alphabet="aZbY_09- 种é", max_size=60))
def test_found_names_stand_where_they_are_said_to(text: str) -> None:
    last = 0
    for start, end, parts in find(text):
        assert last <= start < end <= len(text)
        assert parts == words(text[start:end])
        last = end


@pytest.mark.parametrize("unit", ["a", "A", "_", "aA", "face", "Aa_", "1"])
def test_a_megabyte_without_blanks(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert sum(1 for _ in find(text)) <= 1
