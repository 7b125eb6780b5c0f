"""Workbooks to passages: ``READERS`` for XLSX, XLS and XLSB.

The place of a passage is the sheet and the first cell with text of its row.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.model.document import Blob, Context, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import Flag, GapKind, PassageKind
from onrecord.read.draft import NO_FLAGS, Draft
from onrecord.read.office_extras import add_drawings, add_properties, note_unread
from onrecord.read.office_package import Package, attribute
from onrecord.read.prefilter import may_hold
from onrecord.read.reader import Reader
from onrecord.read.sheet_binary import binary_sheets
from onrecord.read.sheet_rows import Sheet, add_sheet
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
        _add_comments(draft, package, part.part, sheet, places)
    add_drawings(draft, package, folder)
    note_unread(draft, package, folder)
    return _document(draft, ask, READERS[0], facts)


def _add_comments(draft: Draft, package: Package, part: str, sheet: Sheet, places: dict[int, int]) -> None:
    """Comments on cells, below the row that they stand at."""
    flags = frozenset({Flag.HIDDEN}) if sheet.hidden else NO_FLAGS
    for link in package.relations(part).values():
        if link.external or link.kind not in ("comments", "threadedComment"):
            continue
        root = package.tree(link.target)
        for comment in () if root is None else root.iter("{*}comment", "{*}threadedComment"):
            cell = attribute(comment, "ref")
            row = "".join(char for char in cell if char.isdecimal())[:7]
            draft.add(
                PassageKind.NOTE,
                "".join(piece.text or "" for piece in comment.iter("{*}t", "{*}text") if len(piece) == 0),
                draft.locator(sheet=sheet.name, cell=cell),
                context=Context(enclosing=("comment",)),
                parent=places.get(int(row) - 1) if row else None,
                flags=flags,
            )


def read_binary(blob: Blob, ask: Ask) -> Document:
    """Read an XLS or XLSB workbook."""
    draft = Draft(blob, ask)
    for sheet in binary_sheets(draft):
        add_sheet(draft, sheet)
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
        magic=((0, b"PK\x03\x04"),),
        cannot=_CANNOT,
    ),
    Reader(
        name="xls",
        version=1,
        media_types=("application/vnd.ms-excel", "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
        suffixes=(".xls", ".xlsb", ".xlt", ".et"),
        read=read_binary,
        magic=((0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), (0, b"PK\x03\x04")),
        cannot=(*_CANNOT, "bold type, indents, hidden rows and columns, comments"),
    ),
)
