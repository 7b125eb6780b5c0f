"""A case made by an earlier version verifies, and lists what it listed then."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.support.command import onrecord

OLD = Path(__file__).parents[1] / "old"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A copy: the index is made beside the case. Git keeps no empty folders."""
    shutil.copytree(OLD / "case-2026-11", tmp_path / "case")
    for name in ("stamps", "authorities", "sources", "rules"):
        (tmp_path / "case" / name).mkdir(exist_ok=True)
    return tmp_path / "case"


def test_a_case_of_november_2026_verifies(case: Path) -> None:
    onrecord("verify", case, "--deep", "--key", (OLD / "key").read_text().strip())


@pytest.mark.parametrize("listing", ["findings", "status"])
def test_it_lists_what_it_listed_then(case: Path, listing: str) -> None:
    said = onrecord(listing, "--case", case, "--format", "jsonl").stdout
    assert said == (OLD / f"{listing}.jsonl").read_text("utf-8")
    onrecord("rebuild", "--case", case)
    assert onrecord(listing, "--case", case, "--format", "jsonl").stdout == said
