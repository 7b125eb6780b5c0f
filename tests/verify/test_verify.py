"""The check of a case: a whole case holds, and the step that fails is named with its file."""

from __future__ import annotations

import subprocess
import sys

import pytest

from onrecord.archive.case import Case
from onrecord.archive.keys import Signer
from onrecord.verify.fault import Step
from onrecord.verify.steps import NoCaseError, verify


@pytest.mark.parametrize("deep", [False, True])
def test_a_case_as_the_program_writes_it_holds(case: Case, signer: Signer, *, deep: bool) -> None:
    report = verify(case.folder, key=signer.id, deep=deep)
    assert report.faults == []
    assert (report.segments, report.captures) == (4, 3)


def test_a_case_that_begins_with_another_key_is_not_the_one_meant(case: Case) -> None:
    report = verify(case.folder, key="0" * 16)
    assert [fault.step for fault in report.faults] == [Step.KEYS]


def test_who_does_not_pin_the_key_is_told_what_that_means(case: Case, signer: Signer) -> None:
    assert any(signer.id in note for note in verify(case.folder).notes)


def test_it_runs_alone(case: Case, signer: Signer) -> None:
    command = [sys.executable, "-m", "onrecord.verify", str(case.folder), "--key", signer.id]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "holds: 4 segments" in done.stdout


def test_a_folder_without_a_ledger_is_no_case(case: Case) -> None:
    with pytest.raises(NoCaseError):
        verify(case.folder / "archive")
