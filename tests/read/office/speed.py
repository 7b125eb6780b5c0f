"""How long office files take: ``python tests/read/office/speed.py``. Milliseconds a file, median of runs."""

from __future__ import annotations

import io
import random
import sys
import time
from pathlib import Path
from statistics import median

import docx
import openpyxl
import pptx
import xlwt

from onrecord.model.document import Blob
from onrecord.model.reading import Ask
from onrecord.read.open import read

GOLDEN = Path(__file__).parents[2] / "golden"
_TEXT = "camera lens face attribute age glasses mask beard network storage alarm event motion people counting"
WORDS = _TEXT.split()


def words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(count))


def made() -> dict[str, bytes]:
    """Files of an ordinary size: 390 paragraphs and cells, 20 slides, 923 cells, 20,000 cells."""
    chance = random.Random(1)
    document = docx.Document()
    for number in range(30):
        document.add_heading(words(chance, 4), 2)
        for _ in range(5):
            document.add_paragraph(words(chance, 30))
        table = document.add_table(rows=3, cols=2)
        for cell in table._cells:
            cell.text = words(chance, 4)
        if number % 3 == 0:
            document.add_paragraph(words(chance, 5), style="List Bullet")
    deck = pptx.Presentation()
    for _ in range(20):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = words(chance, 4)
        slide.placeholders[1].text = "\n".join(words(chance, 6) for _ in range(6))
    small, large = openpyxl.Workbook(), openpyxl.Workbook()
    old = xlwt.Workbook()
    sheet = old.add_sheet("s")
    for row in range(71):
        texts = [words(chance, 2) for _ in range(13)]
        small.active.append(texts)
        for column, text in enumerate(texts):
            sheet.write(row, column, text)
    for row in range(4000):
        large.active.append([row, *(words(chance, 2) for _ in range(4))])
    files = {
        "a.docx": document,
        "a.pptx": deck,
        "923 cells.xlsx": small,
        "20000 cells.xlsx": large,
        "923 cells.xls": old,
    }
    return {name: saved(file) for name, file in files.items()}


def saved(file: object) -> bytes:
    out = io.BytesIO()
    file.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def main() -> None:
    files = made()
    files |= {path.name: path.read_bytes() for path in (GOLDEN / "odf").glob("*.od?")}
    files["sheet-zh.rtf"] = (GOLDEN / "rtf/sheet-zh.rtf").read_bytes()
    for name, data in files.items():
        times = []
        for _ in range(9):
            began = time.perf_counter()
            passages = sum(len(document.passages) for document in read(Blob(data, name), Ask()))
            times.append((time.perf_counter() - began) * 1000)
        sys.stdout.write(f"{name}: {median(times):.1f} ms, {len(data) / 1000:.0f} kB, {passages} passages\n")


if __name__ == "__main__":
    main()
