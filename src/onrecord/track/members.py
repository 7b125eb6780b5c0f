"""Members of enumerations and structures: the same value or place under another name, or no comment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.claim import ChangeKind
from onrecord.model.document import Document, Passage
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import PassageKind
from onrecord.track.alike import Item, bare, shared
from onrecord.track.pages import Pages, Type, as_finding


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
    """Two states of a series, whole, with their findings; ``free`` are new ones not yet matched."""

    before: Pages
    after: Pages
    found_before: Sequence[Item]
    found_after: Sequence[Item]
    free: Sequence[Item] = ()


def member(item: Item, scene: Scene) -> Left | None:
    """Where the member, field or type that a finding is (or its comment stands above) has gone."""
    finding = item.finding
    home = scene.before.document(finding.document_sha256)
    index = _declared_at(home, finding) if home else None
    if home is None or index is None:
        return None
    own = [n for n, one in enumerate(home.passages) if one.parent == index and one.group is not None]
    group = home.passages[own[0]].group if own else home.passages[index].group
    if group is None:
        return None
    old = next((one for one in scene.before.types if one.document is home and _group(one) == group), None)
    if old is None:
        return None
    news = [new for new in scene.after.types if _succeeds(old, new, scene)]
    for new in sorted(news, key=old.distance):
        left = _type_itself(item, new, old) if own else _counterpart(item, scene, old, index, new)
        if left is not None:
            return left
    return None


def _group(one: Type) -> int | None:
    return one.document.passages[one.members[0]].group


def _succeeds(old: Type, new: Type, scene: Scene) -> bool:
    """Whether a type is a later state of another; one that was there before is no other type's successor."""
    if old.resembles(new):
        return True
    return (
        new.name not in scene.before.type_names
        and old.name not in scene.after.type_names
        and old.follows(new)
    )


def _type_itself(item: Item, new: Type, old: Type) -> Left | None:
    parent = new.document.passages[new.members[0]].parent
    if parent is None:
        return None
    kind = ChangeKind.COMMENT_LOST if new.name == old.name else ChangeKind.RENAMED
    because = f"{len(new.members)} members as in {old.name or 'the type before'}"
    return Left(kind, as_finding(item.finding, new.document, new.document.passages[parent], because))


def _counterpart(item: Item, scene: Scene, old: Type, index: int, new: Type) -> Left | None:
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
    return Left(kind, as_finding(item.finding, new.document, passage, because))


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
