#!/usr/bin/env python3
"""Ways to tell whether a claim is still there, over the labelled pairs: ``python bench/claim_identity.py``.

Prints for each way how many claims that are there it calls gone (the worst error), and how many that left it
misses. ``decisions/0007-claim-identity.md`` holds the table.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.track.support import Case, findings, judge, pairs

from onrecord.model.finding import Finding
from onrecord.track.align import align
from onrecord.track.alike import Item, items, overlap, same_traits, same_voice

Test = Callable[[Finding, Sequence[Finding]], bool]


def by_fingerprint(claim: Finding, after: Sequence[Finding]) -> bool:
    """The fingerprint of the finding."""
    return any(one.fingerprint == claim.fingerprint for one in after)


def by_words(claim: Finding, after: Sequence[Finding]) -> bool:
    """The same letters and digits."""
    return any(Item(one).key == Item(claim).key for one in after)


def by_trait(claim: Finding, after: Sequence[Finding]) -> bool:
    """Any claim about the same trait."""
    mine = Item(claim)
    return any(same_traits(mine, Item(one)) and same_voice(mine, Item(one)) for one in after)


def by_edits(share: float) -> Test:
    """Edits between the quotes, whatever the trait."""

    def test(claim: Finding, after: Sequence[Finding]) -> bool:
        ratios = (SequenceMatcher(None, claim.quote, one.quote, autojunk=False).ratio() for one in after)
        return any(ratio >= share for ratio in ratios)

    return test


def by_common_words(share: float) -> Test:
    """Words in common with a claim about the same trait, the best one, not one to one."""

    def test(claim: Finding, after: Sequence[Finding]) -> bool:
        mine = Item(claim)
        others = [one for one in map(Item, after) if same_traits(mine, one) and same_voice(mine, one)]
        return any(overlap(mine.terms, one.terms) >= share for one in others)

    return test


def each(test: Test) -> Callable[[Case], bool]:
    """A test that looks at the findings of the later document."""
    return lambda case: test(case.finding(), findings(case.after, case.name))


def aligned(case: Case) -> bool:
    """One to one, by words, values and structure; findings alone."""
    claim, before = case.finding(), items(findings(case.before, case.name))
    made = align(before, items(findings(case.after, case.name)))
    return any(pair.before.finding is claim for pair in made.pairs)


WAYS: dict[str, Callable[[Case], bool]] = {
    "fingerprint": each(by_fingerprint),
    "same letters": each(by_words),
    "any claim about the trait": each(by_trait),
    "edits, 0.6 alike": each(by_edits(0.6)),
    "edits, 0.8 alike": each(by_edits(0.8)),
    "words in common, 0.3": each(by_common_words(0.3)),
    "words in common, 0.5": each(by_common_words(0.5)),
    "one to one, findings alone": aligned,
    "one to one, then the documents": judge,
}


def main() -> None:
    """Print the table."""
    cases = list(pairs())
    stay = [case for case in cases if case.stays]
    left = [case for case in cases if not case.stays]
    print(f"{len(stay)} claims that are still there, {len(left)} that left\n")
    print("| way | called gone, but there | missed, though gone |\n|---|---|---|")
    for name, way in WAYS.items():
        lost, missed = sum(not way(case) for case in stay), sum(way(case) for case in left)
        print(f"| {name} | {lost} ({lost / len(stay):.1%}) | {missed} ({missed / len(left):.1%}) |")


if __name__ == "__main__":
    main()
