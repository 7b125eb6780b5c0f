"""Read CSV and TSV: every record a row, with its header cells; the delimiter is found out.

Records may run over lines inside quotes. Files with an unclosed quote are read line by line from there.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from onrecord.model.document import Blob, Context, Document, Gap
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind, PassageKind
from onrecord.read.children import Children
from onrecord.read.layout import Layout
from onrecord.read.load import load
from onrecord.read.plain.chunks import SIZE
from onrecord.read.prefilter import BIG, may_hold
from onrecord.read.reader import Reader

_DELIMITERS = ",;\t|"
_SAMPLE = 40
_HEAD = 64 * 1024
_TOGETHER = 16
"""So many rows are laid out or left out together: a row is understood from its neighbours."""
_MOST_COLUMNS = 16_384
_LONGEST_RECORD = 256 * 1024


def read_delimited(blob: Blob, ask: Ask) -> Document:
    """The reading of a file of comma (or semicolon, tab, bar) separated values."""
    loaded = load(blob, ask)
    layout = Layout(blob, loaded)
    big = len(loaded.text) > BIG
    if not may_hold(loaded.text, ask):
        return layout.document(READER, keep_text=not big)
    table = _Table(layout, ask, picky=big)
    table.lay_out()
    return layout.document(READER, "text/tab-separated-values" if table.delimiter == "\t" else "")


@dataclass(slots=True)
class _Record:
    """One record: its number, its span and cells, and where it went."""

    number: int
    start: int
    end: int
    cells: tuple[str, ...]
    is_header: bool = False
    above: int | None = None
    wanted: bool = False
    index: int | None = None


class _Table:
    """The records of one file, and the header that the first of them may be."""

    def __init__(self, layout: Layout, ask: Ask, *, picky: bool) -> None:
        self.layout = layout
        self.ask = ask
        self.picky = picky and ask.interest is not None
        self.text = layout.text
        self.delimiter = sniff_delimiter(self.text)
        self.group = layout.new_group()
        self.header: tuple[str, ...] = ()
        self.cells = 0
        self.rows: dict[int, _Record] = {}
        self.children = Children()

    def lay_out(self) -> None:
        """Add the header and every row that may matter, chunk by chunk."""
        sample = [
            self._split(start, end) for _, start, end in islice(_records(self.text, self.delimiter), _SAMPLE)
        ]
        has_header = _has_header(sample)
        for chunk in _chunks(_records(self.text, self.delimiter)):
            self.rows = {}
            self.children = Children()
            begin, stop = chunk[0][1], chunk[-1][2]
            if self.picky and begin and not may_hold(self.text[begin:stop], self.ask):
                continue
            for first in range(0, len(chunk), _TOGETHER):
                rows = chunk[first : first + _TOGETHER]
                wanted = not self.picky or may_hold(self.text[rows[0][1] : rows[-1][2]], self.ask)
                if not self._rows(rows, begin, wanted=wanted, has_header=has_header):
                    return

    def _rows(self, rows: list[tuple[int, int, int]], begin: int, *, wanted: bool, has_header: bool) -> bool:
        """A few rows, which are wanted or not together; false when there are too many cells to go on."""
        for number, start, end in rows:
            cells = self._split(start, end)
            if self._beyond_limit(len(cells), start):
                return False
            is_header = start == begin and not self.header and has_header
            if is_header:
                self.header = cells
            self._row(_Record(number, start, end, cells, is_header=is_header, wanted=wanted or is_header))
        return True

    def _row(self, record: _Record) -> None:
        """Add a row if it is wanted, or hangs below one that is."""
        above = (
            None if record.is_header else self.children.place(_first_cell(self.text, record), record.number)
        )
        record.above = above
        self.rows[record.number] = record
        parent = self.rows.get(above) if above is not None else None
        if record.wanted or (parent and parent.wanted):
            record.wanted = True
            self._add(record)

    def _split(self, start: int, end: int) -> tuple[str, ...]:
        """The cells of a record, quotes taken off."""
        record = self.text[start:end]
        if '"' not in record:
            return tuple(cell.strip() for cell in record.split(self.delimiter))
        try:
            row = next(csv.reader([record], delimiter=self.delimiter, skipinitialspace=True), [])
        except csv.Error:  # a field of more than 128 kB, a lone carriage return
            row = record.split(self.delimiter)
        return tuple(cell.strip() for cell in row)

    def _beyond_limit(self, count: int, start: int) -> bool:
        self.cells += count
        if self.cells <= self.ask.limits.cells and count <= _MOST_COLUMNS:
            return False
        line = self.layout.line_of(start)
        reason = f"more than {self.ask.limits.cells} cells; nothing was read from line {line} on"
        if count > _MOST_COLUMNS:
            reason = f"line {line} has {count} columns; nothing was read from there on"
        blob = self.layout.blob
        self.layout.gaps.append(Gap(blob.name, GapKind.TOO_LARGE, reason, "split the file", blob.members))
        return True

    def _add(self, record: _Record) -> int:
        """One row without the white space around it, and before it the row it hangs below."""
        if record.index is not None:
            return record.index
        parent = self.rows.get(record.above) if record.above is not None else None
        above = self._add(parent) if parent else None
        text = self.text[record.start : record.end]
        begin = record.start + len(text) - len(text.lstrip(" \t"))
        row = record.number
        record.index = self.layout.add(
            PassageKind.TABLE_ROW,
            begin,
            max(begin, record.start + len(text.rstrip(" \t"))),
            context=Context(header=() if record.is_header else self.header),
            cells=record.cells,
            parent=above,
            group=self.group,
            cell=f"A{row}:{_column(len(record.cells))}{row}",
        )
        return record.index


def _first_cell(text: str, record: _Record) -> str:
    """The first cell with the blanks before it, which may say that the row is a child."""
    raw = text[record.start : record.start + 80]
    indent = raw[: len(raw) - len(raw.lstrip(' \t"\u3000'))].replace('"', "")
    return indent + (record.cells[0] if record.cells else "")


def _column(count: int) -> str:
    """The letters of a spreadsheet column, counted from 1."""
    letters = ""
    while count > 0:
        count, rest = divmod(count - 1, 26)
        letters = chr(65 + rest) + letters
    return letters or "A"


def _chunks(records: Iterator[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    """Records in stretches of some size; rows are bound to their parents within a stretch only."""
    chunk: list[tuple[int, int, int]] = []
    for record in records:
        chunk.append(record)
        if record[2] - chunk[0][1] >= SIZE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _records(text: str, delimiter: str) -> Iterator[tuple[int, int, int]]:
    """Number (as a spreadsheet counts), start and end of each record that is not blank."""
    shape = _record_shape(delimiter)
    at, size, number = 0, len(text), 0
    while at < size:
        number += 1
        found = shape.match(text, at, min(size, at + _LONGEST_RECORD))
        end = found.end() if found else size
        if text[at:end].strip(' \t,;|"'):
            yield number, at, end
        at = end + (2 if text.startswith("\r\n", end) else 1)


def _record_shape(delimiter: str) -> re.Pattern[str]:
    """One record.

    A quote is one at the start of a cell only (``1/2.7" sensor`` holds none), and line ends
    inside quotes belong to the record. Possessive, so that it never goes back.
    """
    mark = re.escape(delimiter)
    quoted = rf'[ ]*+"(?:[^"]|"")*+"[^{mark}\r\n]*+'
    cell = rf"(?:{quoted}|[^{mark}\r\n]*+)"
    return re.compile(rf"{cell}(?:{mark}{cell})*+")


def sniff_delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the same number of cells; the comma if none does."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:_HEAD].splitlines()[:_SAMPLE] if line.strip()]

    def score(delimiter: str) -> tuple[float, int]:
        counts = [line.count(delimiter) for line in lines]
        most = max(set(counts), key=lambda count: (counts.count(count), count), default=0)
        return (counts.count(most) / max(1, len(counts)) if most else 0.0, most)

    return max(_DELIMITERS, key=score)


def _has_header(sample: list[tuple[str, ...]]) -> bool:
    """The first record names columns: filled, all different, and without the figures of those below."""
    if len(sample) < 2 or len(sample[0]) < 2:
        return False
    first = sample[0]
    filled = [cell for cell in first if cell]
    if len(set(filled)) < len(filled) or len(filled) * 2 < len(first):
        return False
    if any(_is_figure(cell) for cell in filled):
        return False
    return all(len(cell) <= 80 for cell in filled)


def _is_figure(cell: str) -> bool:
    return bool(re.fullmatch(r"[-+]?[\d.,:/% ]+", cell))


READER = Reader(
    name="delimited",
    version=1,
    media_types=("text/csv", "text/tab-separated-values", "application/csv", "text/comma-separated-values"),
    suffixes=(".csv", ".tsv", ".tab", ".psv"),
    read=read_delimited,
    cannot=(
        "several tables in one file share the header of the first",
        "a file without a header has its first row as header if that looks like one",
    ),
)
