"""What stands beside the cells of a sheet: comments, text boxes, texts of pictures, margins of pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.model.document import Context
from onrecord.model.vocabulary import Flag, PassageKind
from onrecord.read.draft import NO_FLAGS, Draft
from onrecord.read.office_package import Package, attribute
from onrecord.read.sheet_rows import Sheet, headings_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_COMMENTS = frozenset({"comments", "threadedComment"})
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-JL-Za-z+-])')
_PARTS = re.compile(r"&[LCR](?![a-z])")


def add_beside(draft: Draft, package: Package, part: str, sheet: Sheet, places: dict[int, int]) -> None:
    """Add what is linked to a sheet, below its rows where it stands at one."""
    flags = frozenset({Flag.HIDDEN}) if sheet.hidden else NO_FLAGS
    for link in package.relations(part).values():
        if link.external or link.kind not in (*_COMMENTS, "drawing"):
            continue
        root = package.tree(link.target)
        if root is None:
            continue
        if link.kind == "drawing":
            _add_drawing(draft, root, sheet, flags)
        else:
            _add_comments(draft, root, sheet, places, flags)
    for text, margin in sheet.margins:
        for piece in _PARTS.split(text):
            bare = _CODE.sub("", piece.replace("&&", "\0")).replace("\0", "&").strip()
            place = draft.locator(sheet=sheet.name)
            draft.add(PassageKind.PROSE, bare, place, flags=flags | {margin})


def _add_comments(
    draft: Draft, root: _Element, sheet: Sheet, places: dict[int, int], flags: frozenset[Flag]
) -> None:
    """Comments on cells, below the row that they stand at."""
    for comment in root.iter("{*}comment", "{*}threadedComment"):
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


def add_boxes(draft: Draft, sheet: Sheet, texts: list[str]) -> None:
    """Text boxes of a sheet."""
    flags = frozenset({Flag.HIDDEN}) if sheet.hidden else NO_FLAGS
    context = Context(headings=headings_of(sheet))
    for text in texts:
        draft.add(PassageKind.PROSE, text, draft.locator(sheet=sheet.name), context=context, flags=flags)


def _add_drawing(draft: Draft, root: _Element, sheet: Sheet, flags: frozenset[Flag]) -> None:
    """Text boxes, paragraph by paragraph, and what pictures and charts are said to show."""
    context = Context(headings=headings_of(sheet))
    for shape in root.iter("{*}sp", "{*}pic", "{*}graphicFrame"):
        properties = next(shape.iter("{*}cNvPr"), None)
        name = "" if properties is None else attribute(properties, "name")
        place = draft.locator(sheet=sheet.name, shape=name)
        hidden = properties is not None and attribute(properties, "hidden") in ("1", "true")
        own = flags | {Flag.HIDDEN} if hidden else flags
        for paragraph in shape.iter("{*}p"):
            text = "".join(piece.text or "" for piece in paragraph.iter("{*}t"))
            draft.add(PassageKind.PROSE, text, place, context=context, flags=own)
        label = "" if properties is None else attribute(properties, "descr").strip()
        draft.add(PassageKind.UI_STRING, label, place, context=context, name="alt", value=label, flags=own)
