"""Segments and entries: what is written reads back, and nothing malformed is taken for one."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.canonical import CanonicalError, canonical
from onrecord.model.capture import Capture, RecordPlace, capture
from onrecord.model.custody import NOTHING_BEFORE, Act, Entry, Grown, Segment, file_name, segment
from onrecord.model.finding import Provenance
from onrecord.model.vocabulary import Method, Outcome, Role

AT = "2026-01-31T12:00:00.000000Z"


def chain(count: int) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for number in range(1, count + 1):
        previous = entries[-1].digest() if entries else NOTHING_BEFORE
        entries.append(Entry(number, previous, Act.NOTE, "k", f"s{number}", AT, {"text": "ж" * number}))
    return tuple(entries)


@given(st.integers(1, 5), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_segment_reads_back(count: int, signature: str) -> None:
    made = Segment(7, "p", AT, chain(count), (Grown("archive/a.warc.gz", 12, "ab"),), "k", signature)
    assert segment(made.file_bytes()) == made


def test_a_signature_covers_all_but_itself() -> None:
    made = Segment(1, NOTHING_BEFORE, AT, chain(1), (), "k", "one")
    assert b"one" not in made.signed_bytes()
    assert Segment(1, NOTHING_BEFORE, AT, chain(1), (), "k", "two").signed_bytes() == made.signed_bytes()


def _altered(change: Callable[[dict[str, object]], object]) -> bytes:
    data = json.loads(Segment(1, NOTHING_BEFORE, AT, chain(2), (), "k", "s").file_bytes())
    change(data)
    return canonical(data)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: data.update(format="onrecord-ledger/9"), "format"),
        (lambda data: data.update(number=-1), "whole number"),
        (lambda data: data.update(number=True), "whole number"),
        (lambda data: data.pop("key"), "missing"),
        (lambda data: data.update(more="x"), "unknown key"),
        (lambda data: data.update(head="0" * 64), "head"),
        (lambda data: data["entries"][0].update(act="burn"), "unknown act"),
        (lambda data: data["entries"][0].update(body=[]), "object"),
        (lambda data: data["entries"].pop(), "head"),
        (lambda data: data.update(entries={}), "list"),
    ],
)
def test_malformed_segments_are_refused(change: Callable[[dict[str, object]], object], says: str) -> None:
    with pytest.raises(CanonicalError, match=says):
        segment(_altered(change))


def test_names_of_segments_sort_as_their_numbers() -> None:
    names = [file_name(number) for number in (9, 10, 100, 99_999_999)]
    assert names == sorted(names)


def test_a_capture_reads_back_from_its_body() -> None:
    place = RecordPlace("archive/a.warc.gz", 10, 20, "urn:uuid:1", "response")
    made = Capture(
        series="https://v.example/p", address="https://v.example/p", at=AT, outcome=Outcome.PRESENT,
        method=Method.HTTP, status=200, sha256="ab", size=3, provenance=Provenance(role=Role.VENDOR),
        records=(place,), facts={"peer": "192.0.2.1"},
    )  # fmt: skip
    again = capture(json.loads(canonical(made.body())))
    assert again == made
    assert again.id == made.id


@pytest.mark.parametrize("key", ["address", "outcome", "records", "provenance", "facts"])
def test_a_capture_without_a_key_is_refused(key: str) -> None:
    body = Capture("s", "a", AT, Outcome.ABSENT, Method.HTTP).body()
    del body[key]
    with pytest.raises(CanonicalError, match=key):
        capture(body)
