"""Which text layers are believed, and which parts of a PDF are said not to be read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from onrecord.model.document import Blob
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind
from onrecord.read.open import read as read_all
from onrecord.read.pdf import read
from onrecord.read.pdf_open import _date
from onrecord.read.pdf_repair import with_new_end
from onrecord.read.pdf_survey import page_list
from onrecord.read.pdf_text import RawPage, Seen, is_garbled, seen_on

GOLDEN = Path(__file__).parents[2] / "golden" / "pdf"
ENGLISH = "The terminal estimates age, gender and ethnicity of every visitor at the gate.\r\n" * 12
CHINESE = "人脸属性包括年龄、性别、民族、肤色，识别准确率不低于百分之九十。\r\n" * 12


def shifted(text: str) -> str:
    """A text layer whose letters are three places further on, as a broken encoding makes them."""
    return "".join(chr((ord(c) - 97 + 3) % 26 + 97) if c.islower() else c for c in text)


@pytest.mark.parametrize(
    "text",
    [
        shifted(ENGLISH),
        "\ufffd" * 60 + "abc" * 10,
        "\ue012\ue044\ue0a1" * 40,
        "\x03\x08\x11" * 40,
        "㐀㐁㐂㐃人脸属" * 20,
    ],
)
def test_nonsense_is_noticed(text: str) -> None:
    assert is_garbled(RawPage(1, text))


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        CHINESE,
        "",
        "No.",
        "● Age\r\n● Gender\r\n" * 20,
        "\uf0b7 Age group of the person\r\n\uf0b7 Gender\r\n" * 20,
        "0x00FF 0x12AB NET_DVR_GET_CARD_CFG\r\n" * 40,
        "#define PLTFRM_STRCT_LNGTH 0x10 // rsrvd\r\n" * 9,
        "تستنتج الكاميرا العرق ولون البشرة من الوجه.\r\n" * 20,
        "Модуль определяет этническую принадлежность.\r\n" * 20,
        "མི་རིགས་དང་པགས་མདོག་ངོས་འཛིན།\r\n" * 20,
    ],
)
def test_honest_text_is_believed(text: str) -> None:
    assert not is_garbled(RawPage(1, text))


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        (RawPage(1, "", failed=True), Seen.NOTHING),
        (RawPage(1, ""), Seen.TEXT),
        (RawPage(1, "", pictures=0.9), Seen.PICTURE),
        (RawPage(1, "", pictures=0.05), Seen.TEXT),
        (RawPage(1, "", drawn=True), Seen.PICTURE),
        (RawPage(1, "Annual report of the firm", pictures=1.0), Seen.DOUBTFUL),
        (RawPage(1, "Annual report of the firm", pictures=1.0, unpainted=True), Seen.TEXT),
        (RawPage(1, ENGLISH, pictures=1.0), Seen.TEXT),
        (RawPage(1, ENGLISH, broken=0.5), Seen.GARBLED),
    ],
)
def test_what_a_page_shows(page: RawPage, seen: Seen) -> None:
    assert seen_on(page) is seen


def test_attached_files_are_read_after_the_document() -> None:
    out = BytesIO()
    with pypdfium2.PdfDocument((GOLDEN / "rotated-en.pdf").read_bytes()) as document:
        document.new_attachment("list of people.csv").set_data(b"a,b")
        document.save(out)
    found, attached = read_all(Blob(out.getvalue(), "x.pdf"))
    assert found.passages
    assert found.attachments == attached.members == ("list of people.csv",)
    assert [passage.cells for passage in attached.passages] == [("a", "b")]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("D:20200514104837+08'00'", "2020-05-14T10:48:37+08:00"),
        ("D:20200514104837Z", "2020-05-14T10:48:37Z"),
        ("D:20200514", "2020-05-14"),
        ("yesterday", "yesterday"),
    ],
)
def test_dates_are_iso(stored: str, shown: str) -> None:
    assert _date(stored) == shown


def test_pages_are_listed_in_ranges() -> None:
    assert page_list([3]) == "page 3"
    assert page_list([9, 4, 3, 5]) == "pages 3-5, 9"
    assert page_list(range(1, 100, 2)).endswith("… 99 (50 in all)")


def test_pages_are_found_again_when_even_the_catalogue_is_lost() -> None:
    whole = (GOLDEN / "datasheet-en.pdf").read_bytes()
    cut = whole[: whole.index(b"/Catalog") - 20]
    assert b"/Catalog" not in cut
    found = read(Blob(cut, "x.pdf"), Ask())
    assert {gap.kind for gap in found.gaps} <= {GapKind.TRUNCATED}
    assert with_new_end(b"no pdf") is None
    assert with_new_end(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n") is None
