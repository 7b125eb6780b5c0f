"""TAR files and files packed as one stream."""

from __future__ import annotations

import bz2
import gzip
import lzma
import shutil
import subprocess
import tarfile

import pytest
from makers import HEADER, bomb, flipped, noise, tarred, unpack

from onrecord.model.reading import Limits
from onrecord.model.vocabulary import GapKind
from onrecord.read import archive_packed, archive_tar

TAR = archive_tar.CONTAINER
PACKED = archive_packed.CONTAINER


def _zstd(data: bytes) -> bytes:
    import io

    from fastwarc.stream_io import ZstdWriter

    out = io.BytesIO()
    writer = ZstdWriter(out)
    writer.write(data)
    writer.close()
    return out.getvalue()


PACKERS = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": _zstd}


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_members_of_every_dialect_come_whole(form: int) -> None:
    long = "/".join(["include"] * 12) + "/face_attribute.h"
    given = {"a.h": HEADER, long: HEADER * 40, "empty": b"", "block": bytes(512), "n.bin": noise(2_000)}
    if form != tarfile.USTAR_FORMAT:
        given["人脸/说明.txt"] = "民族".encode()
        given["x" * 300] = b"long"
    files, gaps = unpack(TAR, tarred(given.items(), form), "sdk.tar")
    assert files == given
    assert not gaps


def test_links_and_devices_are_told_and_folders_passed_over() -> None:
    entries = []
    for name, kind in (
        ("dir", tarfile.DIRTYPE),
        ("sym", tarfile.SYMTYPE),
        ("hard", tarfile.LNKTYPE),
        ("dev", tarfile.CHRTYPE),
        ("pipe", tarfile.FIFOTYPE),
    ):
        info = tarfile.TarInfo(name)
        info.type = kind
        info.linkname = "../../etc/passwd"
        entries.append((info, b""))
    files, gaps = unpack(TAR, tarred([*entries, ("a.h", HEADER)]), "l.tar")
    assert files == {"a.h": HEADER}
    assert [gap.part for gap in gaps] == ["sym", "dev", "pipe"]


def test_reading_goes_on_behind_a_damaged_header() -> None:
    given = {f"{n}.txt": noise(700, n) for n in range(8)}
    data = tarred(given.items(), tarfile.USTAR_FORMAT)
    files, (gap,) = unpack(TAR, flipped(data, data.index(b"3.txt"), 100), "d.tar")
    assert files == {name: body for name, body in given.items() if name != "3.txt"}
    assert gap.kind is GapKind.DAMAGED


def test_a_cut_tar_file_is_told() -> None:
    given = {f"{n}.txt": noise(700, n) for n in range(8)}
    data = tarred(given.items(), tarfile.USTAR_FORMAT)
    files, gaps = unpack(TAR, data[: data.index(b"5.txt") + 700], "c.tar")
    assert list(files) == [f"{n}.txt" for n in range(6)]
    assert files["5.txt"] == given["5.txt"][:188]
    assert [gap.kind for gap in gaps][:1] == [GapKind.TRUNCATED]
    _, (gap,) = unpack(TAR, data[: data.index(b"5.txt")], "c.tar")  # cut right between two members
    assert "no end mark" in gap.reason


def test_old_gnu_sparse_files_do_not_lose_the_rest() -> None:
    if shutil.which("tar") is None:
        pytest.skip("no tar program")
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        sparse = Path(folder) / "sparse.bin"
        with sparse.open("wb") as file:
            for part in range(30):
                file.seek(part * 1_000_000)
                file.write(b"race %d" % part)
        (Path(folder) / "z.h").write_bytes(HEADER)
        command = ["tar", "--sparse", "--format=oldgnu", "-cf", "-", "sparse.bin", "z.h"]
        data = subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout
    files, gaps = unpack(TAR, data, "s.tar")
    assert files["z.h"] == HEADER
    assert b"race 29" in files["sparse.bin"]
    assert not gaps


