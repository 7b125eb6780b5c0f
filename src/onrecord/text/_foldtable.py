"""What one character becomes when it is folded, and which characters must be looked at together.

Everything is worked out from the Unicode data of the running Python when the first non-ASCII text comes by
(about 0.1 s), so that no table can be out of step with ``unicodedata``; only the Chinese table is committed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.text._byteclass import ByteClass
from onrecord.text._t2s import SIMPLIFIED, TRADITIONAL

PLANE = 0x10000
# Codes outside the blocks of Han, Hangul syllables and private use, in which there are no marks.
_LIVELY = (*range(0x3400), *range(0xA000, 0xAC00), *range(0xD800, 0xE000), *range(0xF900, PLANE))
SPACES = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"

# Characters that carry no reading: invisible ones, and marks that writers leave out at will (Arabic vowel
# signs and tatweel, the Devanagari nukta, the Tibetan tsheg). Hamza and madda (U+0653-0655) are not here,
# for they make another letter.
DROPPED = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufe71\ufe77\ufe79\ufe7b\ufe7d\ufe7f\ufeff\uffa0\ufff9-\ufffb"
    "\u0640\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u08d3-\u08ff\u093c\u0f0b\u0f0c\U000e0000-\U000e0fff"
)
IS_DROPPED = re.compile(f"[{DROPPED}]+")
# Chinese and Japanese letters and full-width punctuation: a line break between them stands for no blank.
EAST = (
    "\u2e80-\u2fdf\u3001-\u303b\u3040-\u30fa\u30fc-\u30ff\u31c0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff9f\U00020000-\U0003ffff"
)
_ASTRAL = "\U00010000-\U0010ffff"

SAME = {
    "ı": "i",
    "ɑ": "a",
    "ɡ": "g",
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ة": "ه",
    "ۀ": "ه",
    "ё": "е",
    "ऩ": "न",
    "ऱ": "र",
    "ऴ": "ळ",
    "ँ": "ं",
    "〜": "~",
    "⁄": "/",
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("‘’‚‛′‹›ʼ`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict(zip(TRADITIONAL, SIMPLIFIED, strict=True)),
    **dict.fromkeys(SPACES, " "),
}


@lru_cache(maxsize=65536)
def letter(char: str) -> str:
    """Fold one character that NFKC leaves alone; never looks at its neighbours."""
    if IS_DROPPED.match(char):
        return ""
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    return SAME.get(char) or "".join(SAME.get(c, c) for c in char.casefold())


@lru_cache(maxsize=65536)
def settle(cluster: str) -> str:
    """Fold a letter with its combining marks until nothing changes any more."""
    for _ in range(8):
        composed = unicodedata.normalize("NFKC", cluster)
        folded = "".join([letter(char) for char in composed]).replace("i\u0307", "i")
        if folded == cluster:
            break
        cluster = folded
    return cluster


@dataclass(frozen=True, slots=True)
class FoldTable:
    """The tables that folding runs on.

    ``chars`` is the folded form of each character of the basic plane; ``clusters`` finds marks that change
    with their letter; ``longer`` finds characters whose form is longer than one; ``unusual`` those whose form
    is not simply their small letter. The byte classes say whether a text needs the costly steps.
    """

    chars: list[str]
    clusters: re.Pattern[str]
    longer: re.Pattern[str]
    unusual: re.Pattern[str]
    needs_clusters: ByteClass
    needs_look_alikes: ByteClass
    needs_breaks: ByteClass
    active: frozenset[str]
    """Marks and halves that may change the letter before them."""


def _basic_plane() -> list[str]:
    """The folded form of every character of the basic plane, by code."""
    separator = "\x00"
    # One NFKC call over the separated characters is fifty times quicker than one call for each of them;
    # whatever it changes, and whatever has a rule of its own, is then settled one by one.
    quick = (
        unicodedata.normalize("NFKC", separator.join(map(chr, range(1, PLANE)))).casefold().split(separator)
    )
    chars = [chr(0), *quick]
    plane = "".join(map(chr, range(PLANE)))
    own_rule = re.findall(f"[{DROPPED}{re.escape(''.join(SAME))}]|\\d", plane)
    changed = [char for char, form in zip(plane, chars, strict=True) if form != char]
    for char in {*own_rule, *changed}:
        chars[ord(char)] = settle(char)
    return chars


def _second_halves() -> set[str]:
    """Characters that NFKC may compose with the letter before them."""
    seconds = set(map(chr, range(0x1161, 0x1176))) | set(map(chr, range(0x11A8, 0x11C3)))
    for code in _LIVELY:
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            seconds.add(chr(int(parts[1], 16)))
    return seconds


def _class(chars: Iterable[str]) -> str:
    """The body of a regex character class, as ranges."""
    parts: list[list[int]] = []
    for code in sorted(map(ord, chars)):
        if parts and code == parts[-1][1] + 1:
            parts[-1][1] = code
        else:
            parts.append([code, code])
    return "".join(f"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in parts)


def _marks(chars: list[str]) -> tuple[list[str], list[str]]:
    """Combining characters: those that may change the letter before them, and those that never do."""
    seconds = _second_halves()
    active: list[str] = []
    passive: list[str] = []
    for code in _LIVELY:
        char, form = chr(code), chars[code]
        first = form[:1] or char
        if char in seconds or first in seconds:
            active.append(char)
        elif unicodedata.combining(char) or unicodedata.combining(first):
            (passive if form == char else active).append(char)
    return active, passive


@cache
def fold_table() -> FoldTable:
    """Build the tables, once a process."""
    chars = _basic_plane()
    active, passive = _marks(chars)
    acting = _class(active) + _ASTRAL
    marks = acting + _class(passive)
    plane = [chr(code) for code in range(PLANE)]
    marked = [
        char for char, form in zip(plane, chars, strict=True) if unicodedata.combining(form[-1:] or "a")
    ]
    everything = "".join(plane)
    dropped = re.findall(f"[{DROPPED}]", everything)
    greek_cyrillic = [
        chr(code) for code in _LIVELY if any("\u0370" <= part <= "\u052f" for part in chars[code])
    ]
    return FoldTable(
        chars=chars,
        # A mark that composes with nothing matters only beside another mark, where the order may change, or
        # behind a character whose form ends in a mark.
        clusters=re.compile(
            f"[{marks}](?:(?<=[{acting}])[{marks}]*+|[{marks}]++|(?<=[{_class(marked)}](?s:.)))"
        ),
        longer=re.compile(f"[{_class(c for c in plane if len(chars[ord(c)]) > 1)}]"),
        unusual=re.compile(f"[{_class(c for c in plane if chars[ord(c)] != c.casefold())}]"),
        needs_clusters=ByteClass.of([*active, *passive, *dropped]),
        needs_breaks=ByteClass.of(re.findall(f"[{EAST}]", everything)),
        needs_look_alikes=ByteClass.of(greek_cyrillic),
        active=frozenset(active),
    )
