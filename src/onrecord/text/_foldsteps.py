"""The steps of folding: each looks at a text and says what it would change."""

from __future__ import annotations

import re

from onrecord.text._foldtable import fold_table, settle
from onrecord.text.spanmap import Edit

_BREAKS = "\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"
_BLANKS = "[^\\S\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029]"

# Words that follow a hyphen which stands for the rest of a word: "Gesichts- und Personenerkennung".
_HANGING = "und|oder|bzw|sowie|and|or|to|et|ou|en|of|e|o|y|i|lub|oraz|och|и|или|та|або"
_HYPHEN_BREAK = re.compile(
    f"[-\u2010\u00ad](?<=[^\\W\\d_].){_BLANKS}*+(?:\r\n|[{_BREAKS}]){_BLANKS}*+"
    rf"(?=[^\W\d_])(?![^\W\d_][.)]\s|o\s|(?:{_HANGING})\b)"
)
_ASCII_HYPHEN_BREAK = re.compile(
    rf"-[ \t]*+(?:\r\n|[{_BREAKS[:7]}])[ \t]*+(?=[a-z])(?![a-z][.)]\s|o\s|(?:{_HANGING})\b)"
)

_EAST = (
    "\u2e80-\u2fdf\u3001-\u303b\u3040-\u30fa\u30fc-\u30ff\u31c0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
_EAST += "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff9f"
_IS_EAST = re.compile(f"[{_EAST}\U00020000-\U0003ffff]")
_EAST_BREAK = re.compile(f"[{_BREAKS}]\\s*+")

_BLANK_RUN = re.compile(" {2,}")
_SPACE_RUN = re.compile(r"\s{2,}")
_TIBETAN_GAP = re.compile("(?<=[\u0f40-\u0fbc]) (?=[\u0f40-\u0fbc])")
_IS_TIBETAN = re.compile("[\u0f40-\u0fbc]")

_TO_LATIN = dict(
    zip(
        "аеорсухіјѕһԁԛԝӏкмтнвґαεινοκρτυχγ",
        "aeopcyxijshdqwlkmthbraeivokptuxy",
        strict=True,
    )
)
_TO_CYRILLIC = dict(zip("aeopcyxikmthbjs", "аеорсухікмтнвјѕ", strict=True))
_LATIN = "a-zß-öø-ɏ"
_OTHER = "\u0370-\u052f"
_MEETING = re.compile(f"[{_LATIN}](?:(?=[{_OTHER}])|(?<=[{_OTHER}].))")
_HAS_OTHER = re.compile(f"[{_OTHER}]")
_NOT_LETTER = re.compile(f"[^{_LATIN}{_OTHER}\u0300-\u036f]")
_LETTERS = re.compile(f"[{_LATIN}{_OTHER}\u0300-\u036f]*+")


def hyphen_breaks(text: str) -> list[Edit]:
    """Hyphens that divide a word at the end of a line."""
    pattern = _ASCII_HYPHEN_BREAK if text.isascii() else _HYPHEN_BREAK
    return [
        (m.start(), m.end(), "")
        for m in pattern.finditer(text)
        if m.start() and text[m.start() - 1].islower() and text[m.end()].islower()
    ]


def dropped(text: str) -> list[Edit]:
    """Characters that are not read."""
    return [(m.start(), m.end(), "") for m in fold_table().dropped.finditer(text)]


def east_asian_breaks(text: str) -> list[Edit]:
    """Line breaks between two Chinese or Japanese characters, with the blanks around them."""
    if not _IS_EAST.search(text):
        return []
    edits: list[Edit] = []
    for match in _EAST_BREAK.finditer(text):
        end = match.end()
        if end == len(text) or not _IS_EAST.match(text, end):
            continue
        start = match.start()
        while start and text[start - 1].isspace():
            start -= 1
        if start and _IS_EAST.match(text, start - 1):
            edits.append((start, end, ""))
    return edits


def clusters(text: str) -> list[Edit]:
    """Letters with combining marks, and letters beyond the basic plane."""
    edits: list[Edit] = []
    done = 0
    for match in fold_table().clusters.finditer(text):
        start = max(done, match.start() - 1)
        done = match.end()
        old = text[start:done]
        new = settle(old)
        if new != old:
            edits.append((start, done, new))
    return edits


def collapse(text: str) -> list[Edit]:
    """Runs of blanks, once every white space is a blank."""
    return [(m.start(), m.end(), " ") for m in _BLANK_RUN.finditer(text)] if "  " in text else []


def spaces(text: str) -> list[Edit]:
    """Runs of white space of a text without other letters than ASCII."""
    return [(m.start(), m.end(), " ") for m in _SPACE_RUN.finditer(text)]


def tibetan_spaces(text: str) -> list[Edit]:
    """Blanks between Tibetan letters: after the tsheg is gone they divide nothing that it did not."""
    if not _IS_TIBETAN.search(text):
        return []
    return [(m.start(), m.end(), "") for m in _TIBETAN_GAP.finditer(text)]


def look_alikes(text: str) -> list[Edit]:
    """Words of one script that hold a few letters of another which only look the same."""
    if not _HAS_OTHER.search(text):
        return []
    edits: list[Edit] = []
    done = 0
    for match in _MEETING.finditer(text):
        if match.start() < done:
            continue
        start, done = _word_around(text, match.start(), done)
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
