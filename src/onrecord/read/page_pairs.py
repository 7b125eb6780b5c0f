"""Label and value pairs among paragraphs: terms with a description, runs of ``label: value`` lines."""

from __future__ import annotations

import re

from onrecord.model.vocabulary import PassageKind
from onrecord.read import page_kinds as kinds
from onrecord.read.page_block import Block
from onrecord.read.page_model import is_wide

_SECTION = re.compile("[一二三四五六七八九十]{1,3}[、.．]")
_IDENTIFIER = re.compile("[a-z][A-Z]|_|\\w[.:]{1,2}[a-z]")
_TITLE_LENGTH = 24


def with_pairs(blocks: list[Block]) -> list[Block]:
    """Recognise terms with an indented description below, and runs of ``label: value`` lines."""
    _unmark_initials(blocks)
    _raise_sections(blocks)
    _mark_labels(blocks)
    return _join_terms(blocks)


def _unmark_initials(blocks: list[Block]) -> None:
    """``A. Author`` that stands alone is a name, not the first item of a list."""
    for at, block in enumerate(blocks):
        near = [blocks[i] for i in (at - 1, at + 1) if 0 <= i < len(blocks)]
        alone = all(other.kind is not PassageKind.LIST_ITEM for other in near)
        if alone and block.kind is PassageKind.LIST_ITEM and block.marker.rstrip(".)").isalpha():
            block.kind, block.marker = PassageKind.PROSE, ""


def _raise_sections(blocks: list[Block]) -> None:
    """``一、总则`` with other text below it is the title of a section, not an item of a list."""
    for at, block in enumerate(blocks):
        text = block.text
        below = blocks[at + 1] if at + 1 < len(blocks) else None
        title = block.kind is PassageKind.LIST_ITEM and _SECTION.match(text) and len(text) <= _TITLE_LENGTH
        if (
            title
            and not kinds.is_finished(text)
            and (below is None or below.kind is not PassageKind.LIST_ITEM)
        ):
            block.kind, block.marker = PassageKind.HEADING, ""
            block.rank = kinds.Rank(block.size, block.lines[0].bold, depth=1)


def _mark_labels(blocks: list[Block]) -> None:
    labelled = [block.kind is PassageKind.PROSE and kinds.label(block.text) > 0 for block in blocks]
    for at, block in enumerate(blocks):
        beside = (at and labelled[at - 1]) or (at + 1 < len(blocks) and labelled[at + 1])
        if labelled[at] and beside:
            block.kind = PassageKind.KEY_VALUE
            block.split = kinds.label(block.text)


def _join_terms(blocks: list[Block]) -> list[Block]:
    """``term`` above an indented paragraph becomes a pair."""
    joins = _terms(blocks)
    if not joins:
        return blocks
    out: list[Block] = []
    places: dict[int, int] = {}
    skip = False
    for at, block in enumerate(blocks):
        places[at] = len(out) - (1 if skip else 0)
        if skip:
            skip = False
            continue
        if at in joins:
            block.split = len(block.lines)
            block.lines += blocks[at + 1].lines
            block.kind = PassageKind.KEY_VALUE
            block.full = blocks[at + 1].full
            skip = True
        out.append(block)
    for block in out:
        if block.head is not None:
            block.head = places[block.head]
    return out


def _terms(blocks: list[Block]) -> set[int]:
    """Blocks that are terms of the block below: they look it by themselves, or come three in a row."""
    possible = {at for at in range(len(blocks) - 1) if _is_term(blocks[at], blocks[at + 1])}
    sure = {at for at in possible if _looks_like_term(blocks[at], blocks[at + 1])}
    for at in possible:
        if {at + 2, at + 4} <= possible:
            sure |= {at, at + 2, at + 4}
    lone = len(sure) == 1 and not any(_is_identifier(blocks[at].text) for at in sure)
    return set() if lone else sure


def _looks_like_term(block: Block, below: Block) -> bool:
    """An identifier, bold type, or a description that is indented in all its lines."""
    left = block.lines[0].left + 0.9 * block.size
    hanging = len(below.lines) > 1 and all(line.left >= left for line in below.lines)
    return hanging or block.lines[0].bold or _is_identifier(block.text)


def _is_term(block: Block, below: Block) -> bool:
    if block.kind is not PassageKind.PROSE or below.kind is not PassageKind.PROSE or len(block.lines) > 1:
        return False
    line, text = block.lines[0], block.text
    indented = below.left - line.left
    short = len(text) <= 48 and len(text.split()) <= 5 and not kinds.is_finished(text)
    near = below.lines[0].top - line.bottom <= 0.9 * line.size
    return short and near and 0.9 * line.size <= indented <= 8 * line.size and not is_wide(text[-1])


def _is_identifier(text: str) -> bool:
    return len(text.split()) == 1 and _IDENTIFIER.search(text) is not None
