"""One form for texts that read alike: what rules and word lists are matched against.

``fold`` gives the form alone and is quick; ``normalise`` gives the same form with a map back to the text
as it stood. Both run the same steps, numbered in ``_steps``. Not its business: HTML entities, spelling,
hyphens inside a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from onrecord.text._foldsteps import (
    clusters,
    collapse,
    dropped,
    east_asian_breaks,
    hyphen_breaks,
    look_alikes,
    spaces,
    tibetan_spaces,
)
from onrecord.text._foldtable import fold_table
from onrecord.text.escapes import unescape
from onrecord.text.spanmap import Edit, Normalised, Step, apply

__all__ = ["Normalised", "fold", "normalise", "unescape"]

_LOWER = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f`", b"abcdefghijklmnopqrstuvwxyz         '"
)
# A stretch of text with other than ASCII letters, over gaps of up to 200 ASCII characters.
_STRETCH = re.compile("[^\x00-\x7f]++(?:[\x00-\x7f]{1,200}+[^\x00-\x7f]++)*+")
_SAFE_BREAK = re.compile("[!-,.-~]\n")


def normalise(text: str) -> Normalised:
    """Fold ``text`` and keep the way back to it."""
    maps: list[Step] = []

    def step(current: str, edits: Callable[[str], list[Edit]]) -> str:
        changes = edits(current)
        if not changes:
            return current
        maps.append(Step.of(changes))
        return apply(current, changes)

    folded = _steps(text, step)
    return Normalised(folded, tuple(m for m in maps if m.moves))


def fold(text: str) -> str:
    """``normalise(text).text``, without the map."""
    if text.isascii():
        return _fold_ascii(text)
    parts = []
    for plain, part in _stretches(text):
        parts.append(_fold_ascii(part) if plain else _steps(part, _without_map))
    return "".join(parts)


def _without_map(current: str, edits: Callable[[str], list[Edit]]) -> str:
    return apply(current, edits(current))


def _steps(text: str, step: Callable[[str, Callable[[str], list[Edit]]], str]) -> str:
    """All steps, in the order that makes them stable: folding a folded text changes nothing."""
    text = step(text, hyphen_breaks)  # 1. while capitals can still be told from small letters
    if text.isascii():
        return step(_ascii_letters(text), spaces)
    table = fold_table()
    special = table.special.search(text) is not None
    if special:
        text = step(text, dropped)  # 2. before letters are composed, which invisible characters would hinder
    text = step(text, east_asian_breaks)  # 3. while full-width punctuation can still be told
    if special:
        text = step(text, clusters)  # 4. letters with marks, letters beyond the basic plane
    text = _letters(text, step)  # 5. letter by letter; every white space becomes a blank
    text = step(text, collapse)  # 6.
    if special:
        text = step(text, tibetan_spaces)  # 7.
        text = step(text, look_alikes)  # 8. on folded letters, so that the table is short
    return text


def _letters(text: str, step: Callable[[str, Callable[[str], list[Edit]]], str]) -> str:
    table = fold_table()
    folded = text.translate(table.chars)
    if len(folded) == len(text):
        return folded

    def longer(current: str) -> list[Edit]:
        return [(m.start(), m.end(), table.chars[ord(m.group())]) for m in table.longer.finditer(current)]

    return step(text, longer).translate(table.chars)


def _ascii_letters(text: str) -> str:
    return text.encode("ascii").translate(_LOWER).decode("ascii")


def _fold_ascii(text: str) -> str:
    changes = hyphen_breaks(text)
    data = (apply(text, changes) if changes else text).encode("ascii").translate(_LOWER)
    for run in (b" " * 8, b" " * 4, b"  "):
        while run in data:
            data = data.replace(run, b" ")
    return data.decode("ascii")


def _stretches(text: str) -> Iterator[tuple[bool, str]]:
    """Cut a mixed text into pure ASCII parts, which are cheap, and the rest.

    A cut stands before a line break that follows a visible ASCII character other than a hyphen: no step looks
    across such a place.
    """
    done = 0
    for match in _STRETCH.finditer(text):
        if match.end() <= done:
            continue
        begin = _safe_cut(text, done, match.start())
        stop = _SAFE_BREAK.search(text, match.end())
        end = stop.end() - 1 if stop else len(text)
        if begin > done:
            yield True, text[done:begin]
        yield False, text[begin:end]
        done = end
    if done < len(text):
        yield True, text[done:]


def _safe_cut(text: str, floor: int, before: int) -> int:
    """The last safe place to cut in [floor, before), or ``floor``; a few lines back are tried, not more."""
    for _ in range(4):
        before = text.rfind("\n", floor + 1, before)
        if before < 0:
            break
        if _SAFE_BREAK.match(text, before - 1):
            return before
    return floor
