"""Read JSON: also JSON Schema, OpenAPI, JSON lines, comments in it; broken JSON as far as it goes."""

from __future__ import annotations

from onrecord.model.document import Blob, Document, Gap
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind
from onrecord.read.layout import Layout
from onrecord.read.load import load
from onrecord.read.plain.reader import lay_out_plain
from onrecord.read.prefilter import BIG, may_hold
from onrecord.read.reader import Reader
from onrecord.read.structured.json_scan import MOST_DEPTH, Scan, Scanner
from onrecord.read.structured.layout import TreeLayout
from onrecord.read.structured.tree import Kind, title_facts


def read_json(blob: Blob, ask: Ask) -> Document:
    """The reading of a JSON text: a passage for each member."""
    loaded = load(blob, ask)
    layout = Layout(blob, loaded)
    text = loaded.text
    big = len(text) > BIG
    if not may_hold(text, ask, escapes=True):
        return layout.document(READER, keep_text=not big)
    picky = big and ask.interest is not None
    scan = Scanner(text, (lambda part: may_hold(part, ask, escapes=True)) if picky else None).run()
    if _is_no_json(scan):
        layout.gaps.append(_gap(blob, GapKind.DAMAGED, "this is not JSON; it was read as plain text"))
        lay_out_plain(layout, ask)
        return layout.document(READER)
    _number_roots(scan)
    TreeLayout(layout, scan.comments, scan.dull).add(scan.roots)
    layout.gaps += _gaps(blob, scan, layout)
    return layout.document(READER, facts=title_facts(scan.roots))


def _is_no_json(scan: Scan) -> bool:
    """No container at all, or more bare words than strings."""
    has_container = any(root.kind is not Kind.SCALAR for root in scan.roots)
    single = len(scan.roots) == 1 and scan.strings == 1
    return not (has_container or single) or scan.words > 20 + 2 * scan.strings


def _number_roots(scan: Scan) -> None:
    """The lines of JSON lines are told apart by their number."""
    if len(scan.roots) > 1:
        for number, root in enumerate(scan.roots):
            root.place = str(number)


def _gaps(blob: Blob, scan: Scan, layout: Layout) -> list[Gap]:
    gaps = []
    if scan.unclosed:
        reason = f"the JSON ends inside {scan.unclosed} open brackets; what stands before was read"
        gaps.append(_gap(blob, GapKind.TRUNCATED, reason))
    if scan.stray:
        gaps.append(_gap(blob, GapKind.DAMAGED, f"{scan.stray} brackets do not match; paths may be wrong"))
    if scan.too_deep is not None:
        line = layout.line_of(scan.too_deep)
        reason = f"nested deeper than {MOST_DEPTH} levels at line {line}; that part was not read"
        gaps.append(_gap(blob, GapKind.TOO_DEEP, reason))
    return gaps


def _gap(blob: Blob, kind: GapKind, reason: str) -> Gap:
    return Gap(blob.name, kind, reason, "check the file with a JSON validator", blob.members)


READER = Reader(
    name="json",
    version=1,
    media_types=(
        "application/json",
        "application/schema+json",
        "application/ld+json",
        "application/vnd.oai.openapi+json",
        "application/x-ndjson",
        "application/jsonl",
        "application/geo+json",
        "text/json",
    ),
    suffixes=(
        ".json",
        ".jsonl",
        ".ndjson",
        ".json5",
        ".jsonc",
        ".geojson",
        ".har",
        ".webmanifest",
        ".ipynb",
        ".arb",
    ),
    read=read_json,
    cannot=(
        "references ($ref) are not followed",
        "lists of more than 200 characters of numbers have no passage",
    ),
)
