"""Decoding: which encoding, and nothing lost in silence."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.decode import decode

HANS = (
    "// 人脸属性结构体\nBYTE byRace; // 种族：0-未知，1-黄种人，2-白种人，3-黑种人\nBYTE byNation; // 民族\n"
)
HANT = "// 人臉屬性結構\nBYTE byRace; // 種族：0-未知，1-黃種人，2-白種人\nBYTE bySkin; // 膚色辨識\n"
JAPANESE = "// 顔の属性を返す構造体です。\nint race; // 人種（アジア系、欧米系など）を推定する\n"
KOREAN = "// 얼굴 속성 구조체\nint race; // 인종 (동양인, 서양인) 을 추정한다\n"
RUSSIAN = "// Структура атрибутов лица\nint race; // раса человека, цвет кожи\n"
UKRAINIAN = "// Структура атрибутів обличчя\nint race; // етнічна належність, колір шкіри\n"
GERMAN = "// Merkmale des Gesichts: Größe, ethnische Zugehörigkeit, Hautfarbe für Prüfungen\n"
TURKISH = "// Yüz öznitelikleri: yaş, cinsiyet, gözlük, etnik köken, ırk ve ten rengi\n"
POLISH = "// Cechy twarzy: wiek, płeć, pochodzenie etniczne, kolor skóry, narodowość, okulary\n"
ARABIC = "// سمات الوجه: العمر والجنس والأصل العرقي ولون البشرة\n"
THAI = "// คุณลักษณะใบหน้า อายุ เพศ เชื้อชาติ สีผิว แว่นตา\n"

SAMPLES = [
    ("gb18030", "gb18030", HANS),
    ("gbk", "gb18030", HANS),
    ("cp950", "big5", HANT),
    ("cp932", "shift_jis", JAPANESE),
    ("euc_jp", "euc-jp", JAPANESE),
    ("cp949", "euc-kr", KOREAN),
    ("cp1251", "windows-1251", RUSSIAN),
    ("cp1251", "windows-1251", UKRAINIAN),
    ("koi8_r", None, RUSSIAN),
    ("cp1252", "windows-1252", GERMAN),
    ("cp1254", "windows-1254", TURKISH),
    ("cp1250", "windows-1250", POLISH),
    ("cp1256", "windows-1256", ARABIC),
    ("cp874", "windows-874", THAI),
    ("utf_16_le", "utf-16-le", HANS),
    ("utf_16_be", "utf-16-be", HANS),
    ("utf_16_le", "utf-16-le", RUSSIAN),
    ("utf_16_le", "utf-16-le", GERMAN),
    ("utf_16_be", "utf-16-be", JAPANESE),
    ("utf_16_le", "utf-16-le", ARABIC),
    ("utf_16_le", "utf-16-le", KOREAN),
    ("utf_16_le", "utf-16-le", THAI),
]


@pytest.mark.parametrize(("codec", "name", "text"), SAMPLES)
@pytest.mark.parametrize("times", [1, 40])
def test_old_encodings_are_told_from_their_bytes(codec: str, name: str | None, text: str, times: int) -> None:
    result = decode((text * times).encode(codec))
    assert result.text == text * times
    assert result.encoding == (name or result.encoding)
    assert result.mixed == ()
    assert result.replaced == 0


@pytest.mark.parametrize("text", ["种族", "民族\r\n", "// 肤色", "BYTE byRace; // 种族\n"])
def test_a_few_chinese_characters_in_gbk_are_not_taken_for_western_letters(text: str) -> None:
    assert decode(text.encode("gbk")).text == text


def test_one_short_old_word_beside_chinese_in_utf8() -> None:
    modern = "    WHITE = 0           # 白\n    HAN = 1             # "
    data = modern.encode() + "汉\n".encode("gbk")
    assert decode(data).text == f"{modern}汉\n"
    modern = "    int iAge;          // 年齡段\n"
    data = modern.encode() * 2 + "    int iSkin;   // 眼鏡\n".encode("cp950")
    assert (decode(data).text, decode(data).mixed) == (f"{modern * 2}    int iSkin;   // 眼鏡\n", ("big5",))


@pytest.mark.parametrize("codec", ["utf_16_le", "utf_16_be"])
@pytest.mark.parametrize(
    "text",
    [
        "人脸识别属性种族肤色年龄",
        "支持人脸属性识别，包括年龄、性别、种族。",
        "人臉屬性辨識種族膚色年齡",
        "顔の属性として人種を推定する",
    ],
)
def test_utf16_without_mark_and_without_any_ascii(codec: str, text: str) -> None:
    result = decode(text.encode(codec))
    assert result.text == text
    assert result.encoding == codec.replace("_", "-")


@pytest.mark.parametrize(
    "text", [JAPANESE, "人種と民族を推定する", "ひらがなだけのぶんしょうです", "カタカナ"]
)
def test_shift_jis_is_not_taken_for_utf16(text: str) -> None:
    assert decode(text.encode("cp932")).text == text


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf_16_le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf_16_be", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf_32_le", "utf-32-le"),
        (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
    ],
)
def test_a_byte_order_mark_decides_and_is_removed(mark: bytes, codec: str, name: str) -> None:
    result = decode(mark + HANS.encode(codec))
    assert (result.text, result.encoding) == (HANS, name)


@given(st.text().filter(lambda t: not t.startswith("\ufeff") and "\0" not in t and "\x1b" not in t))
@settings(max_examples=300, deadline=None)
def test_utf8_comes_back_as_it_was(text: str) -> None:
    result = decode(text.encode())
    assert (result.text, result.encoding, result.mixed, result.replaced) == (text, "utf-8", (), 0)


@given(st.binary(max_size=300))
@settings(max_examples=500, deadline=None)
def test_any_bytes_decode_to_something(data: bytes) -> None:
    result = decode(data)
    assert 0 <= result.replaced <= result.text.count("\ufffd")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_are_kept(ending: str) -> None:
    text = HANS.replace("\n", ending)
    assert decode(text.encode("gbk")).text == text


def test_gbk_lines_in_a_utf8_file_are_read_and_reported() -> None:
    modern = "// 人脸属性，年龄\nint age; // 年龄段\n" * 5
    old = "int race; // 种族：黄种人，白种人\n"
    result = decode(modern.encode() + old.encode("gbk") + modern.encode())
    assert result.text == modern + old + modern
    assert (result.encoding, result.mixed, result.replaced) == ("utf-8", ("gb18030",), 0)


def test_utf8_lines_in_a_gbk_file_are_read_and_reported() -> None:
    modern = "int race; // 种族：黄种人，白种人\n"
    result = decode(HANS.encode("gbk") * 3 + modern.encode() + HANS.encode("gbk"))
    assert result.text == HANS * 3 + modern + HANS
    assert (result.encoding, result.mixed, result.replaced) == ("gb18030", ("utf-8",), 0)


def test_a_gbk_word_inside_a_utf8_line() -> None:
    data = "// 人脸属性结构体，支持年龄识别 ".encode() + "种族".encode("gbk") + " // 眼镜\n".encode()
    result = decode(data)
    assert result.text == "// 人脸属性结构体，支持年龄识别 种族 // 眼镜\n"
    assert result.mixed == ("gb18030",)


def test_western_line_in_a_utf8_file() -> None:
    data = "Größe und Alter\nHerkunft für alle\n".encode() * 3 + "Ethnische Zugehörigkeit\n".encode("cp1252")
    result = decode(data)
    assert result.text.endswith("Ethnische Zugehörigkeit\n")
    assert (result.encoding, result.mixed) == ("utf-8", ("windows-1252",))


def test_a_gbk_line_that_is_valid_utf8_by_chance_stays_chinese() -> None:
    text = HANS + "联通\n" + HANS
    assert decode(text.encode("gbk")).text == text


def test_a_broken_byte_in_utf8_is_counted_not_guessed() -> None:
    data = bytearray(("支持人脸属性识别，包括年龄、性别、种族。\n" * 3).encode())
    data[7] = 0xFF
    result = decode(bytes(data))
    assert result.encoding == "utf-8"
    assert result.replaced == result.text.count("\ufffd") > 0
    assert "种族" in result.text


def test_utf8_cut_inside_a_character() -> None:
    result = decode("年龄、性别、种族".encode()[:-1])
    assert (result.text, result.encoding, result.replaced) == ("年龄、性别、种\ufffd", "utf-8", 1)


def test_the_user_overrides() -> None:
    assert decode("раса".encode("koi8_r"), override="KOI8-R").text == "раса"
    assert decode(HANS.encode("gbk"), override="gb2312").encoding == "gb18030"
    assert decode(codecs.BOM_UTF8 + b"race", override="utf-8").text == "race"
    broken = decode("种族".encode("gbk"), override="utf-8")
    assert broken.replaced == broken.text.count("\ufffd") > 0


@pytest.mark.parametrize("name", ["klingon", "hex", "rot13", "", "  "])
def test_an_unknown_override_is_refused_in_clear_words(name: str) -> None:
    if not name:
        assert decode(b"race", override=name).text == "race"
        return
    with pytest.raises(ValueError, match="no encoding is called"):
        decode(b"race", override=name)


def test_a_declaration_decides_where_bytes_do_not() -> None:
    data = "<p>раса</p>".encode("koi8_r")
    assert decode(data, declared="koi8-r").text == "<p>раса</p>"


def test_a_wrong_declaration_does_not_spoil_chinese() -> None:
    assert decode(HANS.encode("gbk"), declared="iso-8859-1").text == HANS
    assert decode(HANS.encode(), declared="gbk").text == HANS
    assert decode(HANS.encode("gbk"), declared="utf-8").text == HANS
    assert decode(HANS.encode("gbk"), declared="no-such-thing").text == HANS


def test_iso_2022_jp() -> None:
    result = decode(JAPANESE.encode("iso2022_jp"))
    assert (result.text, result.encoding) == (JAPANESE, "iso-2022-jp")
