"""Cut a big text between paragraphs, so that each piece can be laid out without the others.

The cuts depend on the text alone, never on what is of interest: the quick way and the thorough way see the
same pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.read.prefilter import BIG

SIZE = 16 * 1024
_BLANK = re.compile(r"\n[ \t\r]*\n")


def chunks(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each piece; one piece unless the text is big."""
    if len(text) <= BIG:
        yield 0, len(text)
        return
    start = 0
    while start < len(text):
        end = _cut(text, start + SIZE)
        yield start, end
        start = end


def _cut(text: str, wanted: int) -> int:
    """The end of the first paragraph, else line, else word behind the wanted size."""
    if wanted >= len(text):
        return len(text)
    blank = _BLANK.search(text, wanted, wanted + SIZE)
    if blank:
        return blank.end()
    for mark in ("\n", "\r", " "):
        found = text.find(mark, wanted, wanted + SIZE)
        if found >= 0:
            return found + 1
    return min(len(text), wanted + SIZE)
