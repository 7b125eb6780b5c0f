"""RTF to passages: ``READER``.

The place of a passage is ``p12`` (the twelfth paragraph with text) or ``r3`` (the third table row).
"""

from __future__ import annotations

from bisect import bisect_right

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind, PassageKind
from onrecord.read import table_rows
from onrecord.read.draft import Draft
from onrecord.read.marked import BREAK, FLAGS, Mark
from onrecord.read.office_grid import WIDEST, GridCell, GridLine, unfold
from onrecord.read.outline import Under
from onrecord.read.outline_list import ListedOutline
from onrecord.read.prefilter import may_hold
from onrecord.read.reader import Reader
from onrecord.read.rtf_attached import attached, name_attached
from onrecord.read.rtf_parser import Parser
from onrecord.read.rtf_state import Piece

_SAME_END = 60
_OWN = {"note": "footnote", "comment": "comment"}


def read(blob: Blob, ask: Ask) -> Document:
    """Read one document."""
    draft = Draft(blob, ask)
    most = min(len(blob.data), 4 * ask.limits.text_chars)
    if most < len(blob.data):
        draft.gap(GapKind.TOO_LARGE, f"only the first {most:,} bytes were read", "raise the limit")
    parser = Parser()
    parser.run(blob.data[:most].decode("latin-1"))
    if not blob.data.lstrip().startswith(b"{\\rtf"):
        draft.gap(GapKind.DAMAGED, "it does not begin as RTF does", "open it in its own program")
    elif not parser.closed:
        draft.gap(GapKind.TRUNCATED, "it ends before its last group does", "get the file again, if you can")
    _lay_out(draft, parser)
    name_attached(draft, parser.objects, parser.pictures)
    if not may_hold(draft.text(), ask):
        draft.passages.clear()
    facts = {("author" if name == "author" else name): text for name, text in parser.facts.items() if text}
    return draft.document(READER, facts=facts.items())


def _lay_out(draft: Draft, parser: Parser) -> None:
    outline = ListedOutline(draft)
    rows: list[Piece] = []
    paragraphs = lines = 0
    for piece in parser.pieces:
        if piece.cells is not None:
            rows.append(piece)
            continue
        lines = _table(outline, rows, lines)
        rows = []
        paragraphs += 1
        _paragraph(outline, piece, paragraphs)
    _table(outline, rows, lines)


def _paragraph(outline: ListedOutline, piece: Piece, number: int) -> None:
    """A paragraph by its shape."""
    place = outline.draft.locator(part=f"p{number}")
    line, shape = piece.line, piece.shape
    base = piece.mark | line.shared
    text = line.visible(base).replace(BREAK, "\n").strip()
    apart = outline.set_apart() if piece.mark & (Mark.HEADER | Mark.FOOTER) else None
    if piece.kind in _OWN:
        around = outline.enclosing, outline.notes
        outline.begin((_OWN[piece.kind],))
        last = outline.last
        outline.add(PassageKind.NOTE, text, place, under=Under("", last), flags=FLAGS[base & 15])
        outline.last = last
        outline.finish(*around)
    elif shape.level is not None and text:
        outline.end_list()
        outline.add_heading(shape.level, text.replace("\n", " "), place, FLAGS[base & 15])
    elif (shape.depth is not None or shape.marked) and text:
        outline.add_item(shape.depth or 0, text, place, base)
    else:
        if text:
            outline.end_list()
        outline.add_lines(line, place, piece.mark)
    outline.add_asides(line, place, base)
    if apart is not None:
        outline.rejoin(apart)


def _table(outline: ListedOutline, rows: list[Piece], before: int) -> int:
    """Rows that follow each other are a table; how many rows there are so far is returned."""
    if not rows:
        return before
    outline.end_list()
    under = outline.introduction(FLAGS[rows[0].mark & 15], table=True)
    columns = _columns(rows)
    grid = unfold(
        outline.draft,
        [_grid_line(outline, row, before + number, columns) for number, row in enumerate(rows, 1)],
    )
    places = table_rows.add_table(outline.draft, grid, outline.context(under.caption), parent=under.parent)
    for number, (row, place) in enumerate(zip(rows, places, strict=False), before + 1):
        for cell in row.cells or ():
            outline.add_asides(cell, outline.draft.locator(part=f"r{number}"), row.mark, place)
    outline.last = next((place for place in reversed(places) if place is not None), outline.last)
    return before + len(rows)


def _columns(rows: list[Piece]) -> list[int]:
    """Where columns end: wherever a cell of some row ends. Programs differ by a few twips from row to row."""
    columns: list[int] = []
    for end in sorted(end for row in rows if row.row is not None for end in row.row.ends):
        if not columns or end > columns[-1] + _SAME_END:
            columns.append(end)
    return columns if len(columns) <= WIDEST else []


def _grid_line(outline: ListedOutline, piece: Piece, number: int, columns: list[int]) -> GridLine:
    shape = piece.row
    cells: list[GridCell] = []
    for column, line in enumerate(piece.cells or ()):
        across = shape is not None and column < len(shape.across) and shape.across[column]
        down = shape is not None and column < len(shape.down) and shape.down[column]
        text = line.visible(piece.mark).replace(BREAK, "\n")
        cells.append(GridCell(text, across, down, line.all != -1 and bool(line.all & Mark.BOLD)))
        if shape is not None and len(shape.ends) == len(piece.cells or ()):
            first = bisect_right(columns, shape.ends[column - 1] + _SAME_END) if column else 0
            covered = bisect_right(columns, shape.ends[column]) - first - 1
            cells += [GridCell("", across=True, down=down)] * covered
    place = outline.draft.locator(part=f"r{number}")
    return GridLine(place, cells, head=shape is not None and shape.head, flags=FLAGS[piece.mark & 15])


READER = Reader(
    name="rtf",
    version=1,
    media_types=("application/rtf", "text/rtf", "application/x-rtf"),
    suffixes=(".rtf",),
    read=read,
    attached=attached,
    magic=((0, b"{\\rtf"),),
    cannot=(
        "tables inside table cells: their cells are taken as lines",
        "text inside pictures, unless there is hardly any other text",
        "fields that are computed when the document is opened",
    ),
)
