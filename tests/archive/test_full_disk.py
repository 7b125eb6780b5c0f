"""A disk that fails at any moment of a commit: nothing acknowledged is lost, and the case holds."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

import pytest
from tests.archive.made import put

from onrecord.archive.case import Case, open_case
from onrecord.archive.keys import Signer
from onrecord.archive.recovery import recover
from onrecord.archive.store import read_payload
from onrecord.flow.case_open import writing
from onrecord.flow.errors import UserError
from onrecord.model.capture import RecordPlace
from onrecord.model.custody import sha256
from onrecord.verify.steps import verify

CALLS = ("fsync", "link", "open")


def fail_at(patch: pytest.MonkeyPatch, name: str, turn: int, number: int) -> list[int]:
    """Let one call of ``os.NAME`` fail, at its turn; gives a list with how many calls there were."""
    real, calls = getattr(os, name), [0]

    def call(*arguments: object, **named: object) -> object:
        calls[0] += 1
        if calls[0] == turn:
            raise OSError(number, os.strerror(number))
        return real(*arguments, **named)

    patch.setattr(os, name, call)
    return calls


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("name", CALLS)
def test_whatever_call_fails_nothing_acknowledged_is_lost(
    case: Case, signer: Signer, name: str, number: int
) -> None:
    kept: list[tuple[RecordPlace, bytes]] = []
    for turn in range(1, 30):
        data = f"page {name} {turn}".encode() * 50
        with pytest.MonkeyPatch.context() as patch:
            calls = fail_at(patch, name, turn, number)
            with suppress(OSError), case.write(signer) as writer:
                recover(case, writer)
                place = put(writer, data)
                writer.commit()
                kept.append((place, data))
        if calls[0] < turn:
            break  # the commit was over before its turn came
        again = open_case(case.folder)
        with again.write(signer) as writer:
            recover(again, writer)
        assert verify(case.folder, deep=True).faults == []
        assert all(read_payload(case.folder, where, sha256(held)) == held for where, held in kept)
    assert calls[0] > 0
    assert kept


def test_a_case_that_cannot_be_written_says_so_and_can_be_read(
    case: Case, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at(monkeypatch, "fsync", 1, errno.EROFS)
    with pytest.raises(UserError, match="cannot be written"), writing(case) as writer:
        put(writer, b"never kept")
    assert Path(case.folder / "ledger" / "000000001.json").exists()
    assert len(list(case.ledger.entries())) == 3
