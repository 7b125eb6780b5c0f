"""Claim identity over labelled pairs of documents: a claim called gone that is there is the worst error."""

from __future__ import annotations

from collections import Counter

from tests.track.support import judge, pairs

MISSED = 0.05


def test_there_are_pairs_of_every_kind() -> None:
    cases = list(pairs())
    assert len(cases) >= 150
    assert {case.label for case in cases} == {"same", "moved", "gone", "other"}
    assert len({case.lang for case in cases}) >= 15
    assert {"prose", "list", "table", "enum", "struct", "json", "strings"} <= {case.form for case in cases}
    assert min(Counter(case.label for case in cases).values()) >= 15
    assert len({case.id for case in cases}) == len(cases)


def test_no_claim_that_is_still_there_is_called_not_found() -> None:
    wrong = [(case.id, case.claim) for case in pairs() if case.stays and not judge(case)]
    assert wrong == []


def test_few_claims_that_left_are_missed() -> None:
    left = [case for case in pairs() if not case.stays]
    missed = [(case.id, case.claim) for case in left if judge(case)]
    assert len(missed) <= MISSED * len(left), missed
