"""Sentences and clauses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.segments import clause_at, clauses, sentences


def split(text: str, language: str = "") -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


def parts(text: str, language: str = "") -> list[str]:
    return [text[start:end] for start, end in clauses(text, language)]


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("en", "The camera estimates age.", "It never reads faith."),
        ("zh-Hans", "支持年龄识别。", "不支持种族识别！"),
        ("zh-Hant", "支援年齡辨識。", "不支援種族？"),
        ("ja", "年齢を推定します。", "人種は推定しません。"),
        ("ko", "나이를 추정한다.", "인종은 추정하지 않는다."),
        ("ru", "Камера определяет возраст.", "Раса не определяется."),
        ("uk", "Камера визначає вік.", "Раса не визначається."),
        ("de", "Die Kamera schätzt das Alter.", "Über die Herkunft sagt sie nichts."),
        ("fr", "La caméra estime l'âge.", "L'origine n'est pas déduite."),
        ("es", "La cámara estima la edad.", "¿Y la raza?"),
        ("pt", "A câmera estima a idade.", "A raça não."),
        ("it", "La telecamera stima l'età.", "L'etnia no."),
        ("nl", "De camera schat de leeftijd.", "Afkomst niet."),
        ("pl", "Kamera szacuje wiek.", "Rasy nie."),
        ("tr", "Kamera yaşı tahmin eder.", "Irkı etmez."),
        ("ar", "تحدد الكاميرا العمر.", "هل تحدد العرق؟"),
        ("fa", "دوربین سن را تخمین می‌زند.", "نژاد را نه."),
        ("hi", "कैमरा आयु बताता है।", "जाति नहीं।"),
        ("vi", "Máy ảnh ước lượng tuổi.", "Không nhận diện dân tộc."),
        ("id", "Kamera menebak usia.", "Ras tidak."),
        ("bo", "ལོ་ཚོད་རྩིས།", "མི་རིགས་མིན།"),
        ("ug", "كامېرا ياشنى پەرەز قىلىدۇ.", "مىللەتنىچۇ؟"),
    ],
)
def test_two_sentences_in_every_language(language: str, one: str, two: str) -> None:
    gap = "" if language in ("zh-Hans", "zh-Hant", "ja") else " "
    assert split(one + gap + two, language) == [one, two]
    assert split(one + gap + two) == [one, two]


@pytest.mark.parametrize(
    "text",
    [
        '"We never built it, full stop," a spokesperson wrote.',
        '"Is it so?" she asked the firm.',
        "SDK v2.1 returns a value of 0.5 or more.",
        "See Art. 5, No. 7 and Fig. 3 of the manual.",
        "Traits, e.g. race, are listed, i.e. they exist.",
        "J. R. Miller of the U.S. Office of Tests agreed.",
        "Alter, z. B. 5 Jahre, und d. h. auch das Geschlecht.",
        "Die Prüfung am 3. Mai 2021 lief gut.",
        "Признаки, т. е. возраст, см. рис. 3 и табл. 2.",
        "Cechy, np. wiek, zob. rys. 3 i tab. 2.",
        "Kenmerken, bijv. leeftijd, zie art. 3.",
        "Wait ... there is more of it.",
        "发言人回应：“我们从未销售。”随后表示否认。",
        "「判定しません。」と広報は述べた。",
        "Dr. Maier and Prof. Kim wrote it.",
        "1. Introduction to the product",
        "Visit www.example.org or mail a.b@example.org today.",
        "The model AB-2CD.7 has it.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert split(text, "de" if "Mai" in text else "") == [text]


def test_wrapped_lines_are_one_sentence_and_blank_lines_divide() -> None:
    text = "The camera estimates the age of people,\nthe gender and ethnicity\nof each.\n\nNothing else"
    assert split(text) == [text[: text.index("\n\n")], "Nothing else"]


def test_wrapped_chinese_lines_are_one_sentence() -> None:
    text = "本设备支持对经过人员的年龄、性别以及\n民族进行识别并将结果上传到服务器。\n第二条"
    assert split(text) == [text[: text.rindex("\n")], "第二条"]


def test_items_of_a_list_stand_alone() -> None:
    assert split("Face attributes:\nAge\nGender\nSkin tone\n- glasses\n- beard\n2) hat") == [
        "Face attributes:",
        "Age",
        "Gender",
        "Skin tone",
        "- glasses",
        "- beard",
        "2) hat",
    ]


def test_numbered_clauses_and_paragraph_numbers_begin_sentences() -> None:
    assert split("6.2 For every person the\nsystem stores a face.\n6.3 For every car\na plate.") == [
        "6.2 For every person the\nsystem stores a face.",
        "6.3 For every car\na plate.",
    ]
    assert split("[0031] In one form it is so [0032] In another it is not") == [
        "[0031] In one form it is so",
        "[0032] In another it is not",
    ]


def test_a_line_broken_on_purpose_does_not_run_on() -> None:
    text = "Product sheet\nThe camera estimates the age and the gender of everybody who walks by the door."
    assert split(text)[0] == "Product sheet"


@pytest.mark.parametrize(
    "lines",
    [
        ["Face attributes: age, gender, ethnicity, beard", "White balance: automatic"],
        ["顔の属性：年齢、性別、人種、眼鏡", "電源：直流"],
        ["يحدد النظام العرق من صورة الوجه في كل الظروف", "اللغة: العربية"],
        ["Up to nine traits of a face, among them ethnicity and mood", "Sorting by race with a rate of 87 %"],
        ["int race;      // what the model thinks", "int glasses;   // worn or not"],
        ["/* the colour of the skin as it was seen */", "unsigned char skin"],
        ["| race | 0 unknown, 1 asian |", "Remarks of the maker"],
        ["> call it something else, they said to us all", "Our reading is another one"],
        ["»Wir sehen auch die Herkunft.«", "»Auf Wunsch mehr.«"],
        ["나. 외모를 근거로 인종을 구분한다.", "다. 피부색 조건을 제공할 것."],
        ["Pos. 2 Die Software muss das können.", "Pos. 3 Suche nach Farbe."],
    ],
)
def test_lines_that_stand_alone_are_not_joined(lines: list[str]) -> None:
    assert split("\n".join(lines)) == lines


def test_thai_is_divided_at_wide_gaps_lines_and_in_long_runs() -> None:
    short = "กล้องจำแนกเพศ อายุ"
    assert split(short, "th") == [short]
    run = "ระบบ" * 20
    assert split(f"{run} {run}", "th") == [run, run]
    assert split(f"{short}  {short}", "th") == [short, short]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It detects age, but not race", ["It detects age,", "but not race"]),
        ("en", "It does not sell race data; it finds age", ["It does not sell race data;", "it finds age"]),
        ("en", "Age is found whereas race is not", ["Age is found", "whereas race is not"]),
        ("en", "Ethnicity: not supported", ["Ethnicity: not supported"]),
        ("en", "Race — reserved", ["Race — reserved"]),
        ("zh-Hans", "支持年龄，但不支持种族", ["支持年龄，", "但不支持种族"]),
        ("zh-Hans", "支持年龄识别，但是不含民族", ["支持年龄识别，", "但是不含民族"]),
        ("de", "Das Alter ja, aber nicht die Rasse", ["Das Alter ja,", "aber nicht die Rasse"]),
        ("fr", "L'âge oui, mais pas la race", ["L'âge oui,", "mais pas la race"]),
        ("es", "La edad sí, pero no la raza", ["La edad sí,", "pero no la raza"]),
        ("pt", "A idade sim, mas não a raça", ["A idade sim,", "mas não a raça"]),
        ("it", "L'età sì, ma non la razza", ["L'età sì,", "ma non la razza"]),
        ("nl", "De leeftijd wel, maar het ras niet", ["De leeftijd wel,", "maar het ras niet"]),
        ("pl", "Wiek tak, ale rasa nie", ["Wiek tak,", "ale rasa nie"]),
        ("tr", "Yaşı bulur, ancak ırkı bulmaz", ["Yaşı bulur,", "ancak ırkı bulmaz"]),
        ("ru", "Возраст да, но раса нет", ["Возраст да,", "но раса нет"]),
        ("uk", "Вік так, але раса ні", ["Вік так,", "але раса ні"]),
        ("ar", "العمر نعم، ولكن العرق لا", ["العمر نعم،", "ولكن العرق لا"]),
        ("fa", "سن آری، اما نژاد نه", ["سن آری،", "اما نژاد نه"]),
        ("hi", "आयु हाँ, लेकिन जाति नहीं", ["आयु हाँ,", "लेकिन जाति नहीं"]),
        ("vi", "Có tuổi, nhưng không có dân tộc", ["Có tuổi,", "nhưng không có dân tộc"]),
        ("id", "Usia ya, tetapi ras tidak", ["Usia ya,", "tetapi ras tidak"]),
        ("ko", "나이는 된다, 하지만 인종은 아니다", ["나이는 된다,", "하지만 인종은 아니다"]),
        ("ja", "年齢は推定するが、人種は推定しない", ["年齢は推定する", "が、人種は推定しない"]),
        ("th", "จำแนกอายุแต่ไม่จำแนกเชื้อชาติ", ["จำแนกอายุ", "แต่ไม่จำแนกเชื้อชาติ"]),
    ],
)
def test_clauses_turn_at_words_of_contrast(language: str, text: str, expected: list[str]) -> None:
    assert parts(text, language) == expected


def test_brackets_are_a_clause_inside() -> None:
    text = "It finds race (not in the test build) and age."
    spans = clauses(text)
    assert [text[a:b] for a, b in spans] == [text, "not in the test build"]
    at = text.index("test")
    assert clause_at(spans, at, at + 4) == spans[1]
    assert clause_at(spans, text.index("race"), text.index("test")) == spans[0]


def test_unknown_language_turns_at_words_of_any() -> None:
    assert len(parts("Wiek tak, ale rasa nie")) == 2


texts = st.text(alphabet="aB.!? \n。；，“”」但（）():;—-1[]0์กแ한\t་།", max_size=80)


@given(texts)
@settings(max_examples=400, deadline=None)
def test_sentences_are_in_order_trimmed_and_leave_no_letter_out(text: str) -> None:
    spans = sentences(text)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert sum(c.isalnum() for c in covered) == sum(c.isalnum() for c in text)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_clauses_lie_inside_sentences_and_leave_no_letter_out(text: str) -> None:
    spans = clauses(text)
    whole = sentences(text)
    assert all(any(a <= start and end <= b for a, b in whole) for start, end in spans)
    places = {i for start, end in spans for i in range(start, end)}
    assert all(i in places for i, c in enumerate(text) if c.isalnum())


@pytest.mark.parametrize(
    "unit",
    ["a", ".", ". ", "a\n", "\n", "(", "((a))", "，但", "。", "a. ", "ก ", "[00] ", " ", "(aaa)", "— "],
)
def test_a_megabyte_of_one_thing(unit: str) -> None:
    clauses(unit * (200_000 // len(unit)))
