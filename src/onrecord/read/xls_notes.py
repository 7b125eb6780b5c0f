"""Comments and text boxes of XLS workbooks, which calamine leaves out.

Source: [MS-XLS] records BoundSheet8, Obj, TxO, Continue, Note. Workbooks of Excel 95 and before keep their
comments otherwise; these are not read.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from onrecord.read.sheet_areas import records

_BOUND_SHEET, _BOF, _OBJECT, _TEXT, _CONTINUE, _NOTE = 0x85, 0x809, 0x5D, 0x1B6, 0x3C, 0x1C
_COMMON = b"\x15\x00\x12\x00"
"""The sub-record that every object begins with: its kind and size."""

_MOST = 20_000


@dataclass(slots=True)
class SheetNotes:
    """The comments of one sheet (row, column, text), and its text boxes."""

    comments: list[tuple[int, int, str]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Text:
    """A text that is being collected from the records that continue it."""

    number: int
    left: int
    text: str = ""


def notes_of(stream: bytes) -> dict[str, SheetNotes]:
    """By the name of the sheet."""
    names: dict[int, str] = {}
    found: dict[str, SheetNotes] = {}
    texts: dict[int, str] = {}
    places: list[tuple[int, int, int]] = []
    sheet, number = "", -1
    open_text: _Text | None = None
    for kind, at, size in records(stream):
        data = stream[at : at + min(size, 0x4000)]
        if kind == _BOUND_SHEET and size > 8:
            names[struct.unpack_from("<I", data)[0]] = _string(data[6], data[7], data[8:])
        elif kind == _BOF:
            _close(found, sheet, texts, places)
            sheet = names.get(at - 4, "")
            texts, places, open_text = {}, [], None
        elif kind == _OBJECT and data.startswith(_COMMON) and size >= 8:
            number = struct.unpack_from("<H", data, 6)[0]
        elif kind == _TEXT and size >= 12:
            open_text = _Text(number, struct.unpack_from("<H", data, 10)[0])
        elif kind == _CONTINUE and open_text is not None and open_text.left > 0 and data:
            piece = _string(open_text.left, data[0], data[1:])
            open_text.left -= max(len(piece), 1)
            open_text.text += piece
            texts[open_text.number] = open_text.text
        elif kind == _NOTE and size >= 8 and len(places) < _MOST:
            row, column, _, owner = struct.unpack_from("<4H", data)
            places.append((row, column, owner))
    _close(found, sheet, texts, places)
    return found


def _string(count: int, flags: int, data: bytes) -> str:
    """Characters of one byte or of two."""
    if flags & 1:
        return data[: 2 * count].decode("utf-16-le", "replace")
    return data[:count].decode("latin-1")


def _close(
    found: dict[str, SheetNotes], sheet: str, texts: dict[int, str], places: list[tuple[int, int, int]]
) -> None:
    """What was found on a sheet: texts at cells are comments, the others stand in boxes."""
    if not texts:
        return
    notes = found.setdefault(sheet, SheetNotes())
    owners = {owner for _, _, owner in places}
    notes.comments += [(row, column, texts[owner]) for row, column, owner in places if owner in texts]
    notes.boxes += [text for number, text in texts.items() if number not in owners]
