"""Straight lines and filled rectangles of a PDF page: what tables are drawn with."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from onrecord.model.place import Box
from onrecord.read.page_model import Rule

_THIN = 2.5
_MIN_LENGTH = 6.0
_MAX_OBJECTS = 6_000
_MAX_SEGMENTS = 400
_MAX_DEPTH = 4
_WHITE = 252

Sides = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Matrix = tuple[float, float, float, float, float, float]


def drawn(
    page: Any, view: Callable[[float, float, float, float], Sides], width: float, height: float
) -> tuple[list[Rule], list[Rule], list[Box]]:
    """Lying lines, standing lines and coloured areas of a page.

    Only the first few thousand objects are looked at: a page with more is a drawing, not a table.
    """
    lying: list[Rule] = []
    standing: list[Rule] = []
    shades: list[Box] = []
    for sides, stroked, filled in _Paths(page).shapes():
        left, top, right, bottom = view(*sides)
        left, right = max(left, -1.0), min(right, width + 1)
        top, bottom = max(top, -1.0), min(bottom, height + 1)
        if bottom - top <= _THIN and right - left >= _MIN_LENGTH:
            lying.append(Rule((top + bottom) / 2, left, right))
        elif right - left <= _THIN and bottom - top >= _MIN_LENGTH:
            standing.append(Rule((left + right) / 2, top, bottom))
        elif right - left > _THIN and bottom - top > _THIN:
            if filled:
                shades.append(Box(left, top, right, bottom))
            if stroked:
                lying += [Rule(top, left, right), Rule(bottom, left, right)]
                standing += [Rule(left, top, bottom), Rule(right, top, bottom)]
    return lying, standing, shades


class _Paths:
    """Walks through the paths of a page and of the forms on it."""

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium = pdfium
        self.page = page
        self.left = _MAX_OBJECTS
        self.found: list[tuple[Sides, bool, bool]] = []
        self._sides = [ctypes.c_float() for _ in range(4)]
        self._at = [ctypes.byref(side) for side in self._sides]
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._colour_at = [ctypes.byref(part) for part in self._colour]
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._mode_at = ctypes.byref(self._fill), ctypes.byref(self._stroke)

    def shapes(self) -> list[tuple[Sides, bool, bool]]:
        """The sides of each shape in PDF coordinates; whether it is drawn round, and filled with a colour."""
        count = self.pdfium.FPDFPage_CountObjects(self.page)
        for index in range(min(count, _MAX_OBJECTS)):
            self._take(self.pdfium.FPDFPage_GetObject(self.page, index), (), 0)
        return self.found

    def _take(self, item: Any, outer: tuple[Matrix, ...], depth: int) -> None:
        kind = self.pdfium.FPDFPageObj_GetType(item)
        if kind == self.pdfium.FPDF_PAGEOBJ_PATH:
            self._path(item, outer)
        elif kind == self.pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = (self._matrix(item), *outer)
            for index in range(min(self.pdfium.FPDFFormObj_CountObjects(item), self.left)):
                self.left -= 1
                self._take(self.pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _path(self, item: Any, outer: tuple[Matrix, ...]) -> None:
        if not self.pdfium.FPDFPageObj_GetBounds(item, *self._at):
            return
        left, bottom, right, top = [side.value for side in self._sides]
        if not outer and max(right - left, top - bottom) < _MIN_LENGTH:
            return
        if min(right - left, top - bottom) <= _THIN:  # a line, however it is made; most shapes are
            self.found.append((_through((left, top, right, bottom), outer), False, False))
            return
        stroked, filled = self._ink(item)
        if not (stroked or filled):
            return
        segments = self.pdfium.FPDFPath_CountSegments(item)
        if segments > 5:
            for piece in self._pieces(item, min(segments, _MAX_SEGMENTS)):
                self.found.append((_through(piece, outer), False, False))
        else:
            sides = _through((left, top, right, bottom), outer)
            self.found.append((sides, stroked and segments > 2, filled))

    def _ink(self, item: Any) -> tuple[bool, bool]:
        """Whether the outline is drawn, and whether the inside is filled with more than white."""
        self.pdfium.FPDFPath_GetDrawMode(item, *self._mode_at)
        stroked = self._stroke.value != 0
        if not self._fill.value or not self.pdfium.FPDFPageObj_GetFillColor(item, *self._colour_at):
            return stroked, False
        red, green, blue, alpha = (part.value for part in self._colour)
        return stroked, alpha > 0 and (red < _WHITE or green < _WHITE or blue < _WHITE)

    def _pieces(self, item: Any, count: int) -> list[Sides]:
        """The straight segments of a path that lie or stand, in page coordinates."""
        matrix = self._matrix(item)
        x, y = self._sides[:2]
        before: tuple[float, float] | None = None
        out: list[Sides] = []
        for index in range(count):
            segment = self.pdfium.FPDFPath_GetPathSegment(item, index)
            self.pdfium.FPDFPathSegment_GetPoint(segment, *self._at[:2])
            here = _apply(matrix, x.value, y.value)
            straight = self.pdfium.FPDFPathSegment_GetType(segment) == self.pdfium.FPDF_SEGMENT_LINETO
            if straight and before and min(abs(before[0] - here[0]), abs(before[1] - here[1])) < 0.5:
                (left, right), (bottom, top) = sorted((before[0], here[0])), sorted((before[1], here[1]))
                out.append((left, top, right, bottom))
            before = here
        return out

    def _matrix(self, item: Any) -> Matrix:
        matrix = self.pdfium.FS_MATRIX()
        if not self.pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
            return (1, 0, 0, 1, 0, 0)
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _through(sides: Sides, matrices: tuple[Matrix, ...]) -> Sides:
    """A box seen through the matrices of the forms around it."""
    left, top, right, bottom = sides
    for matrix in matrices:
        corners = [_apply(matrix, x, y) for x in (left, right) for y in (top, bottom)]
        left, right = min(c[0] for c in corners), max(c[0] for c in corners)
        bottom, top = min(c[1] for c in corners), max(c[1] for c in corners)
    return left, top, right, bottom
