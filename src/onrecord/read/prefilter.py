"""Ask once, before any layout, whether a text may hold anything: also where escapes or line breaks hide it.

``Ask.interest`` looks at raw text. A word that a hard line break cuts in two, or that stands in ``\\uXXXX``
escapes or in character references, would be missed; these few places are put together and asked about too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from onrecord.model.reading import Ask
from onrecord.text.escapes import unescape

BIG = 256 * 1024
"""Above this many characters only the parts of interest, and what gives them context, are laid out."""

_REACH = 48
_HYPHENS = "-\u00ad\u2010¬"
_WIDE = "\u0e00-\u0fff\u3040-\u9fff\uac00-\ud7af"
# Both begin with the line break, for a text is searched quickest for one character; what stands before it is
# looked at behind it.
_HYPHEN_BREAK = re.compile(rf"\n(?<=[{_HYPHENS} \t\r]\n)[ \t>]*")
_WIDE_BREAK = re.compile(rf"\n(?<=[{_WIDE} \t\r]\n)[ \t\u3000>]*(?=[{_WIDE}])")
_IS_WIDE = re.compile(rf"[{_WIDE}]")


def may_hold(text: str, ask: Ask, *, escapes: bool = False, references: bool = False) -> bool:
    """Whether the text may hold anything of interest, as it stands or with breaks and escapes undone."""
    interest = ask.interest
    if interest is None or interest(text):
        return True
    joined = "\n".join(_around_breaks(text))
    if joined and interest(joined):
        return True
    if escapes and "\\" in text and interest(unescape(text).text):
        return True
    return references and "&" in text and interest(html.unescape(text))


def _around_breaks(text: str) -> Iterator[str]:
    """The words around each line break that may have cut a word, without the break."""
    for found in _HYPHEN_BREAK.finditer(text):
        before = _before(text, found.start())
        if before[-1:] and before[-1] in _HYPHENS:
            yield before[:-1] + text[found.end() : found.end() + _REACH]
    if text.isascii():
        return
    for found in _WIDE_BREAK.finditer(text):
        before = _before(text, found.start())
        if _IS_WIDE.match(before[-1:]):
            yield before + text[found.end() : found.end() + _REACH]


def _before(text: str, end: int) -> str:
    return text[max(0, end - _REACH) : end].rstrip("\r \t")
