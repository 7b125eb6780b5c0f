"""Damaged documents never crash or hang a reader."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import fuzz
import golden_files as golden
import pytest

from onrecord.read import legacy

PATHS = list(golden.inputs())
IDS = [str(path.relative_to(golden.ROOT)) for path in PATHS]
FILES_OF = Counter((path.parent, path.suffix) for path in PATHS)


@pytest.fixture(autouse=True)
def _no_other_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice takes a second a file, and its readings of damaged files are not ours to prove."""
    monkeypatch.setattr(legacy, "PROGRAMS", ())


def _other(path: Path) -> bytes:
    siblings = [other for other in PATHS if other.parent == path.parent]
    return siblings[(siblings.index(path) + 1) % len(siblings)].read_bytes()


@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_some_mutations_are_read(path: Path) -> None:
    fuzz.fuzz_file(path, max(8, 30 // FILES_OF[path.parent, path.suffix]), seed=7, other=_other(path))


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_a_thousand_mutations_a_reader_are_read(path: Path) -> None:
    fuzz.fuzz_file(path, -(-1000 // FILES_OF[path.parent, path.suffix]), seed=11, other=_other(path))
