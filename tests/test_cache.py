"""What is kept between runs comes back whole, or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from onrecord import cache

ONLY_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="owners and modes of files")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_a_text_comes_back_as_it_was(folder: Path) -> None:
    cache.store("packs", "k", "民族\n\u2028é")
    assert cache.load("packs", "k") == "民族\n\u2028é"
    assert cache.load("packs", "other") is None
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("harm", ["cut", "bit", "empty", "head", "appended"])
def test_a_damaged_file_is_as_good_as_none(folder: Path, harm: str) -> None:
    cache.store("packs", "k", "a text of some length")
    [file] = folder.iterdir()
    whole = file.read_bytes()
    broken = {
        "cut": whole[:-1],
        "bit": whole[:-1] + bytes([whole[-1] ^ 1]),
        "empty": b"",
        "head": b"\xff" * 300,
        "appended": whole + b"x",
    }
    file.write_bytes(broken[harm])
    assert cache.load("packs", "k") is None
    cache.store("packs", "k", "anew")
    assert cache.load("packs", "k") == "anew"


@ONLY_POSIX
@pytest.mark.parametrize("mode", [0o777, 0o770])
def test_a_folder_that_others_may_write_to_is_not_used(folder: Path, mode: int) -> None:
    cache.store("packs", "k", "text")
    folder.chmod(mode)
    assert cache.load("packs", "k") is None
    cache.store("packs", "new", "text")
    assert [path.name for path in folder.iterdir()] == ["packs-k"]


@ONLY_POSIX
def test_a_file_that_others_may_write_to_and_a_link_are_not_read(folder: Path, tmp_path: Path) -> None:
    cache.store("packs", "k", "text")
    (folder / "packs-k").chmod(0o666)
    assert cache.load("packs", "k") is None
    (folder / "packs-k").chmod(0o600)
    (folder / "packs-k").rename(tmp_path / "elsewhere")
    (folder / "packs-k").symlink_to(tmp_path / "elsewhere")
    assert cache.load("packs", "k") is None


def test_old_files_go(folder: Path) -> None:
    for number in range(cache.KEPT + 3):
        cache.store("packs", str(number), "text")
        os.utime(folder / f"packs-{number}", (number, number))
    assert len(list(folder.iterdir())) == cache.KEPT
    assert cache.load("packs", "0") is None
    assert cache.load("packs", str(cache.KEPT + 2)) == "text"


def test_a_place_that_cannot_be_used_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "file" / "below"))
    cache.store("packs", "k", "text")
    assert cache.load("packs", "k") is None


def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONRECORD_CACHE", "off")
    monkeypatch.chdir(tmp_path)
    cache.store("packs", "k", "text")
    assert cache.load("packs", "k") is None
    assert not list(tmp_path.iterdir())


def test_a_change_of_the_program_changes_what_tells_it(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    module = tmp_path / "inner" / "fold.py"
    module.write_text("A = 1\n")
    before = cache.program([tmp_path])
    os.utime(module, ns=(1, 1))
    assert cache.program([tmp_path]) != before
    assert cache.program([tmp_path / "missing"]) == ""
    assert cache.key_of(["ab", "c"]) != cache.key_of(["a", "bc"])
