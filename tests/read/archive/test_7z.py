"""Archives that only the program 7zz opens, and installers."""

from __future__ import annotations

import os
import shutil
import stat
import struct
import subprocess
from pathlib import Path

import pytest
from makers import HEADER, bomb, cabinet, flipped, noise, tarred, unpack, zipped

from onrecord.flow.workers import Task, run
from onrecord.model.document import Blob
from onrecord.model.reading import Ask, Limits
from onrecord.model.vocabulary import GapKind
from onrecord.read import archive_installer
from onrecord.read.archive_7z import CONTAINER
from onrecord.read.archive_7z_list import complaint, parse

needs_7zz = pytest.mark.skipif(shutil.which("7zz") is None, reason="the program 7zz is not installed")
PE = (
    b"MZ\x90\0"
    + bytes(56)
    + struct.pack("<I", 64)
    + b"PE\0\0"
    + bytes(20)
    + noise(3_000).replace(b"MZ", b"__")
)


def _pack(folder: Path, files: dict[str, bytes], *switches: str, name: str = "a.7z") -> bytes:
    source = folder / "source"
    for path, data in files.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_bytes(data)
    target = folder / name
    subprocess.run(["7zz", "a", "-bso0", "-snl", *switches, str(target), "."], cwd=source, check=True)
    return target.read_bytes()


GIVEN = {
    "inc/face.h": HEADER * 30,
    "人脸/说明.txt": "民族".encode(),
    "n.bin": noise(50_000),
    "-x @y.txt": b"odd name",
}


@needs_7zz
@pytest.mark.parametrize("switches", [(), ("-ms=off",), ("-m0=PPMd",)], ids=["solid", "apart", "PPMd"])
def test_7z_members_come_whole(tmp_path: Path, switches: tuple[str, ...]) -> None:
    files, gaps = unpack(CONTAINER, _pack(tmp_path, GIVEN, *switches), "sdk.7z")
    assert files == GIVEN
    assert not gaps


@needs_7zz
def test_cabinets_without_checksums_come_whole() -> None:
    given = {f"face{n}.h": HEADER * n for n in range(1, 5)}
    assert unpack(CONTAINER, cabinet(given), "sdk.cab") == (given, [])


@needs_7zz
def test_nothing_is_unpacked_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / "deep" / "work"
    work.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(work))
    hostile = tarred([("../../escape.h", HEADER), ("/tmp/escape-made-up.h", HEADER)])
    files, _ = unpack(CONTAINER, hostile, "t.tar")
    assert list(files.values()) == [HEADER, HEADER]
    assert list(tmp_path.rglob("*")) == [tmp_path / "deep", work]
    assert not Path("/tmp/escape-made-up.h").exists()


@needs_7zz
def test_symbolic_links_are_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "passwords").symlink_to("/etc/passwd")
    files, (gap,) = unpack(CONTAINER, _pack(tmp_path, {"a.h": HEADER, "z.h": HEADER * 2}), "l.7z")
    assert files == {"a.h": HEADER, "z.h": HEADER * 2}
    assert gap.part == "passwords"


@needs_7zz
@pytest.mark.parametrize(("switch", "part"), [("-mhe=off", "a.h"), ("-mhe=on", "e.7z")])
def test_encrypted_archives_are_gaps(tmp_path: Path, switch: str, part: str) -> None:
    files, (gap,) = unpack(CONTAINER, _pack(tmp_path, {"a.h": HEADER}, "-psecret", switch), "e.7z")
    assert not files
    assert (gap.part, gap.kind) == (part, GapKind.ENCRYPTED)


