"""A case on disk, and a real site on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.capture.site import Site, running_site
from tests.flow.casework import settled

from onrecord.archive.case import Case
from onrecord.flow.case_open import begin_case


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as site:
        yield site


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv("ONRECORD_KEYS", str(tmp_path / "keys"))
    begin_case(tmp_path / "case", name="case", person="A. Person")
    return settled(tmp_path / "case")
