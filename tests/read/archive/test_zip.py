"""ZIP files: whole ones, old ones, hostile ones and broken ones."""

from __future__ import annotations

import io
import shutil
import stat
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest
from makers import HEADER, SMALL, flipped, noise, unpack, zipped

from onrecord.model.document import Blob
from onrecord.model.reading import Ask, Limits
from onrecord.model.vocabulary import GapKind
from onrecord.read.archive_zip import CONTAINER

needs_7zz = pytest.mark.skipif(shutil.which("7zz") is None, reason="the program 7zz is not installed")


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_members_of_every_common_packing_come_whole(method: int) -> None:
    given = {
        "inc/face.h": HEADER * 50,
        "人脸/说明.txt": "民族".encode(),
        "empty.txt": b"",
        "noise.bin": noise(70_000),
    }
    files, gaps = unpack(CONTAINER, zipped(given, method), "sdk.zip")
    assert files == given
    assert not gaps


def test_member_knows_its_chain_and_its_parents_record() -> None:
    parent = Blob(
        zipped({"a/b.h": HEADER}), "in.zip", ("out.zip", "in.zip"), record="http://maker.example/sdk"
    )
    (found,) = CONTAINER.members(parent, Ask())
    assert isinstance(found, Blob)
    assert (found.name, found.members, found.record) == (
        "a/b.h",
        ("out.zip", "in.zip", "a/b.h"),
        parent.record,
    )


def _with_raw_name(name: bytes, data: bytes) -> bytes:
    placeholder = "x" * len(name)
    return zipped({placeholder: data}).replace(placeholder.encode(), name)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("人脸属性/接口说明.h".encode("gb18030"), "人脸属性/接口说明.h"),
        ("人脸属性.h".encode(), "人脸属性.h"),
        ("Größe der Münze.txt".encode("cp437"), "Größe der Münze.txt"),
        (b"..\\..\\windows\\system32\\evil.dll", "..\\..\\windows\\system32\\evil.dll"),
        (b"a\x1b[2Jb\x07.txt", "a\ufffd[2Jb\ufffd.txt"),
    ],
)
def test_names_are_decoded_for_people(raw: bytes, expected: str) -> None:
    files, _ = unpack(CONTAINER, _with_raw_name(raw, HEADER), "old.zip")
    assert files == {expected: HEADER}


def test_traversal_names_are_labels_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files, _ = unpack(CONTAINER, zipped({"../../escape.txt": b"x", "/etc/cron.d/y": b"y"}), "t.zip")
    assert set(files) == {"../../escape.txt", "/etc/cron.d/y"}
    assert not list(tmp_path.iterdir())
    assert not (tmp_path.parent.parent / "escape.txt").exists()


def test_symbolic_links_are_told_and_not_followed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("passwords")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.h", HEADER)
    files, (gap,) = unpack(CONTAINER, out.getvalue(), "l.zip")
    assert files == {"a.h": HEADER}
    assert (gap.part, gap.kind) == ("passwords", GapKind.UNSUPPORTED)
    assert gap.members == ("passwords",)


@needs_7zz
@pytest.mark.parametrize("method", ["ZipCrypto", "AES256"])
def test_encrypted_members_are_gaps_and_the_rest_is_read(method: str, tmp_path: Path) -> None:
    (tmp_path / "secret.h").write_bytes(HEADER)
    (tmp_path / "open.h").write_bytes(HEADER)
    for name, password in (("open.h", []), ("secret.h", ["-ppassword", f"-mem={method}"])):
        subprocess.run(["7zz", "a", "-bso0", *password, "m.zip", name], cwd=tmp_path, check=True)
    files, (gap,) = unpack(CONTAINER, (tmp_path / "m.zip").read_bytes(), "m.zip")
    assert files == {"open.h": HEADER}
    assert (gap.part, gap.kind) == ("secret.h", GapKind.ENCRYPTED)
    assert "password" in gap.advice


@needs_7zz
@pytest.mark.parametrize("method", ["Deflate64", "PPMd"])
def test_rare_packings_are_left_to_the_program(method: str, tmp_path: Path) -> None:
    (tmp_path / "脸.h").write_bytes(HEADER * 100)
    (tmp_path / "b.h").write_bytes(HEADER)
    subprocess.run(["7zz", "a", "-bso0", f"-mm={method}", "m.zip", "脸.h", "b.h"], cwd=tmp_path, check=True)
    files, gaps = unpack(CONTAINER, (tmp_path / "m.zip").read_bytes(), "m.zip")
    assert files == {"脸.h": HEADER * 100, "b.h": HEADER}
    assert not gaps


def test_rare_packing_without_the_program_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    data = bytearray(zipped({"a.h": HEADER}, zipfile.ZIP_STORED))
    for at in (8, data.index(b"PK\x01\x02") + 10):
        struct.pack_into("<H", data, at, 98)
    files, (gap,) = unpack(CONTAINER, bytes(data), "p.zip")
    assert not files
    assert gap.kind is GapKind.TOOL_MISSING
    assert "7zip" in gap.advice


def test_a_bomb_is_stopped_while_it_unpacks() -> None:
    data = zipped({"a.h": HEADER, "zeros.bin": bytes(30 << 20), "z.h": HEADER})
    files, (gap,) = unpack(CONTAINER, data, "bomb.zip")
    assert files == {"a.h": HEADER}
    assert gap.kind is GapKind.TOO_LARGE
    assert "bomb" in gap.reason
    assert "zeros.bin" in gap.reason


