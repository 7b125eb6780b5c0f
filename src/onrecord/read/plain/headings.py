"""Which units are headings, and of what level: judged by the unit and by its neighbours."""

from __future__ import annotations

import re

from onrecord.read.plain import marks
from onrecord.read.plain.lines import starts_lower, words
from onrecord.read.plain.units import Tag, Unit
from onrecord.read.plain.words import VERDICTS
from onrecord.read.plain.wrap import COMMAS

_TITLE, _CHAPTER, _NUMBERED, _LOOSE = 0, 1, 2, 9
_OUTLINE = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}(?=[ \t]{1,8}[^\W\d_])")
"""``3 Acceptance``: numbers of headings that bear no full stop."""

_ENUMERATION = (",", "、", "，", ";", "；", "/")


def mark_headings(units: list[Unit], *, at_start: bool) -> None:
    """Turn units into headings and labels, in place. ``at_start``: the text of the file begins here."""
    styles: set[str] = set()
    for index, unit in enumerate(units):
        before = units[index - 1] if index else None
        after = units[index + 1] if index + 1 < len(units) else None
        level = _level(unit, before, after, title=at_start and index == 0)
        if level is not None:
            unit.tag, unit.level = Tag.HEADING, level
            if unit.marker:
                styles.add(unit.marker.style)
        elif unit.marker and unit.marker.style in styles and _may_head(unit, before, after):
            unit.tag, unit.level = Tag.HEADING, _NUMBERED + unit.marker.depth
        elif _is_label(unit, after):
            unit.tag, unit.level = (Tag.HEADING, _LOOSE) if unit.blank_before else (Tag.LABEL, 0)


_GOES_ON = (*COMMAS, ";", "；")
"""What ends in one of these goes on in the next line."""


def _level(unit: Unit, before: Unit | None, after: Unit | None, *, title: bool) -> int | None:
    """The level of a heading, 0 for the title of the document; None for what is none."""
    if (
        unit.tag not in {Tag.TEXT, Tag.ITEM, Tag.ROW, Tag.INTRO}
        or len(unit.lines) > 2
        or len(unit.text) > 120
    ):
        return None
    if unit.last.terminal or unit.first.quoted or unit.text.rstrip().endswith(_GOES_ON):
        return None
    if unit.tag is not Tag.INTRO and marks.is_section(unit.text) and words(unit.text) <= 16:
        return _CHAPTER
    if unit.tag is Tag.ROW:
        return _title_with_colon(unit, after) if title else None
    if unit.tag is Tag.INTRO:
        return None
    if unit.tag is Tag.ITEM:
        return _numbered(unit, before, after)
    outline = _OUTLINE.match(unit.text)
    if outline and words(unit.text) <= 9 and (title or unit.blank_before or _leads(after)):
        return _NUMBERED + outline.group().count(".") + 1
    if title:
        return _TITLE if after is not None and words(unit.text) <= 16 else None
    if unit.first.ruled and len(unit.lines) == 1:
        return _CHAPTER
    return _unnumbered(unit, before, after)


def _leads(after: Unit | None) -> bool:
    """Whether what stands below is longer text or a list, as below a heading."""
    return after is not None and (after.tag is Tag.ITEM or (after.tag is Tag.TEXT and after.last.terminal))


def _title_with_colon(unit: Unit, after: Unit | None) -> int | None:
    """``Findings: what the cameras do`` above prose is a title; above other label rows it is a row."""
    if unit.row is None or not unit.row.labelled or after is None:
        return None
    if words(unit.row.cells[-1]) < 2:
        return None
    below = after.blank_before if after.tag is Tag.ITEM else after.tag is Tag.TEXT
    return _TITLE if below and (after.last.terminal or after.blank_before) else None


