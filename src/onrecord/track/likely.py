"""Among thousands of findings, the few that one of them may be; all others are not worth comparing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from onrecord.track.alike import Item

RARE = 64
"""Findings that may share a feature for it to tell them from the rest."""
BEST = 48
BESIDE = 24
"""Findings before and behind it in the order of the documents that are compared in any case."""


class Likely:
    """An index over the findings of a reading by what they have in common with others."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._by: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, item in enumerate(items):
            for feature in _features(item):
                self._by[feature].append(at)
        self._orders = [item.order for item in items]

    def to(self, item: Item) -> Iterator[Item]:
        """Those that share the most rare features, and those at the same place."""
        from bisect import bisect_left

        shared: Counter[int] = Counter()
        for feature in _features(item):
            places = self._by.get(feature, ())
            if len(places) <= RARE:
                shared.update(places)
        near = bisect_left(self._orders, item.order)
        beside = range(max(0, near - BESIDE), min(len(self._items), near + BESIDE))
        for at in dict.fromkeys([*(at for at, _ in shared.most_common(BEST)), *beside]):
            yield self._items[at]


def _features(item: Item) -> Iterator[tuple[str, str]]:
    yield from (("word", term) for term in item.terms)
    yield "place", f"{item.document} {item.owner}"
    yield "name", item.name
    yield "values", f"{item.finding.values} {item.owner}"
