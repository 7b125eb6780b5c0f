"""Backups: copies that hold by themselves, also while somebody writes; and the check on schedule."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.support.cases import put
from tests.support.command import onrecord

from onrecord.archive.case import open_case
from onrecord.flow.case_backup import back_up
from onrecord.verify.steps import verify

PAGE = "Face attributes: age, glasses, ethnicity (Uyghur, Han).\n"
LISTINGS = [
    (name, "--format", kind) for name in ("findings", "status", "claims") for kind in ("jsonl", "csv")
]
LISTINGS += [("key", "list", "--format", "jsonl"), ("search", "ethnicity", "--format", "jsonl")]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("ONRECORD_CASE", str(tmp_path / "case"))
    onrecord("init", tmp_path / "case")
    for number in range(2):
        (tmp_path / f"sheet{number}.txt").write_text(PAGE * (number + 1))
    onrecord("add", tmp_path / "sheet0.txt", tmp_path / "sheet1.txt")
    return tmp_path / "case"


def test_a_case_that_was_lost_is_restored_from_its_backup(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [onrecord(*arguments).stdout for arguments in LISTINGS]
    assert "it holds" in onrecord("backup", tmp_path / "backup").stdout
    held = [path.relative_to(tmp_path / "backup") for path in (tmp_path / "backup").rglob("*")]
    assert not [path for path in held if path.suffix == ".pem" or path.name.startswith("index.sqlite")]
    shutil.rmtree(case)
    shutil.copytree(tmp_path / "backup", tmp_path / "elsewhere")
    monkeypatch.setenv("ONRECORD_CASE", str(tmp_path / "elsewhere"))
    onrecord("verify", tmp_path / "elsewhere", "--deep")
    onrecord("rebuild")
    assert [onrecord(*arguments).stdout for arguments in LISTINGS] == before
    assert "known already" in onrecord("add", tmp_path / "sheet0.txt").stdout


def test_a_backup_never_overwrites_and_never_lies_in_the_case(case: Path, tmp_path: Path) -> None:
    assert "is not empty" in onrecord("backup", tmp_path / "keys", code=2).stderr
    assert "in the case itself" in onrecord("backup", case / "backup", code=2).stderr


def test_a_damaged_case_gives_no_backup(case: Path, tmp_path: Path) -> None:
    [warc] = (case / "archive").glob("*.warc.gz")
    warc.write_bytes(warc.read_bytes()[:-1] + b"x")
    assert "does not hold: step 9" in onrecord("backup", tmp_path / "backup", code=2).stderr
    assert not (tmp_path / "backup").exists()
    assert not list(tmp_path.glob(".backup*"))


def test_backups_hold_while_somebody_writes(case: Path, tmp_path: Path) -> None:
    made = open_case(case)
    stop = threading.Event()

    def write() -> int:
        number = 0
        with made.write(made.signer()) as writer:
            while not stop.is_set() or number < 5:
                put(writer, b"<p>page %d</p>" % number, number % 28)
                writer.commit()
                number += 1
        return number

    with ThreadPoolExecutor(1) as pool:
        written = pool.submit(write)
        copies = [back_up(made, tmp_path / f"backup{number}") for number in range(4)]
        stop.set()
        assert written.result() >= 5
    assert all(verify(tmp_path / f"backup{number}", deep=True).holds for number in range(4))
    assert copies[0].segments < verify(case).segments


def test_a_check_is_entered_and_its_age_told(case: Path) -> None:
    assert "never checked" in onrecord("check", code=1).stdout
    assert "holds: " in onrecord("check", "--deep").stdout
    assert "Last checked on 2" in onrecord("check").stdout
    onrecord("verify")
    [warc] = (case / "archive").glob("*.warc.gz")
    warc.write_bytes(warc.read_bytes()[:-1] + b"x")
    assert "step 9" in onrecord("check", "--deep", code=1).stdout
    assert "2 faults" in onrecord("check", code=1).stdout


def test_a_deep_check_compares_the_payload_of_what_was_seen_again(case: Path, tmp_path: Path) -> None:
    onrecord("add", tmp_path / "sheet0.txt")
    assert "holds" in onrecord("verify", "--deep").stdout


def test_a_backup_needs_no_key(case: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "keys")
    command = [sys.executable, "-m", "onrecord", "backup", str(tmp_path / "backup"), "--case", str(case)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
