"""One form for texts that read alike: what rules and word lists are matched against.

``fold`` gives the form alone and is quick; ``normalise`` gives the same form with a map back to the text
as it stood. Both run the same steps, numbered in ``_steps``. Not its business: HTML entities, spelling,
hyphens inside a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from onrecord.text import _foldsteps as steps
from onrecord.text._byteclass import first_bytes
from onrecord.text._foldtable import IS_DROPPED, fold_table
from onrecord.text.escapes import unescape
from onrecord.text.spanmap import Normalised, Step, apply

__all__ = ["Normalised", "fold", "normalise", "unescape"]

_Run = Callable[[str, steps.Change], str]

_LOWER = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f`", b"abcdefghijklmnopqrstuvwxyz         '"
)
_TIBETAN = re.compile(rb"\xe0[\xbc-\xbf]")
_BLOCK = 100_000
# Behind a visible ASCII character and before a line break, or between letters or words that no step joins.
_LETTER = "0-9A-Za-zА-Яа-я\u0621-\u063a\u0641-\u064a\u0e01-\u0e2e\u4e00-\u9fff\uac00-\ud7a3"
_HAN = "[\u4e00-\u9fff]"
_CUT_PLACE = re.compile(f"[!-,.-~](?=\n)|[{_LETTER}](?= [{_LETTER}])|{_HAN}(?={_HAN})")
_SHORT = 2000
_JOINT = "\x00"
_WORTH_A_CUT = 4  # lines
# Frequent characters that keep their length; replacing them is quicker than looking up each letter.
_FREQUENT = "\n\r\t\u3000\xa0，：；（）！？“”‘’–—أإآةىیک"


def normalise(text: str) -> Normalised:
    """Fold ``text`` and keep the way back to it."""
    maps: list[Step] = []

    def run(current: str, change: steps.Change) -> str:
        edits = change.edits(current)
        if not edits:
            return current
        maps.append(Step.of(edits))
        return apply(current, edits)

    folded = _ascii_steps(text, run) if text.isascii() else _steps(text, run)
    return Normalised(folded, tuple(m for m in maps if m.moves))


def fold(text: str) -> str:
    """``normalise(text).text``, without the map."""
    if len(text) <= _BLOCK:
        return _fold_block(text)
    return "".join([_fold_block(block) for block in _blocks(text)])


def _blocks(text: str) -> Iterator[str]:
    """Cut a long text where no step looks across, to stay in the processor's cache and out of much memory."""
    done = 0
    while done < len(text):
        cut = _CUT_PLACE.search(text, done + _BLOCK)
        end = cut.end() if cut else len(text)
        yield text[done:end]
        done = end


def _fold_block(text: str) -> str:
    if text.isascii():
        return _ascii_steps(text, _at_once)
    if len(text) < _SHORT or _JOINT in text:
        return _steps(text, _at_once)
    # Many texts are mostly ASCII, which is cheap: fold the two kinds apart, each kind in one go.
    parts = _stretches(text)
    plain = _ascii_steps(_JOINT.join([part for is_plain, part in parts if is_plain]), _at_once).split(_JOINT)
    other = _steps(_JOINT.join([part for is_plain, part in parts if not is_plain]), _at_once).split(_JOINT)
    sources = {True: iter(plain), False: iter(other)}
    return "".join([next(sources[is_plain]) for is_plain, _ in parts])


def _at_once(current: str, change: steps.Change) -> str:
    return change.at_once(current)


def _ascii_steps(text: str, run: _Run) -> str:
    """The steps that a text without other than ASCII characters needs."""
    text = run(text, steps.HYPHEN_BREAKS)
    text = text.encode("ascii").translate(_LOWER).decode("ascii")
    return run(text, steps.BLANK_RUNS)


def _steps(text: str, run: _Run) -> str:
    """All steps, in the order that makes them stable: folding a folded text changes nothing."""
    table = fold_table()
    data = text.encode("utf-8", "surrogatepass")
    firsts = first_bytes(data)
    marks = table.needs_clusters.found(data, firsts)
    text = run(text, steps.HYPHEN_BREAKS)  # 1. while capitals can still be told from small letters
    if marks:
        text = run(text, steps.DROPPED)  # 2. before letters compose; invisible ones hinder it
    if table.needs_breaks.found(data, firsts):
        text = run(text, steps.EAST_ASIAN_BREAKS)  # 3. while full-width punctuation can still be told
    if marks:
        text = run(text, steps.CLUSTERS)  # 4. letters with marks, letters beyond the basic plane
    text = _letters(text, run)  # 5. letter by letter; every white space becomes a blank
    text = run(text, steps.BLANK_RUNS)  # 6.
    if 0xE0 in firsts and _TIBETAN.search(data):
        text = run(text, steps.TIBETAN_GAPS)  # 7.
    if table.needs_look_alikes.found(data, firsts):
        text = run(text, steps.LOOK_ALIKES)  # 8. on folded letters, so that the table is short
    return text


def _letters(text: str, run: _Run) -> str:
    """Fold each letter by itself."""
    table = fold_table()
    if run is _at_once and len(text) >= _SHORT // 4:
        for char in _FREQUENT:
            if char in text:
                text = text.replace(char, table.chars[ord(char)])
        if _few_unusual(text):
            return table.unusual.sub(lambda match: table.chars[ord(match.group())], text).casefold()
    folded = text.translate(table.chars)
    if len(folded) == len(text):
        return folded
    return run(text, steps.LONGER).translate(table.chars)


def _few_unusual(text: str) -> bool:
    """Whether, by a sample, nearly all characters only become small letters."""
    windows = [text[at : at + 500] for at in range(0, len(text), max(500, len(text) // 4))]
    found = sum(len(fold_table().unusual.findall(window)) for window in windows)
    return found <= 0.03 * sum(map(len, windows))


def _stretches(text: str) -> list[tuple[bool, str]]:
    """Cut a mixed text into pure ASCII parts (``True``), which are cheap, and the rest.

    A cut stands before a line break where no step looks across: behind a visible character other than a
    hyphen, and never between two lines that might be joined. Every part but the first begins with the break.
    """
    parts: list[tuple[bool, str]] = []
    other: list[str] = []
    groups = [(plain, list(lines)) for plain, lines in groupby(text.split("\n"), key=str.isascii)]
    for number, (is_plain, lines) in enumerate(groups):
        first, last = 0, len(lines)
        if is_plain and other:
            while first < last and not (_ends_safely(other[-1]) and lines[first].strip()):
                other.append(lines[first])
                first += 1
        if is_plain and number + 1 < len(groups):
            while last > first and not _ends_safely(lines[last - 1]):
                last -= 1
        if not is_plain or last - first < _WORTH_A_CUT:
            other.extend(lines[first:])
            continue
        if other:
            parts.append((False, _part(other, parts)))
        parts.append((True, _part(lines[first:last], parts)))
        other = lines[last:]
    if other:
        parts.append((False, _part(other, parts)))
    return parts


def _part(lines: list[str], before: list[tuple[bool, str]]) -> str:
    text = "\n".join(lines)
    return f"\n{text}" if before else text


def _ends_safely(line: str) -> bool:
    """Whether the last character is neither blank, nor hyphen, nor one that folding drops."""
    last = line[-1:]
    if "!" <= last <= "~":
        return last != "-"
    return last.isalnum() and not IS_DROPPED.match(last)
