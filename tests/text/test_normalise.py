"""Folding: one form for texts that read alike, and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import onrecord.text.normalise as normalise_module
from onrecord.text._byteclass import first_bytes
from onrecord.text._foldtable import fold_table
from onrecord.text.normalise import fold, normalise

PIECES = [
    *"abzABZ019-_.,;:'\"\n\r\t \x0b\x00\x1c\x85",
    *"éßıİŞñœﬁ½™…—–’“”«»¨´`Å",
    *"аеорсухкмтнвёЁйїґАЕ",
    *"αινοΑΣς",
    *"种族識別膚色，。（）Ａａ１　・人顔ーｶﾞカ゛々\u3099",
    *"한글각\u1100\u1161\u11a8",
    *"العرقأإآةىیيکكئۀ\u0640\u064e\u0654\u0653ﷺ٣۴ۇ\ufe71\ufe70",
    *"བོད་རིགས།\u0f0c",
    *"क़ढ़ऩाँं़्चेह\u0929",
    *"น้ำเชื้อ\u0e33",
    *"ệâ\u0302\u0301\u0307\u0308\u0323\u0345\u0327",
    *"\u200b\u200c\u200d\u200e\u202a\u00ad\ufeff\u2060\ufe0f\u2028\u00a0\u3000",
    "¯้",
    "𝐄",
    "𝟙",
    "😀",
    "𠮷",
    "\U000e0041",
    "\U0001d165",
    "-\n",
    " \n ",
    "ethni-\ncity",
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=40).map("".join)


@given(texts)
@settings(max_examples=400, deadline=None)
@example("ا\u0653")
def test_fold_is_the_text_of_normalise(text: str) -> None:
    assert fold(text) == normalise(text).text


@given(texts)
@settings(max_examples=400, deadline=None)
@example("\u00af\u0e49")
@example("a\u0430\u3099\u0302")
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@given(texts, st.data())
@settings(max_examples=400, deadline=None)
def test_spans_lead_back_and_forth(text: str, data: st.DataObject) -> None:
    result = normalise(text)
    size = len(result.text)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    raw_start, raw_end = result.raw(start, end)
    assert 0 <= raw_start <= raw_end <= len(text)
    if start < end:
        assert raw_start < raw_end
        again_start, again_end = result.folded(raw_start, raw_end)
        assert again_start <= start
        assert again_end >= end


@given(texts)
@settings(max_examples=300, deadline=None)
def test_maps_are_monotone(text: str) -> None:
    result = normalise(text)
    spans = [result.raw(i, i + 1) for i in range(len(result.text))]
    assert spans == sorted(spans)
    assert all(a_end <= b_end for (_, a_end), (_, b_end) in pairwise(spans))
    back = [result.folded(i, i + 1) for i in range(len(text))]
    assert back == sorted(back)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_a_raw_span_folds_to_its_part_of_the_text(text: str) -> None:
    result = normalise(text)
    assert result.folded(0, len(text)) == (0, len(result.text))


LINES = [
    "int race; // 种族\n",
    "plain;\n" * 6,
    "end,\n",
    "x-\n",
    "y -\n",
    "\n",
    "  \n",
    "é\n",
    "民族",
    "ـ\n",
    " z",
    "-\n",
]


@given(st.lists(st.sampled_from([*PIECES, *LINES]), max_size=30))
@settings(max_examples=600, deadline=None)
def test_cutting_a_text_for_speed_changes_nothing(pieces: list[str]) -> None:
    text = "".join(pieces)
    whole = normalise(text).text
    with patch.multiple(normalise_module, _BLOCK=12, _SHORT=0, _WORTH_A_CUT=1):
        assert fold(text) == whole
    with patch.multiple(normalise_module, _SHORT=0):
        assert fold(text) == whole
    with patch.multiple(normalise_module, _SHORT=0, _few_unusual=lambda _: True):
        assert fold(text) == whole


SOME = [*range(0x3400), *range(0x3400, 0xF900, 37), *range(0xF900, 0x10000), *range(0x10000, 0x110000, 997)]


@pytest.mark.parametrize(
    "codes", [SOME, pytest.param(range(0x110000), marks=pytest.mark.slow)], ids=["some", "all"]
)
def test_every_character_folds_the_same_on_every_way(codes: Iterable[int]) -> None:
    table = fold_table()
    for code in codes:
        char = chr(code)
        once = fold(char)
        assert once == normalise(char).text
        assert fold(once) == once
        data = f"a{char}".encode("utf-8", "surrogatepass")
        needs = table.needs_clusters.found(data, first_bytes(data))
        if code < 0x10000 and not needs:
            assert not table.clusters.search(char)
            assert once == table.chars[code]


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("Ethnicity  AND\tRace\r\n", "ethnicity and race "),
        ("ethni-\ncity", "ethnicity"),
        ("ethni\u00ad\n   city", "ethnicity"),
        ("ethni\u00adcity", "ethnicity"),
        ("ethni¬\ncity", "ethnicity"),
        ("Wi-\nFi", "wi- fi"),
        ("face-\n- race", "face- - race"),
        ("colour-\na) race", "colour- a) race"),
        ("Gesichts-\nund Alters", "gesichts- und alters"),
        ("этни-\nческий", "этнический"),
        ("种\n  族", "种族"),
        ("种族\nrace", "种族 race"),
        ("種族識別膚色", "种族识别肤色"),
        ("人種\r\n民族", "人种民族"),
        ("属性：\n・種族", "属性: ・种族"),
        ("민족\n인종", "민족 인종"),
        ("Ｅｔｈｎｉｃ", "ethnic"),
        ("IRK ırk İRK i\u0307rk", "irk irk irk irk"),
        ("Straße", "strasse"),
        ("الأصل العِرْقيّ", "الاصل العرقي"),
        ("چهره‌ی ایران", "چهرهي ايران"),
        ("ال\u0640\u0640عرق", "العرق"),
        ("٣٤ ۳۴ ३", "34 34 3"),
        ("མི་རིགས།", "མིརིགས།"),
        ("མི་ རིགས།", "མིརིགས།"),
        ("दाढ़ी दाढ\u093cी", "दाढी दाढी"),
        ("da\u0302n to\u0323\u0302c", "dân tộc"),
        ("“race” — ‘skin’", "\"race\" - 'skin'"),
        ("еthnicity", "ethnicity"),
        ("rаcе", "race"),
        ("pаса", "раса"),
        ("черный чёрный", "черный черный"),
        ("GPSтрекер", "gpsтрекер"),
        ("𝐄𝐭𝐡𝐧𝐢𝐜", "ethnic"),
        ("ra\u200bce", "race"),
        ("", ""),
    ],
)
def test_texts_that_read_alike_have_one_form(raw: str, folded: str) -> None:
    assert fold(raw) == folded


def test_a_hit_after_removed_characters_leads_to_its_own_characters() -> None:
    raw = "the  ethni-\n  city\u200b of  people"
    result = normalise(raw)
    at = result.text.index("ethnicity")
    start, end = result.raw(at, at + len("ethnicity"))
    assert raw[start:end] == "ethni-\n  city"
    at = result.text.index("people")
    start, end = result.raw(at, at + 6)
    assert raw[start:end] == "people"


def test_unchanged_text_needs_no_map() -> None:
    assert normalise("plain text").steps == ()
    assert normalise("Plain\tText").steps == ()


@pytest.mark.parametrize(
    "unit", [" ", "-\n", "\n ", "种\n", "a\u0301", "\u0301", "aа", "་", "\u200b", "- ", "𝐄", "é\n\n", "ܐ"]
)
def test_a_megabyte_of_one_thing_folds(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    assert fold(text) == normalise(text).text
