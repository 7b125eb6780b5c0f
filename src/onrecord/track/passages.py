"""What the documents themselves still hold where no finding is left: the same words, or the same member."""

from __future__ import annotations

import re

from onrecord.model.claim import ChangeKind
from onrecord.model.document import Passage
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import PassageKind
from onrecord.track.align import NEAR
from onrecord.track.alike import CODE, Item, alike, bare, same_traits, same_voice, shared
from onrecord.track.members import Left, Scene, member
from onrecord.track.pages import Pages, as_finding, sequence

_TERM = re.compile(r"(['\"])(.+?)\*?\1")
_STEM = 5


def left_over(item: Item, scene: Scene) -> Left | None:
    """The statement in documents where no rule finds it now, or ``None`` when it is not there.

    1. A member or field of the same type: the same name without its comment, or another name for the same
       value and place. A comment is known by what it stands above.
    2. The very words, more often than they stood outside of findings before.
    3. Its whole section is gone, and a new statement about the trait stands elsewhere.
    4. A passage that was not there before, with the words for the trait and much of the rest.
    """
    if item.finding.kind in CODE:
        found = member(item, scene)
        if found is not None:
            return found
    words = sequence(item.finding.quote)
    if not words.strip():
        return None
    there = list(scene.after.outside(words, scene.found_after))
    known = list(scene.before.outside(words, scene.found_before))
    if len(there) > len(known):
        made = as_finding(item.finding, *there[0], "the same words stand here")
        stays = bare(made.quote) == item.key and made.kind is item.finding.kind
        return Left(None if stays else ChangeKind.MOVED, made)
    return _with_its_section(item, scene) or _put_anew(item, scene)


def stands(finding: Finding, pages: Pages) -> bool:
    """Whether a passage that no rule reads still stands, word for word."""
    words = sequence(finding.quote)
    return any(words in text for _, _, text in pages.words)


def _with_its_section(item: Item, scene: Scene) -> Left | None:
    lines = item.finding.context[1:] or item.finding.context
    if item.name or not lines or any(bare(line) in scene.after.texts for line in lines):
        return None
    free = [
        one
        for one in scene.free
        if same_voice(item, one)
        and same_traits(item, one)
        and shared(item.finding.values, one.finding.values) != 0
    ]
    if not free:
        return None
    best = max(free, key=lambda one: alike(item, one))
    return Left(ChangeKind.REWORDED, best.finding, best)


def _put_anew(item: Item, scene: Scene) -> Left | None:
    telling = [sequence(word).strip()[:_STEM] for word in _telling(item.finding)]
    fresh = scene.after.texts - scene.before.texts
    for document, passage in scene.after.outside("", scene.found_after):
        if bare(passage.text) not in fresh or _asks(passage):
            continue
        words = sequence(passage.text)
        held = sum(f" {word}" in words for word in telling)
        made = as_finding(item.finding, document, passage, "other words for it that no rule reads")
        if telling and held * 2 >= len(telling) and alike(item, Item(made)) >= NEAR:
            return Left(ChangeKind.REWORDED, made)
    return None


def _asks(passage: Passage) -> bool:
    """A question is nobody's statement."""
    return passage.kind is PassageKind.QUESTION or any(mark in passage.text for mark in "?？؟")


def _telling(finding: Finding) -> list[str]:
    """The words that made the passage a finding."""
    found = []
    for step in finding.why:
        match = _TERM.match(step.detail) if step.what == "word" else None
        if match and bare(match.group(2)) in bare(finding.quote):
            found.append(match.group(2))
    return list(dict.fromkeys(found))
