"""Presentations to passages: ``READER`` for PPTX and its kin.

The place of a passage is the slide, the name of the shape, and ``part#p7`` (the seventh paragraph of a part).
"""

from __future__ import annotations

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind
from onrecord.read.draft import Draft
from onrecord.read.marked import Mark
from onrecord.read.office_attached import attached, name_attached
from onrecord.read.office_extras import add_drawings, add_properties
from onrecord.read.office_package import Package, attribute
from onrecord.read.pptx_slide import Slides
from onrecord.read.prefilter import may_hold
from onrecord.read.reader import Reader


def read(blob: Blob, ask: Ask) -> Document:
    """Read one presentation."""
    draft = Draft(blob, ask)
    package = Package(draft)
    slides = _slides(package)
    if not slides:
        if "ppt/presentation.xml" in package:
            draft.gap(GapKind.EMPTY, "a presentation without slides")
        else:
            draft.gap(GapKind.DAMAGED, "no slides were found in it", "open it in its own program")
        return draft.document(READER)
    facts = add_properties(draft, package, "docProps/core.xml", "docProps/app.xml")
    _read_slides(draft, package, slides)
    add_drawings(draft, package, "ppt")
    name_attached(draft, package, "ppt")
    if not may_hold(draft.text(), ask):
        draft.passages.clear()
    return draft.document(READER, facts=facts.items(), pages=len(slides))


def _slides(package: Package) -> list[str]:
    """Slides in the order of the show; those that it does not name come after."""
    main = next((rel.target for rel in package.relations("").values() if rel.kind == "officeDocument"), "")
    main = main if main in package else "ppt/presentation.xml"
    links = package.relations(main)
    root = package.tree(main)
    shown: list[str] = []
    for entry in () if root is None else root.iter("{*}sldId"):
        for key, value in entry.attrib.items():
            if str(key).startswith("{") and str(value) in links:
                shown.append(links[str(value)].target)
    every = package.names("ppt/slides/slide", ".xml")
    ordered = [name for name in dict.fromkeys(shown) if name in package]
    known = {name.lower() for name in ordered}
    return ordered + [name for name in every if name.lower() not in known]


def _read_slides(draft: Draft, package: Package, names: list[str]) -> None:
    slides = Slides(draft)
    most = draft.ask.limits.pages
    for number, name in enumerate(names, 1):
        if number > most:
            draft.gap(GapKind.TOO_LARGE, f"only the first {most} slides were read", "raise the limit")
            return
        root = package.tree(name)
        if root is None:
            continue
        mark = Mark.HIDDEN if attribute(root, "show") in ("0", "false") else 0
        title = slides.read_slide(number, name, root, mark)
        for link in package.relations(name).values():
            kind = {"notesSlide": "notes", "comments": "comment"}.get(link.kind, "")
            notes = package.tree(link.target) if kind and not link.external else None
            if notes is not None:
                slides.read_notes(link.target, notes, title, kind, mark)


READER = Reader(
    name="pptx",
    version=1,
    media_types=(
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.openxmlformats-officedocument.presentationml.slideshow",
        "application/vnd.openxmlformats-officedocument.presentationml.template",
        "application/vnd.ms-powerpoint.presentation.macroenabled.12",
    ),
    suffixes=(".pptx", ".pptm", ".ppsx", ".ppsm", ".potx"),
    read=read,
    attached=attached,
    magic=((0, b"PK\x03\x04"),),
    cannot=(
        "texts of masters and layouts",
        "text inside pictures, unless there is hardly any other text",
        "the order in which the eye would take shapes: they come as the file has them, the title first",
    ),
)
