"""Look into installers: programs that carry an archive behind their code.

Found by the marks of the archives themselves. A program without one is handed on as a plain binary. Cannot:
Inno Setup and InstallShield, which keep formats of their own; that is said, not passed over.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.model.document import Blob
from onrecord.model.reading import Ask, Member
from onrecord.model.vocabulary import GapKind
from onrecord.read import archive_7z, archive_packed, archive_zip
from onrecord.read.archive_limits import own_gap
from onrecord.read.reader import Container

_7Z = b"7z\xbc\xaf\x27\x1c"
_CAB = b"MSCF\0\0\0\0"
_NSIS = b"\xef\xbe\xad\xdeNullsoftInst"
_ZIP_END = b"PK\x05\x06"
_ZIP_TAIL = 22 + 0xFFFF
_INNO = b"Inno Setup Setup Data"
_INSTALLSHIELD = b"ISSetupStream"
_SCRIPT_HEAD = 1 << 20
_PACKED_MARKS = re.compile(rb"\n(?=\x1f\x8b\x08|BZh[1-9]1AY&SY|\xfd7zXZ\0|\x28\xb5\x2f\xfd)")

PROGRAM_SUFFIX = " (program).bin"
"""Set behind the name of the code itself, so that it goes to the reader of binaries and not here again."""


@dataclass(frozen=True, slots=True)
class _Payload:
    """An archive inside a program: where it begins, and who reads it."""

    start: int
    end: int
    container: Container


def members(blob: Blob, ask: Ask) -> Iterator[Member]:
    """What the installer installs, then the code that is in front of it."""
    payload = _payload(blob.data)
    code = blob.data
    if payload:
        code = blob.data[: payload.start]
        inner = blob if payload.container is archive_7z.CONTAINER and _is_nsis(blob.data) else None
        archive = inner or replace(blob, data=blob.data[payload.start : payload.end])
        yield from payload.container.members(archive, ask)
    else:
        yield from _closed(blob)
    if code:
        yield replace(blob, data=code, name=blob.name + PROGRAM_SUFFIX, media_type="")


def _payload(data: bytes) -> _Payload | None:
    """The archive with the most certain mark."""
    if data.startswith(b"#!"):
        found = _PACKED_MARKS.search(data[:_SCRIPT_HEAD])
        return _Payload(found.end(), len(data), archive_packed.CONTAINER) if found else None
    nsis = data.find(_NSIS)
    if nsis > 4:
        return _Payload(nsis - 4, len(data), archive_7z.CONTAINER)
    seven = _find_7z(data)
    if seven:
        return _Payload(seven, len(data), archive_7z.CONTAINER)
    cab = _find_cab(data)
    if cab:
        return cab
    zipped = _find_zip(data)
    return _Payload(zipped, len(data), archive_zip.CONTAINER) if zipped else None


def _is_nsis(data: bytes) -> bool:
    """7zz wants to see an NSIS installer whole, with its code."""
    return not data.startswith(b"#!") and data.find(_NSIS) > 0


def _find_7z(data: bytes) -> int:
    """A 7z header whose own checksum is right; the mark alone also stands in unpackers."""
    at = data.find(_7Z, 1)
    while at > 0:
        head = data[at + 8 : at + 32]
        if len(head) == 24 and zlib.crc32(head[4:]) == int.from_bytes(head[:4], "little"):
            return at
        at = data.find(_7Z, at + 1)
    return 0


def _find_cab(data: bytes) -> _Payload | None:
    """A cabinet whose stated size fits into the file; the largest of several."""
    best: _Payload | None = None
    at = data.find(_CAB, 1)
    while at > 0:
        size = int.from_bytes(data[at + 8 : at + 12], "little")
        real = 64 < size <= len(data) - at and data[at + 25 : at + 26] == b"\x01"
        if real and (best is None or size > best.end - best.start):
            best = _Payload(at, at + size, archive_7z.CONTAINER)
        at = data.find(_CAB, at + 1)
    return best


def _find_zip(data: bytes) -> int:
    """Where a zip file at the end of a program begins, by what its last record says."""
    tail = data[-_ZIP_TAIL:]
    at = tail.rfind(_ZIP_END)
    if at < 0 or len(tail) < at + 22:
        return 0
    end = len(data) - len(tail) + at
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    offset = int.from_bytes(tail[at + 16 : at + 20], "little")
    start = end - size - offset
    if start == 0:  # offsets count from the start of the program
        start = data.find(archive_zip.LOCAL)
    return start if start > 0 and data.startswith(archive_zip.LOCAL, start) else 0


def _closed(blob: Blob) -> Iterator[Member]:
    """Installers of a kind that nothing here can open."""
    if _INNO in blob.data:
        yield own_gap(
            blob,
            GapKind.UNSUPPORTED,
            "an Inno Setup installer: only the code in front of its files was read",
            "unpack it with innoextract (Debian package innoextract) and scan the folder",
        )
    elif _INSTALLSHIELD in blob.data:
        yield own_gap(
            blob,
            GapKind.UNSUPPORTED,
            "an InstallShield installer: only the code in front of its files was read",
            "install it in a virtual machine and scan the folder",
        )


CONTAINER = Container(
    name="installer",
    version=1,
    media_types=(
        "application/vnd.microsoft.portable-executable",
        "application/x-msdownload",
        "application/x-dosexec",
    ),
    suffixes=(".exe", ".run", ".sfx"),
    members=members,
    magic=((0, b"MZ"),),
    cannot=("Inno Setup and InstallShield installers",),
)
