"""Where a passage stands in its document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points (1/72 inch), origin at the top left.

    For pages that come from images the unit is the pixel of the image as stored.
    """

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Locator:
    """The place of a passage; only the fields that its format has are set.

    ``members`` is the chain of archive members, outermost first. ``line`` counts from 1, ``page`` and
    ``slide`` too. ``element`` is an XPath as the HTML5 tree has it (with ``tbody``). ``pointer`` is a
    JSON pointer (RFC 6901). ``offset`` is a byte offset in a binary.
    """

    members: tuple[str, ...] = ()
    record: str = ""
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    line: int | None = None
    line_end: int | None = None
    symbol: str = ""
    element: str = ""
    pointer: str = ""
    sheet: str = ""
    cell: str = ""
    slide: int | None = None
    shape: str = ""
    part: str = ""
    offset: int | None = None
