"""One page laid out by itself: its blocks, its headers and footers, and what it hands on to the next page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.model.place import Box
from onrecord.model.vocabulary import PassageKind
from onrecord.read.page_block import Block
from onrecord.read.page_blocks import blocks_of
from onrecord.read.page_kinds import Rank
from onrecord.read.page_lines import Row, make_line
from onrecord.read.page_model import UPRIGHT, Page, Turn, Word, words_text
from onrecord.read.page_order import parts_of
from onrecord.read.page_running import cut_running
from onrecord.read.page_table import TableText, table_text

Headings = tuple[tuple[Rank, str], ...]


@dataclass(slots=True)
class PageLayout:
    """The blocks of a page in reading order."""

    number: int
    blocks: list[Block]
    headers: list[Block] = field(default_factory=list)
    footers: list[Block] = field(default_factory=list)
    apart: list[Block] = field(default_factory=list)
    """Stamps, watermarks and hidden text, which stand outside the order of the page."""
    shades: Sequence[Box] = ()
    ocr: bool = False
    turn: Turn = UPRIGHT

    _tables: dict[int, TableText] = field(default_factory=dict)

    def table(self, at: int) -> TableText:
        """The rows of the table that is the block at an index; worked out when first asked for."""
        table = self.blocks[at].table
        if at not in self._tables and table is not None:
            self._tables[at] = table_text(table, self.shades)
        return self._tables[at]

    def headings(self, before: Headings = ()) -> Headings:
        """The headings that hold at the end of the page."""
        path = before
        for block in self.blocks:
            path = below(path, block)
        return path


def below(path: Headings, block: Block) -> Headings:
    """The heading path after a block."""
    rank = block.rank
    if rank is None:
        return path
    kept = tuple(entry for entry in path if entry[0].above(rank))
    return (*kept, (rank, " ".join(block.text.split())))


def lay_out(page: Page) -> PageLayout:
    """Lay a page out."""
    unseen = blocks_of(page, parts_of(replace(page, words=page.unseen))) if page.unseen else []
    page, headers, footers = cut_running(page)
    blocks = blocks_of(page, parts_of(page)) if page.words else []
    return PageLayout(
        page.number,
        blocks,
        [_running_block(row) for row in headers],
        [_running_block(row) for row in footers],
        [*_stamps(page.slanted), *(_plain(block) for block in unseen)],
        page.shades,
        page.ocr,
        Turn(page.angle, page.width, page.height),
    )


def _running_block(row: Row) -> Block:
    return Block(PassageKind.PROSE, [make_line([word for line in row.lines for word in line.words])])


def _stamps(slanted: Sequence[list[Word]]) -> Iterator[Block]:
    """Slanted text, run by run, in the order in which it was written."""
    for words in slanted:
        if any(char.isalnum() for word in words for char in word.text):
            line = make_line(words)
            line.words, line.text = words, words_text(words)
            yield Block(PassageKind.PROSE, [line])


def _plain(block: Block) -> Block:
    """What nobody sees has no place in the order of the page: its lines alone are kept."""
    cells = block.table.cells if block.table is not None else []
    return Block(PassageKind.PROSE, block.lines or [line for cell in cells for line in cell.lines])
