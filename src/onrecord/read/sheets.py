"""Workbooks to passages: ``READERS`` for XLSX, XLS and XLSB.

The place of a passage is the sheet and the first cell with text of its row.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind
from onrecord.read.draft import Draft
from onrecord.read.office_attached import attached, name_attached
from onrecord.read.office_extras import add_drawings, add_properties
from onrecord.read.office_package import Package
from onrecord.read.prefilter import may_hold
from onrecord.read.reader import Reader
from onrecord.read.sheet_binary import binary_notes, binary_sheets
from onrecord.read.sheet_rows import add_comments, add_sheet
from onrecord.read.xlsx_beside import add_beside, add_boxes
from onrecord.read.xlsx_parts import formats, shared_strings, sheet_parts
from onrecord.read.xlsx_sheet import SheetReader, add_choices


def read_package(blob: Blob, ask: Ask) -> Document:
    """Read an XLSX workbook."""
    draft = Draft(blob, ask)
    package = Package(draft)
    main = next((rel.target for rel in package.relations("").values() if rel.kind == "officeDocument"), "")
    main = main if main in package else "xl/workbook.xml"
    parts = sheet_parts(package, main)
    if not parts:
        draft.gap(GapKind.DAMAGED, "no sheets were found in it", "open it in its own program")
        return draft.document(READERS[0])
    facts = add_properties(draft, package, "docProps/core.xml", "docProps/app.xml")
    folder = main.rpartition("/")[0] or "xl"
    reader = SheetReader(draft, package, shared_strings(package, folder), formats(package, folder))
    for part in parts:
        sheet, choices = reader.read(part)
        places = add_sheet(draft, sheet)
        add_choices(draft, sheet, choices)
        add_beside(draft, package, part.part, sheet, places)
    add_drawings(draft, package, folder)
    name_attached(draft, package, folder)
    return _document(draft, ask, READERS[0], facts)


def read_binary(blob: Blob, ask: Ask) -> Document:
    """Read an XLS or XLSB workbook."""
    draft = Draft(blob, ask)
    notes = binary_notes(draft)
    for sheet in binary_sheets(draft):
        places = add_sheet(draft, sheet)
        beside = notes.get(sheet.name)
        if beside is not None:
            add_comments(draft, sheet, beside.comments, places)
            add_boxes(draft, sheet, beside.boxes)
    if blob.data.startswith(b"PK"):
        name_attached(draft, Package(draft), "xl")
    document = _document(draft, ask, READERS[1], {})
    is_package = blob.data.startswith(b"PK")
    return replace(document, media_type=READERS[1].media_types[1]) if is_package else document


def _document(draft: Draft, ask: Ask, reader: Reader, facts: dict[str, str]) -> Document:
    if not may_hold(draft.text(), ask):
        draft.passages.clear()
    return draft.document(reader, facts=facts.items())


_CANNOT = (
    "formulas: the values stored with them are read",
    "conditional formats, filters and macros",
    "tables side by side are read as one",
)
READERS = (
    Reader(
        name="xlsx",
        version=1,
        media_types=(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
            "application/vnd.ms-excel.sheet.macroenabled.12",
        ),
        suffixes=(".xlsx", ".xlsm", ".xltx", ".xltm"),
        read=read_package,
        attached=attached,
        magic=((0, b"PK\x03\x04"),),
        cannot=_CANNOT,
    ),
    Reader(
        name="xls",
        version=1,
        media_types=("application/vnd.ms-excel", "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
        suffixes=(".xls", ".xlsb", ".xlt", ".et"),
        read=read_binary,
        attached=attached,
        magic=((0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), (0, b"PK\x03\x04")),
        cannot=(
            *_CANNOT,
            "bold type, indents, hidden rows and columns; comments of XLSB and of Excel 95",
            "files embedded in XLS (those in XLSB are read)",
        ),
    ),
)
