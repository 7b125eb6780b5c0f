"""Packs are found where they ship, and a user's own lie over them."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.flow.errors import UserError
from onrecord.flow.laws import laws
from onrecord.flow.packs import load_packs, pack_files, packaged


def test_the_packs_that_ship_are_found_by_path() -> None:
    files = pack_files()
    assert "en/ethnicity.yml" in files
    assert "_shared/laws.yml" in files
    assert load_packs(files) is load_packs(dict(files)), "loading twice costs once"


def test_a_later_folder_replaces_files_of_one_path_and_adds_others(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "ethnicity.yml").write_text("mine")
    (tmp_path / "en" / "new.yaml").write_text("new")
    (tmp_path / "en" / ".hidden.yml").write_text("hidden")
    (tmp_path / "en" / "notes.txt").write_text("notes")
    files = pack_files([tmp_path])
    assert files["en/ethnicity.yml"] == "mine"
    assert files["en/new.yaml"] == "new"
    assert not [name for name in files if "hidden" in name or name.endswith(".txt")]


def test_the_examples_ship_with_their_provenance() -> None:
    names = {entry.name for entry in packaged("examples").iterdir()}
    assert "provenance.csv" in names


def test_a_lost_folder_is_said() -> None:
    with pytest.raises(UserError, match="lost its folder 'nonsense'"):
        packaged("nonsense")


def test_provisions_are_read_by_key() -> None:
    found = laws(pack_files())
    assert found["gdpr/9.1"].article == "Article 9(1)"
    assert laws({}) == {}
    assert (
        laws({"_shared/laws.yml": "x: {title: T, applies_from: 2025-02-02}"})["x"].applies_from
        == "2025-02-02"
    )
