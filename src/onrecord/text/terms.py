"""Terms for full-text search: the same for indexing, for queries, and for a brute-force check.

Scripts that put blanks between words give words. The others (Chinese, Japanese, Thai, Tibetan …) give the
pairs of neighbouring characters of a run, and its last one alone: 少数民族 is 少数 数民 民族 族. So a word
of two characters is one term, a longer one a phrase, and one character the beginning of a term. Texts are
folded first: case, widths, traditional characters and the like do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.text.normalise import fold, normalise

UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+")
_PART = re.compile(r'"([^"]*)"?|(\S+)')


@cache
def is_unspaced(char: str) -> bool:
    """Whether a character is of a script that puts no blanks between words."""
    return re.fullmatch(f"[{UNSPACED}]", char) is not None


@cache
def _says(char: str) -> bool:
    """Letters, digits and the marks that belong to them; punctuation ends a run."""
    import unicodedata

    return unicodedata.category(char)[0] in "LNM"


def _runs(folded: str) -> Iterator[tuple[str, int]]:
    """Words, and runs of unspaced characters, with where they begin."""
    for match in _RUN.finditer(folded):
        run, start = match.group(), match.start()
        if not is_unspaced(run[0]) or all(map(_says, run)):
            yield run, start
            continue
        begin = 0
        for at, char in enumerate((*run, " ")):
            if not _says(char):
                if at > begin:
                    yield run[begin:at], start + begin
                begin = at + 1


def _terms(folded: str) -> Iterator[tuple[str, int, int]]:
    """Terms with their spans in the folded text."""
    for run, start in _runs(folded):
        if not is_unspaced(run[0]):
            yield run, start, start + len(run)
            continue
        for at in range(len(run)):
            yield run[at : at + 2], start + at, start + min(at + 2, len(run))


def terms(text: str) -> list[str]:
    """The terms of a text, in order: what an index holds."""
    return [term for term, _, _ in _terms(fold(text))]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One part of a query: terms that follow one another; ``prefix`` opens the end of the last."""

    terms: tuple[str, ...]
    prefix: bool = False


def query(text: str) -> tuple[Wanted, ...]:
    """Take a query apart: words, ``"phrases"`` and ``begin*``; all parts must be found.

    A query without any term gives no part, and finds nothing.
    """
    parts = []
    for match in _PART.finditer(text):
        quoted, word = match.group(1), match.group(2)
        found = _part(quoted if quoted is not None else word, opened=quoted is None and word.endswith("*"))
        if found is not None:
            parts.append(found)
    return tuple(parts)


def _part(raw: str, *, opened: bool) -> Wanted | None:
    runs = [run for run, _ in _runs(fold(raw))]
    if not runs:
        return None
    found = [term for run in runs for term in _of_run(run)]
    if is_unspaced(runs[-1][0]):
        # The text may go on where the query ends: its last character is no end of a run there.
        last = found.pop()
        if len(runs[-1]) == 1:
            return Wanted((*found, last), prefix=True)
        return Wanted(tuple(found))
    return Wanted(tuple(found), prefix=opened)


def _of_run(run: str) -> Iterable[str]:
    return [run[at : at + 2] for at in range(len(run))] if is_unspaced(run[0]) else [run]


def places(found: Sequence[str], wanted: Wanted) -> Iterator[int]:
    """Where in a sequence of terms a part of a query begins: what every index must agree with."""
    last = len(wanted.terms) - 1
    for begin in range(len(found) - last):
        tail = found[begin + last]
        fits = tail.startswith(wanted.terms[-1]) if wanted.prefix else tail == wanted.terms[-1]
        if fits and tuple(found[begin : begin + last]) == wanted.terms[:-1]:
            yield begin


def matches(text: str, parts: Sequence[Wanted]) -> bool:
    """Whether a text holds all parts of a query: the brute-force check."""
    found = terms(text)
    return bool(parts) and all(next(places(found, part), None) is not None for part in parts)


def marked(text: str, parts: Sequence[Wanted]) -> list[tuple[int, int]]:
    """Spans of a text that a query matches, in order, overlapping ones joined."""
    folded = normalise(text)
    found = list(_terms(folded.text))
    words = [term for term, _, _ in found]
    spans = []
    for part in parts:
        for at in places(words, part):
            first, last = found[at], found[at + len(part.terms) - 1]
            end = last[1] + len(part.terms[-1]) if part.prefix and is_unspaced(last[0][0]) else last[2]
            spans.append(folded.raw(first[1], end))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