@pytest.mark.parametrize("suffix", PACKERS)
def test_packed_tar_gives_its_members_at_once(suffix: str) -> None:
    given = {"a.h": HEADER, "b.bin": noise(300_000)}
    files, gaps = unpack(PACKED, PACKERS[suffix](tarred(given.items())), "sdk.tar" + suffix)
    assert files == given
    assert not gaps


@pytest.mark.parametrize("suffix", PACKERS)
def test_single_file_loses_its_suffix(suffix: str) -> None:
    files, gaps = unpack(PACKED, PACKERS[suffix](HEADER * 9), "face.h" + suffix)
    assert files == {"face.h": HEADER * 9}
    assert not gaps


def test_several_streams_in_a_row_are_one_file() -> None:
    for packer, suffix in ((gzip.compress, ".gz"), (bz2.compress, ".bz2"), (lzma.compress, ".xz")):
        data = packer(b"one ") + packer(b"two")
        assert unpack(PACKED, data, "x" + suffix) == ({"x": b"one two"}, [])


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_cut_stream_gives_what_came_before_the_cut(suffix: str) -> None:
    body = noise(600_000)
    packed = PACKERS[suffix](body)
    files, gaps = unpack(PACKED, packed[: len(packed) // 2], "x" + suffix)
    assert gaps
    assert gaps[-1].kind in (GapKind.TRUNCATED, GapKind.DAMAGED)
    if suffix != ".bz2":  # its blocks are large
        assert body.startswith(files["x"])
        assert len(files["x"]) > 100_000


@pytest.mark.parametrize("suffix", [".gz", ".xz", ".zst"])
def test_flipped_bytes_in_the_middle_are_told(suffix: str) -> None:
    body = b"".join(b"line %d of the manual\n" % n for n in range(40_000))
    packed = PACKERS[suffix](body)
    _, gaps = unpack(PACKED, flipped(packed, len(packed) // 2), "x" + suffix)
    assert [gap.kind for gap in gaps] == [GapKind.DAMAGED]


def test_bytes_behind_the_stream_are_told_unless_they_are_padding() -> None:
    assert unpack(PACKED, gzip.compress(b"x") + bytes(100), "a.gz") == ({"a": b"x"}, [])
    files, (gap,) = unpack(PACKED, gzip.compress(b"x") + b"more", "a.gz")
    assert files == {"a": b"x"}
    assert "4 bytes after" in gap.reason


@pytest.mark.parametrize("name", ["b.gz", "b.bin"])
def test_a_bomb_is_stopped(name: str) -> None:
    files, (gap,) = unpack(PACKED, bomb(100 << 20), name)
    assert not files
    assert gap.kind is GapKind.TOO_LARGE


def test_a_bomb_inside_a_packed_tar_is_stopped() -> None:
    data = gzip.compress(tarred([("a.h", HEADER), ("zeros", bytes(60 << 20)), ("z.h", HEADER)]))
    files, gaps = unpack(PACKED, data, "b.tgz", Limits(memory_bytes=1 << 30))
    assert files == {"a.h": HEADER}
    assert "bomb" in gaps[-1].reason


def test_a_million_tiny_streams_cost_no_more_than_their_bytes() -> None:
    tiny = gzip.compress(b"", mtime=0)
    files, gaps = unpack(PACKED, tiny * 20_000 + gzip.compress(b"end"), "t.gz")
    assert files == {"t": b"end"}
    assert not gaps


def test_the_name_that_gzip_wrote_down_is_used_without_a_suffix() -> None:
    import io

    out = io.BytesIO()
    with gzip.GzipFile("face.h", "wb", fileobj=out) as packed:
        packed.write(HEADER)
    assert list(unpack(PACKED, out.getvalue(), "download")[0]) == ["face.h"]


STUMPS = [b"\x1f\x8b", b"\x1f\x8b\x08" + noise(300), b"BZh9" + noise(200), b"\xfd7zXZ\0" + noise(99)]


@pytest.mark.parametrize("data", STUMPS)
def test_stumps_are_gaps(data: bytes) -> None:
    _, gaps = unpack(PACKED, data, "x.gz")
    assert gaps
    assert all(gap.kind in (GapKind.TRUNCATED, GapKind.DAMAGED) for gap in gaps)
