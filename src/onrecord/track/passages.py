"""What the documents themselves still hold where no finding is left: the same words, or the same member."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model.claim import ChangeKind
from onrecord.model.document import Document, Passage
from onrecord.model.finding import Finding, Step
from onrecord.model.vocabulary import PassageKind, Stance
from onrecord.text.normalise import fold
from onrecord.track.align import NEAR
from onrecord.track.alike import CODE, Item, alike, bare, shared

_WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r"(['\"])(.+?)\*?\1")
_STEM = 5
_SPACED = re.compile(r"[a-z0-9\u00c0-\u024f\u0370-\u058f\u0590-\u06ff\u0900-\u0dff\uac00-\ud7a3]+")


@dataclass(frozen=True, slots=True)
class Left:
    """Where a statement stands that no finding shows any more.

    ``kind`` is ``None`` where nothing of it changed, and only what the rules make of it did. ``taken`` is
    the finding that it is after all, where one had not been matched.
    """

    kind: ChangeKind | None
    finding: Finding
    taken: Item | None = None


@dataclass(frozen=True)
class Scene:
    """Two states of a series: whole documents with their findings; ``free`` are new ones not yet matched."""

    before: Sequence[Document]
    after: Sequence[Document]
    found_before: Sequence[Item]
    found_after: Sequence[Item]
    free: Sequence[Item] = ()


def left_over(item: Item, scene: Scene) -> Left | None:
    """The statement in documents where no rule finds it now, or ``None`` when it is not there.

    1. A member or field of the same type: the same name without its comment, or another name for the same
       value and place. A comment is known by what it stands above.
    2. The very words, more often than they stood outside of findings before.
    3. A passage that was not there before, with the words for the trait and much of the rest.
    """
    if item.finding.kind in CODE:
        member = _member(item, scene)
        if member is not None:
            return member
    words = _sequence(item.finding.quote)
    if not words.strip():
        return None
    there = list(_outside(words, scene.after, scene.found_after))
    known = list(_outside(words, scene.before, scene.found_before))
    if len(there) > len(known):
        made = _as_finding(item.finding, *there[0], "the same words stand here")
        stays = bare(made.quote) == item.key and made.kind is item.finding.kind
        return Left(None if stays else ChangeKind.MOVED, made)
    return _put_anew(item, scene)


def stands(finding: Finding, documents: Sequence[Document]) -> bool:
    """Whether a passage that no rule reads still stands, word for word."""
    words = _sequence(finding.quote)
    return any(words in _sequence(one.text) for document in documents for one in document.passages)


def _put_anew(item: Item, scene: Scene) -> Left | None:
    telling = [_sequence(word).strip()[:_STEM] for word in _telling(item.finding)]
    known = {bare(one.text) for document in scene.before for one in document.passages}
    fresh = {bare(one.text) for document in scene.after for one in document.passages} - known
    for document, passage in _outside("", scene.after, scene.found_after):
        if bare(passage.text) not in fresh:
            continue
        words = _sequence(passage.text)
        held = sum(f" {word}" in words for word in telling)
        made = _as_finding(item.finding, document, passage, "other words for it that no rule reads")
        if telling and held * 2 >= len(telling) and alike(item, Item(made)) >= NEAR:
            return Left(ChangeKind.REWORDED, made)
    return None


def _telling(finding: Finding) -> list[str]:
    """The words that made the passage a finding."""
    found = []
    for step in finding.why:
        match = _TERM.match(step.detail) if step.what == "word" else None
        if match and bare(match.group(2)) in bare(finding.quote):
            found.append(match.group(2))
    return list(dict.fromkeys(found))


def _outside(
    words: str, documents: Sequence[Document], found: Sequence[Item]
) -> Iterator[tuple[Document, Passage]]:
    """Passages that hold the words and that no finding covers."""
    covered: dict[str, list[tuple[int, int]]] = {}
    for one in found:
        covered.setdefault(one.finding.document_sha256, []).append((one.finding.start, one.finding.end))
    for document in documents:
        spans = covered.get(document.sha256, [])
        for passage in document.passages:
            if words not in _sequence(passage.text):
                continue
            if not any(start < passage.end and passage.start < end for start, end in spans):
                yield document, passage


def _sequence(text: str) -> str:
    """Words between blanks; characters of scripts without blanks one by one, so that parts are found."""
    parts = []
    for word in _WORD.findall(fold(text)):
        parts += [word] if _SPACED.fullmatch(word) else list(word)
    return f" {' '.join(parts)} "


def _member(item: Item, scene: Scene) -> Left | None:
    finding = item.finding
    home = next((one for one in scene.before if one.sha256 == finding.document_sha256), None)
    index = _declared_at(home, finding) if home else None
    if home is None or index is None:
        return None
    own = [n for n, one in enumerate(home.passages) if one.parent == index and one.group is not None]
    group = home.passages[own[0]].group if own else home.passages[index].group
    if group is None:
        return None
    old = _Type(home, group)
    news = [new for document in scene.after for new in _types(document) if old.resembles(new)]
    for new in sorted(news, key=old.distance):
        left = _type_itself(item, new, old) if own else _counterpart(item, scene, old, index, new)
        if left is not None:
            return left
    return None


def _type_itself(item: Item, new: _Type, old: _Type) -> Left | None:
    parent = new.document.passages[new.members[0]].parent
    if parent is None:
        return None
    kind = ChangeKind.COMMENT_LOST if new.name == old.name else ChangeKind.RENAMED
    because = f"{len(new.members)} members as in {old.name or 'the type before'}"
    return Left(kind, _as_finding(item.finding, new.document, new.document.passages[parent], because))


def _counterpart(item: Item, scene: Scene, old: _Type, index: int, new: _Type) -> Left | None:
    at = old.counterpart(old.members.index(index), new) if index in old.members else None
    if at is None:
        return None
    passage = new.document.passages[new.members[at]]
    before = old.document.passages[index]
    kind: ChangeKind | None = ChangeKind.RENAMED
    if passage.name == before.name:
        same = bare(passage.text) == bare(before.text) and item.finding.kind is not PassageKind.COMMENT
        kind = None if same else ChangeKind.COMMENT_LOST
    value = f"value {new.values[at]}, " if old.enumerates else ""
    because = f"{value}place {at + 1} of {new.name or 'its type'}"
    here = [one for one in scene.found_after if _covers(one, new.document, passage)]
    free = next((one for one in here if one in scene.free), None)
    if free is not None and shared(item.finding.values, free.finding.values) != 0:
        return Left(kind, free.finding, free)
    if here and item.finding.kind is not PassageKind.COMMENT:
        return None  # matched with another statement already
    return Left(kind, _as_finding(item.finding, new.document, passage, because))


def _covers(item: Item, document: Document, passage: Passage) -> bool:
    one = item.finding
    return one.document_sha256 == document.sha256 and passage.start <= one.start < passage.end


def _declared_at(document: Document, finding: Finding) -> int | None:
    """The declaration that a finding is, or that its comment stands above."""
    for index, passage in enumerate(document.passages):
        if passage.kind is not PassageKind.DECLARATION:
            continue
        if finding.kind is PassageKind.COMMENT and passage.start >= finding.end:
            return index if _under(passage, finding) else None
        if passage.start <= finding.start < passage.end:
            return index
    return None


def _under(passage: Passage, comment: Finding) -> bool:
    above = bare(passage.context.above)
    return bool(above) and (above in bare(comment.quote) or bare(comment.quote) in above)


class _Type:
    """The members of one enumeration or structure."""

    def __init__(self, document: Document, group: int | None) -> None:
        self.document = document
        passages = document.passages
        self.members = [n for n, one in enumerate(passages) if one.group == group and one.name]
        first = passages[self.members[0]] if self.members else None
        self.name = first.context.enclosing[-1] if first and first.context.enclosing else ""
        self.names = [passages[n].name for n in self.members]
        self.values = list(_values([passages[n] for n in self.members]))
        self.enumerates = any(_is_number(passages[n].value) for n in self.members)

    def resembles(self, other: _Type) -> bool:
        """Whether this can be an earlier state of the other: its name, most of its members, or its values."""
        if not other.members or self.enumerates != other.enumerates:
            return False
        if self.name and self.name == other.name:
            return True
        common = len(set(self.names) & set(other.names))
        if common * 2 >= min(len(self.names), len(other.names)) and common > 1:
            return True
        return self.enumerates and len(self.values) > 2 and self.values == other.values

    def distance(self, other: _Type) -> tuple[int, int]:
        """Smaller is nearer."""
        return -len(set(self.names) & set(other.names)), int(self.name != other.name)

    def counterpart(self, place: int, other: _Type) -> int | None:
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

    def _between(self, place: int, other: _Type) -> int | None:
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


def _types(document: Document) -> Iterator[_Type]:
    groups = {one.group for one in document.passages if one.kind is PassageKind.DECLARATION}
    for group in sorted(group for group in groups if group is not None):
        yield _Type(document, group)


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


def _as_finding(finding: Finding, document: Document, passage: Passage, because: str) -> Finding:
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
