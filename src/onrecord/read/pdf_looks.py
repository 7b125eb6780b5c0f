"""How characters of a PDF page are drawn: weight, size, slant, colour, visible or not."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import Any

STROKED = 2
UNPAINTED = 3
"""PDF's text render modes; regular fonts that are also stroked are meant to look bold."""

_PALE = 250
_SLANT = 3.0
_BOLD = (b"bold", b"black", b"heavy", b"demi", b"cmbx")
"""Parts of font names. Weights that PDFium gives come from stem widths and mislead."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a text object is drawn; a size of 0 is not known.

    ``pale`` is white, ``clear`` fully transparent; ``guessed`` says that the font does not tell characters.
    """

    bold: bool = False
    mode: int = 0
    size: float = 0.0
    slanted: bool = False
    pale: bool = False
    clear: bool = False
    guessed: bool = False


class Looks:
    """Asks once for each text object. ``turn`` is the rotation of the page."""

    def __init__(self, handle: Any, turn: int) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium = pdfium
        self.handle = handle
        self.turn = turn
        self._objects: dict[int, Look] = {}
        self._fonts: dict[int, bool] = {}
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._colour_at = [ctypes.byref(part) for part in self._colour]
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_at = ctypes.byref(self._matrix)

    def of(self, item: int, index: int) -> Look:
        """How a text object (its address) is drawn, and with it the character at an index of PDFium's."""
        look = self._objects.get(item)
        if look is None:
            found = self.pdfium.FPDFText_GetTextObject(self.handle, index) if item else None
            look = self._objects[item] = self._ask(found, index) if found else Look()
        return look

    def _ask(self, found: Any, index: int) -> Look:
        mode = self.pdfium.FPDFTextObj_GetTextRenderMode(found)
        known = self.pdfium.FPDFPageObj_GetFillColor(found, *self._colour_at)
        red, green, blue, alpha = (part.value for part in self._colour)
        size, slanted = self._matrix_of(index)
        return Look(
            mode == STROKED or self._is_bold(found),
            mode,
            size,
            slanted,
            bool(known and min(red, green, blue) >= _PALE),
            bool(known and alpha == 0),
            self.pdfium.FPDFText_HasUnicodeMapError(self.handle, index) == 1,
        )

    def _matrix_of(self, index: int) -> tuple[float, bool]:
        """The type size as drawn, to half a point (box heights depend on the font too), and the slant."""
        if not self.pdfium.FPDFText_GetMatrix(self.handle, index, self._matrix_at):
            return 0.0, False
        matrix = self._matrix
        size: float = self.pdfium.FPDFText_GetFontSize(self.handle, index) * math.hypot(matrix.c, matrix.d)
        angle = self.turn - math.degrees(math.atan2(matrix.b, matrix.a))
        return round(size * 2) / 2, not -_SLANT < (angle + 180) % 360 - 180 < _SLANT

    def _is_bold(self, found: Any) -> bool:
        font = self.pdfium.FPDFTextObj_GetFont(found)
        if not font:
            return False
        address = ctypes.addressof(font.contents)
        if address not in self._fonts:
            name = ctypes.create_string_buffer(128)
            self.pdfium.FPDFFont_GetBaseFontName(font, name, 128)
            self._fonts[address] = any(mark in name.value.lower() for mark in _BOLD)
        return self._fonts[address]
