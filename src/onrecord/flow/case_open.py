"""Find, open and begin cases for the commands that work on one."""

from __future__ import annotations

import os
from pathlib import Path

from onrecord import __version__
from onrecord.archive.case import Case, CaseError, create_case, open_case
from onrecord.archive.keys import Signer, keys_folder, make
from onrecord.archive.ledger import LedgerError
from onrecord.archive.recovery import Tail, recover
from onrecord.archive.writer import ClockError, Writer
from onrecord.flow.errors import UserError

CASE_VARIABLE = "ONRECORD_CASE"
PASSPHRASE_VARIABLE = "ONRECORD_PASSPHRASE"  # noqa: S105  (the name of a variable)
PROGRAM = f"onrecord {__version__}"


def case_folder(named: Path | None) -> Path:
    """The folder of the case: ``--case``, else ``$ONRECORD_CASE``, else the current folder."""
    if named is not None:
        return named
    return Path(os.environ.get(CASE_VARIABLE) or ".")


def open_for_reading(named: Path | None) -> Case:
    """An open case, or a ``UserError`` that says why there is none."""
    folder = case_folder(named)
    try:
        case = open_case(folder)
        _ = case.settings
    except CaseError as error:
        raise UserError(str(error), "Name a case with --case, or make one with `onrecord init`.") from error
    return case


def begin_case(folder: Path, *, name: str, person: str, passphrase: str = "") -> tuple[Case, Signer]:
    """A new case with a new key for its first person."""
    if folder.exists() and any(folder.iterdir()):
        raise UserError(f"{folder} is not empty", "Choose another folder.")
    signer = make(keys_folder(), passphrase)
    try:
        return create_case(folder, signer, name=name, person=person, program=PROGRAM), signer
    except (CaseError, OSError) as error:
        raise UserError(
            f"{folder}: no case could be made there ({error})", "Choose another folder."
        ) from error


def open_for_writing(case: Case, passphrase: str = "") -> tuple[Writer, list[Tail]]:
    """A writer of this person, after bytes that a crash left were set aside; they are told."""
    try:
        signer = case.signer(passphrase or os.environ.get(PASSPHRASE_VARIABLE, ""))
        writer = case.write(signer)
        return writer, recover(case, writer)
    except (CaseError, LedgerError, ClockError) as error:
        raise UserError(str(error), "`onrecord verify` tells more about a damaged case.") from error
