"""A case on disk with a key of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.archive.case import Case, create_case
from onrecord.archive.keys import KEYS_VARIABLE, Signer, make


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "keys"
    monkeypatch.setenv(KEYS_VARIABLE, str(folder))
    return folder


@pytest.fixture
def signer(keys: Path) -> Signer:
    return make(keys)


@pytest.fixture
def case(tmp_path: Path, signer: Signer) -> Case:
    return create_case(tmp_path / "case", signer, name="Zorvane", person="A. Person", program="onrecord 0")
