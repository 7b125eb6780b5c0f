"""PDF pages without a usable text layer: rendered to a picture and read with OCR."""

from __future__ import annotations

from typing import Any

from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind
from onrecord.read.ocr import Ocr, Unread
from onrecord.read.ocr_picture import Picture
from onrecord.read.page_model import Page

_DPI = 200
_POINTS = 72
_MAX_PIXELS = 24_000_000
_MIN_DPI = 60


class Scanner:
    """Renders pages and reads them."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.ocr = Ocr(ask)

    def facts(self) -> list[tuple[str, str]]:
        """Which languages and which program have read."""
        return self.ocr.facts()

    def scan(self, document: Any, number: int, *, garbled: bool, ends: float) -> Page | Unread:
        """A page from its picture."""
        if self.ask.ocr == "never":
            return _switched_off(garbled=garbled)
        import pypdfium2

        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            return Unread(GapKind.DAMAGED, "the page cannot be loaded", "get the file again")
        try:
            picture = self._render(page)
        finally:
            page.close()
        if isinstance(picture, Unread):
            return picture
        found = self.ocr.read(picture, number, _POINTS / picture.dpi, ends)
        if isinstance(found, Unread) and garbled and found.kind is GapKind.TOOL_MISSING:
            reason = "the text layer says something else than the page shows, and OCR is not to be had"
            return Unread(GapKind.GARBLED, reason, found.advice)
        return found

    def _render(self, page: Any) -> Picture | Unread:
        """The page in grey, as fine as the limits allow."""
        limit = self.ask.limits.pixels
        largest = _largest_picture(page)
        if largest > limit:
            reason = f"the page holds a picture of {largest} pixels, more than the limit of {limit}"
            return Unread(GapKind.TOO_LARGE, reason, "raise the limit on pixels")
        width, height = page.get_size()
        area = width * height / _POINTS**2
        dpi = min(_DPI, int((min(limit, _MAX_PIXELS) / area) ** 0.5)) if area > 0 else 0
        if dpi < _MIN_DPI:
            return Unread(
                GapKind.TOO_LARGE, f"the page measures {width:.0f} × {height:.0f} points", "split the page"
            )
        bitmap = page.render(scale=dpi / _POINTS, grayscale=True)
        try:
            return Picture(bitmap.width, bitmap.height, _rows(bitmap), dpi)
        finally:
            bitmap.close()


def _rows(bitmap: Any) -> bytes:
    """The bytes of a grey bitmap without padding."""
    data = memoryview(bitmap.buffer).cast("B")
    width, stride = bitmap.width, bitmap.stride
    if stride == width:
        return bytes(data[: width * bitmap.height])
    return b"".join(data[y * stride : y * stride + width] for y in range(bitmap.height))


def _largest_picture(page: Any) -> int:
    """How many pixels the largest picture on a page has, as the file says."""
    import ctypes

    import pypdfium2.raw as pdfium

    width, height = ctypes.c_uint(), ctypes.c_uint()
    largest = 0
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), 2_000)):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE:
            pdfium.FPDFImageObj_GetImagePixelSize(item, ctypes.byref(width), ctypes.byref(height))
            largest = max(largest, width.value * height.value)
    return largest


def _switched_off(*, garbled: bool) -> Unread:
    if garbled:
        reason = "the text layer says something else than the page shows"
        return Unread(GapKind.GARBLED, reason, "run with --ocr auto to read the picture of the page")
    return Unread(GapKind.NO_TEXT, "the page is a picture, and OCR is switched off", "run with --ocr auto")
