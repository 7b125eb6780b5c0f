"""Give a cut-off PDF a new end, so that PDFium can open what is left of it.

A PDF is found from its end; when that is missing, the objects in front of it are whole but out of reach.
Works for files whose catalogue or pages stand in the open; what is packed into object streams stays lost.
"""

from __future__ import annotations

import re

_LARGEST = 100_000_000
_MOST_PAGES = 20_000
_OBJECT = re.compile(rb"(?<![0-9])(\d{1,8})\s+(\d{1,5})\s+obj\b")
_CATALOG = re.compile(rb"/Type\s*/Catalog\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_HEAD = 2_000
"""How far into an object its type is looked for."""


def with_new_end(data: bytes) -> bytes | None:
    """The data with a trailer that names its catalogue, or with a catalogue of the pages found; else None."""
    if len(data) > _LARGEST or b"%PDF-" not in data[:1024]:
        return None
    data = data[: data.rfind(b"endobj") + len(b"endobj")]  # half an object would swallow what comes after it
    catalogue = b""
    pages: list[bytes] = []
    largest = 0
    for found in _OBJECT.finditer(data):
        largest = max(largest, int(found[1]))
        head = data[found.end() : found.end() + _HEAD].partition(b"endobj")[0].partition(b"stream")[0]
        if _CATALOG.search(head):
            catalogue = b"%s %s R" % (found[1], found[2])
        elif _PAGE.search(head) and len(pages) < _MOST_PAGES:
            pages.append(b"%s %s R" % (found[1], found[2]))
    if catalogue:
        return data + _trailer(catalogue, largest + 1)
    if not pages:
        return None
    root, tree = largest + 1, largest + 2
    made = b"\n%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (root, tree)
    made += b"%d 0 obj\n<</Type/Pages/Count %d/Kids[%s]>>\nendobj\n" % (tree, len(pages), b" ".join(pages))
    return data + made + _trailer(b"%d 0 R" % root, tree + 1)


def _trailer(root: bytes, size: int) -> bytes:
    return b"\ntrailer\n<</Size %d/Root %s>>\nstartxref\n0\n%%%%EOF\n" % (size, root)
