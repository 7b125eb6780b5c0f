"""The place of a quote as a small picture of its page, with the quote marked, for reports."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from onrecord.model.document import Blob
from onrecord.model.place import Box

_POINTS = 72
_DPI = 120
_MOST_BYTES = 100_000
_MOST_SIDE = 1_200
_MARGIN = 2.0
_WIDTH = 620.0
"""At least so much of the page is shown from left to right (points): the whole line, on usual paper."""

_TINT = bytes(round(value * 0.45) for value in range(256))
"""Blue is turned down in the marked boxes: paper becomes yellow and ink stays dark."""


@dataclass(slots=True)
class Raster:
    """Red, green and blue of each pixel, row after row."""

    width: int
    height: int
    data: bytearray


def crop(blob: Blob, page: int, boxes: Sequence[Box], margin: float | None = None) -> bytes:
    """A PNG of the part of a page around some boxes, at most 100 kB; empty when it cannot be made.

    ``margin`` is in the unit of the page, points for PDF and pixels for pictures; None is two lines.
    """
    if not boxes:
        return b""
    if margin is None:
        margin = _MARGIN * min(b.bottom - b.top for b in boxes)
    area = Box(
        min(b.left for b in boxes) - margin,
        min(b.top for b in boxes) - margin,
        max(b.right for b in boxes) + margin,
        max(b.bottom for b in boxes) + margin,
    )
    draw = _pdf if b"%PDF-" in blob.data[:1024] else _image
    for raster in draw(blob.data, page, boxes, area):
        png = to_png(raster)
        if len(png) <= _MOST_BYTES:
            return png
    return b""


_SHRINK = (1.0, 0.7, 0.45, 0.25)


def _pdf(data: bytes, number: int, boxes: Sequence[Box], area: Box) -> Iterator[Raster]:
    """The area at ever smaller sizes."""
    import pypdfium2

    from onrecord.read.pdf_open import PdfError, opened

    try:
        with opened(data) as document:
            page = document[number - 1]
            try:
                for shrink in _SHRINK:
                    yield _render(page, boxes, area, shrink)
            finally:
                page.close()
    except (PdfError, pypdfium2.PdfiumError, IndexError):
        return


def _render(page: Any, boxes: Sequence[Box], area: Box, shrink: float) -> Raster:
    width, height = page.get_size()
    area = _within(_widened(area, min(_WIDTH, width), width), width, height)
    scale = _scale(area, _DPI / _POINTS) * shrink
    around = (area.left, height - area.bottom, width - area.right, area.top)
    bitmap = page.render(scale=scale, crop=around, rev_byteorder=True, draw_annots=False)
    try:
        raster = _from_bitmap(bitmap)
    finally:
        bitmap.close()
    _mark(raster, boxes, area, scale)
    return raster


def _from_bitmap(bitmap: Any) -> Raster:
    width, height, stride, depth = bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels
    data = memoryview(bitmap.buffer).cast("B")
    out = bytearray(width * height * 3)
    for y in range(height):
        row = data[y * stride : y * stride + width * depth]
        for channel in range(3):
            out[y * width * 3 + channel : (y + 1) * width * 3 : 3] = row[min(channel, depth - 1) :: depth]
    return Raster(width, height, out)


def _image(data: bytes, number: int, boxes: Sequence[Box], area: Box) -> Iterator[Raster]:
    """The area of one frame of a picture at ever smaller sizes."""
    if find_spec("PIL") is None:
        return
    import PIL.Image

    from onrecord.read.image import frame_errors, frame_of

    try:
        image = frame_of(data, number)
        if image is None:
            return
        area = _within(_widened(area, image.width, image.width), image.width, image.height)
        part = image.convert("RGB").crop((int(area.left), int(area.top), int(area.right), int(area.bottom)))
    except frame_errors():
        return
    for shrink in _SHRINK:
        scale = min(1.0, _scale(area, 1.0)) * shrink
        size = max(1, round(part.width * scale)), max(1, round(part.height * scale))
        small = part.resize(size, PIL.Image.Resampling.LANCZOS)
        raster = Raster(small.width, small.height, bytearray(small.tobytes()))
        _mark(raster, boxes, area, scale)
        yield raster


def _widened(area: Box, least: float, width: float) -> Box:
    """An area at least so wide, shifted to lie on the page."""
    wide = max(least, area.right - area.left)
    left = min(max((area.left + area.right - wide) / 2, 0.0), max(width - wide, 0.0))
    return Box(left, area.top, left + wide, area.bottom)


def _within(area: Box, width: float, height: float) -> Box:
    """The part of an area that lies on the page; never empty."""
    left, top = min(max(area.left, 0.0), max(width - 1, 0)), min(max(area.top, 0.0), max(height - 1, 0))
    return Box(left, top, max(min(area.right, width), left + 1), max(min(area.bottom, height), top + 1))


def _scale(area: Box, wanted: float) -> float:
    return min(wanted, _MOST_SIDE / max(area.right - area.left, area.bottom - area.top))


def _mark(raster: Raster, boxes: Sequence[Box], area: Box, scale: float) -> None:
    """Tint the boxes as a text marker does."""
    for box in boxes:
        left = max(0, int((box.left - area.left) * scale) - 1)
        right = min(raster.width, int((box.right - area.left) * scale) + 2)
        top = max(0, int((box.top - area.top) * scale) - 1)
        bottom = min(raster.height, int((box.bottom - area.top) * scale) + 2)
        for y in range(top, bottom):
            start, end = (y * raster.width + left) * 3 + 2, (y * raster.width + right) * 3
            raster.data[start:end:3] = raster.data[start:end:3].translate(_TINT)


def to_png(raster: Raster) -> bytes:
    """The raster as a PNG file, without a picture library."""
    step = raster.width * 3
    rows = b"".join(b"\0" + raster.data[y * step : (y + 1) * step] for y in range(raster.height))
    head = struct.pack(">IIBBBBB", raster.width, raster.height, 8, 2, 0, 0, 0)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows, 9)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
