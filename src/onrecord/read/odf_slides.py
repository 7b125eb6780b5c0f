"""Slides of OpenDocument: the title first, then the shapes in order, then the speaker's notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.model.vocabulary import GapKind
from onrecord.read.marked import BREAK, FLAGS, Mark
from onrecord.read.odf_body import OdfBody
from onrecord.read.office_package import attribute, local
from onrecord.read.outline import Under

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARGINS = {
    "footer": Mark.FOOTER,
    "header": Mark.HEADER,
    "page-number": Mark.FOOTER,
    "date-time": Mark.FOOTER,
}


def read_slides(body: OdfBody, presentation: _Element) -> int:
    """All slides; their number is returned."""
    number = 0
    for page in presentation:
        if local(page.tag) != "page":
            continue
        number += 1
        if number > body.draft.ask.limits.pages:
            body.draft.gap(
                GapKind.TOO_LARGE, f"only the first {number - 1} slides were read", "raise the limit"
            )
            return number - 1
        shown = body.styles.is_shown(attribute(page, "style-name"))
        _slide(body, page, number, 0 if shown else Mark.HIDDEN)
    return number


def _slide(body: OdfBody, page: _Element, number: int, mark: int) -> None:
    body.slide = number
    body.end_heads(0)
    body.under = Under()
    title: int | None = None
    shapes = sorted(_shapes(page), key=lambda shape: attribute(shape, "class") != "title")
    for shape in shapes:
        body.end_list()
        kind = attribute(shape, "class")
        body.shape = attribute(shape, "name")
        if kind == "title":
            title = _title(body, shape, mark) if title is None else title
        else:
            body.blocks([shape], mark | _MARGINS.get(kind, 0))
    for notes in page:
        if local(notes.tag) == "notes":
            for shape in _shapes(notes):
                body.shape = attribute(shape, "name")
                if attribute(shape, "class") == "notes":
                    body.note(shape, "notes", title, mark)
    body.shape = ""


def _title(body: OdfBody, shape: _Element, mark: int) -> int | None:
    for paragraph in shape.iter("{*}p", "{*}h"):
        found = body.gather(paragraph, mark)
        base = mark | found.line.shared
        text = found.line.visible(base).replace(BREAK, " ").strip()
        if text:
            body.add_heading(1, text, body.place(paragraph), FLAGS[base & 15])
        body.hang(paragraph, found, base)
    return body.last


def _shapes(page: _Element) -> Iterator[_Element]:
    """Shapes of a slide, groups opened, without recursion."""
    stack = [iter(page)]
    while stack:
        shape = next(stack[-1], None)
        if shape is None:
            stack.pop()
        elif local(shape.tag) == "g":
            stack.append(iter(shape))
        elif local(shape.tag) not in ("notes", "forms", "title", "desc"):
            yield shape
