"""Laid-out pages to passages with context; some of it may come from the page before.

A page takes over from the page before it what that page says by itself, never from further back. So a page
reads alike whether the whole document or only a few pages of it are laid out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.model.document import Context
from onrecord.model.vocabulary import Flag, PassageKind
from onrecord.read import page_kinds as kinds
from onrecord.read.page_block import Block
from onrecord.read.page_carry import (
    caption_in,
    continues_list,
    continues_table,
    continues_text,
    last_labelled,
    last_section,
    shorten,
)
from onrecord.read.page_draft import Draft, Key, LayoutOf, Piece, piece_of
from onrecord.read.page_layout import Headings, PageLayout, below
from onrecord.read.page_model import Line, line_boxes
from onrecord.read.page_table import TableRow, TableText

_SHORT = 200
HEADER_BLOCK, FOOTER_BLOCK, APART_BLOCK = -1_000, 1_000_000, 2_000_000


def drafts_of(number: int, layout_of: LayoutOf) -> list[Draft]:
    """The passages that begin on a page, in reading order."""
    layout = layout_of(number)
    return list(_Drafter(layout, layout_of).drafts()) if layout else []


class _Drafter:
    """Turns the blocks of one page into passages."""

    def __init__(self, layout: PageLayout, layout_of: LayoutOf) -> None:
        self.layout = layout
        self.number = layout.number
        self.before = layout_of(layout.number - 1)
        self.layout_of = layout_of
        self.path: Headings = self.before.headings() if self.before else ()
        self.base = frozenset({Flag.OCR}) if layout.ocr else frozenset()
        self.introduction: tuple[str, Key] | None = None
        self.items: list[tuple[float, str, Key]] = []
        self.list_group: Key | None = None

    def drafts(self) -> Iterator[Draft]:
        for draft in self._all():
            words = (word for _, word, page in draft.piece.words if page == self.number)
            draft.boxes = line_boxes(words, self.layout.turn)
            yield draft

    def _all(self) -> Iterator[Draft]:
        for at, block in enumerate(self.layout.headers):
            yield self._running((self.number, HEADER_BLOCK + at, 0), block, Flag.HEADER)
        skip = continues_text(self.before, self.layout)
        if continues_list(self.before, self.layout):
            self._take_over_list()
        for at, block in enumerate(self.layout.blocks):
            if at == 0 and skip:
                continue
            yield from self._block(at, block)
        for at, block in enumerate(self.layout.footers):
            yield self._running((self.number, FOOTER_BLOCK + at, 0), block, Flag.FOOTER)
        for at, block in enumerate(self.layout.apart):
            key = (self.number, APART_BLOCK + at, 0)
            yield Draft(
                key, PassageKind.PROSE, piece_of(block.lines, self.number), flags=self._flags(block.lines)
            )

    # -- one block -----------------------------------------------------------------------------------------

    def _block(self, at: int, block: Block) -> Iterator[Draft]:
        key = (self.number, at, 0)
        if block.table is not None:
            yield from self._table(at, self.layout.table(at))
            self._end_list(None)
            return
        draft = self._plain(key, block)
        if block.kind is PassageKind.LIST_ITEM:
            self._item(draft, block)
        elif block.kind is PassageKind.KEY_VALUE:
            self._pair(draft, block)
        elif block.kind is PassageKind.DECLARATION:
            self._declaration(draft, at, block)
        self.path = below(self.path, block)
        if block.kind is not PassageKind.LIST_ITEM:
            self._end_list(draft if block.rank is None else None)
        yield draft

    def _plain(self, key: Key, block: Block) -> Draft:
        piece = piece_of(block.lines, self.number)
        flags = self._flags(block.lines)
        last = key[1] == self._last_index()
        if last and block.full:
            following = self.layout_of(self.number + 1)
            if following is not None and continues_text(self.layout, following):
                for line in following.blocks[0].lines:
                    piece.add(line, following.number, "\n")
        if block.kind is PassageKind.LIST_ITEM:
            piece = piece.without(kinds.without_bullet(piece.text, ocr=self.layout.ocr))
        headings = tuple(text for _, text in self._path_for(block))
        return Draft(key, block.kind, piece, Context(headings=headings), flags=flags)

    def _path_for(self, block: Block) -> Headings:
        """The headings above a block; of a heading those above it in rank."""
        return below(self.path, block)[:-1] if block.rank is not None else self.path

    def _last_index(self) -> int:
        kept = [at for at, block in enumerate(self.layout.blocks) if block.kind is not PassageKind.NOTE]
        return kept[-1] if kept else -1

    def _running(self, key: Key, block: Block, flag: Flag) -> Draft:
        flags = self._flags(block.lines) | {flag}
        return Draft(key, PassageKind.PROSE, piece_of(block.lines, self.number), flags=flags)

    def _flags(self, lines: list[Line]) -> frozenset[Flag]:
        words = [word for line in lines for word in line.words]
        out = set(self.base)
        if words and sum(len(w.text) for w in words if w.hidden) > 0.5 * sum(len(w.text) for w in words):
            out.add(Flag.HIDDEN)
        if any(word.broken for word in words):
            out.add(Flag.GARBLED)
        return frozenset(out)

    # -- lists ---------------------------------------------------------------------------------------------

    def _item(self, draft: Draft, block: Block) -> None:
        """Give a list item its place below the line that introduces the list, or below a longer item."""
        step = 0.8 * block.size
        while self.items and self.items[-1][0] >= block.left - step:
            self.items.pop()
        if self.list_group is None:
            self.list_group = draft.key
        caption, parent = "", None
        if self.items:
            caption, parent = self.items[-1][1], self.items[-1][2]
        elif self.introduction is not None:
            caption, parent = self.introduction
        draft.context = replace(draft.context, caption=caption)
        draft.parent, draft.group = parent, self.list_group
        self.items.append((block.left, shorten(draft.piece.text), draft.key))

    def _end_list(self, last: Draft | None) -> None:
        """After a block that is no list item: it may introduce the next list."""
        self.items, self.list_group = [], None
        self.introduction = None
        if last is not None and last.kind in (PassageKind.PROSE, PassageKind.QUESTION, PassageKind.KEY_VALUE):
            text = last.piece.text.rstrip()
            short = len(text) <= _SHORT and last.kind is not PassageKind.KEY_VALUE
            if short or text.endswith((":", "：", "؛")):
                self.introduction = (shorten(text), last.key)

    def _take_over_list(self) -> None:
        """The list with which the page before ends goes on: same introduction, same items above."""
        before = self.before
        if before is None:
            return
        other = _Drafter(before, _none)
        list(other.drafts())
        self.introduction, self.items, self.list_group = other.introduction, other.items, other.list_group

    # -- pairs and declarations ----------------------------------------------------------------------------

    def _pair(self, draft: Draft, block: Block) -> None:
        if len(block.lines) > 1 and block.split <= len(block.lines) and not kinds.label(block.lines[0].text):
            draft.name = "\n".join(line.text for line in block.lines[: block.split])
            draft.value = "\n".join(line.text for line in block.lines[block.split :])
        else:
            text = draft.piece.text
            draft.name = text[: block.split].rstrip(" :：")
            draft.value = text[block.split :]

    def _declaration(self, draft: Draft, at: int, block: Block) -> None:
        if block.head is not None and block.head != at:
            head = self.layout.blocks[block.head]
            draft.parent = (self.number, block.head, 0)
            draft.group = draft.parent
            if head.type_name:
                draft.context = replace(draft.context, enclosing=(head.type_name,))
        elif block.type_name:
            draft.name = block.type_name
            draft.group = draft.key

    # -- tables --------------------------------------------------------------------------------------------

    def _table(self, at: int, table: TableText) -> Iterator[Draft]:
        group: Key = (self.number, at, 0)
        header, caption = table.header, table.title or caption_in(self.layout, at)
        above: Key | None = None
        within: str | None = None
        headings = tuple(text for _, text in self.path)
        if at == 0 and self.before is not None and continues_table(self.before, self.layout):
            index = max(i for i, block in enumerate(self.before.blocks) if block.table is not None)
            earlier = self.before.table(index)
            group = (self.number - 1, index, 0)
            header = header or earlier.header
            caption = caption or earlier.title or caption_in(self.before, index)
            labelled = last_labelled(earlier)
            above = (*group[:2], labelled.number) if labelled is not None else None
            within = last_section(earlier)
        plain = Context(headings, header, caption)
        for row in table.rows:
            if row.section:
                within = row.cells[0].text
            title = () if row.section or within is None else (" ".join(within.split()),)
            context = replace(plain, headings=headings + title)
            yield self._row((self.number, at, row.number), row, context, group, above)

    def _row(self, key: Key, row: TableRow, context: Context, group: Key, above: Key | None) -> Draft:
        piece = Piece()
        for cell in row.cells:
            for number, line in enumerate(cell.lines):
                piece.add(line, self.number, "\n" if number else "\t")
        parent = (key[0], key[1], row.parent) if row.parent is not None else None
        if parent is None and row.cells[0].column > 0 and not row.header:
            parent = above
        if row.header:
            context, parent = replace(context, header=row.texts), None
        return Draft(
            key,
            PassageKind.HEADING if row.section else PassageKind.TABLE_ROW,
            piece,
            replace(context, header=()) if row.section else context,
            cells=(row.cells[0].text,) if row.section else row.texts,
            parent=parent,
            group=group,
            flags=self._flags(row.lines),
        )


def _none(number: int) -> PageLayout | None:
    del number
    return None
