"""What office packages hold beside their text: properties, charts and diagrams."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.model.document import Context
from onrecord.model.vocabulary import PassageKind
from onrecord.read.draft import Draft
from onrecord.read.office_package import Package, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_FACTS = {
    "title": "title",
    "creator": "author",
    "initial-creator": "author",
    "created": "created",
    "creation-date": "created",
    "modified": "modified",
    "date": "modified",
    "Company": "publisher",
}
_SAID = ("title", "subject", "keywords", "keyword", "description", "category")


def add_properties(draft: Draft, package: Package, *parts: str) -> dict[str, str]:
    """What the file states about itself, as facts; what of it is prose, as passages too."""
    facts: dict[str, str] = {}
    for part in parts:
        for name, text in _properties(package, part):
            if name in _FACTS:
                facts.setdefault(_FACTS[name], text)
            if name in _SAID:
                place = draft.locator(part=part)
                draft.add(PassageKind.KEY_VALUE, text, place, name=name, value=text)
    return facts


def _properties(package: Package, part: str) -> Iterator[tuple[str, str]]:
    root = package.tree(part)
    for element in () if root is None else root.iter():
        text = (element.text or "").strip()
        name = local(element.tag)
        if text and (name in _FACTS or name in _SAID):
            yield name, " ".join(text.split())


def add_drawings(draft: Draft, package: Package, folder: str) -> None:
    """Texts of diagrams and charts."""
    for part in package.names(f"{folder}/diagrams/data", ".xml") + package.names(
        f"{folder}/charts/chart", ".xml"
    ):
        root = package.tree(part)
        if root is None:
            continue
        group = draft.new_group()
        title = ""
        for text, is_label in _drawing_texts(root):
            if not is_label and not title and "/charts/" in part:
                title = text
            draft.add(
                PassageKind.LIST_ITEM if is_label else PassageKind.PROSE,
                text,
                draft.locator(part=part),
                context=Context(caption=title if is_label else ""),
                group=group,
            )


def _drawing_texts(root: _Element) -> Iterator[tuple[str, bool]]:
    """Paragraphs, and the labels that a chart keeps of its data; numbers are left out."""
    seen: set[str] = set()
    for element in root.iter("{*}p", "{*}strCache"):
        if local(element.tag) == "p":
            text = "".join(piece.text or "" for piece in element.iter("{*}t")).strip()
            if text:
                yield text, False
        else:
            for point in element.iter("{*}v"):
                text = (point.text or "").strip()
                if text and text not in seen:
                    seen.add(text)
                    yield text, True
