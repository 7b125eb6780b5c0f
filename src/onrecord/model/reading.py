"""What a caller asks of a reader, and the limits it sets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.model.document import Blob, Gap


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one input; what lies above becomes a ``Gap``.

    Bytes for sizes, seconds for times. ``ratio`` is unpacked to packed bytes of one archive.
    """

    file_bytes: int = 2_000_000_000
    text_chars: int = 200_000_000
    depth: int = 6
    ratio: int = 200
    total_bytes: int = 4_000_000_000
    members: int = 200_000
    pages: int = 5_000
    pixels: int = 80_000_000
    cells: int = 5_000_000
    seconds: int = 300
    memory_bytes: int = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Ask:
    """How to read.

    ``interest`` says of a raw text whether it may hold anything worth laying out; ``None`` lays out all.
    A reader may use it to leave out whole pages, records or files, never parts whose absence could change
    what is found in the parts it keeps. ``literals`` are folded words of which every text that ``interest``
    accepts holds one (empty: not known); readers of raw bytes look for them. ``ocr`` is ``auto`` (pages
    without text), ``always`` or ``never``; ``ocr_languages`` are tesseract names, empty means by script.
    ``encoding`` overrides detection.
    """

    interest: Callable[[str], bool] | None = None
    limits: Limits = Limits()
    encoding: str = ""
    ocr: str = "auto"
    ocr_languages: tuple[str, ...] = ()
    literals: tuple[str, ...] = ()


Member = Blob | Gap
"""What a container yields: the bytes of a member, or why a member cannot be had."""
