"""A case with captures."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.cases import case_with_captures

from onrecord.archive.case import Case
from onrecord.archive.keys import KEYS_VARIABLE, Signer, make


@pytest.fixture
def signer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Signer:
    folder = tmp_path / "keys"
    monkeypatch.setenv(KEYS_VARIABLE, str(folder))
    return make(folder)


@pytest.fixture
def case(tmp_path: Path, signer: Signer) -> Case:
    return case_with_captures(tmp_path / "case", signer)