def test_a_member_that_says_it_is_too_large_is_not_even_begun() -> None:
    data = zipped({"a.h": HEADER, "zeros.bin": bytes(40 << 20), "z.h": HEADER})
    files, (gap,) = unpack(CONTAINER, data, "bomb.zip")
    assert files == {"a.h": HEADER, "z.h": HEADER}
    assert (gap.part, gap.kind) == ("zeros.bin", GapKind.TOO_LARGE)


def test_a_lying_size_does_not_help_a_bomb() -> None:
    data = bytearray(zipped({"zeros.bin": bytes(30 << 20)}))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 10)  # "ten bytes"
    files, (gap,) = unpack(CONTAINER, bytes(data), "bomb.zip")
    assert not files
    assert gap.kind is GapKind.TOO_LARGE


def test_overlapping_members_are_refused() -> None:
    """Many entries of the directory that point to one packed member."""
    one = zipped({"a.bin": bytes(100_000)})
    start = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    entry = one[start:end]
    many = one[:start] + entry * 50
    tail = bytearray(one[end:])
    struct.pack_into("<HHII", tail, 8, 50, 50, len(entry) * 50, start)
    files, gaps = unpack(CONTAINER, many + bytes(tail), "overlap.zip")
    assert len(files) == 1
    assert len(gaps) == 49
    assert all("shares its bytes" in gap.reason for gap in gaps)


def test_too_many_members_are_counted_and_told() -> None:
    data = zipped({f"{n}.h": b"x" for n in range(50)})
    files, (gap,) = unpack(CONTAINER, data, "many.zip", Limits(members=20))
    assert len(files) == 20
    assert "more than 20 files" in gap.reason


def test_one_member_too_large_is_left_out_and_the_rest_read() -> None:
    data = zipped({"big.bin": noise(300_000), "a.h": HEADER})
    files, (gap,) = unpack(CONTAINER, data, "b.zip", Limits(file_bytes=100_000))
    assert files == {"a.h": HEADER}
    assert (gap.part, gap.kind) == ("big.bin", GapKind.TOO_LARGE)


def test_flipped_bytes_cost_one_member_and_are_told() -> None:
    given = {f"{n}.txt": noise(3_000, n) for n in range(9)}
    data = zipped(given)
    files, (gap,) = unpack(CONTAINER, flipped(data, data.index(b"4.txt") + 1_000), "f.zip")
    assert {name: data for name, data in files.items() if name != "4.txt"} == {
        name: data for name, data in given.items() if name != "4.txt"
    }
    assert (gap.part, gap.kind) == ("4.txt", GapKind.DAMAGED)


def test_wrong_checksum_is_told_and_the_bytes_are_kept() -> None:
    data = bytearray(zipped({"a.h": HEADER}, zipfile.ZIP_STORED))
    data[data.index(b"YELLOW")] = ord("M")
    files, (gap,) = unpack(CONTAINER, bytes(data), "c.zip")
    assert files == {"a.h": HEADER.replace(b"YELLOW", b"MELLOW")}
    assert "checksum" in gap.reason


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_truncated_file_is_read_as_far_as_it_goes(method: int) -> None:
    given = {f"{n}.txt": noise(3_000, n) for n in range(9)}
    data = zipped(given, method)
    files, gaps = unpack(CONTAINER, data[: data.index(b"7.txt") + 1_000], "t.zip")
    assert [name for name in given if files.get(name) == given[name]] == [f"{n}.txt" for n in range(7)]
    assert [gap.kind for gap in gaps] == [GapKind.TRUNCATED, GapKind.TRUNCATED]
    assert files["7.txt"] == given["7.txt"][: len(files["7.txt"])] != b""


def test_streamed_members_without_sizes_are_found_in_a_truncated_file() -> None:
    class OneWay(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, part: object) -> int:
            self.data += bytes(part)
            return len(bytes(part))

    out = OneWay()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(3):
            archive.writestr(f"{n}.h", HEADER * (n + 1))
    data = out.data
    files, _ = unpack(CONTAINER, data[: data.index(b"PK\x01\x02")], "s.zip")
    assert files == {f"{n}.h": HEADER * (n + 1) for n in range(3)}


STUMPS = [b"PK\x03\x04", b"PK\x05\x06" + bytes(5), b"PK\x05\x06" + bytes(18), b"PK\x03\x04" + noise(500)]


@pytest.mark.parametrize("data", STUMPS)
def test_stumps_give_gaps_or_nothing_but_never_raise(data: bytes) -> None:
    files, gaps = unpack(CONTAINER, data, "stump.zip")
    assert all(gap.kind in (GapKind.TRUNCATED, GapKind.DAMAGED, GapKind.ENCRYPTED) for gap in gaps)
    assert files == {} or gaps


def test_a_zip_behind_other_bytes_is_read() -> None:
    files, _ = unpack(CONTAINER, b"Cr24" + noise(100) + zipped({"a.js": b"var race;"}), "x.crx")
    assert files == {"a.js": b"var race;"}


def test_crc_is_checked_for_all_methods() -> None:
    """The guard of the guard: the checksum of what is given is the one in the directory."""
    data = zipped({"a.h": HEADER})
    files, _ = unpack(CONTAINER, data, "a.zip", SMALL)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert zlib.crc32(files["a.h"]) == archive.getinfo("a.h").CRC
