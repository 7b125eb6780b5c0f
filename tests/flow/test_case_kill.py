"""A killed `add` loses nothing that was acknowledged, and the case goes on as if nothing had happened."""

from __future__ import annotations

import random
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from onrecord.archive.case import Case, open_case
from onrecord.archive.keys import KEYS_VARIABLE
from onrecord.archive.store import read_payload
from onrecord.flow.case_index import open_index, rebuild_index
from onrecord.flow.case_open import begin_case, open_for_writing
from onrecord.model.capture import capture
from onrecord.model.custody import Act
from onrecord.verify.steps import verify

SCRIPT = Path(__file__).with_name("adding_until_killed.py")
FILES = 24


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a case that holds nothing yet, and files to add."""
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    begin_case(tmp_path / "case", name="Zorvane", person="A. Person")
    files = tmp_path / "files"
    files.mkdir()
    for number in range(FILES):
        (files / f"{number:02d}.txt").write_text(f"Face attributes: age, ethnicity, {number}.\n" * 40)
    return tmp_path


def kill_at_random(folder: Path, choose: random.Random) -> dict[str, str]:
    """Run until a random moment after the start, kill, and give what was acknowledged: id to digest."""
    command = [sys.executable, str(SCRIPT), str(folder / "case"), str(folder / "files")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        select.select([], [], [], choose.uniform(0, 0.35))
        process.kill()
        said = process.stdout.read().decode()
    whole = [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]
    return {id_: digest for id_, digest in whole}  # noqa: C416


def listing(case: Case) -> list[object]:
    engine = open_index(case)
    with engine.connect() as connection:
        rows = [
            list(map(tuple, connection.execute(text(f"SELECT * FROM {name} ORDER BY 1, 2"))))
            for name in ("entries", "captures", "readings", "findings")
        ]
    engine.dispose()
    return rows  # type: ignore[return-value]


def check(folder: Path, choose: random.Random) -> int:
    acknowledged = kill_at_random(folder, choose)
    case = open_case(folder / "case")
    with open_for_writing(case)[0]:
        pass
    report = verify(case.folder, deep=True)
    assert report.faults == []
    held = {entry.subject: capture(entry.body) for entry in case.ledger.entries() if entry.act is Act.CAPTURE}
    for id_, digest in acknowledged.items():
        own = next(record for record in held[id_].records if record.kind == "resource")
        assert read_payload(case.folder, own, digest)
    before = listing(case)
    rebuild_index(case)
    assert listing(case) == before
    return len(acknowledged)


def test_a_killed_add_loses_nothing(started: Path) -> None:
    choose = random.Random(11)
    for _ in range(3):
        check(started, choose)


@pytest.mark.slow
def test_three_hundred_killed_adds_lose_nothing(started: Path) -> None:
    choose = random.Random(12)
    kept = started / "kept"
    shutil.copytree(started / "case", kept)
    total = 0
    for number in range(300):
        if number % 25 == 0:  # a case that grows for ever makes each round slower
            shutil.rmtree(started / "case")
            shutil.copytree(kept, started / "case")
        total += check(started, choose)
    assert total > 100  # how many depends on the machine; that some are acknowledged does not
