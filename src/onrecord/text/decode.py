"""Bytes to text: which encoding, where it changes inside one file, and what could not be decoded.

Order: the user's word, byte-order mark, UTF-16 by its look, strict UTF-8, the format's own declaration, a
statistical guess. Files of SDKs often hold lines of two encodings; these are decoded line by line and the
second encoding is reported. Not told apart: encodings that differ in a few characters only (GBK/GB18030).
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from onrecord.text._charsets import known, loose, plausibility, strict
from onrecord.text._mixedlines import decode_lines

__all__ = ["Decoded", "decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SAMPLE = 8192


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was made from bytes; the byte-order mark is gone, line ends are kept.

    ``mixed`` names other encodings found in parts of the same file; ``replaced`` counts characters that could
    not be decoded and stand as U+FFFD.
    """

    text: str
    encoding: str
    mixed: tuple[str, ...] = ()
    replaced: int = 0


def decode(data: bytes, *, override: str = "", declared: str = "") -> Decoded:
    """Decode ``data``; ``override`` is the user's word, ``declared`` what the format says of itself."""
    if override:
        return _as(data, override)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _after_mark(data[len(mark) :], name)
    if data.isascii() and b"\0" not in data:
        return _seven_bits(data)
    if b"\0" in data:
        wide = _utf16(data, at_least=0.8)
        if wide:
            return wide
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.reason == "unexpected end of data" and error.start > 3:
            text = data[: error.start].decode("utf-8")
            if not text.isascii():
                return Decoded(text + "\ufffd", "utf-8", replaced=1)
    return _legacy(data, declared)


def _as(data: bytes, label: str) -> Decoded:
    name, codecs_ = known(label)
    for mark, mark_name in _MARKS:
        if data.startswith(mark) and (mark_name == name or mark_name == codecs_[0].replace("_", "-")):
            data = data[len(mark) :]
            break
    text, replaced = loose(data, label)
    return Decoded(text, name, replaced=replaced)


def _after_mark(data: bytes, name: str) -> Decoded:
    text = strict(data, name)
    if text is not None:
        return Decoded(text, name)
    if name == "utf-8":
        return _by_lines(data, "")
    text, replaced = loose(data, name)
    return Decoded(text, name, replaced=replaced)


def _seven_bits(data: bytes) -> Decoded:
    if b"\x1b$" in data:
        text = strict(data, "iso2022_jp_2")
        if text is not None:
            return Decoded(text, "iso-2022-jp")
    return Decoded(data.decode("ascii"), "utf-8")


def _utf16(data: bytes, at_least: float) -> Decoded | None:
    """The text, if it looks like UTF-16 without a mark."""
    if len(data) < 4:
        return None
    middle = len(data) // 4 * 2
    sample = data[:_SAMPLE] if len(data) < 3 * _SAMPLE else data[:_SAMPLE] + data[middle : middle + _SAMPLE]
    scores = []
    for name in ("utf-16-le", "utf-16-be"):
        # A sample may end inside a surrogate pair; an odd last byte belongs to no character.
        text = sample[: len(sample) // 2 * 2].decode(name, "replace")
        usual = plausibility(text)
        nuls = text.count("\0") / max(1, len(text))
        scores.append((usual - nuls, name))
    score, name = max(scores)
    if score < at_least:
        return None
    text, replaced = loose(data, name)
    return Decoded(text, name, replaced=replaced)


def _legacy(data: bytes, declared: str) -> Decoded:
    """A text in an old encoding, in several, or in broken UTF-8."""
    lines = _by_lines(data, declared)
    if b"\0" in data or len(data) % 2 or len(data) < 8:
        return lines
    wide = _utf16(data, at_least=0.95)
    return wide if wide and plausibility(wide.text) > plausibility(lines.text) else lines


def _by_lines(data: bytes, declared: str) -> Decoded:
    lines = decode_lines(data, declared)
    return Decoded(lines.text, lines.encoding, lines.mixed, lines.replaced)
