"""Files attached to a PDF: to the document as a whole, or to a place on a page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from onrecord.model.document import Blob
from onrecord.model.reading import Ask, Member
from onrecord.model.vocabulary import GapKind
from onrecord.read.archive_limits import gap, member
from onrecord.read.pdf_beside import attachment_name
from onrecord.read.pdf_open import PdfError, opened

_MOST = 1_000


def attachments_of(document: Any) -> list[str]:
    """The names of files attached to a document, each told apart."""
    return [name for name, _ in _of_document(document)]


def attached(blob: Blob, ask: Ask, names: tuple[str, ...]) -> Iterator[Member]:
    """The files of these names."""
    wanted = set(names)
    try:
        with opened(blob.data) as document:
            for name, handle in _of_document(document):
                if name in wanted:
                    yield _member(blob, ask, name, handle)
            pages = {int(page) for name in names for page in [_page_of(name)] if page}
            for number in sorted(pages):
                yield from _of_page(blob, ask, document, number)
    except PdfError as error:
        yield gap(blob, names[0], error.kind, error.reason, error.advice)


def _of_document(document: Any) -> Iterator[tuple[str, Any]]:
    import pypdfium2.raw as pdfium

    seen: set[str] = set()
    for index in range(min(max(pdfium.FPDFDoc_GetAttachmentCount(document.raw), 0), _MOST)):
        handle = pdfium.FPDFDoc_GetAttachment(document.raw, index)
        name = attachment_name(pdfium, handle) or "attachment"
        if name in seen:
            name = f"{index + 1}-{name}"
        seen.add(name)
        yield name, handle


def _page_of(name: str) -> str:
    """``page 3/list.xlsx``: the number of the page."""
    head, slash, _ = name.partition("/")
    number = head.removeprefix("page ")
    return number if slash and head != number and number.isdecimal() else ""


def _of_page(blob: Blob, ask: Ask, document: Any, number: int) -> Iterator[Member]:
    import pypdfium2.raw as pdfium

    page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    if not page:
        return
    try:
        for index in range(min(max(pdfium.FPDFPage_GetAnnotCount(page), 0), _MOST)):
            note = pdfium.FPDFPage_GetAnnot(page, index)
            if not note:
                continue
            if pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_FILEATTACHMENT:
                handle = pdfium.FPDFAnnot_GetFileAttachment(note)
                name = attachment_name(pdfium, handle) or "attachment"
                yield _member(blob, ask, f"page {number}/{name}", handle)
            pdfium.FPDFPage_CloseAnnot(note)
    finally:
        pdfium.FPDF_ClosePage(page)


def _member(blob: Blob, ask: Ask, name: str, handle: Any) -> Member:
    import pypdfium2.raw as pdfium

    size = ctypes.c_ulong()
    if not handle or not pdfium.FPDFAttachment_GetFile(handle, None, 0, ctypes.byref(size)):
        return gap(blob, name, GapKind.DAMAGED, "the attached file cannot be unpacked", "get the PDF again")
    if size.value > ask.limits.file_bytes:
        reason = f"larger than {ask.limits.file_bytes:,} bytes"
        return gap(blob, name, GapKind.TOO_LARGE, reason, "raise the limit")
    buffer = (ctypes.c_char * max(size.value, 1))()
    pdfium.FPDFAttachment_GetFile(handle, buffer, size.value, ctypes.byref(size))
    return member(blob, name, buffer.raw[: size.value])
