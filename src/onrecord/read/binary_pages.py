"""Find the pages of a file in which a string of interest may stand, by looking for words in its raw bytes."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.read.binary_needles import Hit, Needles
from onrecord.read.binary_strings import LONGEST

PAGE = 4096
"""Strings are grouped within pages of this size, and pages are what is read or left out."""

_BLOCK = 1 << 18
_OVERLAP = 512
_ASCII = re.compile(rb"[\t\x20-\x7e]{4,}")
_UTF8_THREE = re.compile(rb"[\xe4-\xed][\x80-\xbf][\x80-\xbf][\xe3-\xed][\x80-\xbf][\x80-\xbf]")
_UTF8_TWO = re.compile(rb"[\xd0-\xdb][\x80-\xbf][\xd0-\xdb][\x80-\xbf][\xd0-\xdb][\x80-\xbf]")
_GB = re.compile(rb"[\xb0-\xd7][\xa1-\xfe][\xb0-\xd7][\xa1-\xfe](?:[\xa1-\xf7][\xa1-\xfe])*(?![\x80-\xff])")
_WIDE_ASCII = re.compile(rb"[\t\x20-\x7e]\x00[\t\x20-\x7e]\x00[\t\x20-\x7e]\x00(?:[\t\x20-\x7e]\x00)+")


def pages_of_interest(
    data: bytes, low: int, high: int, needles: Needles, interest: Callable[[str], bool]
) -> list[int]:
    """First bytes of the pages of ``[low, high)`` that may hold something, in order."""
    asked: dict[tuple[int, str], bool] = {}
    wanted: set[int] = set()
    for start in range(low, high, _BLOCK):
        for hit in needles.hits(data, start, min(high, start + _BLOCK + _OVERLAP)):
            for page in {hit.start // PAGE * PAGE, max(hit.start - LONGEST, low) // PAGE * PAGE}:
                if page not in wanted and _may_hold(data, page, hit, interest, asked):
                    wanted.add(page)
    return sorted(wanted)


def _may_hold(
    data: bytes, page: int, hit: Hit, interest: Callable[[str], bool], asked: dict[tuple[int, str], bool]
) -> bool:
    """Whether the strings of a page may be of interest, as far as this hit goes."""
    if not hit.ascii:
        return True  # other than short Latin words, these do not come up by chance
    width = "wide" if "utf-8" not in hit.encodings else "narrow"
    key = page, width
    if key not in asked:
        asked[key] = interest(_plain(data[page : page + PAGE + LONGEST], width))
    if asked[key]:
        return True
    # Some words count only beside others, and those may be in another script.
    if not _is_word(data, hit, 2 if width == "wide" else 1):
        return False
    if width == "wide":
        return True
    key = page, "eastern"
    if key not in asked:
        asked[key] = _is_eastern(data, page, page + PAGE + LONGEST)
    return asked[key]


def _is_eastern(data: bytes, start: int, end: int) -> bool:
    """Whether there seem to be words in other scripts; pairs of high bytes beside others are numbers."""
    if _UTF8_THREE.search(data, start, end) or _UTF8_TWO.search(data, start, end):
        return True
    return any(data[found.start() - 1] < 0x80 for found in _GB.finditer(data, start, end))


def _is_word(data: bytes, hit: Hit, unit: int) -> bool:
    """Whether the letters of a hit are a word of their own, or a hump of an identifier."""
    before, after = data[hit.start - unit : hit.start - unit + 1], data[hit.end : hit.end + 1]
    first = data[hit.start : hit.start + 1].strip(b"\0") or data[hit.start + 1 : hit.start + 2]
    return (not before.islower() or first.isupper()) and not after.islower()


def _plain(page: bytes, width: str) -> str:
    if width == "narrow":
        return b"\n".join(_ASCII.findall(page)).decode("ascii")
    return b"\n".join(piece[::2] for piece in _WIDE_ASCII.findall(page)).decode("ascii")
