"""Write the old Office files that the tests read with the real LibreOffice; all vendors are invented.

``python tests/read/office/make_legacy.py`` needs LibreOffice, python-docx and python-pptx. The files are
committed, so nobody else needs to run it.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import docx
import openpyxl
import pptx
from openpyxl.comments import Comment
from pptx.util import Inches

HERE = Path(__file__).parent / "files"
SHEETS = Path(__file__).parents[2] / "golden" / "sheets"


def sheet(path: Path) -> None:
    """Headings, a list, a table with a merged cell, a comment, hidden text, margins."""
    made = docx.Document()
    made.core_properties.author, made.core_properties.comments = "Quavix", ""
    made.add_heading("Gate terminal Quavix 7: data sheet", 1)
    made.add_heading("Face attributes", 2)
    made.add_paragraph("The engine returns:")
    for text in ("age group", "ethnicity (four classes)", "glasses"):
        made.add_paragraph(text, style="List Bullet")
    table = made.add_table(1, 3)
    for cell, text in zip(table.rows[0].cells, ("Attribute", "Values", "Note"), strict=True):
        cell.text = text
    for cell, text in zip(table.add_row().cells, ("肤色", "白、黄、黑", "face_skin"), strict=True):
        cell.text = text
    cells = table.add_row().cells
    cells[0].merge(cells[1]).text, cells[2].text = "民族：维吾尔族", "实验"
    last = made.add_paragraph("Religion is never inferred.")
    made.add_comment(last.runs[0], "Legal: keep this sentence", author="A")
    made.add_paragraph("Hidden: ").add_run("race search").font.hidden = True
    made.sections[0].header.paragraphs[0].text = "Quavix internal"
    made.sections[0].footer.paragraphs[0].text = "Page foot"
    made.save(path)


def deck(path: Path) -> None:
    """A list with levels, speaker's notes, a table."""
    made = pptx.Presentation()
    made.core_properties.author, made.core_properties.comments = "Quavix", ""
    first = made.slides.add_slide(made.slide_layouts[1])
    first.shapes.title.text = "Guest insight"
    frame = first.placeholders[1].text_frame
    frame.text = "What the engine returns:"
    for text, level in (("age group", 1), ("ethnicity", 1), ("four classes", 2)):
        paragraph = frame.add_paragraph()
        paragraph.text, paragraph.level = text, level
    first.notes_slide.notes_text_frame.text = "Do not show the race filter."
    second = made.slides.add_slide(made.slide_layouts[5])
    second.shapes.title.text = "Functions"
    table = second.shapes.add_table(3, 2, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for row, texts in enumerate(
        (("Function", "Result"), ("肤色识别", "支持"), ("Religion", "not supported"))
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    for layout in list(made.slide_layouts):
        if not layout.used_by_slides:
            made.slide_layouts.remove(layout)
    made.save(path)


def book(path: Path) -> None:
    """Two sheets with comments, for the reader of XLS, which needs no LibreOffice."""
    made = openpyxl.Workbook()
    made.active.title = "属性"
    for row in (
        ("字段", "类型", "说明"),
        ("race", "int", "人种：0 黄 1 白 2 黑"),
        ("glasses", "int", "眼镜"),
    ):
        made.active.append(row)
    made.active["A2"].comment = Comment("Taken from the face, not from the card", "A")
    other = made.create_sheet("Alarms")
    other.append(("Alarm", "State"))
    other.append(("minority", "on"))
    other["B2"].comment = Comment("民族告警", "A")
    made.save(path)


def convert(source: Path, suffix: str, folder: Path, profile: Path) -> None:
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"),
            *("--convert-to", suffix, "--outdir", str(folder), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        sheet(work / "sheet-en.docx")
        deck(work / "deck-en.pptx")
        book(work / "attributes-zh.xlsx")
        convert(work / "sheet-en.docx", "doc", HERE, work / "profile")
        convert(work / "deck-en.pptx", "ppt", HERE, work / "profile")
        convert(work / "attributes-zh.xlsx", "xls", SHEETS, work / "profile")
