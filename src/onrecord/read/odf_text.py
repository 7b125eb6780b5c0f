"""The inside of a paragraph of OpenDocument: its text with marks, and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.read.marked import BREAK, Mark, Marked
from onrecord.read.odf_styles import OdfStyles
from onrecord.read.office_package import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_SKIPPED = frozenset(
    {
        "bookmark",
        "bookmark-start",
        "bookmark-end",
        "note-citation",
        "object",
        "image",
        "tracked-changes",
        "forms",
    }
)
_SPACE = frozenset(" \t\r\n")
_MEANT = "\udc03"
"""A blank that the format writes as an element; blanks of the XML itself are folded."""


@dataclass(slots=True)
class OdfParagraph:
    """Text with marks; notes, comments and text boxes inside it; texts of pictures."""

    line: Marked = field(default_factory=Marked)
    notes: list[_Element] = field(default_factory=list)
    comments: list[_Element] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)


def gather(element: _Element, styles: OdfStyles, deletions: dict[str, str], mark: int) -> OdfParagraph:
    """Walk the inside of a paragraph in order, without recursion. Texts stand before and behind elements."""
    found = OdfParagraph()
    found.line.fold = _fold
    stack: list[tuple[str, _Element, int]] = []
    _push(stack, element, mark)
    while stack:
        what, child, own = stack.pop()
        if what == "text":
            found.line.add(child.text or "", own)
        elif what == "tail":
            found.line.add(child.tail or "", own)
        else:
            inner = _take(found, child, styles, deletions, own)
            if inner is not None:
                _push(stack, child, inner)
    return found


def _push(stack: list[tuple[str, _Element, int]], element: _Element, mark: int) -> None:
    """Put the inside of an element on the stack, the first of it on top."""
    for child in reversed(element):
        stack.append(("tail", child, mark))
        stack.append(("element", child, mark))
    stack.append(("text", element, mark))


def _take(
    found: OdfParagraph, child: _Element, styles: OdfStyles, deletions: dict[str, str], mark: int
) -> int | None:
    """Take one element in; the mark of its inside, or None where there is nothing inside to look at."""
    name = local(child.tag)
    if name == "s":
        count = attribute(child, "c")
        times = min(int(count), 100) if count.isdecimal() and len(count) < 6 else 1
        found.line.add(_MEANT * times, mark)
    elif name in ("tab", "line-break"):
        found.line.add(_MEANT if name == "tab" else BREAK, mark)
    elif name == "change":
        found.line.add(deletions.get(attribute(child, "change-id"), ""), mark | Mark.DELETED)
    elif name == "hidden-text":
        found.line.add(attribute(child, "string-value"), mark | Mark.HIDDEN)
    elif name == "ruby-text":
        found.readings.append(_all_text(child))
    elif name in ("note", "annotation", "text-box"):
        {"note": found.notes, "annotation": found.comments, "text-box": found.boxes}[name].append(child)
    elif name in ("title", "desc"):
        label = _all_text(child).strip()
        if label and label not in found.labels:
            found.labels.append(label)
    elif name == "span":
        return mark | styles.mark(attribute(child, "style-name"))
    elif name not in _SKIPPED and name:
        return mark
    return None


def _all_text(element: _Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _fold(text: str) -> str:
    """Blanks as the format means them; those at the beginning show how far a line is set in."""
    pieces: list[str] = []
    blank = True
    for char in text:
        if char in _SPACE:
            if not blank:
                pieces.append(" ")
            blank = True
        else:
            pieces.append((" " if pieces else "\xa0") if char == _MEANT else char)
            blank = False
    return "".join(pieces).strip(" ")


def deleted_texts(root: _Element) -> dict[str, str]:
    """Texts of tracked deletions by the id of the change."""
    found: dict[str, str] = {}
    for region in root.iter("{*}changed-region"):
        for deletion in region.iter("{*}deletion"):
            lines = [_all_text(paragraph) for paragraph in deletion.iter("{*}p", "{*}h")]
            found[attribute(region, "id")] = " ".join(lines)
    return found
