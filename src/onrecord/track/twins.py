"""Pages that are one page in several languages, and what one of them states and another no longer does."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from onrecord.model.claim import Change, ChangeKind, Claim, ClaimState, Presence
from onrecord.model.vocabulary import Cause

_CODES = (
    "ar|bo|cn|cs|de|dk|el|en|es|fa|fi|fr|he|hi|hu|id|it|ja|jp|kk|ko|kr|lo|mn|nl|no|pl|pt|ro|ru|sv|th|tr|ug|uk"
    "|ur|uz|vi|zh"
)
_CODE = rf"(?:{_CODES})(?:[-_][A-Za-z]{{2,4}})?|english|chinese|intl|global"
_WHOLE = re.compile(_CODE, re.IGNORECASE)
_END = re.compile(rf"[-_.](?:{_CODE})$", re.IGNORECASE)
_KEYS = frozenset({"lang", "language", "locale", "hl", "lng", "l"})


def language_free(address: str) -> str:
    """An address without what names a language: the same for all languages of one page."""
    parts = urlsplit(address)
    labels = (parts.hostname or "").removeprefix("www.").split(".")
    if len(labels) > 2 and _WHOLE.fullmatch(labels[0]):
        labels = labels[1:]
    steps = [_stem(step) for step in parts.path.split("/") if step and not _WHOLE.fullmatch(step)]
    query = [f"{key}={value}" for key, value in parse_qsl(parts.query) if key.lower() not in _KEYS]
    return "/".join([".".join(labels), *steps, *query])


def _stem(step: str) -> str:
    name, dot, end = step.rpartition(".")
    return _END.sub("", name) + dot + end if dot else _END.sub("", step)


def join_twins(
    claims: Sequence[Claim], changes: Sequence[Change], addresses: Mapping[str, tuple[str, ...]]
) -> tuple[list[Claim], list[Change]]:
    """Claims with the ids of their twins; losses with the pages in other languages that keep them.

    ``addresses`` gives the addresses of each series: its own, and those of its language alternates.
    """
    pages = _pages(addresses)
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.series in pages:
            groups[claim.vendor, pages[claim.series]].append(claim)
    twins: dict[str, list[Claim]] = {}
    for group in groups.values():
        for claim in group:
            twins[claim.id] = [one for one in group if one.series != claim.series and _same(claim, one)]
    linked = [replace(one, twins=tuple(twin.id for twin in twins.get(one.id, ()))) for one in claims]
    return linked, [_kept(change, twins.get(change.claim, ())) for change in changes]


def _pages(addresses: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The page that each series is a language of, by addresses and by what the pages name themselves."""
    above: dict[str, str] = {}

    def top(page: str) -> str:
        while above.get(page, page) != page:
            page = above[page]
        return page

    found: dict[str, str] = {}
    for series, named in addresses.items():
        keys = [language_free(one) for one in named if "://" in one]
        if keys:
            found[series] = keys[0]
        for key in keys[1:]:
            above[top(key)] = top(keys[0])
    return {series: top(key) for series, key in found.items()}


def _same(one: Claim, other: Claim) -> bool:
    if one.trait is not other.trait or one.stance is not other.stance:
        return False
    return bool(set(one.values) & set(other.values)) or not (one.values and other.values)


def _kept(change: Change, twins: Iterable[Claim]) -> Change:
    if change.kind is not ChangeKind.NOT_FOUND or change.cause is not Cause.VENDOR:
        return change
    keeping = [one.series for one in twins if _stated(one, change.now.at)]
    return replace(change, kept_by=tuple(dict.fromkeys(keeping)))


def _stated(claim: Claim, at: str) -> bool:
    """Whether a claim was seen when it was last looked at before a time, or first looked at after it."""
    told = [mark for mark in claim.marks if mark.presence is not Presence.NO_LOOK]
    before = [mark for mark in told if mark.at <= at]
    mark = before[-1] if before else told[0] if told else None
    return mark is not None and mark.presence is Presence.SEEN and claim.state is not ClaimState.NOT_READ
