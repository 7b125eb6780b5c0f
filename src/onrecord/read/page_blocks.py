"""The parts of a page to blocks: headings, paragraphs, list items, pairs, declarations, captions, tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from onrecord.model.vocabulary import PassageKind
from onrecord.read.page_block import Block, Style
from onrecord.read.page_model import Page, Table
from onrecord.read.page_order import Flow, Part
from onrecord.read.page_pairs import with_pairs
from onrecord.read.page_paragraphs import Paragraphs

_LITTLE = 150
"""With fewer characters outside of tables, those in tables count as well."""


def style_of(page: Page, parts: Iterable[Part]) -> Style:
    """The type size and weight of the running text of a page."""
    sizes: Counter[float] = Counter()
    bold = 0
    flows = [part for part in parts if isinstance(part, Flow)]
    for line in (line for part in flows for line in part.lines):
        sizes[line.size] += len(line.text)
        bold += len(line.text) if line.bold else 0
    total = sum(sizes.values())
    if total < _LITTLE:
        sizes.clear()
        for word in page.words:
            sizes[word.size] += len(word.text)
    if not sizes:
        return Style(10.0, bold=False, ocr=page.ocr)
    body = median(list(sizes.elements())) if page.ocr else max(sizes, key=lambda size: (sizes[size], -size))
    return Style(body, bold=bold > 0.5 * total, ocr=page.ocr)


def blocks_of(page: Page, parts: Sequence[Part]) -> list[Block]:
    """The blocks of a page in reading order."""
    style = style_of(page, parts)
    out: list[Block] = []
    for part in parts:
        if isinstance(part, Table):
            out.append(Block(PassageKind.TABLE_ROW, [], part.left, table=part))
        else:
            found = with_pairs(Paragraphs(part, style).blocks())
            for block in found:
                if block.head is not None:
                    block.head += len(out)
            out += found
    return out
