"""What the documents themselves still hold where no finding is left: the same words, or the same member."""

from __future__ import annotations

import re

from onrecord.model.claim import ChangeKind
from onrecord.model.finding import Finding
from onrecord.track.align import NEAR
from onrecord.track.alike import CODE, Item, alike, bare
from onrecord.track.members import Left, Scene, member
from onrecord.track.pages import Pages, as_finding, sequence

_TERM = re.compile(r"(['\"])(.+?)\*?\1")
_STEM = 5


def left_over(item: Item, scene: Scene) -> Left | None:
    """The statement in documents where no rule finds it now, or ``None`` when it is not there.

    1. A member or field of the same type: the same name without its comment, or another name for the same
       value and place. A comment is known by what it stands above.
    2. The very words, more often than they stood outside of findings before.
    3. A passage that was not there before, with the words for the trait and much of the rest.
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
    return _put_anew(item, scene)


def stands(finding: Finding, pages: Pages) -> bool:
    """Whether a passage that no rule reads still stands, word for word."""
    words = sequence(finding.quote)
    return any(words in text for _, _, text in pages.words)


def _put_anew(item: Item, scene: Scene) -> Left | None:
    telling = [sequence(word).strip()[:_STEM] for word in _telling(item.finding)]
    fresh = scene.after.texts - scene.before.texts
    for document, passage in scene.after.outside("", scene.found_after):
        if bare(passage.text) not in fresh:
            continue
        words = sequence(passage.text)
        held = sum(f" {word}" in words for word in telling)
        made = as_finding(item.finding, document, passage, "other words for it that no rule reads")
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
