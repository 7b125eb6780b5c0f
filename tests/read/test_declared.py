"""Formats are known by what they declare; a reader is imported when it reads."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from onrecord.model.document import Blob
from onrecord.model.reading import Ask
from onrecord.read.declared import describe, offers, restore
from onrecord.read.reader import Container, Reader

OFFERED = [
    *offers("onrecord.read.plain.reader"),
    *offers("onrecord.read.pdf"),
    *offers("onrecord.read.archive_zip"),
    *offers("onrecord.read.archive_packed"),
]

SCRIPT = """
import sys
from onrecord.model.document import Blob
from onrecord.read.open import read
[document] = read(Blob(b"Face attributes: age, ethnicity.", "a.txt"))
print(document.reader, len(document.passages), "onrecord.read.pdf" in sys.modules)
"""


def test_restored_formats_declare_the_same() -> None:
    restored = restore(describe(OFFERED))
    assert len(restored) == len(OFFERED) >= 4
    for offer, other in zip(OFFERED, restored, strict=True):
        item = offer.take()
        assert type(item) is type(other)
        for key in ("name", "version", "media_types", "suffixes", "magic", "cannot"):
            assert getattr(item, key) == getattr(other, key), (item.name, key)
        if isinstance(item, Reader) and isinstance(other, Reader):
            assert (item.locate is None) == (other.locate is None)


def test_restored_formats_read() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as sink:
        sink.writestr("inner.txt", "Face attributes: age.")
    by_name = {item.name: item for item in restore(describe(OFFERED))}
    text, packed = by_name["text"], by_name["zip"]
    assert isinstance(text, Reader)
    assert isinstance(packed, Container)
    [member] = packed.members(Blob(archive.getvalue(), "a.zip"), Ask())
    assert isinstance(member, Blob)
    assert text.read(member, Ask()).text == "Face attributes: age."


def test_a_second_run_imports_only_the_reader_that_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "kept"))
    runs = [
        subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert runs == ["text 1 True\n", "text 1 False\n"]
