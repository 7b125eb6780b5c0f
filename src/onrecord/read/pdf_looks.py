"""How characters of a PDF page are drawn: weight, size, colour, visible or not."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import Any

STROKED = 2
UNPAINTED = 3
"""PDF's text render modes; regular fonts that are also stroked are meant to look bold."""

Colour = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """How a text object is drawn; a size of 0 is not known."""

    bold: bool = False
    mode: int = 0
    colour: Colour | None = None
    size: float = 0.0


class Looks:
    """Weight, size, render mode and colour of characters; asked once for each text object."""

    def __init__(self, textpage: Any) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium = pdfium
        self.handle = textpage.raw
        self._objects: dict[int, Look] = {}
        self._fonts: dict[int, bool] = {}

    def of(self, index: int) -> Look:
        """How the character at an index of PDFium's is drawn."""
        found = self.pdfium.FPDFText_GetTextObject(self.handle, index)
        if not found:
            return Look()
        address = ctypes.addressof(found.contents)
        if address not in self._objects:
            self._objects[address] = self._ask(found, index)
        return self._objects[address]

    def is_guessed(self, index: int) -> bool:
        """Whether the font does not say what character stands at an index."""
        guessed: int = self.pdfium.FPDFText_HasUnicodeMapError(self.handle, index)
        return guessed == 1

    def _ask(self, found: Any, index: int) -> Look:
        mode = self.pdfium.FPDFTextObj_GetTextRenderMode(found)
        parts = [ctypes.c_uint() for _ in range(4)]
        known = self.pdfium.FPDFPageObj_GetFillColor(found, *map(ctypes.byref, parts))
        red, green, blue, alpha = (part.value for part in parts)
        bold = mode == STROKED or self._is_bold(found, index)
        return Look(bold, mode, (red, green, blue, alpha) if known else None, self._size(index))

    def _size(self, index: int) -> float:
        """The type size as drawn, to half a point. The height of a box depends on the font as well."""
        matrix = self.pdfium.FS_MATRIX()
        if not self.pdfium.FPDFText_GetMatrix(self.handle, index, ctypes.byref(matrix)):
            return 0.0
        stretch = math.hypot(matrix.c, matrix.d)
        size: float = self.pdfium.FPDFText_GetFontSize(self.handle, index)
        return round(size * stretch * 2) / 2

    def _is_bold(self, found: Any, index: int) -> bool:
        font = self.pdfium.FPDFTextObj_GetFont(found)
        if not font:
            return False
        address = ctypes.addressof(font.contents)
        if address not in self._fonts:
            name = ctypes.create_string_buffer(128)
            self.pdfium.FPDFFont_GetBaseFontName(font, name, 128)
            weight = self.pdfium.FPDFText_GetFontWeight(self.handle, index)
            named = any(mark in name.value.lower() for mark in (b"bold", b"black", b"heavy", b"-demi"))
            self._fonts[address] = named or weight >= 600
        return self._fonts[address]
