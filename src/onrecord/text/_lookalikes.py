"""Words of one script that hold a few letters of another which only look the same."""

from __future__ import annotations

import re
import unicodedata

from onrecord.text._foldtable import settle
from onrecord.text.spanmap import Edit

# In folded letters, so that capitals count too: Н looks like H and folds to н.
_TO_LATIN = dict(
    zip(
        "аеорсухіјѕһԁԛԝӏкмтнвґαεινοκρτυχγ",
        "aeopcyxijshdqwlkmthbraeivokptuxy",
        strict=True,
    )
)
_TO_CYRILLIC = dict(zip("aeopcyxikmthbjs", "аеорсухікмтнвјѕ", strict=True))
LOOK_ALIKE_LETTERS = frozenset((*_TO_LATIN, *_TO_CYRILLIC))
"""Letters that may stand for another one."""
_LATIN = "a-zß-öø-ɏ"
_OTHER = "\u0370-\u052f"
_MEETING = re.compile(f"[{_LATIN}](?:(?=[{_OTHER}])|(?<=[{_OTHER}].))")
_NOT_LETTER = re.compile(f"[^{_LATIN}{_OTHER}\u0300-\u036f]")
_LETTERS = re.compile(f"[{_LATIN}{_OTHER}\u0300-\u036f]*+")


def look_alikes(text: str) -> list[Edit]:
    """What to change so that each word is in one script; words that are truly mixed stay."""
    edits: list[Edit] = []
    done = 0
    for match in _MEETING.finditer(text):
        if match.start() < done:
            continue
        start, done = _word_around(text, match.start(), done)
        if unicodedata.combining(text[done : done + 1] or "a"):
            continue  # a mark of another script: changing the letter before it could make it compose
        word = text[start:done]
        new = _one_script(word)
        if new != word:
            edits.append((start, done, new))
    return edits


def _word_around(text: str, at: int, floor: int) -> tuple[int, int]:
    start = at
    while start > floor and not _NOT_LETTER.match(text, start - 1):
        start -= 1
    match = _LETTERS.match(text, at)
    return start, match.end() if match else at


def _one_script(word: str) -> str:
    """The word in the script that most of its letters have, if all the others are look-alikes."""
    latin = [c for c in word if c <= "ɏ"]
    other = [c for c in word if "\u0370" <= c <= "\u052f"]
    if len(latin) >= len(other) and all(c in _TO_LATIN for c in other):
        table = _TO_LATIN
    elif len(other) > len(latin) and all(c in _TO_CYRILLIC for c in latin):
        table = _TO_CYRILLIC
    else:
        return word
    return settle("".join([table.get(c, c) for c in word]))
