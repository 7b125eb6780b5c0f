"""From a quote back to boxes on the page, and to the picture of the place."""

from __future__ import annotations

import struct
from pathlib import Path

import pypdfium2
import pytest

from onrecord.model.document import Blob, Document
from onrecord.model.place import Box, Locator
from onrecord.model.reading import Ask
from onrecord.read import pdf_session
from onrecord.read.page_crop import crop
from onrecord.read.pdf import locate, read

GOLDEN = Path(__file__).parents[2] / "golden" / "pdf"


def opened(name: str) -> tuple[Blob, Document]:
    blob = Blob((GOLDEN / name).read_bytes(), name)
    return blob, read(blob, Ask())


def place(blob: Blob, document: Document, quote: str) -> Locator:
    start = document.text.index(quote)
    return locate(blob, document, start, start + len(quote))


def text_in(blob: Blob, page: int, box: Box) -> str:
    """What PDFium itself finds in a box: an independent check."""
    with pypdfium2.PdfDocument(blob.data) as document:
        sheet = document[page - 1]
        height = sheet.get_height()
        found = sheet.get_textpage().get_text_bounded(
            box.left - 0.5, height - box.bottom, box.right + 0.5, height - box.top
        )
        assert isinstance(found, str)
        return found.strip()


@pytest.mark.parametrize(
    ("name", "quote"),
    [
        ("datasheet-en.pdf", "ethnicity, colour"),
        ("datasheet-en.pdf", "Skin colour statistics"),
        ("two-columns-en.pdf", "four groups of origin"),
        ("not-embedded-zh.pdf", "少数民族"),
        ("manual-zh.pdf", "是否少数民族"),
        ("beyond-the-basic-plane.pdf", "ethnicity in this"),
        ("arabic.pdf", "لون البشرة"),
    ],
)
def test_box_holds_the_quote_and_nothing_else(name: str, quote: str) -> None:
    blob, document = opened(name)
    found = place(blob, document, quote)
    assert found.page is not None
    (box,) = found.boxes
    assert text_in(blob, found.page, box) == quote


def test_quote_over_two_lines_has_a_box_for_each() -> None:
    blob, document = opened("two-columns-en.pdf")
    found = place(blob, document, "gender and an ethnicity\nlabel for")
    assert [text_in(blob, 1, box) for box in found.boxes] == ["gender and an ethnicity", "label for"]
    assert found.boxes[0].top < found.boxes[1].top


def test_quote_on_the_second_page_of_a_passage_is_found_there() -> None:
    blob, document = opened("faq-en.pdf")
    found = place(blob, document, "photographed")
    assert found.page == 2
    assert text_in(blob, 2, found.boxes[0]) == "photographed"


def test_a_quote_of_interest_is_placed_without_the_file() -> None:
    blob = Blob((GOLDEN / "datasheet-en.pdf").read_bytes(), "datasheet-en.pdf")
    document = read(blob, Ask(interest=lambda text: "ethnicity" in text))
    here = place(Blob(b"", blob.name), document, "ethnicity, colour")
    assert here.boxes
    pdf_session._sessions.clear()
    assert place(blob, document, "ethnicity, colour") == here


def test_a_new_process_finds_the_same_place() -> None:
    blob, document = opened("faq-en.pdf")
    here = place(blob, document, "photographed")
    pdf_session._sessions.clear()
    assert place(blob, document, "photographed") == here


def test_boxes_of_a_page_that_is_stored_on_its_side_are_as_shown() -> None:
    blob, document = opened("rotated-en.pdf")
    found = place(blob, document, "ethnicity")
    (box,) = found.boxes
    with pypdfium2.PdfDocument(blob.data) as stored:
        page = stored[0]
        width, height = page.get_size()
        picture = page.render(scale=1, grayscale=True).to_pil()
    assert (width, height) == (560, 780), "turned, and cropped"
    ink = picture.crop((int(box.left), int(box.top), int(box.right), int(box.bottom))).getextrema()
    beside = picture.crop((int(box.right) + 150, int(box.top), int(box.right) + 200, int(box.bottom)))
    assert ink[0] < 100, "there is ink in the box"
    assert beside.getextrema()[0] > 200, "and none beside the line"


def test_span_outside_the_text_has_no_place() -> None:
    blob, document = opened("datasheet-en.pdf")
    end = len(document.text)
    assert locate(blob, document, end + 5, end + 9).page is None


def test_picture_of_the_place_is_small_and_marked() -> None:
    blob, document = opened("datasheet-en.pdf")
    found = place(blob, document, "ethnicity, colour")
    assert found.page is not None
    png = crop(blob, found.page, found.boxes)
    assert len(png) < 100_000
    pixels = png_pixels(png)
    yellow = [(r, g, b) for r, g, b in pixels if r > 200 and g > 200 and b < 140]
    assert 0.002 < len(yellow) / len(pixels) < 0.2


def test_picture_of_nothing_is_empty() -> None:
    blob, _ = opened("datasheet-en.pdf")
    assert crop(blob, 1, ()) == b""
    assert crop(blob, 99, (Box(0, 0, 10, 10),)) == b""
    assert crop(Blob(b"%PDF-1.4 broken", "x.pdf"), 1, (Box(0, 0, 10, 10),)) == b""
    assert crop(Blob(b"no picture", "x.png"), 1, (Box(0, 0, 10, 10),)) == b""


def test_boxes_off_the_page_still_give_a_picture() -> None:
    blob, _ = opened("datasheet-en.pdf")
    png = crop(blob, 1, (Box(-50, -900, -10, -880),))
    assert png.startswith(b"\x89PNG")


def png_pixels(png: bytes) -> list[tuple[int, int, int]]:
    from io import BytesIO

    from PIL import Image

    width, height = struct.unpack(">II", png[16:24])
    image = Image.open(BytesIO(png)).convert("RGB")
    assert image.size == (width, height)
    data = image.tobytes()
    return list(zip(data[::3], data[1::3], data[2::3], strict=True))
