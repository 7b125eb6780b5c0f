"""Old formats go through LibreOffice; its place is taken here by small scripts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask, Limits
from onrecord.model.vocabulary import GapKind
from onrecord.read.compound_file import CompoundFile, wrap
from onrecord.read.legacy import READERS
from onrecord.read.open import read

GOLDEN = Path(__file__).parents[2] / "golden"
DOC = wrap("WordDocument", b"\xec\xa5\xc1\0" + b"\0" * 64)
PPT = wrap("PowerPoint Document", b"\0" * 64)


def program(folder: Path, lines: str) -> None:
    """A program named soffice; ``$out`` is the folder for the result, ``$to`` its format."""
    script = folder / "soffice"
    head = """#!/bin/sh
while [ $# -gt 1 ]; do
  case "$1" in --convert-to) to="$2";; --outdir) out="$2";; esac
  shift
done
"""
    script.write_text(head + 'in="$1"\nmkdir -p "$out"\n' + lines + "\n")
    script.chmod(0o755)


def read_one(data: bytes, name: str, **limits: int) -> Document:
    (document,) = read(Blob(data, name), Ask(limits=Limits(**limits)))
    return document


@pytest.fixture
def only_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A search path with nothing on it but the basic tools."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    return tmp_path


@pytest.mark.parametrize(
    ("data", "name", "package"),
    [(DOC, "a.doc", "writer"), (PPT, "a.ppt", "impress"), (DOC, "a.wps", "writer")],
)
def test_without_libreoffice_the_gap_names_the_package(
    data: bytes, name: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (gap,) = read_one(data, name).gaps
    assert gap.kind is GapKind.TOOL_MISSING
    assert f"libreoffice-{package}" in gap.advice


def test_the_converted_document_is_read_as_the_old_one(only_path: Path) -> None:
    program(only_path, f'cp "{GOLDEN}/docx/faq-en.docx" "$out/document.$to"')
    document = read_one(DOC, "old.doc")
    assert document.reader == "legacy-office"
    assert document.media_type == "application/msword"
    assert document.sha256 == Blob(DOC, "").sha256()
    assert ("converted_by", "LibreOffice") in document.facts
    assert "Does it see ethnicity?" in document.text


def test_slides_are_converted_to_slides(only_path: Path) -> None:
    program(only_path, f'cp "{GOLDEN}/pptx/deck-ko.pptx" "$out/document.$to"')
    assert read_one(PPT, "old.ppt").pages == 2


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("exit 3", GapKind.DAMAGED),
        ("exit 0", GapKind.DAMAGED),
        ('ln -s /etc/passwd "$out/document.$to"', GapKind.DAMAGED),
        ("sleep 60 & wait", GapKind.TIME_LIMIT),
    ],
)
def test_a_failing_conversion_is_a_gap(only_path: Path, lines: str, kind: GapKind) -> None:
    program(only_path, lines)
    document = read_one(DOC, "old.doc", seconds=1)
    assert [gap.kind for gap in document.gaps] == [kind]
    assert not document.text


def test_the_program_gets_a_profile_of_its_own_and_no_network(only_path: Path) -> None:
    program(only_path, f'echo "$HOME $http_proxy" > "{only_path}/seen"; test -z "$SECRET" || exit 9')
    read_one(DOC, "old.doc")
    home, proxy = (only_path / "seen").read_text().split()
    assert not Path(home).exists()
    assert proxy == "http://127.0.0.1:9"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (wrap("EncryptedPackage", b"\x10" + b"\0" * 64), GapKind.ENCRYPTED),
        (wrap("WordDocument", b"\xec\xa5\xc1\0\0\0\0\0\0\0\0\x01"), GapKind.ENCRYPTED),
        (wrap("__substg1.0_0037001F", b"\0" * 64), GapKind.UNSUPPORTED),
        (wrap("Unheard of", b"\0" * 64), GapKind.UNSUPPORTED),
        (b"no compound file", GapKind.DAMAGED),
    ],
)
def test_what_libreoffice_need_not_be_asked_for(data: bytes, kind: GapKind) -> None:
    document = READERS[0].read(Blob(data, "a.docx"), Ask())
    assert [gap.kind for gap in document.gaps] == [kind]


@pytest.mark.parametrize("size", [0, 5, 4096, 70_000])
def test_wrapped_streams_come_back(size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    file = CompoundFile(wrap("Workbook", data[:size]))
    assert (file.read("Workbook") or b"")[:size] == data[:size]
    assert not file.broken


def test_chains_that_bite_their_tail_end() -> None:
    data = bytearray(wrap("Workbook", b"x" * 40_000))
    data[4096 + 8 : 4096 + 12] = (2).to_bytes(4, "little")  # the first sector of the stream leads to itself
    file = CompoundFile(bytes(data))
    assert file.read("Workbook")
    assert file.broken
