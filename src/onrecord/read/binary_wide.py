"""Find strings of two bytes a unit: UTF-16 at even and odd offsets, in both byte orders.

Each unit is put into a class by its two bytes, all units of a chunk in a few operations, and strings are
runs of classes. Other than ASCII counts only between marks: what is not marked off is mostly numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.read.binary_likely import likely
from onrecord.read.binary_strings import LEAST_WIDE, Found

_LETTER, _SCRIPT, _LATIN, _MARK = 1, 2, 4, 8
"""Classes of units: ASCII, a letter of another script, a Latin one beyond ASCII, a control code or zero."""

_CLOSED = re.compile(rb"(?:\x08|^)([\x01\x02\x04]{2,})(?=\x08|$)")
_PLAIN = re.compile(rb"\x01{4,}")
_HIGH_BYTES = bytes([1, 3, 4, 5, 6, 9, 0x0E, 0x0F, 0x1E, 0x20, 0x30, 0xFB, 0xFE, 0xFF])
_HIGH_SCRIPT = frozenset([*_HIGH_BYTES, *range(0x4E, 0xA0), *range(0xAC, 0xD8)])


def _class_of_low(byte: int) -> int:
    """What a unit may be as far as its low byte goes."""
    if 32 <= byte < 127:
        return _LETTER | _SCRIPT
    if byte < 32:
        return _MARK | _SCRIPT
    return _LATIN | _SCRIPT if byte >= 0xA0 else _SCRIPT


_LOW_CLASS = bytes(map(_class_of_low, range(256)))
_HIGH_CLASS = bytes(
    _LETTER | _LATIN | _MARK if byte == 0 else _SCRIPT if byte in _HIGH_SCRIPT else 0 for byte in range(256)
)


def wide(chunk: bytes, base: int) -> list[Found]:
    """Strings of a chunk that stands at ``base`` in its file; different readings may overlap."""
    return [
        found
        for encoding in ("utf-16-le", "utf-16-be")
        for shift in (0, 1)
        for found in _aligned(chunk, base, shift, encoding)
    ]


def _aligned(chunk: bytes, base: int, shift: int, encoding: str) -> Iterator[Found]:
    count = (len(chunk) - shift) // 2
    if count < LEAST_WIDE:
        return
    even, odd = chunk[shift : shift + 2 * count : 2], chunk[shift + 1 : shift + 2 * count : 2]
    low, high = (even, odd) if encoding.endswith("le") else (odd, even)
    classes = _and(low.translate(_LOW_CLASS), high.translate(_HIGH_CLASS))
    for start, end in _runs(classes):
        text = chunk[shift + 2 * start : shift + 2 * end].decode(encoding, "replace")
        if text.isascii() or likely(text, closed=True):
            bare = text.strip()
            if bare:
                lead = len(text) - len(text.lstrip())
                yield Found(base + shift + 2 * (start + lead), base + shift + 2 * end, bare, encoding)


def _runs(classes: bytes) -> Iterator[tuple[int, int]]:
    """Plain ASCII of four units or more anywhere; other letters, and what stands with them, between marks."""
    done = 0
    closed = [
        run.span(1) for run in _CLOSED.finditer(classes) if run.group(1).count(_LETTER) < len(run.group(1))
    ]
    plain = [run.span() for run in _PLAIN.finditer(classes)]
    for start, end in sorted(closed + plain, key=lambda span: (span[0], -span[1])):
        if start >= done:
            done = end
            yield start, end


def _and(one: bytes, other: bytes) -> bytes:
    """Bitwise AND of two equally long byte strings."""
    both = int.from_bytes(one, "little") & int.from_bytes(other, "little")
    return both.to_bytes(len(one), "little")
