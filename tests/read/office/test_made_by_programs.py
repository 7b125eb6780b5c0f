"""Files as other programs write them: python-docx, python-pptx, openpyxl, xlwt."""

from __future__ import annotations

import io

import docx
import openpyxl
import pptx
import pytest
import xlwt

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import PassageKind
from onrecord.read.open import read


def read_one(data: bytes, name: str, ask: Ask | None = None) -> Document:
    (document,) = read(Blob(data, name), ask or Ask())
    assert not document.gaps
    return document


def saved(thing: object) -> bytes:
    out = io.BytesIO()
    thing.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def test_word_document() -> None:
    document = docx.Document()
    document.add_heading("Datenblatt", 1)
    document.add_paragraph("Merkmale:")
    document.add_paragraph("Brille", style="List Bullet")
    document.add_paragraph("Hautfarbe", style="List Bullet 2")
    table = document.add_table(rows=3, cols=2)
    for row, texts in zip(
        table.rows, [("Gesicht", "Gesicht"), ("Ethnie", "ja"), ("Alter", "ja")], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[0].cells[0].merge(table.rows[0].cells[1])
    document.sections[0].header.paragraphs[0].text = "Ovaryn"
    found = read_one(saved(document), "a.docx")
    by_text = {passage.text: passage for passage in found.passages}
    assert by_text["Brille"].context.caption == "Merkmale:"
    assert by_text["Hautfarbe"].kind is PassageKind.LIST_ITEM
    assert by_text["Ethnie\tja"].cells == ("Ethnie", "ja")
    assert by_text["Ethnie\tja"].context.headings == ("Datenblatt",)


def test_presentation() -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Attributs"
    slide.placeholders[1].text = "âge\ntype ethnique"
    slide.notes_slide.notes_text_frame.text = "Ne pas montrer."
    found = read_one(saved(deck), "a.pptx")
    by_text = {passage.text: passage for passage in found.passages}
    assert by_text["type ethnique"].locator.slide == 1
    assert by_text["type ethnique"].context.headings == ("Attributs",)
    assert by_text["Ne pas montrer."].kind is PassageKind.NOTE


@pytest.mark.parametrize("word", ["needle", "haystack 7999"])
def test_long_sheets_are_read_around_what_is_of_interest(word: str) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Codes")
    sheet.append(["Code", "Meaning", "Note"])
    for number in range(8000):
        sheet.append([number, f"needle {number}" if number == 5000 else f"haystack {number}", "x"])
        if number == 5000:
            sheet.append(["", "child", "y"])
    data = saved(book)
    slow = {p.text: (p.context, p.locator, p.cells) for p in read_one(data, "a.xlsx").passages}
    fast = read_one(data, "a.xlsx", Ask(interest=lambda text: word in text))
    assert 0 < len(fast.passages) < 200
    for passage in fast.passages:
        assert slow[passage.text] == (passage.context, passage.locator, passage.cells)
    assert any(word in passage.text for passage in fast.passages)
    if word == "needle":
        child = next(passage for passage in fast.passages if passage.text == "child\ty")
        assert child.parent is not None
        assert fast.passages[child.parent].text.startswith("5000\tneedle")


def test_old_workbook_in_chinese() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("属性")
    for row, texts in enumerate([("序号", "名称", "说明"), ("1", "民族", "人脸"), ("2", "年龄", "人脸")]):
        for column, text in enumerate(texts):
            sheet.write(row, column, text)
    found = read_one(saved(book), "a.xls")
    assert [p.text for p in found.passages][1] == "1\t民族\t人脸"
    assert found.passages[1].context.header == ("序号", "名称", "说明")
    assert found.passages[1].locator.cell == "A2"
