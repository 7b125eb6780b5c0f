"""Which language a line is in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.language import LANGUAGES, identify, languages

LINES = [
    ("en", "Age, gender, skin tone, glasses"),
    ("en", "The camera estimates the ethnicity of each person that walks by."),
    ("en", "Filter by race"),
    ("zh-Hans", "种族：黄种人、白种人"),
    ("zh-Hans", "BYTE byRace; // 种族"),
    ("zh-Hans", "支持识别人脸的年龄、性别和民族"),
    ("zh-Hant", "種族、膚色與年齡辨識"),
    ("zh-Hant", "系統可判斷人臉的族群"),
    ("ja", "顔から人種を推定します"),
    ("ja", "人種（アジア系）"),
    ("ko", "얼굴에서 인종을 추정한다"),
    ("ru", "раса, возраст, цвет кожи"),
    ("ru", "Система определяет этническую принадлежность"),
    ("uk", "Система визначає етнічну належність"),
    ("uk", "колір шкіри, стать, вік"),
    ("de", "Alter, Geschlecht, Hautfarbe"),
    ("de", "Die Kamera erkennt die ethnische Herkunft der Passanten."),
    ("fr", "Âge, sexe, couleur de peau"),
    ("fr", "La caméra estime l'origine ethnique des passants."),
    ("es", "Edad, sexo, color de piel, gafas"),
    ("es", "La cámara clasifica a las personas por etnia."),
    ("pt", "Idade, sexo, cor da pele, óculos"),
    ("pt", "A câmera classifica as pessoas por raça e cor."),
    ("it", "Età, sesso, colore della pelle"),
    ("it", "La telecamera riconosce l'etnia delle persone."),
    ("nl", "Geslacht, leeftijd, huidskleur"),
    ("nl", "De camera bepaalt de etnische achtergrond van voorbijgangers."),
    ("pl", "Płeć, wiek, kolor skóry"),
    ("pl", "Kamera rozpoznaje pochodzenie etniczne przechodnia."),
    ("tr", "Yaş, cinsiyet, ten rengi"),
    ("tr", "Kamera yüzden etnik kökeni tahmin eder."),
    ("ar", "العمر، الجنس، لون البشرة"),
    ("ar", "تحدد الكاميرا الأصل العرقي للمارة"),
    ("fa", "سن، جنسیت، رنگ پوست"),
    ("fa", "دوربین قومیت رهگذران را تشخیص می‌دهد"),
    ("hi", "कैमरा चेहरे से जातीयता पहचानता है"),
    ("vi", "Tuổi, giới tính, màu da"),
    ("vi", "Máy ảnh nhận diện dân tộc của người qua đường"),
    ("id", "rasa, jenis kelamin"),
    ("id", "Kamera menebak ras dan warna kulit dari wajah"),
    ("th", "กล้องจำแนกเชื้อชาติจากใบหน้า"),
    ("ug", "كامېرا چىرايدىن مىللەتنى پەرقلەندۈرىدۇ"),
    ("bo", "གདོང་ལས་མི་རིགས་ངོས་འཛིན།"),
    ("", ""),
    ("", "12 345 -- ;;"),
    ("", "NV_E_FACE_RACE = 3,"),
]


@pytest.mark.parametrize(("code", "line"), LINES)
def test_a_single_line_is_enough(code: str, line: str) -> None:
    assert identify(line) == code


def test_a_hint_decides_only_what_the_text_leaves_open() -> None:
    assert identify("人種", hint="ja") == "ja"
    assert identify("民族") == "zh-Hans"
    assert identify("民族", hint="zh-Hant") == "zh-Hant"
    assert identify("支持种族识别", hint="ja") == "zh-Hans"
    assert identify("раса", hint="uk") == "uk"
    assert identify("раса, цвет кожи и лицо", hint="uk") == "ru"
    assert identify("The colour of the skin of each person", hint="de") == "en"


def test_all_languages_of_a_mixed_document_the_largest_first() -> None:
    text = (
        "The camera estimates age and gender of each passer-by.\n" * 6 + "系统支持识别人脸的种族和年龄\n" * 2
    )
    assert languages(text) == ("en", "zh-Hans")
    assert languages("") == ()
    assert languages("系统支持识别人脸的种族和年龄\nOK\n") == ("zh-Hans",)


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_has_an_answer(text: str) -> None:
    assert identify(text) in (*LANGUAGES, "")
    assert all(code in LANGUAGES for code in languages(text))


@pytest.mark.parametrize("unit", ["a", "<", "</a", "A_", "http://", "种", "\n", "&a", "x\n"])
def test_a_megabyte_of_one_thing(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    identify(text)
    languages(text)
