"""OpenDocument to passages: ``READERS`` for ODT, ODS and ODP, packed or as one flat XML file.

The place of a passage is ``content.xml#p12`` (the twelfth paragraph or heading) or ``#r3`` (the third table
row); in presentations with slide and shape; in sheets the sheet and the first cell with text of the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind
from onrecord.read import odf_table
from onrecord.read.draft import Draft
from onrecord.read.marked import Mark
from onrecord.read.odf_body import OdfBody
from onrecord.read.odf_sheets import read_sheets
from onrecord.read.odf_slides import read_slides
from onrecord.read.odf_styles import OdfStyles
from onrecord.read.odf_text import deleted_texts
from onrecord.read.office_attached import attached, name_attached
from onrecord.read.office_extras import add_properties
from onrecord.read.office_package import Package, attribute, local, parse_xml
from onrecord.read.prefilter import may_hold
from onrecord.read.reader import Reader

if TYPE_CHECKING:
    from lxml.etree import _Element

_TREE_SHARE = 12


def read_package(blob: Blob, ask: Ask) -> Document:
    """Read a packed document."""
    draft = Draft(blob, ask)
    package = Package(draft)
    manifest, _ = parse_xml(package.data("META-INF/manifest.xml") or b"")  # only asked for locks
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        draft.gap(
            GapKind.ENCRYPTED, "the document is encrypted", "open it with its password and save it without"
        )
        return draft.document(READERS[0])
    content = package.tree("content.xml")
    if content is None:
        if not draft.gaps:
            draft.gap(GapKind.DAMAGED, "the content of the document is missing", "open it in its own program")
        return draft.document(READERS[0])
    facts = add_properties(draft, package, "meta.xml")
    kind, pages = _lay_out(draft, content, package.tree("styles.xml"), "content.xml")
    for part in package.names("Object ", "/content.xml"):
        inner = package.tree(part)
        if inner is not None:
            _lay_out(draft, inner, package.tree(part.replace("/content.xml", "/styles.xml")), part)
    name_attached(draft, package, "", pictures="Pictures/")
    return _document(draft, ask, READERS[0], facts, kind, pages)


def read_flat(blob: Blob, ask: Ask) -> Document:
    """Read a document that is one XML file."""
    draft = Draft(blob, ask)
    most = ask.limits.memory_bytes // _TREE_SHARE
    if len(blob.data) > most:
        draft.gap(GapKind.TOO_LARGE, f"XML of more than {most:,} bytes", "raise the memory limit")
        return draft.document(READERS[1])
    root, error = parse_xml(blob.data)
    if error:
        draft.gap(
            GapKind.DAMAGED, f"not well-formed XML ({error})", "open it in its own program and save it again"
        )
    kind, pages = ("text", None) if root is None else _lay_out(draft, root, None, "")
    return _document(draft, ask, READERS[1], {}, kind, pages)


def _lay_out(draft: Draft, content: _Element, styles: _Element | None, part: str) -> tuple[str, int | None]:
    """The body by its kind; the kind, and the number of slides for presentations."""
    body = OdfBody(draft, OdfStyles(content, styles), deleted_texts(content))
    body.count(part, content)
    found: str = "text"
    pages: int | None = None
    for holder in content.iter("{*}body"):
        for kind in holder:
            name = local(kind.tag)
            found = name if name in ("spreadsheet", "presentation") else found
            if name == "spreadsheet":
                read_sheets(body, kind)
                _margins(body, content if styles is None else styles)
            elif name in ("presentation", "drawing"):
                pages = read_slides(body, kind)
            elif name == "text":
                body.blocks(kind, 0)
                _margins(body, content if styles is None else styles)
            elif name == "chart":
                _chart(body, kind)
        break
    return found, pages


def _chart(body: OdfBody, chart: _Element) -> None:
    """The titles of a chart, then the table that it draws."""
    for title in chart.iter("{*}title", "{*}subtitle"):
        body.blocks(title, 0)
    for table in chart.iter("{*}table"):
        odf_table.lay_out(body, table, 0)


def _margins(body: OdfBody, styles: _Element) -> None:
    """Heads and feet of the pages."""
    for page in styles.iter("{*}master-page"):
        for margin in page:
            name = local(margin.tag)
            if name.startswith(("header", "footer")) and attribute(margin, "display") != "false":
                before = body.set_apart()
                body.count("styles.xml", styles)
                body.blocks(margin, Mark.HEADER if name.startswith("header") else Mark.FOOTER)
                body.rejoin(before)


def _document(
    draft: Draft, ask: Ask, reader: Reader, facts: dict[str, str], kind: str, pages: int | None
) -> Document:
    if not may_hold(draft.text(), ask):
        draft.passages.clear()
    media = next(media for media in reader.media_types if media.startswith(_BASE + kind))
    return draft.document(reader, media_type=media, facts=facts.items(), pages=pages)


_KINDS = ("text", "spreadsheet", "presentation", "graphics")
_BASE = "application/vnd.oasis.opendocument."
_CANNOT = (
    "text inside pictures, unless there is hardly any other text",
    "conditional text and fields that are computed when the document is opened",
    "formulas: the values stored with them are read; rows that repeat are read once",
)
READERS = (
    Reader(
        name="odf",
        version=1,
        media_types=(
            *(_BASE + kind for kind in _KINDS),
            *(f"{_BASE}{kind}-template" for kind in _KINDS),
            f"{_BASE}text-master",
        ),
        suffixes=(".odt", ".ods", ".odp", ".odg", ".ott", ".ots", ".otp", ".odm"),
        read=read_package,
        attached=attached,
        magic=((0, b"PK\x03\x04"),),
        cannot=_CANNOT,
    ),
    Reader(
        name="odf-flat",
        version=1,
        media_types=tuple(f"{_BASE}{kind}-flat-xml" for kind in _KINDS),
        suffixes=(".fodt", ".fods", ".fodp", ".fodg"),
        read=read_flat,
        cannot=_CANNOT,
    ),
)
