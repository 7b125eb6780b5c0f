"""Old Office files through the real LibreOffice: one run a file."""

from __future__ import annotations

import shutil
from pathlib import Path

import golden_files as golden
import pytest

FILES = Path(__file__).parent / "office" / "files"
pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="needs LibreOffice: apt-get install libreoffice-writer-nogui"
)


@pytest.mark.parametrize("name", ["sheet-en.doc", "deck-en.ppt"])
def test_lists_tables_comments_notes_and_margins_come_through(name: str) -> None:
    expected = FILES / f"{name}.json"
    assert golden.reading(FILES / name).splitlines() == expected.read_text("utf-8").splitlines()
