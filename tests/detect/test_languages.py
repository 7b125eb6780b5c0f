"""Languages: what stands deep in a document of another language is read in its own."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.model.document import Blob
from onrecord.model.reading import Ask
from onrecord.read.open import read

ENGLISH = "The housing is made of aluminium and the power is supplied over the network cable. " * 3 + "\n\n"
CLAIMS = {
    "de": "Das System erkennt anhand des Gesichts Alter, Geschlecht und ethnische Herkunft der Passanten.",
    "fr": "Le système estime l'âge, le sexe et l'origine ethnique de chaque visage filmé par la caméra.",
    "zh": "该摄像机支持人脸属性分析，包括年龄、性别、眼镜、口罩和民族等多种属性的识别。",
    "ru": "Система определяет по лицу прохожего возраст, пол, наличие очков и этническую принадлежность.",
    "tr": "Kamera yüz görüntüsünden kişinin yaşını, cinsiyetini ve etnik kökenini tahmin eder.",
}


@pytest.mark.parametrize("language", CLAIMS)
def test_a_sentence_of_another_language_deep_in_a_document_is_found(language: str) -> None:
    text = ENGLISH * 60 + CLAIMS[language] + "\n\n" + ENGLISH
    [document] = read(Blob(text.encode(), "manual.txt"), Ask())
    [finding] = onrecord.detect_in(document)
    assert (finding.stance.value, finding.trait.value) == ("claim", "ethnicity")
    assert finding.quote == CLAIMS[language]
