"""Read XML: device capabilities, schemas, Android strings, RESX, XLIFF, property lists and any other."""

from __future__ import annotations

import re

from onrecord.model.document import Blob, Document, Gap
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind
from onrecord.read.layout import Layout
from onrecord.read.load import load
from onrecord.read.markup.xml_layout import XmlLayout
from onrecord.read.markup.xml_scan import MOST_DEPTH, Scan, Scanner
from onrecord.read.plain.reader import lay_out_plain
from onrecord.read.prefilter import BIG, may_hold
from onrecord.read.reader import Reader

_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


def read_xml(blob: Blob, ask: Ask) -> Document:
    """The reading of an XML text: a passage for each element."""
    declared = _ENCODING.search(blob.data[:512])
    loaded = load(blob, ask, declared[1].decode("ascii") if declared else "")
    layout = Layout(blob, loaded)
    text = loaded.text
    big = len(text) > BIG
    if not may_hold(text, ask, references=True, escapes=True):
        return layout.document(READER, keep_text=not big)
    picky = big and ask.interest is not None
    wanted = (lambda part: may_hold(part, ask, references=True, escapes=True)) if picky else None
    scan = Scanner(text, wanted).run()
    if not scan.elements:
        layout.gaps.append(_gap(blob, GapKind.DAMAGED, "this is not XML; it was read as plain text"))
        lay_out_plain(layout, ask)
        return layout.document(READER)
    XmlLayout(layout).add(scan.roots)
    layout.gaps += _gaps(blob, scan, layout)
    return layout.document(READER)


def _gaps(blob: Blob, scan: Scan, layout: Layout) -> list[Gap]:
    gaps = []
    if scan.uses_entities:
        reason = "the file uses entities that it declares itself; they stand unexpanded in the text"
        gaps.append(Gap(blob.name, GapKind.UNSUPPORTED, reason, "", blob.members))
    if scan.unclosed:
        reason = f"the XML ends inside {scan.unclosed} open elements; what stands before was read"
        gaps.append(_gap(blob, GapKind.TRUNCATED, reason))
    if scan.stray:
        gaps.append(_gap(blob, GapKind.DAMAGED, f"{scan.stray} tags do not match; paths may be wrong"))
    if scan.too_deep is not None:
        line = layout.line_of(scan.too_deep)
        reason = f"nested deeper than {MOST_DEPTH} levels at line {line}; elements below are listed flat"
        gaps.append(_gap(blob, GapKind.TOO_DEEP, reason))
    return gaps


def _gap(blob: Blob, kind: GapKind, reason: str) -> Gap:
    return Gap(blob.name, kind, reason, "check the file with an XML validator", blob.members)


READER = Reader(
    name="xml",
    version=1,
    media_types=(
        "application/xml",
        "text/xml",
        "application/xliff+xml",
        "image/svg+xml",
        "application/rss+xml",
    ),
    suffixes=(
        *(
            ".xml",
            ".resx",
            ".xliff",
            ".xlf",
            ".xsd",
            ".wsdl",
            ".plist",
            ".xaml",
            ".svg",
            ".rss",
            ".atom",
            ".config",
        ),
        *(
            ".csproj",
            ".vcxproj",
            ".storyboard",
            ".xib",
            ".dita",
            ".xmi",
            ".rdf",
            ".kml",
            ".gpx",
            ".xslt",
            ".xsl",
            ".ui",
        ),
    ),
    read=read_xml,
    cannot=("entities declared in the file are not expanded", "XInclude and style sheets are not followed"),
)
