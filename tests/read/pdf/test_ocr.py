"""Scans and pictures: OCR where Tesseract is present, a plain word about what is missing where it is not.

Readings are compared leniently: versions of Tesseract differ in single letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask, Limits
from onrecord.model.vocabulary import Flag, GapKind, PassageKind
from onrecord.read import image, ocr, pdf
from onrecord.read.ocr_language import Script, choose, script_of
from onrecord.read.ocr_picture import Picture, rules_of
from onrecord.read.ocr_tool import OcrError, OcrTimeoutError, Tesseract, find_tesseract, how_to_install
from onrecord.read.ocr_words import SeenLine, parse, words_of
from onrecord.read.page_crop import crop

FILES = Path(__file__).parent / "files"
HERE = find_tesseract()


def needs(*languages: str) -> pytest.MarkDecorator:
    """Only where Tesseract and its language packs are installed; the tests of what is missing always run."""
    absent = HERE is None or bool(HERE.missing(languages))
    return pytest.mark.skipif(absent, reason=how_to_install(languages))


def read(name: str, ask: Ask | None = None) -> Document:
    reader = pdf.READER if name.endswith(".pdf") else image.READER
    return reader.read(Blob((FILES / name).read_bytes(), name), ask or Ask())


def alike(found: str, wanted: str) -> bool:
    return SequenceMatcher(None, " ".join(found.split()), wanted).ratio() > 0.9


@needs("eng", "osd")
def test_scanned_report_keeps_its_rows() -> None:
    found = read("scan-en.pdf")
    rows = [p for p in found.passages if p.kind is PassageKind.TABLE_ROW]
    assert [len(row.cells) for row in rows] == [4, 4, 4, 4]
    (row,) = [row for row in rows if alike(row.cells[1], "Ethnicity")]
    assert row.cells[3] == "Passed"
    assert "QV-4520-ZK" in row.text
    assert [cell.lower() for cell in row.context.header][1:] == ["test case", "expected", "result"]
    assert all(Flag.OCR in p.flags for p in found.passages)
    facts = dict(found.facts)
    assert facts["ocr_languages"] == "eng"
    assert facts["ocr_program"].startswith("tesseract ")


@needs("eng", "osd")
def test_quote_in_a_scan_is_located_and_pictured() -> None:
    blob = Blob((FILES / "scan-en.pdf").read_bytes(), "scan-en.pdf")
    found = pdf.READER.read(blob, Ask(interest=lambda text: "Ethnicity" in text))
    start = found.text.index("Ethnicity")
    place = pdf.locate(blob, found, start, start + len("Ethnicity"))
    (box,) = place.boxes
    assert 90 < box.left < 100
    assert 170 < box.top < box.bottom < 195
    assert crop(blob, 1, place.boxes).startswith(b"\x89PNG")


@needs("chi_sim", "osd")
def test_chinese_picture_is_read_without_being_told_the_language() -> None:
    found = read("scan-zh.png")
    assert dict(found.facts)["ocr_languages"] == "chi_sim"
    assert any("民族属性" in p.text and "通过" in p.text for p in found.passages)
    assert any("QY-4520-ZK" in p.text for p in found.passages)
    assert all(p.locator.boxes for p in found.passages)


@needs("ara", "uig", "osd")
def test_arabic_picture_is_read_from_right_to_left() -> None:
    found = read("scan-ar.png")
    assert any(alike(p.text, "تستنتج الكاميرا العرق ولون البشرة من الوجه.") for p in found.passages)


@needs("eng", "deu", "osd")
def test_german_keeps_its_dots() -> None:
    found = read("scan-de.jpg")
    assert dict(found.facts)["ocr_languages"] == "deu"
    assert any("ethnische Zugehörigkeit" in p.text for p in found.passages)


@needs("rus", "eng", "osd")
def test_every_page_of_a_picture_file_is_read() -> None:
    found = read("scan-ru-two-pages.tif")
    assert found.pages == 2
    assert any(p.locator.page == 2 and "этническую" in p.text for p in found.passages)


@needs("eng", "osd")
def test_page_on_its_side_is_turned_and_boxes_are_as_stored() -> None:
    found = read("scan-on-its-side.png")
    (row,) = [p for p in found.passages if "Ethnicity" in p.text]
    assert row.kind is PassageKind.TABLE_ROW
    box = row.locator.boxes[0]
    assert box.bottom - box.top > 3 * (box.right - box.left), "the line stands upright in the stored picture"


@needs("eng")
def test_asked_language_is_used() -> None:
    found = read("scan-en.pdf", Ask(ocr_languages=("eng",)))
    assert dict(found.facts)["ocr_languages"] == "eng"


@needs("eng", "osd")
def test_garbled_text_layer_is_replaced_by_ocr() -> None:
    found = read("garbled-en.pdf")
    assert any(
        alike(p.text, "The terminal estimates age, gender and ethnicity of every visitor.")
        for p in found.passages
    )
    assert not found.gaps


def test_text_that_a_copier_put_over_a_scan_is_taken_as_it_is() -> None:
    found = read("searchable-scan.pdf")
    (passage,) = found.passages
    assert passage.text == "The gate reads skin colour."
    assert passage.flags == {Flag.OCR}


# -- what is missing, switched off or too much ------------------------------------------------------------


@pytest.mark.parametrize("name", ["scan-en.pdf", "scan-zh.png"])
def test_without_tesseract_the_gap_names_the_package(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_tesseract", lambda: None)
    (gap,) = read(name).gaps
    assert gap.kind is GapKind.TOOL_MISSING
    assert gap.advice == "apt-get install tesseract-ocr tesseract-ocr-eng tesseract-ocr-chi-sim"


def test_without_the_language_pack_the_gap_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_tesseract", Stub)
    (gap,) = read("scan-en.pdf", Ask(ocr_languages=("chi_tra",))).gaps
    assert gap.kind is GapKind.TOOL_MISSING
    assert gap.advice.endswith("tesseract-ocr-chi-tra")


def test_without_pillow_the_gap_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "find_spec", lambda name: None)
    (gap,) = read("scan-zh.png").gaps
    assert (gap.kind, gap.advice) == (GapKind.TOOL_MISSING, "pip install onrecord[ocr]")


@pytest.mark.parametrize("name", ["scan-en.pdf", "scan-zh.png"])
def test_ocr_can_be_switched_off(name: str) -> None:
    (gap,) = read(name, Ask(ocr="never")).gaps
    assert gap.kind is GapKind.NO_TEXT
    assert "--ocr" in gap.advice


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OcrTimeoutError("tesseract took longer than 90 s"), GapKind.TIME_LIMIT),
        (OcrError("no"), GapKind.DAMAGED),
    ],
)
@pytest.mark.parametrize("name", ["scan-en.pdf", "scan-zh.png"])
def test_failing_ocr_is_a_gap(
    name: str, error: OcrError, kind: GapKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "find_tesseract", lambda: Stub(error=error))
    (gap,) = read(name).gaps
    assert gap.kind is kind


@pytest.mark.parametrize("name", ["scan-en.pdf", "scan-zh.png"])
def test_too_many_pixels_are_a_gap(name: str) -> None:
    (gap,) = read(name, Ask(limits=Limits(pixels=10_000))).gaps
    assert gap.kind is GapKind.TOO_LARGE


def test_picture_bomb_is_not_unpacked() -> None:
    out = BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    (gap,) = image.READER.read(Blob(out.getvalue(), "bomb.png"), Ask()).gaps
    assert gap.kind is GapKind.TOO_LARGE


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"II*\0" + b"\xff" * 40, b"\xff\xd8\xff\xe0 no"])
def test_broken_pictures_are_gaps(data: bytes) -> None:
    found = image.READER.read(Blob(data, "x.png"), Ask())
    assert len(found.gaps) == 1
    assert found.passages == ()


def test_cut_off_picture_is_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_tesseract", Stub)
    data = (FILES / "scan-de.jpg").read_bytes()
    (gap,) = image.READER.read(Blob(data[: len(data) // 2], "x.jpg"), Ask()).gaps
    assert gap.kind is GapKind.TRUNCATED


def test_speck_holds_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_tesseract", Stub)
    out = BytesIO()
    Image.new("L", (8, 8), 255).save(out, "PNG")
    (gap,) = image.READER.read(Blob(out.getvalue(), "dot.png"), Ask()).gaps
    assert gap.kind is GapKind.NO_TEXT


# -- the parts --------------------------------------------------------------------------------------------

TABLE = "\n".join(
    [
        "level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext",
        "4\t1\t1\t1\t1\t0\t100\t50\t400\t30\t-1\t",
        "5\t1\t1\t1\t1\t1\t100\t50\t150\t30\t96.1\tdetects",
        "5\t1\t1\t1\t1\t2\t270\t50\t230\t30\t95.5\tethnicity",
        "4\t1\t1\t1\t2\t0\t100\t100\t400\t30\t-1\t",
        "5\t1\t1\t1\t2\t1\t100\t100\t150\t30\t3.0\t~=|",
        "5\t1\t1\t1\t2\t2\t270\t100\t230\t30\t12.5\tqx",
    ]
)


@dataclass(frozen=True)
class Stub(Tesseract):
    """A Tesseract that says what it is told to."""

    path: str = "tesseract"
    version: str = "0"
    languages: frozenset[str] = frozenset({"eng", "osd"})
    table: str = TABLE
    error: OcrError | None = None
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def run(self, picture: bytes, languages: Sequence[str], mode: int, dpi: int, seconds: float) -> str:
        assert picture.startswith(b"P5\n")
        self.asked.append(tuple(languages))
        if self.error:
            raise self.error
        return self.table

    def script(self, picture: bytes, dpi: int, seconds: float) -> str:
        return "Rotate: 0\nOrientation confidence: 9.0\nScript: Latin\nScript confidence: 9.0\n"


def test_noise_is_left_out_and_words_keep_their_places() -> None:
    lines = parse(TABLE)
    (first, second) = words_of(lines, 0.5)
    assert (first.text, second.text) == ("detects", "ethnicity")
    assert (second.left, second.top, second.right, second.bottom) == (135, 25, 250, 40)
    part = second.part(0, 3)
    assert (part.left, round(part.right, 1)) == (135, 173.3)


def test_table_of_nonsense_is_no_error() -> None:
    assert parse("") == []
    assert parse("a\tb\nc") == []


def test_interest_is_asked_about_what_ocr_has_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_tesseract", Stub)
    for name in ("scan-en.pdf", "scan-zh.png"):
        assert read(name, Ask(interest=lambda text: "ethnicity" in text)).passages
        assert not read(name, Ask(interest=lambda text: "religion" in text)).passages


def test_language_pack_that_a_script_needs_is_named() -> None:
    tool = Stub(languages=frozenset({"eng", "osd"}))
    choice = choose(tool, Script("Tibetan", 9.0), lambda languages: [])
    assert choice.missing == ("bod",)


def test_both_forms_of_chinese_are_tried_and_the_first_wins_a_tie() -> None:
    tried: list[tuple[str, ...]] = []

    def attempt(languages: tuple[str, ...]) -> list[SeenLine]:
        tried.append(languages)
        return parse(TABLE)

    tool = Stub(languages=frozenset({"chi_sim", "chi_tra", "eng"}))
    assert choose(tool, Script("Han", 0.6), attempt).languages == ("chi_sim",)
    assert tried == [("chi_sim",), ("chi_tra",)]


def test_languages_of_the_first_page_are_tried_first_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = Stub()
    scripts: list[int] = []
    monkeypatch.setattr(
        Stub, "script", lambda self, *rest: scripts.append(1) or "Script: Latin\nScript confidence: 9"
    )
    monkeypatch.setattr(ocr, "find_tesseract", lambda: stub)
    found = read("scan-ru-two-pages.tif")
    assert found.pages == 2
    assert stub.asked == [("eng",), ("eng",)]
    assert len(scripts) == 1, "the second page read well at once"


def test_script_answer_is_parsed() -> None:
    answer = "Rotate: 90\nOrientation confidence: 8.2\nScript: Arabic\nScript confidence: 2.5\n"
    assert script_of(answer) == Script("Arabic", 2.5, 90)
    assert script_of("Too few characters. Skipping this page") == Script()


def test_drawn_lines_are_found_and_letters_are_not() -> None:
    width, height = 400, 300
    rows = [bytearray(b"\xff" * width) for _ in range(height)]
    for y in (100, 101):
        rows[y][50:350] = bytes(300)
    for y in range(100, 250):
        rows[y][200] = 0
    for y in range(20, 40):
        rows[y][60:72] = bytes(12)  # a letter
    lying, standing = rules_of(Picture(width, height, b"".join(rows)))
    assert [(r.at, r.start, r.end) for r in lying] == [(101, 50, 350)]
    assert [(r.at, r.start, r.end) for r in standing] == [(200.5, 100, 250)]


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_turned_picture_is_what_pillow_makes(angle: int) -> None:
    picture = Image.effect_noise((31, 17), 90)
    turned = Picture(31, 17, picture.tobytes()).turned(angle)
    expected = picture.rotate(-angle, expand=True)
    assert (turned.width, turned.height, turned.data) == (*expected.size, expected.tobytes())
