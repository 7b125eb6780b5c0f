"""PDF: text layers through PDFium, pages without one through OCR; only pages of interest are laid out."""

from __future__ import annotations

from onrecord.model.document import Blob, Document
from onrecord.model.place import Locator
from onrecord.model.reading import Ask
from onrecord.read.pdf_attached import attached
from onrecord.read.pdf_session import read_pdf, session_for
from onrecord.read.reader import Reader

VERSION = 1


def read(blob: Blob, ask: Ask) -> Document:
    """Read a PDF; what cannot be read becomes a gap."""
    return read_pdf(blob, ask, READER)


def locate(blob: Blob, document: Document, start: int, end: int) -> Locator:
    """The page and the boxes, one a line, of a part of the text."""
    return session_for(document).locate(blob, document, start, end)


READER = Reader(
    name="pdf",
    version=VERSION,
    media_types=("application/pdf",),
    suffixes=(".pdf",),
    read=read,
    magic=((0, b"%PDF-"),),
    locate=locate,
    attached=attached,
    cannot=(
        "forms of the XFA kind, links, stamps and drawings that people have put on a page",
        "bookmarks that say what their page says; alternative texts of drawings on pages without a picture",
        "pictures on pages that also have text are not recognised",
        "vertical lines (Japanese, Chinese) are read in the order in which the file writes them",
        "a table that is neither drawn nor aligned is read as lines",
        "tables, lists and headings take over context from the page before, not from further back",
    ),
)