@needs_7zz
def test_flipped_bytes_are_told_and_other_members_read(tmp_path: Path) -> None:
    given = {f"{n}.bin": noise(20_000, n) for n in range(6)}
    data = _pack(tmp_path, given, "-ms=off", "-m0=LZMA2")
    files, gaps = unpack(CONTAINER, flipped(data, len(data) // 2), "f.7z")
    assert sum(files.get(name) == body for name, body in given.items()) == 5
    assert [gap.kind for gap in gaps] == [GapKind.DAMAGED]


@needs_7zz
@pytest.mark.parametrize("cut", [3, 40, 5_000])
def test_cut_archives_are_gaps(tmp_path: Path, cut: int) -> None:
    data = _pack(tmp_path, {"a.bin": noise(20_000)})
    files, gaps = unpack(CONTAINER, data[:-cut], "c.7z")
    assert not files
    assert gaps[0].kind in (GapKind.TRUNCATED, GapKind.DAMAGED)


@needs_7zz
def test_a_bomb_is_stopped(tmp_path: Path) -> None:
    data = _pack(tmp_path, {"a.h": HEADER, "zeros.bin": bytes(30 << 20)})
    files, gaps = unpack(CONTAINER, data, "b.7z")
    assert set(files) <= {"a.h"}
    assert gaps[-1].kind is GapKind.TOO_LARGE


@needs_7zz
def test_too_slow_unpacking_is_stopped(tmp_path: Path) -> None:
    """A program that hangs in the place of 7zz."""
    fake = tmp_path / "bin" / "7zz"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\nexec sleep 3600\n")
    fake.chmod(0o755)
    path = os.environ["PATH"]
    try:
        os.environ["PATH"] = f"{fake.parent}:{path}"
        files, (gap,) = unpack(CONTAINER, b"7z\xbc\xaf\x27\x1c", "s.7z", Limits(seconds=1))
    finally:
        os.environ["PATH"] = path
    assert not files
    assert gap.kind is GapKind.TIME_LIMIT


def test_without_the_program_the_gap_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    files, (gap,) = unpack(CONTAINER, b"7z\xbc\xaf\x27\x1c" + bytes(30), "a.7z")
    assert not files
    assert gap.kind is GapKind.TOOL_MISSING
    assert "7zip" in gap.advice


@needs_7zz
def test_rar_without_its_codec_names_the_package() -> None:
    _, (gap,) = unpack(CONTAINER, b"Rar!\x1a\x07\x01\0" + noise(100), "sdk.rar")
    assert gap.kind in (GapKind.TOOL_MISSING, GapKind.DAMAGED, GapKind.TRUNCATED)
    assert gap.kind is not GapKind.TOOL_MISSING or "7zip-rar" in gap.advice


def _unpack_in_worker(data: bytes) -> list[str]:
    return [item.name for item in CONTAINER.members(Blob(data, "a.7z"), Ask()) if isinstance(item, Blob)]


@needs_7zz
def test_the_program_runs_under_the_limits_of_a_worker(tmp_path: Path) -> None:
    data = _pack(tmp_path, GIVEN)
    (outcome,) = run(_unpack_in_worker, [Task("a", data)], jobs=1, limits=Limits())
    assert set(outcome.value or ()) == set(GIVEN)


def test_listings_are_understood() -> None:
    text = (
        b"--\nPath = a.7z\nType = Dmg\nComment =\n{\nPath = not a member\n}\nType = HFS\n\n----------\n"
        b"Path = dir\nSize = 0\nAttributes = D drwxr-xr-x\n\n"
        b"Path = a = b.h\nSize = 12\nCRC = 0000000A\nEncrypted = -\nAttributes = A -rw-r--r--\n\n"
        b"Path = later.h\nSize = \nEncrypted = +\n"
    )
    listing = parse([text[:50], text[50:]], 10)
    assert listing.kind == "HFS"
    folder, known, unknown = listing.items
    assert folder.folder
    assert (known.name, known.size, known.crc, known.encrypted) == ("a = b.h", 12, 10, False)
    assert (unknown.size, unknown.crc, unknown.encrypted) == (None, None, True)
    assert parse([text], 2).excess


def test_complaints_leave_out_names() -> None:
    assert complaint("\nERRORS:\nUnexpected end of archive\n") == "Unexpected end of archive"
    assert complaint("ERROR: Data Error : secret/name.h") == "Data Error"
    assert (
        complaint("ERROR: /tmp/x/archive : Cannot open the file as archive")
        == "Cannot open the file as archive"
    )


# Installers


INSTALLER = archive_installer.CONTAINER


def _installed(data: bytes, name: str = "setup.exe") -> tuple[dict[str, bytes], list[str]]:
    files, gaps = unpack(INSTALLER, data, name)
    return files, [gap.reason for gap in gaps]


@needs_7zz
def test_archives_behind_a_program_are_found(tmp_path: Path) -> None:
    given = {"a.h": HEADER, "b.bin": noise(9_000)}
    for archive in (_pack(tmp_path, given), zipped(given), cabinet(given)):
        files, gaps = _installed(PE + archive)
        assert files.pop("setup.exe (program).bin") in (PE, PE + archive)
        assert files == given
        assert not gaps


def test_a_plain_program_is_handed_on_whole() -> None:
    assert _installed(PE) == ({"setup.exe (program).bin": PE}, [])


def test_marks_of_archives_in_a_program_are_not_yet_archives() -> None:
    data = PE + b"7z\xbc\xaf\x27\x1c MSCF\0\0\0\0 PK\x05\x06 is what this unpacker looks for" + bytes(50)
    assert _installed(data) == ({"setup.exe (program).bin": data}, [])


def test_closed_installers_say_so() -> None:
    _, (reason,) = _installed(PE + b"Inno Setup Setup Data (5.5.9)")
    assert "Inno Setup" in reason


def test_self_extracting_scripts_are_read() -> None:
    import gzip

    script = b"#!/bin/sh\n# made up\nskip=5\ntail -n +6 $0\nexit 0\n"
    files, _ = unpack(INSTALLER, script + gzip.compress(tarred([("a.h", HEADER)])), "sdk.run")
    assert files.pop("sdk.run (program).bin") == script
    assert files == {"a.h": HEADER}


def test_bombs_in_installers_are_stopped() -> None:
    files, gaps = unpack(INSTALLER, b"#!/bin/sh\nexit\n" + bomb(100 << 20), "b.run")
    assert gaps[0].kind is GapKind.TOO_LARGE
    assert set(files) == {"b.run (program).bin"}


def test_temporary_files_are_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.read.archive_program import Packed

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Packed(b"data", ".7z", 1):
        (folder,) = tmp_path.iterdir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not list(tmp_path.iterdir())
