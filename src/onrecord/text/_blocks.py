"""Lines to blocks: which line breaks divide, and which only wrap a paragraph."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from onrecord.text.scripts import has_word_spaces

Span = tuple[int, int]

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+|\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BREAKS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
_ITEM = re.compile(
    r"(?:[-*+•·▪◦‣●○■□◆◇▶►※★☆✓✔✗✘→–—・]\s|[•·▪◦‣●○■□◆◇▶►※★☆・]|//|/\*|\#|\||>\s"
    r"|[(（\[【]?(?:\d{1,5}|[a-zA-Z]|[ivxIVX]{1,4}|[一二三四五六七八九十]{1,3})[)）\]】](?=\s|[^\x00-\x7f])"
    r"|[一二三四五六七八九十]{1,3}、"
    r"|第[一二三四五六七八九十百\d]{1,4}[条條章节節項项]"
    r"|[A-Za-z][.]\s|§)"
)
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.．、]?\s+(?=\S)")
_FIRST_WORD = re.compile(r"\S+")
_ENDS = frozenset(".!?。！？…؟۔।།:：;；")
_CLOSERS = "\"'”’“»«›‹）)」』】]"
_HANGING = frozenset(",，、-،\u00ad")
_LABEL = re.compile(r"(?!\d)[^\s:：,，.。;；|][^:：,，.。;；|\n]{0,40}(?::(?=\s+\S)|：)")
_CODE = re.compile(r";\s*(?://|/\*)")


@dataclass(frozen=True, slots=True)
class _Page:
    """How lines are set: the widest one, whether a full stop ends the last, whether all are filled."""

    full: int
    finished: bool
    even: bool


def blocks(text: str) -> list[Span]:
    """Spans of paragraphs, list items and lines that stand alone, trimmed of white space."""
    found: list[Span] = []
    for paragraph in _paragraphs(text):
        found.extend(_split_paragraph(text, paragraph) if len(paragraph) > 1 else paragraph)
    return found


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _paragraphs(text: str) -> list[list[Span]]:
    """Lines, grouped between blank ones."""
    groups: list[list[Span]] = [[]]
    breaks = 0
    for match in _LINE.finditer(text):
        if text[match.start()] in _BREAKS:
            breaks += 1
            continue
        start, end = trim(text, match.start(), match.end())
        if start == end:
            continue
        if breaks > 1 and groups[-1]:
            groups.append([])
        breaks = 0
        groups[-1].append((start, end))
    return [group for group in groups if group]


def _split_paragraph(text: str, lines: list[Span]) -> list[Span]:
    """Join the lines of a wrapped paragraph; keep the lines of a list apart."""
    widths = [_width(text, start, end) for start, end in lines]
    page = _Page(
        full=max(widths),
        finished=text[lines[-1][0] : lines[-1][1]].rstrip(_CLOSERS)[-1:] in _ENDS,
        even=len(lines) > 2 and min(widths[:-1]) >= 0.88 * max(widths),
    )
    listing = _is_listing(text, lines, page.full)
    found = [lines[0]]
    for before, line, width in zip(lines, lines[1:], widths, strict=False):
        if not listing and _continues(text, before, line, width, page):
            found[-1] = (found[-1][0], line[1])
        else:
            found.append(line)
    return found


def _width(text: str, start: int, end: int) -> int:
    """Columns that the line takes up; East Asian characters take two."""
    line = text[start:end]
    if line.isascii():
        return len(line)
    return len(line) + sum(1 for c in line if c > "\u10ff" and unicodedata.east_asian_width(c) in "WF")


def _is_listing(text: str, lines: list[Span], full: int) -> bool:
    """Short lines of one to three words each: a list without bullets."""
    if full > 36:
        return False
    words = sum(_words(text[start:end]) for start, end in lines)
    return words <= 2.5 * len(lines) and not any(text[end - 1] in ",，、" for _, end in lines[:-1])


def _words(line: str) -> float:
    """How many words, about; three characters of a script without blanks make one."""
    unspaced = sum(1 for c in line if not has_word_spaces(c))
    return len(line.split()) + max(0, unspaced / 3 - 1)


def _continues(text: str, before: Span, line: Span, width: int, page: _Page) -> bool:
    """Whether ``line`` carries on the paragraph of the line ``before``, which is ``width`` columns wide."""
    first = text[line[0]]
    # In running text a number or a colon near the edge is chance.
    running = page.finished and width >= 0.6 * page.full and (first.islower() or first.isdigit())
    running = running and not _NUMBERED.match(text, *before)
    if _stands_alone(text, before, line, running=running):
        return False
    if text[before[1] - 1] in _HANGING:
        return True
    if first.islower():
        return width >= 0.6 * page.full
    word = _FIRST_WORD.match(text, line[0], line[1])
    need = min(60, _width(text, line[0], word.end())) if word and has_word_spaces(first) else 4
    if width + 1 + need <= 0.88 * page.full:
        # The next word would have fitted: somebody broke the line here on purpose.
        return False
    if page.finished:
        return page.full >= 40 or not first.isupper()
    # A paragraph without a full stop at its end: rather lines of their own, unless all are filled.
    return page.even and not first.isupper()


def _stands_alone(text: str, before: Span, line: Span, *, running: bool) -> bool:
    """Whether the one line has plainly ended, or the other plainly begins something new."""
    if _ITEM.match(text, *line) or (
        not running and (_LABEL.match(text, *line) or _NUMBERED.match(text, *line))
    ):
        return True
    left = text[before[0] : before[1]]
    # The sentence ended where the line did; joining could only glue a heading to what follows.
    if left.rstrip(_CLOSERS)[-1:] in _ENDS or left.endswith(("|", "*/", "{", "}")) or _CODE.search(left):
        return True
    return left.startswith(">") or "|" in (left[0], text[line[0]])
