"""The inside of a paragraph of a text document: its text with marks, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.read.docx_styles import Styles, settle_white
from onrecord.read.marked import BREAK, Mark, Marked
from onrecord.read.office_package import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_REFERENCES = {"footnoteReference": "footnote", "endnoteReference": "endnote", "commentReference": "comment"}
_SKIPPED = frozenset(
    {
        "pPr",
        "rPr",
        "instrText",
        "delInstrText",
        "fldChar",
        "rPrChange",
        "sdtPr",
        "sdtEndPr",
        "tblPr",
        "smartTagPr",
    }
)
_TEXTS = frozenset({"t", "delText", "sym"})
_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "br": BREAK,
    "cr": BREAK,
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_SYMBOLS = {
    "F0FC": "✓",
    "F0FB": "✗",
    "F0FE": "☑",
    "F0FD": "☒",
    "F0A8": "☐",
    "F06F": "☐",
    "F0B7": "•",
    "F052": "☑",
    "F051": "☒",
    "F0D6": "√",
    "F0B4": "×",
}
"""Signs of Wingdings and Symbol that stand for yes, no and bullets."""


@dataclass(slots=True)
class Paragraph:
    """Text with marks; text boxes that are anchored in it; notes and comments that it refers to."""

    line: Marked = field(default_factory=Marked)
    boxes: list[_Element] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)


def gather(element: _Element, styles: Styles, mark: int, *, in_table: bool) -> Paragraph:
    """Walk the inside of a paragraph, in order and without recursion."""
    found = Paragraph()
    stack: list[Iterator[tuple[_Element, int]]] = [iter([(child, mark) for child in element])]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
            continue
        child, own = item
        inner = _take(found, child, own, styles, in_table=in_table)
        if inner is not None:
            stack.append(iter([(grandchild, inner) for grandchild in _inside(child)]))
    return found


def _take(found: Paragraph, child: _Element, mark: int, styles: Styles, *, in_table: bool) -> int | None:
    """Take one element in; the mark of its inside, or None where there is nothing inside to look at."""
    name = local(child.tag)
    if name == "r":
        properties = next((part for part in child if local(part.tag) == "rPr"), None)
        return settle_white(mark | styles.run_mark(properties), in_table=in_table)
    if name in _TEXTS or name in _SIGNS:
        found.line.add(*_said(child, name, mark))
    elif name in _REFERENCES:
        found.references.append((_REFERENCES[name], attribute(child, "id")))
    elif name == "rt":
        found.readings.append("".join(text.text or "" for text in child.iter("{*}t")))
    elif name == "txbxContent":
        found.boxes.append(child)
    elif name == "docPr":
        for key in ("descr", "title"):
            label = attribute(child, key).strip()
            if label and label not in found.labels:
                found.labels.append(label)
    elif name in ("del", "moveFrom"):
        return mark | Mark.DELETED
    elif name in ("ins", "moveTo"):
        return mark | Mark.INSERTED
    elif name not in _SKIPPED:
        return mark
    return None


def _said(child: _Element, name: str, mark: int) -> tuple[str, int]:
    """The text that an element stands for."""
    if name == "sym":
        code = attribute(child, "char").upper()
        return _SYMBOLS.get(code, "") or _character(code), mark
    if name in _SIGNS:
        return _SIGNS[name], mark
    return child.text or "", mark | Mark.DELETED if name == "delText" else mark


def _inside(element: _Element) -> list[_Element]:
    """Children; of alternatives only the first that holds anything."""
    if local(element.tag) != "AlternateContent":
        return list(element)
    for option in element:
        if len(option):
            return list(option)
    return []


def _character(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE else ""
