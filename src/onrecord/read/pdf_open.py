"""Open a PDF with PDFium, and say in plain words why it cannot be opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from onrecord.model.vocabulary import GapKind
from onrecord.read.pdf_repair import with_new_end

_ERROR_PASSWORD = 4
_ERROR_SECURITY = 5
_TAIL = 2048
_FACTS = (("Title", "title"), ("Author", "author"), ("Producer", "producer"))
_FACT_LENGTH = 500


class PdfError(Exception):
    """A PDF that cannot be opened."""

    def __init__(self, kind: GapKind, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason
        self.advice = advice


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The pypdfium2 document of these bytes; one that was cut off is given a new end."""
    document = _open(data)
    try:
        yield document
    finally:
        document.close()


def _open(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = _explained(data, getattr(error, "err_code", None))
        repaired = with_new_end(data) if reason.kind in (GapKind.TRUNCATED, GapKind.DAMAGED) else None
        if repaired is None:
            raise reason from error
    try:
        document = pypdfium2.PdfDocument(repaired)
    except pypdfium2.PdfiumError as error:
        raise reason from error
    if not len(document):
        document.close()
        raise reason
    return document


def _explained(data: bytes, code: int | None) -> PdfError:
    if not data:
        return PdfError(GapKind.EMPTY, "the file is empty", "")
    if code in (_ERROR_PASSWORD, _ERROR_SECURITY):
        return PdfError(
            GapKind.ENCRYPTED,
            "the PDF opens only with a password",
            "open it with the password and save it without one, then read that file",
        )
    if is_cut_off(data):
        return PdfError(
            GapKind.TRUNCATED,
            "the end of the PDF is missing and no page could be recovered",
            "get the file again",
        )
    return PdfError(GapKind.DAMAGED, "the PDF is too damaged to be opened", "get the file again")


def is_cut_off(data: bytes) -> bool:
    """Whether the mark that ends every PDF is missing."""
    return b"%%EOF" not in data[-_TAIL:]


def facts_of(document: Any) -> list[tuple[str, str]]:
    """What the document says about itself."""
    facts = [(name, _clean(document.get_metadata_value(key))) for key, name in _FACTS]
    facts += [
        ("created", _date(_clean(document.get_metadata_value("CreationDate")))),
        ("modified", _date(_clean(document.get_metadata_value("ModDate")))),
    ]
    return [(name, value) for name, value in facts if value]


def forms_of(document: Any) -> Any:
    """PDFium's handle on the form fields of a document, None where there are none. Scripts are not run."""
    import pypdfium2.raw as pdfium

    if document.get_formtype() != pdfium.FORMTYPE_ACRO_FORM:
        return None
    document.init_forms()
    return document.formenv.raw if document.formenv else None


def has_xfa(document: Any) -> bool:
    """Whether a form is drawn by XFA, which PDFium is built without."""
    import pypdfium2.raw as pdfium

    return document.get_formtype() in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND)


def _clean(text: str) -> str:
    """One line without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_FACT_LENGTH]


def _date(text: str) -> str:
    """``D:20200514104837+08'00'`` as ``2020-05-14T10:48:37+08:00``; what is no date stays as it stands."""
    digits = text.removeprefix("D:")
    if not digits[:8].isdigit():
        return text
    out = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    if digits[8:14].isdigit() and len(digits) >= 14:
        out += f"T{digits[8:10]}:{digits[10:12]}:{digits[12:14]}"
        zone = digits[14:].replace("'", "")
        if zone[:1] == "Z":
            out += "Z"
        elif zone[:1] in ("+", "-") and zone[1:5].isdigit() and len(zone) >= 5:
            out += f"{zone[:3]}:{zone[3:5]}"
    return out
