"""Write the workbooks of this folder: ``python tests/golden/sheets/make.py`` (needs openpyxl and xlwt).

XLSX is made with openpyxl and XLS with xlwt, as real programs would write them; the XLSB is put together here,
record by record.
"""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from pathlib import Path

import openpyxl
import xlwt
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

HERE = Path(__file__).parent
BOLD = Font(bold=True)


def attributes_en() -> None:
    """A field list with child rows, a hidden sheet, a comment, choices, percent and date."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Face attributes"
    sheet["A1"] = "Tessel face attributes, release 3"
    sheet["A1"].font = BOLD
    for column, text in enumerate(["Field", "Type", "Meaning", "Accuracy"], 1):
        sheet.cell(2, column, text).font = BOLD
    rows = [
        ("age", "int", "years", 0.95),
        ("eth", "object", "ethnic group", 0.88),
        ("white", "float", "score", None),
        ("black", "float", "score", None),
        ("mask", "bool", "covers the mouth", True),
    ]
    for number, row in enumerate(rows, 3):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value)
        sheet.cell(number, 4).number_format = "0%"
    for number in (5, 6):
        sheet.cell(number, 1).alignment = Alignment(indent=1)
    sheet["A4"].comment = Comment("Ask legal before shipping", "A")
    sheet["A10"], sheet["B10"] = "Tested", dt.date(2021, 3, 4)
    sheet["A11"], sheet["B11"] = "By", "lab"
    choices = DataValidation(type="list", formula1='"Yellow,Black,White"')
    choices.add("F2:F9")
    sheet.add_data_validation(choices)
    hidden = book.create_sheet("internal")
    hidden["B2"] = "Minority alarm is on request."
    hidden.sheet_state = "hidden"
    _save(book, "attributes-en.xlsx")


def acceptance_zh() -> None:
    """An acceptance list: merged title, merged first column, blank-led child rows, section rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    sheet.append(["宁岚平台验收表"])
    sheet.merge_cells("A1:D1")
    sheet.append(["序号", "功能", "结果", "备注"])
    sheet.append(["人脸"])
    sheet.merge_cells("A3:D3")
    sheet.append([1, "族别识别", "√", ""])
    sheet.append([None, "维吾尔", "√", "样本32"])
    sheet.append([None, "汉", "√", ""])
    sheet.append(["车辆"])
    sheet.merge_cells("A7:D7")
    sheet.append([2, "车身颜色", "√", "黑、白、黄"])
    sheet.row_dimensions[8].hidden = True
    _save(book, "acceptance-zh.xlsx")


def beside_en() -> None:
    """A text box, a chart, heads and feet of pages."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Shares"
    for row in (("Ethnic group", "Share"), ("first", 40), ("second", 35), ("third", 25)):
        sheet.append(row)
    sheet.oddHeader.left.text = "Confidential && draft"
    sheet.oddFooter.right.text = "Page &P"
    chart = BarChart()
    chart.title = "Guests by ethnic group"
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=4), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=4))
    sheet.add_chart(chart, "F2")
    _save(book, "beside-en.xlsx", {"xl/drawings/drawing1.xml": (b"</wsDr>", BOX + b"</wsDr>")})


BOX = (
    b'<oneCellAnchor><from><col>1</col><colOff>0</colOff><row>1</row><rowOff>0</rowOff></from><ext cx="9" cy="9"/>'
    b'<sp><nvSpPr><cNvPr id="7" name="TextBox 6" descr="A remark"/><cNvSpPr/></nvSpPr><spPr/>'
    b'<txBody xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:bodyPr/><a:p><a:r><a:t>Taken from the '
    b"</a:t></a:r><a:r><a:t>face.</a:t></a:r></a:p></txBody></sp><clientData/></oneCellAnchor>"
)


def _save(
    book: openpyxl.Workbook, name: str, changes: dict[str, tuple[bytes, bytes]] | None = None
) -> None:
    """Save with fixed times, so that a second run makes the same bytes."""
    book.properties.created = book.properties.modified = dt.datetime(2024, 1, 1)
    book.properties.creator = "Ovaryn"
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            data = old.read(entry).replace(b"openpyxl", b"office")
            if changes and entry in changes:
                data = data.replace(*changes[entry])
            if entry == "docProps/core.xml":
                data = data[: data.find(b"<dcterms:modified")] + b"</cp:coreProperties>"
            new.writestr(zipfile.ZipInfo(entry, (2024, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def form_ru() -> None:
    """An old XLS: a form with a field that people fill in."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Анкета")
    for number, (name, value) in enumerate([("Поле", "Значение"), ("Фамилия", ""), ("Национальность", "по желанию"), ("Год", 1987)]):
        sheet.write(number, 0, name)
        sheet.write(number, 1, value)
    second = book.add_sheet("Лист2")
    second.write(2, 1, "Раса лица определяется камерой.")
    book.save(str(HERE / "form-ru.xls"))


def codes_xlsb() -> None:
    """The smallest binary workbook: one sheet with inline strings."""

    def record(kind: int, data: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
        return head + bytes([len(data) & 127 | (128 if len(data) > 127 else 0)]) + (bytes([len(data) >> 7]) if len(data) > 127 else b"") + data

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    rows = [("Code", "Complexion"), ("1", "yellow"), ("2", "black"), ("3", "white")]
    sheet = record(129) + record(148, struct.pack("<IIII", 0, 3, 0, 1)) + record(145)
    for number, row in enumerate(rows):
        sheet += record(0, struct.pack("<IIHHBI", number, 0, 0, 0, 0, 0) + b"\0" * 8)
        for column, text in enumerate(row):
            sheet += record(6, struct.pack("<II", column, 0) + wide(text))
    sheet += record(146) + record(130)
    workbook = record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Codes")) + record(144) + record(132)
    base = "http://schemas.openxmlformats.org"
    with zipfile.ZipFile(HERE / "codes-en.xlsb", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {
            "[Content_Types].xml": f'<Types xmlns="{base}/package/2006/content-types"><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{base}/package/2006/relationships"><Relationship Id="rId1" Type="{base}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/workbook.bin": workbook,
            "xl/worksheets/sheet1.bin": sheet,
        }.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    beside_en()
    attributes_en()
    acceptance_zh()
    form_ru()
    codes_xlsb()
