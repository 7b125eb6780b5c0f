"""Find, open and begin cases for the commands that work on one."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord import __version__
from onrecord.archive.case import Case, CaseError, create_case, open_case
from onrecord.archive.keys import KeyLockedError, Signer, keys_folder, make
from onrecord.archive.ledger import LedgerError
from onrecord.archive.recovery import Tail, recover
from onrecord.archive.writer import ClockError, RetiredError, Writer
from onrecord.flow.errors import UserError

CASE_VARIABLE = "ONRECORD_CASE"
PASSPHRASE_VARIABLE = "ONRECORD_PASSPHRASE"  # noqa: S105  (the name of a variable)
PROGRAM = f"onrecord {__version__}"
Ask = Callable[[str], str]
"""Asks a person for a passphrase, without showing it."""
CANNOT_WRITE = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM}
)


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


def open_for_writing(case: Case, passphrase: str = "", ask: Ask | None = None) -> tuple[Writer, list[Tail]]:
    """A writer of this person, after bytes that a crash left were set aside; they are told.

    The passphrase of a locked key is ``passphrase``, else ``$ONRECORD_PASSPHRASE``, else what ``ask`` says.
    """
    try:
        writer = case.write(signer_of(case, passphrase, ask))
        return writer, recover(case, writer)
    except (CaseError, LedgerError, ClockError) as error:
        raise UserError(str(error), "`onrecord verify` tells more about a damaged case.") from error


def signer_of(case: Case, passphrase: str = "", ask: Ask | None = None) -> Signer:
    """The key of this person in a case; ``UserError`` when there is none or it stays locked."""
    given = passphrase or os.environ.get(PASSPHRASE_VARIABLE, "")
    try:
        try:
            return case.signer(given)
        except KeyLockedError as error:
            if ask is None:
                raise
            return case.signer(ask(f"Passphrase ({error})"))
    except KeyLockedError as error:
        raise UserError(str(error), f"Give it in ${PASSPHRASE_VARIABLE} or by --passphrase-file.") from error
    except CaseError as error:
        raise UserError(str(error)) from error


@contextmanager
def writing(case: Case, passphrase: str = "", ask: Ask | None = None) -> Iterator[Writer]:
    """A writer whose failures are told in words; what was committed before one is safe."""
    with telling(case):
        writer, _ = open_for_writing(case, passphrase, ask)
        with writer:
            yield writer


@contextmanager
def telling(case: Case) -> Iterator[None]:
    """Say in words why a case could not be written."""
    try:
        yield
    except (ClockError, RetiredError, LedgerError) as error:
        raise UserError(str(error), "What was acknowledged before is in the case.") from error
    except OSError as error:
        if error.errno not in CANNOT_WRITE:
            raise
        where = error.filename or case.folder
        raise UserError(
            f"{where}: the case cannot be written ({error.strerror})",
            "What was acknowledged before is in the case; the next command sets the rest aside.",
        ) from error
