"""The search in raw bytes finds what the search in the folded text finds."""

from __future__ import annotations

import unicodedata
from collections import defaultdict

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.detect.support import packs

from onrecord.detect.anchor_forms import Level
from onrecord.detect.anchor_search import CHUNK, MARGIN
from onrecord.text._foldtable import fold_table
from onrecord.text.normalise import fold

SEARCH = packs().anchors._search
LITERALS = sorted({anchor.literal for anchor in SEARCH._anchors})


def _raw_forms() -> dict[str, list[str]]:
    """Every character of the basic plane by what it folds to, and some beyond it."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, form in enumerate(fold_table().chars):
        if not 0xD800 <= code < 0xE000:
            found[form].append(chr(code))
    for code in (*range(0x1D400, 0x1D800), *range(0x1F100, 0x1F200), *range(0x2F800, 0x2FA20)):
        found[fold(chr(code))].append(chr(code))
    for look, like in zip("аеорсухі", "aeopcyxi", strict=True):
        found[like].append(look)
    return found


FORMS = _raw_forms()
BREAKS = ["\n", "-\n", "\xad\n", "- \r\n  ", "\u3000\n", " \n ", "\u2010\n", "\xac\n", "\n\n"]
UNSEEN = "\u200d\xad\u200b\ufe0f\u0301\u0640\u064e\u093c\U000e0020\u0f0b-_."
BETWEEN = st.sampled_from([*[""] * 40, *BREAKS, *UNSEEN])
BLANKS = ["  ", "\n", "\n    ", "\xa0", "\u3000", "\u2009", "\t", " \xa0", " " * 700, "\r\n", "_", "-"]
GAPS = st.sampled_from([" ", " ", " ", *BLANKS])
AROUND = st.sampled_from(
    [
        "",
        *" \nxXé人ж1_.’“(，ＬıßِsSÄёةク字\U0001f600…\u0301\xa0\u3000",
        "-\n",
        "face",
        "FACE",
        "LP",
        "Type",
        "by",
    ]
)
FILLER = st.sampled_from(
    [
        "",
        "The recorder keeps 30 days of footage on eight disks. ",
        "Die Straße, größer; ça va? Où ? l’été « là » …\n",
        "支持人脸检测、抓拍与优选，分辨率不低于四百万像素，\n工作温度。",
        "Питание по кабелю, ещё два жёстких диска: IP-камера №5.\n",
        "الوصول إلى الشبكة عبر الكاميرا في المدينة\n",
        "กล้องทำงานร่วมกับระบบน้ำ ",
        "कैमरा सड़क पर लगाया गया है\n",
        "trace braces HANDLE Handle changeHandler racer_x terrace\n",
        "카메라는 네트워크로 전원을 공급받습니다 ",
        "カメラはネットワーク、ｶﾒﾗ　ＩＰ\n",
        "e\u0301te\u0301 noe\u0308l ",
        "\n",
    ]
)


@st.composite
def written(draw: st.DrawFn) -> str:
    """A literal as somebody may have written it."""
    shape = draw(st.sampled_from([str, str.upper, str.capitalize, str.title, str.swapcase]))
    literal = draw(st.sampled_from(LITERALS))
    camel = draw(st.booleans()) and literal.isascii()
    text = shape("".join(word.capitalize() for word in literal.split(" ")) if camel else literal)
    odd = draw(st.integers(0, 2))
    parts = []
    for char in text:
        if char == " ":
            parts.append(draw(GAPS))
            continue
        forms = FORMS.get(char.lower(), [char])
        parts.append(draw(st.sampled_from([char] * len(forms) + forms)) if odd else char)
        parts.append(draw(BETWEEN) if odd == 2 else "")
    return "".join(parts)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Ordinary text of many scripts with something in it that looks like an anchor."""
    far = draw(st.sampled_from([0, 1, 12]))
    before, behind = draw(FILLER) * far, draw(FILLER) * far
    return f"{before}{draw(AROUND)}{draw(written())}{draw(AROUND)}{behind}"


@settings(max_examples=800, deadline=None)
@given(texts())
@example("race ß")
@example("raceß")
@example("face_raceı")
@example("LPRACE")
def test_raw_bytes_tell_what_the_folded_text_tells(text: str) -> None:
    slow = SEARCH.level_folded(text, Level.STRONG)
    assert SEARCH.level_raw(text, Level.STRONG) >= slow
    assert SEARCH.level_raw(text, Level.WEAK) >= min(slow, Level.WEAK)


EXAMPLES = sorted({example.text for rule in packs().rules() for example in rule.examples})


@pytest.mark.parametrize("far", [0, 3])
def test_every_example_of_every_rule_tells_the_same_in_raw_bytes(far: int) -> None:
    filler = "Питание по кабелю. The recorder keeps 30 days. 工作温度零下十度。\n" * far
    for passage in EXAMPLES:
        text = f"{filler}{passage}\n{filler}"
        assert SEARCH.level_raw(text, Level.STRONG) == SEARCH.level_folded(text, Level.STRONG), text


@settings(max_examples=150, deadline=None)
@given(st.lists(FILLER, max_size=20).map("".join))
def test_ordinary_text_is_as_quiet_in_raw_bytes(text: str) -> None:
    assert SEARCH.level_raw(text, Level.STRONG) == SEARCH.level_folded(text, Level.STRONG)


@pytest.mark.parametrize("literal", ["race", "ethnicité", "расы", "种族", "عرق", "สีผิว", "민족", "skin tone"])
def test_every_form_of_every_letter_is_seen(literal: str) -> None:
    for at, letter in enumerate(literal):
        for form in FORMS[letter]:
            text = f"a {literal[:at]}{form}{literal[at + 1 :]} b"
            if SEARCH.level_folded(text, Level.STRONG):
                assert SEARCH.level_raw(text, Level.STRONG), (text, unicodedata.name(form, "?"))


@pytest.mark.parametrize("hit", ["race", "种族", "расы", "byRace", "ethni-\ncity", "Ｒａｃｅ"])
@pytest.mark.parametrize("place", [0, CHUNK - 4, CHUNK - MARGIN, CHUNK, 2 * CHUNK - 2, 2 * CHUNK + 7])
@pytest.mark.parametrize("filler", ["x ", "字、", "жё "])
def test_the_edges_of_pieces_hide_nothing(hit: str, place: int, filler: str) -> None:
    size = len(filler.encode())
    text = filler * (place // size) + f" {hit} " + filler * 50_000
    assert SEARCH.level_raw(text, Level.STRONG) is Level.STRONG
