"""Sentences and clauses as spans of the raw text, in every language that is read.

What ends a sentence: a full stop of any script that is none of an abbreviation, number or initial; a blank
line; a line that is an item of a list. What does not: the break of a wrapped line. Thai has no full stop:
there lines, wide gaps and, in long runs, blanks divide. Not attempted: grammar.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from onrecord.text._blocks import Span, blocks, trim
from onrecord.text._segmentdata import (
    CONTRAST,
    MAY_BE_LAST,
    NEVER_LAST,
    NUMBERED,
    QUOTE_PARTICLES,
    SAYING,
    UNSPACED_LANGUAGES,
)

__all__ = ["clause_at", "clauses", "sentences"]

_STOP = re.compile(
    r"[。！？｡；]+[。！？｡!?…]*|[.!?…．؟۔।॥།༎ຯ။។]+|(?<=\s)(?=\[\d{2,5}\]\s)"
    r"|(?<=[\u0e00-\u0e7f])\s+(?=[\u0e00-\u0e7f])"
)
_CLOSERS = frozenset("\"'”’“»«›‹）)」』】》]〉")
_OPENERS = "\"'“‘«‹（(「『【《[〈¿¡-–—"
_EAST = frozenset("。！？｡；")
_LAST_WORD = re.compile(r"[^\s(（\[“\"'«/,;:]+$")
_LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[ivxIVX]{1,4})$")
_INITIAL = re.compile(r"\s?\w\.")
_GERMAN_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember"
_MONTHS = tuple(_GERMAN_MONTHS.split())
_THAI_RUN = 70


def sentences(text: str, language: str = "") -> tuple[Span, ...]:
    """The sentences of ``text``, in order, without white space at their ends."""
    found: list[Span] = []
    for start, end in blocks(text):
        found.extend(_sentences_of_block(text, start, end, language))
    return tuple(found)


def _sentences_of_block(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.start() < begin:
            continue
        stop = _end(text, match, begin, end, language)
        if stop is not None:
            span = trim(text, begin, stop)
            if span[0] < span[1]:
                yield span
            begin = stop
    span = trim(text, begin, end)
    if span[0] < span[1]:
        yield span


def _end(text: str, match: re.Match[str], begin: int, end: int, language: str) -> int | None:
    """Where the sentence that this stop may end does end, or ``None`` if it goes on."""
    if match.end() == match.start():
        return match.start()
    if match.group().isspace():
        wide = match.end() - match.start() > 1
        return match.end() if wide or match.start() - begin >= _THAI_RUN else None
    stop = match.end()
    while stop < end and text[stop] in _CLOSERS:
        stop += 1
    quoted = stop > match.end()
    if stop == end:
        return stop
    if match.group()[0] in _EAST:
        return None if quoted and _speaker_follows(text, stop, end) else stop
    if not text[stop].isspace():
        return None
    follow = _next_visible(text, stop, end)
    if "." in match.group() or "…" in match.group() or quoted:
        if follow.islower():
            return None
        if match.group() == "." and not quoted and _abbreviated(text, begin, match.start(), follow, language):
            return None
    return stop


def _speaker_follows(text: str, stop: int, end: int) -> bool:
    """Whether the sentence goes on behind the quote to say whose words they are."""
    near = text[stop : min(end, stop + 14)]
    return near.startswith(QUOTE_PARTICLES) or any(verb in near for verb in SAYING)


def _next_visible(text: str, at: int, end: int) -> str:
    while at < end and (text[at].isspace() or text[at] in _OPENERS):
        at += 1
    return text[at] if at < end else ""


def _abbreviated(text: str, begin: int, dot: int, follow: str, language: str) -> bool:
    """Whether the full stop at ``dot`` belongs to an abbreviation, an initial or a list number."""
    match = _LAST_WORD.search(text[max(begin, dot - 24) : dot])
    if not match:
        return False
    word = match.group()
    lower = word.lower()
    if dot - begin < 12 and _LIST_NUMBER.match(text[begin:dot].strip()):
        return True
    if len(word) == 1 and word.isalpha() and (word.isupper() or _INITIAL.match(text, dot + 1)):
        return True
    if lower in NEVER_LAST:
        return True
    if follow.isdigit():
        return lower in NUMBERED or lower in MAY_BE_LAST
    if word.isdigit() and len(word) <= 2:
        return language == "de" and text[dot + 1 : dot + 12].strip().lower().startswith(_MONTHS)
    return len(word) == 1 and word.islower() and not follow.isupper()


def clauses(text: str, language: str = "") -> tuple[Span, ...]:
    """The clauses of ``text``: parts of sentences between semicolons, dashes, colons and words of contrast.

    What stands in brackets is a clause of its own, inside the one around it, and comes after it; all others
    follow one another without overlap. A colon or dash after one or two words is a label
    (``Ethnicity: not supported``) and divides nothing.
    """
    found: list[Span] = []
    for start, end in sentences(text, language):
        _clauses_of(text, start, end, language, found, 0)
    return tuple(found)


def clause_at(spans: tuple[Span, ...], start: int, end: int) -> Span:
    """The smallest clause that holds [start, end); if it crosses some, from the first to the last of them."""
    around = [span for span in spans if span[0] <= start and end <= span[1]]
    if around:
        return min(around, key=lambda span: span[1] - span[0])
    touched = [span for span in spans if span[0] < end and start < span[1]]
    return (min(s for s, _ in touched), max(e for _, e in touched)) if touched else (start, end)


_BRACKET = re.compile(r"[(（]([^()（）]*)[)）]")
_MARK = re.compile(r"[;；؛]|\s[—–-]{1,2}\s|——|—|(?<![:：])[:：](?=\s)|：")
_LABEL_WORDS = 3


def _clauses_of(text: str, start: int, end: int, language: str, found: list[Span], depth: int) -> None:
    brackets = [m for m in _BRACKET.finditer(text, start, end) if _worth(m.group(1))]
    closed = [m.end() for m in brackets]
    begin = start
    for point, is_label_mark in _points(text, start, end, language):
        at = bisect_right(closed, point)
        in_bracket = at < len(brackets) and brackets[at].start() < point
        if in_bracket or (is_label_mark and _is_label(text, begin, point)):
            continue
        _add(text, begin, point, found)
        begin = point
    _add(text, begin, end, found)
    if depth < 1:
        for match in brackets:
            _clauses_of(text, match.start(1), match.end(1), language, found, depth + 1)


def _worth(inner: str) -> bool:
    """Brackets with more than a letter or number in them."""
    return sum(1 for c in inner if c.isalpha()) > 2


def _add(text: str, start: int, end: int, found: list[Span]) -> None:
    span = trim(text, start, end)
    if span[0] < span[1]:
        found.append(span)


def _is_label(text: str, begin: int, point: int) -> bool:
    left = text[begin:point].strip()
    return len(left.split()) < _LABEL_WORDS and (left.isascii() or len(left) < 14)


def _points(text: str, start: int, end: int, language: str) -> list[tuple[int, bool]]:
    """Places where a clause may begin, and whether the mark before it could be that of a label."""
    points = [(m.end(), m.group() not in ";；؛") for m in _MARK.finditer(text, start, end)]
    for pattern in _contrast(language):
        points += [(m.start("word"), False) for m in pattern.finditer(text, start, end)]
    return sorted(points)


@cache
def _contrast(language: str) -> tuple[re.Pattern[str], ...]:
    """The words of contrast of a language, or of all when it is not known.

    In small letters only: a capital begins a sentence, where there is nothing to divide.
    """
    codes = [language] if language in CONTRAST else list(CONTRAST)
    spaced = [CONTRAST[code] for code in codes if code not in UNSPACED_LANGUAGES]
    unspaced = [CONTRAST[code] for code in codes if code in UNSPACED_LANGUAGES]
    patterns = []
    for words, edge, comma_gap in ((spaced, r"(?!\w)", r"\s*+"), (unspaced, "", "")):
        after_comma = "|".join(comma for comma, _ in words if comma)
        if after_comma:
            patterns.append(rf"[,，、،]{comma_gap}(?P<word>(?:{after_comma}){edge})")
        if words:
            left = r"(?<!\w)" if edge else ""
            patterns.append(f"{left}(?P<word>(?:{'|'.join(alone for _, alone in words)}){edge})")
    return tuple(map(re.compile, patterns))
