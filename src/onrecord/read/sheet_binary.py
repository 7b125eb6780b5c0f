"""XLS and XLSB workbooks through calamine, behind checks that keep hostile files from exhausting it."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.model.vocabulary import GapKind
from onrecord.read.compound_file import CompoundFile, wrap
from onrecord.read.draft import Draft
from onrecord.read.office_package import Package
from onrecord.read.sheet_areas import biff_areas, binary_area, tamed
from onrecord.read.sheet_rows import Cell, Sheet, SheetRow
from onrecord.read.xls_notes import SheetNotes, notes_of
from onrecord.read.xlsx_parts import shown_number

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ADVICE = "open it in its own program and save it as .xlsx"
_UNLOCK = "open it with its password and save it without"
_PASSWORD = re.compile(r"password|encrypt", re.IGNORECASE)


def binary_sheets(draft: Draft) -> Iterator[Sheet]:
    """The sheets of a workbook; what cannot be read is a gap."""
    data = draft.blob.data
    safe = _checked_package(draft) if data.startswith(b"PK") else _checked_compound(draft)
    book = _open(draft, safe) if safe else None
    if book is None:
        return
    room = draft.ask.limits.cells
    for meta in book.sheets_metadata:
        rows = _rows(draft, book, meta.name)
        if rows is None:
            continue
        sheet = Sheet(meta.name, hidden=not str(meta.visible).endswith(".Visible"))
        for row in rows:
            room -= len(row.cells)
            if room < 0:
                reason = f"more than {draft.ask.limits.cells:,} cells; the rest was not read"
                draft.gap(GapKind.TOO_LARGE, reason, "raise the limit", part=meta.name)
                break
            sheet.rows.append(row)
        yield sheet
        if room < 0:
            return


def binary_notes(draft: Draft) -> dict[str, SheetNotes]:
    """Comments and text boxes of an XLS workbook by sheet; embedded files are a gap."""
    if draft.blob.data.startswith(b"PK"):
        return {}
    file = CompoundFile(draft.blob.data)
    embedded = sum(name.startswith("MBD") for name in file.names())
    if embedded:
        reason = f"{embedded} files embedded in it were not read"
        draft.gap(GapKind.UNSUPPORTED, reason, _ADVICE)
    return notes_of(file.read("Workbook") or b"")


def _open(draft: Draft, data: bytes) -> CalamineWorkbook | None:
    import python_calamine

    try:
        with _quiet():
            return python_calamine.CalamineWorkbook.from_object(io.BytesIO(data))
    except python_calamine.PasswordError:
        draft.gap(
            GapKind.ENCRYPTED, "the workbook is encrypted", "open it with its password and save it without"
        )
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        _failed(draft, str(error), draft.blob.name)
    except BaseException as error:  # noqa: BLE001 - a panic of Rust is no Exception
        _raise_unless_panic(error)
        _failed(draft, "its structure makes no sense", draft.blob.name)
    return None


def _rows(draft: Draft, book: CalamineWorkbook, name: str) -> list[SheetRow] | None:
    import python_calamine

    try:
        with _quiet():
            return list(_cells(book.get_sheet_by_name(name)))
    except (python_calamine.CalamineError, ValueError, OSError, OverflowError) as error:
        _failed(draft, str(error), name)
    except BaseException as error:  # noqa: BLE001 - a panic of Rust is no Exception
        _raise_unless_panic(error)
        _failed(draft, "its structure makes no sense", name)
    return None


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Rust reports a panic on the error output before it can be caught; keep that off the user's screen."""
    try:
        saved = os.dup(2)
    except OSError:  # no error output at all
        yield
        return
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, 2)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        os.close(null)


def _raise_unless_panic(error: BaseException) -> None:
    """A panic of the Rust library is no ``Exception``; anything else goes on its way."""
    if type(error).__name__ != "PanicException":
        raise error


def _failed(draft: Draft, reason: str, part: str) -> None:
    if _PASSWORD.search(reason):
        draft.gap(
            GapKind.ENCRYPTED, "the workbook is encrypted", "open it with its password and save it without"
        )
    else:
        draft.gap(GapKind.DAMAGED, f"the sheet cannot be read ({reason[:120]})", _ADVICE, part=part)


def _cells(sheet: CalamineSheet) -> Iterator[SheetRow]:
    top, left = sheet.start or (0, 0)
    for number, values in enumerate(sheet.iter_rows(), top):
        cells = [Cell(left + column, text) for column, value in enumerate(values) if (text := _shown(value))]
        if cells:
            yield SheetRow(number, cells)


def _shown(value: object) -> str:
    if isinstance(value, str):
        return value.strip("\r\n\t ")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return shown_number(str(value), "")
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return "" if value is None else str(value)


def _checked_compound(draft: Draft) -> bytes | None:
    """The workbook stream in a container of our own: calamine follows broken chains until memory ends."""
    file = CompoundFile(draft.blob.data)
    name = next((name for name in ("Workbook", "Book") if name in file.names()), "")
    stream = file.read(name) if name else None
    if not stream:
        if "EncryptedPackage" in file.names():
            draft.gap(GapKind.ENCRYPTED, "the workbook is encrypted", _UNLOCK)
        else:
            draft.gap(GapKind.DAMAGED, "no workbook was found in it", _ADVICE)
        return None
    if file.broken:
        draft.gap(
            GapKind.TRUNCATED, "the file is cut off or its parts are mixed up", "get it again, if you can"
        )
    if any(_is_spread(draft, area, name) for area in biff_areas(stream)):
        return None
    return wrap(name, tamed(stream))


def _checked_package(draft: Draft) -> bytes | None:
    """An XLSB whose parts unpack within the limits, and whose sheets are no larger than allowed."""
    package = Package(draft)
    before = len(draft.gaps)
    for name in package.names("xl/"):
        data = package.data(name)
        if data is not None and name.lower().startswith("xl/worksheets/") and name.lower().endswith(".bin"):
            _is_spread(draft, binary_area(data), name)
    return draft.blob.data if len(draft.gaps) == before else None


def _is_spread(draft: Draft, area: int, part: str) -> bool:
    """Whether cells lie so far apart that the rectangle around them passes the limit; calamine fills it."""
    if area <= draft.ask.limits.cells:
        return False
    draft.gap(GapKind.TOO_LARGE, f"cells spread over {area:,} places: a bomb?", _ADVICE, part=part)
    return True
