"""Old Office formats: ``READERS`` for DOC, PPT and WPS through LibreOffice, and for locked files.

LibreOffice runs as a separate program, with a time limit, a proxy that leads nowhere, and a profile of its
own in a temporary folder, which forbids macros and links. Places are those of the converted document.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask, Member
from onrecord.model.vocabulary import GapKind
from onrecord.read import docx, pptx
from onrecord.read.compound_file import MARK, CompoundFile
from onrecord.read.draft import Draft
from onrecord.read.reader import Reader

PROGRAMS = ("soffice", "libreoffice")
_MOST_SECONDS = 180
_DEAD_END = "http://127.0.0.1:9"
"""A proxy that is not there: linked pictures and templates are not fetched."""

_SETTINGS = {
    "org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "org.openoffice.Office.Writer/Content/Update": {"Link": "0"},
    "org.openoffice.Office.Impress/Misc": {"StartWithTemplate": "false"},
}
"""The profile of each run: no macros, no links followed. Source: LibreOffice's officecfg schemas."""

_UNLOCK = "open it with its password and save it without"


@dataclass(frozen=True, slots=True)
class _Kind:
    """An old format: what it is converted to, by which reader that is read, which package can do it."""

    name: str
    suffix: str
    target: str
    reader: Reader
    package: str


_WRITER = _Kind("doc", ".doc", "docx", docx.READER, "libreoffice-writer-nogui")
_IMPRESS = _Kind("ppt", ".ppt", "pptx", pptx.READER, "libreoffice-impress-nogui")


def read(blob: Blob, ask: Ask) -> Document:
    """Read a compound file, or whatever stands under the name of one."""
    draft = Draft(blob, ask)
    kind = _kind(draft)
    if kind is None:
        return draft.document(READERS[0])
    converted = _convert(draft, kind)
    if converted is None:
        return draft.document(READERS[0])
    document = kind.reader.read(replace(blob, data=converted), ask)
    return replace(
        document,
        sha256=blob.sha256(),
        reader=READERS[0].name,
        reader_version=READERS[0].version,
        media_type=READERS[0].media_types[0 if kind is _WRITER else 1],
        facts=(*document.facts, ("converted_by", "LibreOffice")),
    )


def attached(blob: Blob, ask: Ask, names: tuple[str, ...]) -> Iterator[Member]:
    """The files inside the converted document; it is converted a second time, for few have any."""
    draft = Draft(blob, ask)
    kind = _kind(draft)
    converted = _convert(draft, kind) if kind else None
    if kind and kind.reader.attached and converted:
        yield from kind.reader.attached(replace(blob, data=converted), ask, names)


def _kind(draft: Draft) -> _Kind | None:
    """What the file is, by its streams; a gap where it cannot be converted."""
    if not draft.blob.data.startswith(MARK):
        draft.gap(GapKind.DAMAGED, "not a document of this format", "open it in its own program")
        return None
    file = CompoundFile(draft.blob.data)
    names = file.names()
    if {"EncryptedPackage", "EncryptionInfo"} & names:
        draft.gap(GapKind.ENCRYPTED, "the document is encrypted", _UNLOCK)
    elif "WordDocument" in names:
        flags = int.from_bytes((file.read("WordDocument") or b"")[10:12], "little")
        if not flags & 0x0100:
            return _WRITER
        draft.gap(GapKind.ENCRYPTED, "the document is encrypted", _UNLOCK)
    elif "PowerPoint Document" in names:
        if "EncryptedSummary" not in names:
            return _IMPRESS
        draft.gap(GapKind.ENCRYPTED, "the presentation is encrypted", _UNLOCK)
    elif any(name.startswith("__") for name in names):
        draft.gap(GapKind.UNSUPPORTED, "an Outlook message", "save it as .eml in a mail program")
    else:
        draft.gap(
            GapKind.UNSUPPORTED, "a compound file of a kind that no reader knows", "save it in a newer format"
        )
    return None


def _convert(draft: Draft, kind: _Kind) -> bytes | None:
    """The document in its newer format, or None and a gap."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        reason = f"reading .{kind.name} files needs LibreOffice, which is not installed"
        draft.gap(GapKind.TOOL_MISSING, reason, f"install the Debian package {kind.package}")
        return None
    with tempfile.TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"document{kind.suffix}")
        source.write_bytes(draft.blob.data)
        reason = _run(draft, program, source, kind.target)
        result = Path(folder, "out", f"document.{kind.target}")
        if result.is_file() and not result.is_symlink():
            if result.stat().st_size <= draft.ask.limits.file_bytes:
                return result.read_bytes()
            reason = "the converted document is too large"
        if reason:
            draft.gap(
                GapKind.DAMAGED, f"LibreOffice could not convert it ({reason})", "open it in its own program"
            )
    return None


def _run(draft: Draft, program: str, source: Path, target: str) -> str:
    """Run the conversion; what went wrong, empty where a gap says it already."""
    folder = source.parent
    _make_profile(folder / "profile")
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
        "--convert-to",
        target,
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    environment = {"HOME": str(folder), "PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"}
    environment |= dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), _DEAD_END)
    seconds = min(draft.ask.limits.seconds, _MOST_SECONDS)
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        return str(error)
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        draft.gap(GapKind.TIME_LIMIT, f"LibreOffice took more than {seconds} seconds", "raise the time limit")
        return ""
    finally:
        _end(process)
    return f"exit code {code}" if code else "no result"


def _make_profile(folder: Path) -> None:
    """A profile of LibreOffice with our settings and nothing else."""
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    file = folder / "user" / "registrymodifications.xcu"
    file.parent.mkdir(parents=True)
    file.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>\n',
        "utf-8",
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what the program has started, too: it works in a child of its own."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
    finally:
        process.wait()


READERS = (
    Reader(
        name="legacy-office",
        version=1,
        media_types=(
            "application/msword",
            "application/vnd.ms-powerpoint",
            "application/x-ole-storage",
            "application/x-ooxml-encrypted",
            "application/vnd.ms-outlook",
            "application/vnd.ms-works",
            "application/kswps",
            "application/ksdps",
        ),
        suffixes=(".doc", ".dot", ".wps", ".ppt", ".pps", ".pot", ".dps", ".msg"),
        read=read,
        attached=attached,
        magic=((0, MARK),),
        cannot=(
            "anything without LibreOffice (Debian: libreoffice-writer-nogui, libreoffice-impress-nogui)",
            "places in the original file: they are those of the converted one",
            "Outlook messages (.msg)",
        ),
    ),
)
