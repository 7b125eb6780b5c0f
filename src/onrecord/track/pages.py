"""Documents laid open for searching: passages as words, and the types that they declare."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from onrecord.model.document import Document, Passage
from onrecord.model.finding import Finding, Step
from onrecord.model.vocabulary import PassageKind, Stance
from onrecord.text.normalise import fold
from onrecord.track.alike import Item, bare

_WORD = re.compile(r"[^\W_]+")
_SPACED = re.compile(r"[a-z0-9\u00c0-\u024f\u0370-\u058f\u0590-\u06ff\u0900-\u0dff\uac00-\ud7a3]+")

REACH = 16
"""Spans that are looked at before a passage: findings of one sentence may have the same span."""


class Pages:
    """The documents of one observation; what is asked of them more than once is worked out once."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents

    @cached_property
    def words(self) -> list[tuple[Document, Passage, str]]:
        """Every passage with its words between blanks."""
        return [(one, passage, sequence(passage.text)) for one in self.documents for passage in one.passages]

    @cached_property
    def texts(self) -> frozenset[str]:
        """Every passage by letters and digits alone."""
        return frozenset(bare(one.text) for document in self.documents for one in document.passages) - {""}

    @cached_property
    def types(self) -> list[Type]:
        """Every enumeration and structure, in the order of the documents."""
        return [one for document in self.documents for one in _types(document)]

    @cached_property
    def type_names(self) -> frozenset[str]:
        """Names of all types."""
        return frozenset(one.name for one in self.types)

    def document(self, sha256: str) -> Document | None:
        """The document with these bytes."""
        return next((one for one in self.documents if one.sha256 == sha256), None)

    def outside(self, words: str, found: Sequence[Item]) -> Iterator[tuple[Document, Passage]]:
        """Passages that hold the words and that no finding covers."""
        covered: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for one in found:
            covered[one.finding.document_sha256].append((one.finding.start, one.finding.end))
        for spans in covered.values():
            spans.sort()
        for document, passage, text in self.words:
            if words in text and not _touches(covered[document.sha256], passage):
                yield document, passage


def _touches(spans: list[tuple[int, int]], passage: Passage) -> bool:
    """Whether one of the spans, in order, shares a character with a passage; a few may lie in another."""
    last = bisect_left(spans, (passage.end, 0))
    return any(end > passage.start for _, end in spans[max(0, last - REACH) : last])


def sequence(text: str) -> str:
    """Words between blanks; characters of scripts without blanks one by one, so that parts are found."""
    parts = []
    for word in _WORD.findall(fold(text)):
        parts += [word] if _SPACED.fullmatch(word) else list(word)
    return f" {' '.join(parts)} "


def as_finding(finding: Finding, document: Document, passage: Passage, because: str) -> Finding:
    """The passage in the shape of a finding, for showing it beside the old one; no rule found it."""
    return replace(
        finding,
        quote=passage.text,
        start=passage.start,
        end=passage.end,
        kind=passage.kind,
        stance=Stance.UNCLEAR,
        locator=replace(passage.locator, members=document.members),
        document_sha256=document.sha256,
        context=(*passage.context.headings, *passage.context.enclosing),
        fingerprint="",
        values=(),
        why=(Step("aligned", because),),
    )


class Type:
    """The members of one enumeration or structure."""

    def __init__(self, document: Document, members: list[int]) -> None:
        self.document, self.members = document, members
        self.neighbours = ("", "")
        passages = document.passages
        first = passages[self.members[0]] if self.members else None
        self.name = first.context.enclosing[-1] if first and first.context.enclosing else ""
        self.names = [passages[n].name for n in self.members]
        self.values = list(_values([passages[n] for n in self.members]))
        self.enumerates = any(_is_number(passages[n].value) for n in self.members)

    def resembles(self, other: Type) -> bool:
        """Whether this can be an earlier state of the other: by its name, or by most of its members."""
        if not other.members or self.enumerates != other.enumerates:
            return False
        if self.name and self.name == other.name:
            return True
        common = len(set(self.names) & set(other.names))
        return common * 2 >= min(len(self.names), len(other.names)) and common > 1

    def follows(self, other: Type) -> bool:
        """Whether this enumeration has the values of the other and stands between the same types."""
        if not self.enumerates or len(self.values) < 3 or self.values != other.values:
            return False
        named = zip(self.neighbours, other.neighbours, strict=True)
        return self.neighbours == other.neighbours or any(mine == theirs != "" for mine, theirs in named)

    def distance(self, other: Type) -> tuple[int, int]:
        """Smaller is nearer."""
        return -len(set(self.names) & set(other.names)), int(self.name != other.name)

    def counterpart(self, place: int, other: Type) -> int | None:
        """Where the member at ``place`` stands in the other: by name, by value, by neighbours."""
        name = self.names[place]
        if name in other.names:
            return other.names.index(name)
        if self.enumerates:
            value = self.values[place]
            at = other.values.index(value) if value in other.values else None
        else:
            at = self._between(place, other)
        return None if at is None or other.names[at] in self.names else at

    def _between(self, place: int, other: Type) -> int | None:
        """A field of a structure: the same neighbours on both sides, the same kind of field between them."""
        above = self.names[place - 1] if place else None
        below = self.names[place + 1] if place + 1 < len(self.names) else None
        if len(self.names) != len(other.names):
            return None
        at_home = self.document.passages[self.members[place]].value
        if not (place < len(other.names) and other.document.passages[other.members[place]].value == at_home):
            return None
        up = above is None or (place > 0 and other.names[place - 1] == above)
        down = below is None or other.names[place + 1] == below
        return place if up and down and (above or below) else None


def _types(document: Document) -> list[Type]:
    groups: dict[int, list[int]] = defaultdict(list)
    declared: set[int] = set()
    for index, one in enumerate(document.passages):
        if one.group is not None and one.name:
            groups[one.group].append(index)
            if one.kind is PassageKind.DECLARATION:
                declared.add(one.group)
    made = [Type(document, groups[group]) for group in sorted(declared)]
    names = ["", *(one.name for one in made), ""]
    for at, kind in enumerate(made):
        kind.neighbours = (names[at], names[at + 2])
    return made


def _is_number(value: str) -> bool:
    return bool(re.fullmatch(r"-?(?:0[xX][0-9a-fA-F]+|\d+)", value.strip()))


def _values(members: Sequence[Passage]) -> Iterator[int | str]:
    """Values of the members of an enumeration; those without one count on."""
    last = -1
    for one in members:
        if _is_number(one.value):
            last = (
                int(one.value.strip(), 0)
                if not re.fullmatch(r"-?0\d+", one.value.strip())
                else int(one.value)
            )
            yield last
        elif not one.value.strip():
            last += 1
            yield last
        else:
            yield one.value.strip()
