"""Read a provenance table: where each document of a heap came from, who published it, and when."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.flow.errors import UserError
from onrecord.flow.inputs import shown
from onrecord.model.finding import Provenance
from onrecord.model.vocabulary import Role

COLUMNS = ("path", "url", "publisher", "role", "language", "captured_at")


@dataclass(slots=True)
class ProvenanceTable:
    """Provenance by file; remembers which rows were used. ``unknown`` are columns without a meaning here."""

    file: Path
    rows: dict[Path, Provenance]
    unknown: tuple[str, ...] = ()
    _used: set[Path] = field(default_factory=set)

    def of(self, path: Path) -> Provenance | None:
        """What the table says about a file, or None."""
        real = path.resolve()
        found = self.rows.get(real)
        if found is not None:
            self._used.add(real)
        return found

    def warnings(self) -> Iterator[str]:
        """What a person should know about the table once the scan is over."""
        name = shown(self.file)
        if self.unknown:
            known = ", ".join(COLUMNS)
            yield f"{name}: ignored unknown column(s) {', '.join(self.unknown)}. Known columns: {known}."
        left = [path for path in self.rows if path not in self._used]
        if left:
            folder = self.file.resolve().parent
            first = ", ".join(shown(_short(path, folder)) for path in left[:3])
            more = ", …" if len(left) > 3 else ""
            yield (
                f"{name}: {len(left)} of {len(self.rows)} rows matched no scanned file ({first}{more}). "
                "Paths are relative to the table's folder."
            )


def load_provenance(file: Path) -> ProvenanceTable:
    """Read the table or say which line is wrong."""
    rows = _rows(file, _text(file))
    first = next(rows, None)
    if first is None:
        raise UserError(f"{shown(file)}: the provenance table is empty", _expected())
    header = [name.strip().lower() for name in first[1]]
    if "path" not in header:
        raise UserError(f"{shown(file)}, line 1: no column named 'path'", _expected())
    doubled = sorted({name for name in header if name and header.count(name) > 1})
    if doubled:
        raise UserError(f"{shown(file)}, line 1: column '{doubled[0]}' stands twice", "Remove one of them.")
    table: dict[Path, Provenance] = {}
    for line, cells in rows:
        if any(cell.strip() for cell in cells):
            path, provenance = _row(file, line, header, cells)
            if table.get(path, provenance) != provenance:
                what = f"'{shown(path.name)}' already stands above with other values"
                raise UserError(f"{shown(file)}, line {line}: {what}", "Keep one row a file.")
            table[path] = provenance
    unknown = tuple(name or "(nameless)" for name in header if name not in COLUMNS)
    return ProvenanceTable(file, table, unknown)


def _text(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UserError(
            f"{shown(file)}: {error.strerror or error}", "Check the path given to --provenance."
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(
            f"{shown(file)}, line {line}: not UTF-8", "Save the table as CSV in UTF-8."
        ) from error


def _rows(file: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each ends on; spreadsheets of half of Europe write semicolons."""
    first = text.split("\n", 1)[0]
    delimiter = (
        ";" if ";" in first and "," not in first else "\t" if "\t" in first and "," not in first else ","
    )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise UserError(
            f"{shown(file)}, line {reader.line_num}: broken CSV ({error})",
            "Quote cells that hold commas, quotes or line breaks.",
        ) from error


def _row(file: Path, line: int, header: list[str], cells: list[str]) -> tuple[Path, Provenance]:
    where = f"{shown(file)}, line {line}"
    if len(cells) > len(header):
        raise UserError(
            f"{where}: {len(cells)} cells under {len(header)} columns", "Quote cells that hold commas."
        )
    row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
    if not row["path"]:
        raise UserError(f"{where}: the path is empty", "Every row names a file.")
    if "\0" in row["path"]:
        raise UserError(f"{where}: the path holds a NUL character", "Write it again by hand.")
    role = row.get("role", "").lower() or Role.UNKNOWN.value
    if role not in Role.__members__.values():
        raise UserError(f"{where}: unknown role '{role}'", f"Roles are {', '.join(Role)}, or leave it empty.")
    return (file.parent / row["path"]).resolve(), Provenance(
        url=row.get("url", ""),
        publisher=row.get("publisher", ""),
        role=Role(role),
        language=row.get("language", ""),
        captured_at=row.get("captured_at", ""),
    )


def _short(path: Path, folder: Path) -> Path:
    return path.relative_to(folder) if path.is_relative_to(folder) else path


def _expected() -> str:
    return f"The first line names the columns: {','.join(COLUMNS)}."
