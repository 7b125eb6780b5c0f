"""The examples say what the demo says of them.

A known miss is marked and must fail; when it passes, the mark is to be taken away.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

import onrecord
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import POSITIVE_STANCES, Basis, Stance, Trait

EXAMPLES = Path(__file__).parents[2] / "examples"
Found = Mapping[str, list[Finding]]


@pytest.fixture(scope="module")
def found() -> Found:
    """Findings by the name of their file."""
    by_name: dict[str, list[Finding]] = {}
    for finding in onrecord.scan(EXAMPLES, provenance=EXAMPLES / "provenance.csv"):
        by_name.setdefault(Path(finding.path).name, []).append(finding)
    return by_name


def claims(found: Found, name: str) -> set[Trait]:
    """Traits that a document claims to be inferred from looks."""
    return {
        trait
        for one in found.get(name, [])
        if one.stance in POSITIVE_STANCES and one.basis is Basis.APPEARANCE
        for trait in one.traits
    }


def stances(found: Found, name: str) -> set[Stance]:
    return {one.stance for one in found.get(name, [])}


@pytest.mark.parametrize(
    ("name", "traits"),
    [
        ("vq_idcard.h", set()),
        ("kx-40-en.html", set()),
        ("questions-fr.html", set()),
        ("kx-40-zh.html", {Trait.NAMED_PEOPLE, Trait.ETHNICITY, Trait.SKIN_COLOUR}),
        ("capabilities.xml", {Trait.RACE, Trait.ETHNICITY}),
        ("client_zh.properties", {Trait.ETHNICITY, Trait.NAMED_PEOPLE}),
        ("FaceAttribute.java", {Trait.RACE, Trait.ETHNICITY}),
        ("tavrento-ru.txt", {Trait.RACE, Trait.ETHNICITY}),
        ("leistungsverzeichnis-de.txt", {Trait.ETHNICITY}),
        ("release-notes.txt", set()),
        ("article.html", set()),
        ("feature-matrix.csv", {Trait.RACE}),
        ("city-datasheet.pdf", {Trait.RACE, Trait.ETHNICITY}),
    ],
)
def test_what_a_document_claims(found: Found, name: str, traits: set[Trait]) -> None:
    assert claims(found, name) == traits


def test_the_header_claims_face_attributes_and_no_picture_setting(found: Found) -> None:
    assert {Trait.RACE, Trait.ETHNICITY} <= claims(found, "vq_face.h")
    lines = [one.quote for one in found["vq_face.h"] if one.stance is Stance.CLAIM]
    assert not [quote for quote in lines if "WhiteBalance" in quote or "SkinExposure" in quote]


def test_card_fields_are_kept_as_look_alikes_with_their_basis(found: Found) -> None:
    card = [one for one in found["vq_idcard.h"] if one.basis is Basis.DOCUMENT]
    assert len(card) >= 5
    assert {one.stance for one in card} == {Stance.LOOKALIKE}


def test_a_tender_demands_one_thing_and_forbids_another(found: Found) -> None:
    assert stances(found, "leistungsverzeichnis-de.txt") >= {Stance.REQUIREMENT, Stance.PROHIBITION}


def test_denials_are_found_in_answers_and_manuals_and_datasheets(found: Found) -> None:
    for name in ("questions-fr.html", "platform-manual.md", "city-datasheet.pdf", "tavrento-ru.txt"):
        assert Stance.DENIAL in stances(found, name), name


def test_a_footnote_makes_a_row_a_limitation(found: Found) -> None:
    assert Stance.LIMITATION in stances(found, "platform-manual.md")


def test_a_newspaper_reports(found: Found) -> None:
    assert Stance.REPORT in stances(found, "article.html")


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract-ocr")
def test_a_scanned_test_report_is_a_test_result_with_its_place_on_the_page(found: Found) -> None:
    results = [one for one in found["test-report.png"] if one.stance is Stance.TEST_RESULT]
    assert {one.trait for one in results} == {Trait.ETHNICITY, Trait.NAMED_PEOPLE}
    assert all(one.locator.page == 1 and one.locator.boxes for one in results)
