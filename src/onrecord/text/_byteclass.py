"""Whether a text holds any character of a large set: asked of its UTF-8 bytes, which mostly answer at once.

Looking at each character of a text against a large set costs about 6 ns; looking for the first bytes that
such characters have costs a tenth of it, and only texts with one of these bytes are looked at more closely.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

_NOT_FIRST = bytes(range(0xC0))
ASTRAL_FIRST = frozenset(range(0xF0, 0xF5))


def first_bytes(data: bytes) -> bytes:
    """The first byte of every character that is not ASCII."""
    return data.translate(None, _NOT_FIRST)


@dataclass(frozen=True, slots=True)
class ByteClass:
    """A set of characters of the basic plane, as bytes; all characters beyond the plane belong to it."""

    patterns: tuple[tuple[int, re.Pattern[bytes]], ...]

    @classmethod
    def of(cls, chars: Iterable[str]) -> ByteClass:
        """The class of these characters; ASCII ones and lone surrogates are left out."""
        tree: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for char in chars:
            data = char.encode("utf-8", "surrogatepass")
            if len(data) == 2:
                tree[data[0]][data[1]] = []
            elif len(data) == 3:
                tree[data[0]][data[1]].append(data[2])
        return cls(tuple((first, _pattern(first, seconds)) for first, seconds in sorted(tree.items())))

    def found(self, data: bytes, firsts: bytes) -> bool:
        """Whether ``data`` (UTF-8), whose first bytes are ``firsts``, holds one of the characters."""
        if any(first in firsts for first in ASTRAL_FIRST):
            return True
        return any(first in firsts and pattern.search(data) for first, pattern in self.patterns)


def _pattern(first: int, seconds: dict[int, list[int]]) -> re.Pattern[bytes]:
    """The bytes that follow a first byte; the literal at the front is what makes the search quick."""
    alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for second, thirds in seconds.items():
        alike[tuple(sorted(thirds))].append(second)
    branches = [_byte_set(group) + (_byte_set(thirds) if thirds else b"") for thirds, group in alike.items()]
    return re.compile(re.escape(bytes([first])) + b"(?:" + b"|".join(branches) + b")")


def _byte_set(values: Iterable[int]) -> bytes:
    """A regex set of these bytes, as ranges; all are above ASCII and need no escape."""
    ranges: list[list[int]] = []
    for value in sorted(values):
        if ranges and value == ranges[-1][1] + 1:
            ranges[-1][1] = value
        else:
            ranges.append([value, value])
    return b"[" + b"".join(bytes((low, 0x2D, high)) for low, high in ranges) + b"]"
