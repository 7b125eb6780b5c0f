"""PNG, JPEG, TIFF and other pictures: every frame is a page, read with OCR. Boxes are in pixels as stored."""

from __future__ import annotations

import struct
import time
import warnings
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING

from onrecord.model.document import Blob, Document
from onrecord.model.place import Locator
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind
from onrecord.read.draft import Draft
from onrecord.read.ocr import Ocr, Unread, first_look
from onrecord.read.ocr_picture import Picture
from onrecord.read.page_emit import Pages, emit, told_pages
from onrecord.read.page_layout import PageLayout, lay_out
from onrecord.read.page_locate import passage_at, place_of
from onrecord.read.page_model import Page
from onrecord.read.reader import Reader

if TYPE_CHECKING:
    from PIL import Image

_SMALL = 1_700
_LARGE = 3_600
_MOST = 3.0
_DPI = 200
_LEAST_SIDE = 12
_KEPT = 4
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
"""Pillow knows many more, some of which start other programs."""

_PAGED = ("TIFF", "MPO")
"""Formats whose frames are pages; an animation repeats itself."""

Layouts = dict[int, PageLayout]
_kept: OrderedDict[str, Layouts] = OrderedDict()


def read(blob: Blob, ask: Ask) -> Document:
    """Read a picture, frame by frame; what cannot be read becomes a gap."""
    out = Draft(blob, ask)
    if ask.ocr == "never":
        out.gap(GapKind.NO_TEXT, "a picture holds no text, and OCR is switched off", "run with --ocr auto")
        return out.document(READER)
    if find_spec("PIL") is None:
        out.gap(
            GapKind.TOOL_MISSING,
            "Pillow, which opens pictures, is not installed",
            "pip install onrecord[ocr]",
        )
        return out.document(READER)
    ocr = Ocr(ask)
    pages: dict[int, Page] = {}
    count = 0
    try:
        for count, found in enumerate(_pages(blob.data, ask, ocr), 1):
            if isinstance(found, Unread):
                out.gap(found.kind, found.reason, found.advice, f"page {count}")
            else:
                pages[count] = found
    except frame_errors() as error:
        out.gap(*_explained(blob.data, error))
    layouts = {number: lay_out(page) for number, page in pages.items()}
    wanted = [n for n, page in pages.items() if ask.interest is None or ask.interest(first_look(page))]
    emit(told_pages(wanted, count, layouts.get), Pages(layouts.get), out)
    document = out.document(READER, media_type=blob.media_type, facts=ocr.facts(), pages=count or None)
    _keep(document.sha256, layouts)
    return document


def locate(blob: Blob, document: Document, start: int, end: int) -> Locator:
    """The page and the boxes, one a line, of a part of the text."""
    passage = passage_at(document, start, end)
    if passage is None:
        return Locator(members=document.members, record=document.record)
    layouts = _kept.get(document.sha256)
    if layouts is None:
        languages = tuple(dict(document.facts).get("ocr_languages", "").partition(",")[0].split("+"))
        read(blob, Ask(ocr_languages=tuple(filter(None, languages))))
        layouts = _kept.get(document.sha256, {})
    place = place_of(passage, Pages(layouts.get), start, end)
    return replace(passage.locator, page=place.page, boxes=place.boxes()) if place else passage.locator


def _keep(key: str, layouts: Layouts) -> None:
    _kept[key] = layouts
    _kept.move_to_end(key)
    if len(_kept) > _KEPT:
        _kept.popitem(last=False)


def _pages(data: bytes, ask: Ask, ocr: Ocr) -> Iterator[Page | Unread]:
    """All frames, read one by one."""
    ends = time.monotonic() + ask.limits.seconds
    for number, frame in enumerate(frames(data), 1):
        if number > ask.limits.pages:
            yield Unread(
                GapKind.TOO_LARGE, f"more than {ask.limits.pages} pages", "raise the limit, or split the file"
            )
            return
        pixels = frame.width * frame.height
        if pixels > ask.limits.pixels:
            reason = f"the picture has {pixels} pixels, more than the limit of {ask.limits.pixels}"
            yield Unread(GapKind.TOO_LARGE, reason, "raise the limit on pixels")
        elif min(frame.width, frame.height) < _LEAST_SIDE:
            yield Unread(GapKind.NO_TEXT, f"the picture measures only {frame.width} × {frame.height} pixels")
        else:
            with _quiet():
                picture, scale = _grey(frame)
            yield ocr.read(picture, number, scale, ends)


def frames(data: bytes) -> Iterator[Image.Image]:
    """The frames of a picture. Nothing is decoded until pixels are asked for."""
    import PIL.Image

    with _quiet():
        image = PIL.Image.open(BytesIO(data), formats=_FORMATS)
        count = getattr(image, "n_frames", 1) if image.format in _PAGED else 1
    with image:
        for index in range(count):
            with _quiet():
                image.seek(index)
            yield image


@contextmanager
def _quiet() -> Iterator[None]:
    """Pillow warns of what becomes a gap or does not matter here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def frame_of(data: bytes, number: int) -> Image.Image | None:
    """One frame of a picture, decoded; None when there are not so many."""
    for at, image in enumerate(frames(data), 1):
        if at == number:
            return image.copy()
    return None


def frame_errors() -> tuple[type[Exception], ...]:
    """What Pillow raises for bad pictures: its own errors, and what its decoders trip over."""
    import PIL.Image

    tripped = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError, SyntaxError)
    return (OSError, EOFError, struct.error, zlib.error, PIL.Image.DecompressionBombError, *tripped)


def _grey(frame: Image.Image) -> tuple[Picture, float]:
    """A frame in grey, enlarged or reduced to a good size, and what turns its pixels into stored ones."""
    import PIL.Image

    image = frame
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = PIL.Image.new("RGBA", image.size, "white")
        image = PIL.Image.alpha_composite(white, image)
    if image.mode.startswith(("I", "F")):
        image = image.point(lambda value: value / 256)
    image = image.convert("L")
    longest = max(image.size)
    factor = min(_MOST, _SMALL / longest) if longest < _SMALL else min(1.0, _LARGE / longest)
    if factor != 1.0:
        size = max(1, round(image.width * factor)), max(1, round(image.height * factor))
        image = image.resize(size, PIL.Image.Resampling.LANCZOS)
    return Picture(image.width, image.height, image.tobytes(), _DPI), 1 / factor


def _explained(data: bytes, error: Exception) -> tuple[GapKind, str, str]:
    text = str(error).lower()
    if not data:
        return GapKind.EMPTY, "the file is empty", ""
    if "bomb" in text:
        return GapKind.TOO_LARGE, "the picture has too many pixels", "raise the limit on pixels"
    if "truncated" in text or "broken data stream" in text:
        return GapKind.TRUNCATED, "the end of the picture is missing", "get the file again"
    return GapKind.DAMAGED, "the picture cannot be decoded", "get the file again"


READER = Reader(
    name="image",
    version=1,
    media_types=("image/png", "image/jpeg", "image/tiff", "image/bmp", "image/gif", "image/webp"),
    suffixes=(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"),
    read=read,
    magic=(
        (0, b"\x89PNG\r\n\x1a\n"),
        (0, b"\xff\xd8\xff"),
        (0, b"II*\0"),
        (0, b"MM\0*"),
        (0, b"GIF8"),
    ),
    locate=locate,
    cannot=(
        "of an animation only the first frame is read",
        "handwriting, and lines on a slant of more than a few degrees, come out wrong or not at all",
        "Latin model numbers inside Arabic, Uyghur and Korean lines are often misread",
    ),
)
