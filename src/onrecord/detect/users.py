"""What an enum is for is told by the fields that are of its type, however far away they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property

from onrecord.model.document import Document, Passage
from onrecord.model.vocabulary import PassageKind

SHORTEST = 4
"""Shorter names are looked for nowhere: they are no names of types."""
MOST = 6
"""Users of one type that are looked at."""
TITLE_REACH = 40
"""How many members up a title of the object is looked for."""
_ENUM = re.compile(r"\benum\b|Enum\b|Flag\)")
_TOKEN = re.compile(r"[A-Za-z_]\w{3,}")
_TITLES = re.compile(r"(?:event|hook|object|group|category|module|section|title|table|entity|topic)_?\d{0,2}")


class Types:
    """Names of types in one document: which passages have members, and who uses them."""

    def __init__(self, document: Document) -> None:
        """Keep the document; it is searched when first asked."""
        self._document = document

    @cached_property
    def holders(self) -> frozenset[int]:
        """Indexes of the passages that have members."""
        return frozenset(one.parent for one in self._document.passages if one.parent is not None)

    @cached_property
    def enums(self) -> Mapping[int, str]:
        """Names of the enums by the index of their passage."""
        return {
            index: one.name
            for index, one in enumerate(self._document.passages)
            if one.kind is PassageKind.DECLARATION
            and len(one.name) >= SHORTEST
            and (index in self.holders or "{" in one.text)
            and _ENUM.search(one.text)
        }

    def named(self, text: str) -> Iterator[str]:
        """Enums that a piece of text names."""
        names = set(self.enums.values())
        return (one for one in _TOKEN.findall(text) if one in names) if names else iter(())

    @cached_property
    def _starts(self) -> list[int]:
        return [passage.start for passage in self._document.passages]

    def users(self, index: int) -> Iterator[int]:
        """Fields elsewhere whose type, or whose comment, names the type that a passage is or belongs to."""
        passage = self._document.passages[index]
        holder = index if index in self.holders else passage.parent
        if passage.kind is not PassageKind.DECLARATION or holder is None:
            return
        name = self._document.passages[holder].name
        if len(name) < SHORTEST:
            return
        left = MOST
        for seen in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", self._document.text):
            at = bisect_right(self._starts, seen.start()) - 1
            user = self._document.passages[at] if at >= 0 else None
            if user is None or at == holder or user.parent in (None, holder):
                continue
            if user.kind is PassageKind.DECLARATION and seen.start() < user.end:
                yield at
                left -= 1
                if not left:
                    return

    def titles(self, index: int) -> Iterator[str]:
        """Short texts that say what an object is about: ``"event": "face.seen"`` beside or above."""
        passages = self._document.passages
        at: int | None = index
        while at is not None:
            group = passages[at].group
            for before in range(at - 1, max(-1, at - 1 - TITLE_REACH), -1):
                if passages[before].group == group and _is_title(passages[before]):
                    yield passages[before].value
                    break
            at = passages[at].parent


def _is_title(passage: Passage) -> bool:
    if passage.kind is not PassageKind.KEY_VALUE or not passage.value or len(passage.value) > TITLE_REACH:
        return False
    return _TITLES.fullmatch(passage.name.casefold()) is not None
