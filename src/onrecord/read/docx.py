"""Word documents to passages: ``READER`` for DOCX and its kin.

The place of a passage is ``part#p12`` (the twelfth paragraph of that part) or
``part#r3`` (its third table row).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind
from onrecord.read.docx_body import Body
from onrecord.read.docx_styles import Styles
from onrecord.read.draft import Draft
from onrecord.read.marked import Mark
from onrecord.read.office_attached import attached, name_attached
from onrecord.read.office_extras import add_drawings, add_properties
from onrecord.read.office_package import Package, attribute
from onrecord.read.prefilter import may_hold
from onrecord.read.reader import Reader

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment"))


def read(blob: Blob, ask: Ask) -> Document:
    """Read one document."""
    draft = Draft(blob, ask)
    package = Package(draft)
    main = _main_part(package)
    root = package.tree(main) if main else None
    if root is None:
        if not draft.gaps or not main:
            draft.gap(
                GapKind.DAMAGED, "the main part of the document is missing", "open it in its own program"
            )
        return draft.document(READER)
    facts = add_properties(draft, package, "docProps/core.xml", "docProps/app.xml")
    _text(draft, package, main, root)
    folder = main.rpartition("/")[0] or "word"
    add_drawings(draft, package, folder)
    name_attached(draft, package, folder)
    if not may_hold(draft.text(), ask):
        draft.passages.clear()
    return draft.document(READER, facts=facts.items())


def _main_part(package: Package) -> str:
    for relation in package.relations("").values():
        if relation.kind == "officeDocument" and relation.target in package:
            return relation.target
    return next(iter(package.names("word/document", ".xml")), "")


def _text(draft: Draft, package: Package, main: str, root: _Element) -> None:
    """The running text, then notes and comments, then heads and feet of the pages."""
    folder = main.rpartition("/")[0]
    body = Body(draft, Styles(package.tree(f"{folder}/styles.xml")))
    body.read_part(main, root, root)
    for name, kind in _NOTES:
        part = f"{folder}/{name}.xml"
        notes = package.tree(part)
        if notes is not None:
            body.read_part(part, notes, ())
            for note in notes:
                if attribute(note, "type") not in (
                    "separator",
                    "continuationSeparator",
                    "continuationNotice",
                ):
                    body.note(kind, attribute(note, "id"), note)
    for name, mark in (("header", Mark.HEADER), ("footer", Mark.FOOTER)):
        for part in package.names(f"{folder}/{name}", ".xml"):
            margin = package.tree(part)
            if margin is not None:
                before = body.set_apart()
                body.read_part(part, margin, margin, mark)
                body.rejoin(before)


READER = Reader(
    name="docx",
    version=1,
    media_types=(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
        "application/vnd.ms-word.document.macroenabled.12",
    ),
    suffixes=(".docx", ".docm", ".dotx", ".dotm"),
    read=read,
    attached=attached,
    magic=((0, b"PK\x03\x04"),),
    cannot=(
        "page numbers and the numbers that Word gives to list items",
        "text inside pictures, unless there is hardly any other text",
        "fields that are computed when the document is opened",
    ),
)
