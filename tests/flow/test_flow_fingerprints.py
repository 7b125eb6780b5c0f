"""A fingerprint names what a passage says, not where: it survives moving, re-wrapping and re-encoding."""

from __future__ import annotations

from textwrap import fill

from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.model.document import Blob
from onrecord.model.reading import Ask
from onrecord.read.open import read

PASSAGES = (
    "The face attributes are age, gender, glasses, beard and ethnicity.",
    "该摄像机支持人脸属性分析，包括年龄、性别、眼镜和民族。",
    "Die Gesichtsanalyse schätzt Alter, Brille, Bart und ethnische Herkunft.",
    "Модуль определяет по лицу возраст, очки, бороду и расу человека.",
)
FILLER = ("The housing is white.", "Power is supplied over the network cable.", "Delivered with a bracket.")
ENCODINGS = {
    PASSAGES[0]: ("utf-8", "utf-16", "utf-8-sig", "windows-1252"),
    PASSAGES[1]: ("utf-8", "utf-16", "gb18030"),
    PASSAGES[2]: ("utf-8", "utf-16", "windows-1252"),
    PASSAGES[3]: ("utf-8", "utf-16", "windows-1251"),
}


def fingerprints(data: bytes) -> set[str]:
    """Of all findings in a text."""
    [document] = read(Blob(data, "sheet.txt"), Ask())  # in this process: hundreds of workers take minutes
    return {finding.fingerprint for finding in onrecord.detect_in(document)}


@given(
    st.sampled_from(PASSAGES),
    st.lists(st.sampled_from(FILLER), max_size=3),
    st.lists(st.sampled_from(FILLER), max_size=3),
    st.integers(40, 90),
    st.data(),
)
@settings(max_examples=15, deadline=None)
def test_a_fingerprint_survives_moving_wrapping_and_encoding(
    passage: str, before: list[str], after: list[str], width: int, data: st.DataObject
) -> None:
    encoding = data.draw(st.sampled_from(ENCODINGS[passage]))
    text = "\n\n".join([*before, fill(passage, width), *after]) + "\n"
    alone = fingerprints(f"{passage}\n".encode())
    assert alone
    assert fingerprints(text.encode(encoding)) == alone


def test_another_claim_has_another_fingerprint() -> None:
    assert len({one for passage in PASSAGES for one in fingerprints(passage.encode())}) >= len(PASSAGES)