def _numbered(unit: Unit, before: Unit | None, after: Unit | None) -> int | None:
    """``3.2 Video analytics`` is a heading unless it has siblings beside it, or reads like a sentence."""
    if unit.marker is None or not any(char.isalnum() for char in unit.marker.text):
        return None
    body = unit.body
    if (
        unit.last.colon
        or words(body) > 9
        or len(unit.lines) > 1
        or after is None
        or _enumerates(body)
        or starts_lower(body)
    ):
        return None
    if marks.label_and_value(body) or body.endswith(("+", "=")):
        return None
    alone = after.blank_before and unit.blank_before and not _sibling(unit, before)
    if _sibling(unit, after) or (_sibling(unit, before) and not unit.blank_before):
        return None
    if after.tag in {Tag.ITEM, Tag.ROW, Tag.HEADER, Tag.INTRO, Tag.TITLE} or alone:
        return _NUMBERED + max(unit.marker.depth, 1 if unit.marker.text[0] in "(（" else 0)
    if after.tag is Tag.TEXT and after.last.terminal and words(after.text) > max(6, 2 * words(body)):
        return _NUMBERED + unit.marker.depth
    return None


def _may_head(unit: Unit, before: Unit | None, after: Unit | None) -> bool:
    """Numbered as headings of this text are: a heading as well, if it is short and stands between others."""
    if unit.tag is not Tag.ITEM or after is None or len(unit.lines) > 1 or unit.last.terminal:
        return False
    body = unit.body
    alone = not _sibling(unit, before) and not _sibling(unit, after)
    return alone and words(body) <= 9 and not _enumerates(body) and not starts_lower(body)


def _sibling(unit: Unit, other: Unit | None) -> bool:
    """Whether two units are items of one list."""
    return (
        other is not None
        and other.tag is Tag.ITEM
        and other.marker is not None
        and unit.marker is not None
        and other.marker.style == unit.marker.style
    )


def _unnumbered(unit: Unit, before: Unit | None, after: Unit | None) -> int | None:
    """A short line without a stop: in capitals, above a list, alone above prose, or between sentences."""
    text = unit.text
    if len(unit.lines) > 1 or after is None or _enumerates(text) or words(text) > 9 or unit.joined_to_last:
        return None
    if text.isupper() and sum(char.isalpha() for char in text) >= 4:
        return _CHAPTER + 1
    if starts_lower(text):
        return None
    if unit.blank_before and after.tag in {Tag.ITEM, Tag.INTRO, Tag.TITLE, Tag.HEADER, Tag.QUESTION, Tag.ROW}:
        return _LOOSE
    if after.tag is Tag.ITEM and (before is None or before.tag is not Tag.TEXT or before.last.terminal):
        return _LOOSE
    is_prose = after.tag is Tag.TEXT and (after.last.terminal or len(after.lines) > 1)
    if unit.blank_before and after.blank_before:
        return _LOOSE if is_prose or after.tag is Tag.ROW else None
    between = before is None or before.last.terminal or before.tag is Tag.HEADING or unit.blank_before
    longer = words(after.text) > words(text)
    return (
        _LOOSE
        if between and longer and after.tag in {Tag.TEXT, Tag.QUESTION} and after.last.terminal
        else None
    )


def _enumerates(text: str) -> bool:
    return any(mark in text for mark in _ENUMERATION)


def _is_label(unit: Unit, after: Unit | None) -> bool:
    """In a datasheet taken out of a PDF: a short line, with the line of its values below."""
    if unit.tag is not Tag.TEXT or not unit.listlike or len(unit.lines) > 1 or after is None:
        return False
    text = unit.text
    if after.blank_before or after.tag not in {Tag.TEXT, Tag.ROW} or unit.joined_to_last:
        return False
    if _enumerates(text) or starts_lower(text) or words(text) > 5 or any(char.isdigit() for char in text):
        return False
    if not any(char.isalpha() for char in text) or text[0] in "(（[" or text.endswith((")", "）")):
        return False
    return is_value(after)


def is_value(unit: Unit) -> bool:
    """Enumerations, figures, lower case: what stands below a label."""
    text = unit.text
    if unit.tag is Tag.ROW:
        return unit.row is not None and unit.row.labelled and _enumerates(unit.row.cells[-1])
    if text.casefold() in VERDICTS:
        return True
    return _enumerates(text) or starts_lower(text) or not text[0].isalpha() or _shows_figures(text)


def _shows_figures(text: str) -> bool:
    return sum(char.isdigit() for char in text) * 4 >= len(text)
