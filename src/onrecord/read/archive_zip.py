"""Read ZIP files and everything built on them: JAR, APK, AAR, WHL, EGG, NuGet, EPUB.

Members are taken by their place in the file, never by their name. A file whose directory is lost is read by
walking its members. Cannot: members packed in ways that only ``7zz`` knows are left to it; encrypted ones
are gaps.
"""

from __future__ import annotations

import bz2
import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.model.document import Blob
from onrecord.model.reading import Ask, Member
from onrecord.model.vocabulary import GapKind
from onrecord.read.archive_limits import (
    Budget,
    DamageError,
    ExcessError,
    excess_gap,
    gap,
    member,
    own_gap,
)
from onrecord.read.archive_names import decode_name
from onrecord.read.archive_streams import inflate, unpack
from onrecord.read.reader import Container

LOCAL = b"PK\x03\x04"
_LOCAL_HEADER = struct.Struct("<4sHHHHHIIIHH")
_ENCRYPTED = 1
_SIZE_AFTERWARDS = 8
_UTF8 = 0x800
_UNICODE_PATH = 0x7075
_AES = 99
_STORED, _DEFLATED, _BZIP2, _LZMA, _XZ = 0, 8, 12, 14, 95
_OWN_METHODS = frozenset({_STORED, _DEFLATED, _BZIP2, _LZMA, _XZ})
_METHOD_NAMES = {1: "shrink", 6: "implode", 9: "deflate64", 93: "zstd", 96: "JPEG", 97: "WavPack", 98: "PPMd"}
_SPAN = b"PK\x07\x08"
_SUFFIXES = (
    ".zip", ".zipx", ".jar", ".war", ".ear", ".aar", ".apk", ".xapk", ".apks", ".aab", ".whl", ".egg",
    ".nupkg", ".vsix", ".xpi", ".crx", ".ipa", ".appx", ".msix", ".epub", ".kmz",
)  # fmt: skip

DIRECTORY_ERRORS = (zipfile.BadZipFile, ValueError, struct.error, OverflowError, NotImplementedError)
"""What the standard library raises for a directory that it cannot read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One member: where its packed bytes stand, and what the archive says of them."""

    name: str
    start: int
    packed: int
    size: int
    method: int
    crc: int | None
    encrypted: bool = False
    link: bool = False


def members(blob: Blob, ask: Ask) -> Iterator[Member]:
    """Members in the order in which they stand in the file."""
    entries: Iterable[Entry | Member]
    try:
        entries = directory(blob)
    except DIRECTORY_ERRORS as error:
        yield own_gap(
            blob,
            GapKind.TRUNCATED,
            f"the directory at the end is missing or damaged ({error}): read by walking the members",
            "get the file again, if you can",
        )
        entries = walk(blob.data)
    yield from read(blob, ask, entries)


def read(blob: Blob, ask: Ask, entries: Iterable[Entry | Member]) -> Iterator[Member]:
    """Unpack these entries."""
    budget = Budget(blob, ask)
    foreign: list[Entry] = []
    for entry in entries:
        if not isinstance(entry, Entry):
            yield entry
        elif entry.method not in _OWN_METHODS and not entry.encrypted:
            foreign.append(entry)
        else:
            try:
                yield from _one(blob, budget, entry)
            except ExcessError as excess:
                yield excess_gap(blob, entry.name, excess)
                if excess.whole:
                    return
    if foreign:
        yield from _by_program(blob, ask, foreign)


def _one(blob: Blob, budget: Budget, entry: Entry) -> Iterator[Member]:
    """One member, or why not; what came out before damage is given, with a gap beside it."""
    budget.member()
    if entry.encrypted:
        yield gap(
            blob,
            entry.name,
            GapKind.ENCRYPTED,
            "encrypted",
            "unpack it with its password and scan the folder",
        )
        return
    if entry.link:
        yield gap(blob, entry.name, GapKind.UNSUPPORTED, "a symbolic link, not followed")
        return
    budget.refuse(entry.size)
    packed = memoryview(blob.data)[entry.start : entry.start + entry.packed]
    parts: list[bytes] = []
    damage: DamageError | None = None
    try:
        data = budget.collect(budget.meter(_kept(unpacked(packed, entry), parts)))
    except DamageError as error:
        data, damage = b"".join(parts), error
    if damage is None:
        damage = _mismatch(data, entry)
    if data or damage is None:
        yield member(blob, entry.name, data)
    if damage:
        got = f"; {len(data):,} bytes were read" if data else ""
        yield gap(blob, entry.name, damage.kind, damage.reason + got, "get the file again, if you can")


def _kept(chunks: Iterable[bytes], parts: list[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        parts.append(chunk)
        yield chunk


def _mismatch(data: bytes, entry: Entry) -> DamageError | None:
    if entry.crc is None or zlib.crc32(data) == entry.crc:
        return None
    if len(data) < entry.size:
        reason = f"cut off after {len(data):,} of {entry.size:,} bytes"
        return DamageError(reason, GapKind.TRUNCATED)
    return DamageError("the checksum is wrong: some bytes are not as they were packed")


def unpacked(packed: memoryview, entry: Entry) -> Iterator[bytes]:
    """Unpack by the method of the entry, in bounded pieces."""
    if entry.method == _STORED:
        return (bytes(packed[at : at + (1 << 20)]) for at in range(0, len(packed), 1 << 20))
    if entry.method == _DEFLATED:
        return inflate(packed, -15)
    if entry.method == _BZIP2:
        return unpack(packed, bz2.BZ2Decompressor())
    if entry.method == _XZ:
        return unpack(packed, lzma.LZMADecompressor(lzma.FORMAT_XZ, 512 << 20))
    return _unlzma(packed, entry.size)


def _unlzma(packed: memoryview, size: int) -> Iterator[bytes]:
    """Zip keeps LZMA without the header of the lzma format, so that is put in front again."""
    if len(packed) < 9 or bytes(packed[2:4]) != b"\x05\x00":
        raise DamageError("the LZMA data is damaged")
    head = bytes(packed[4:9]) + struct.pack("<Q", size)
    yield from unpack(head + bytes(packed[9:]), lzma.LZMADecompressor(lzma.FORMAT_ALONE, 512 << 20))


def directory(blob: Blob) -> list[Entry | Member]:
    """Entries of the directory, in file order, with a gap for each that shares bytes with another."""
    data = blob.data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
    found: list[Entry | Member] = []
    end = 0
    for info in infos:
        if info.is_dir() and not info.file_size:
            continue
        start = _data_start(data, info.header_offset)
        name = _name(info)
        if start is None:
            found.append(gap(blob, name, GapKind.DAMAGED, "the directory points to no member"))
            continue
        if start < end or info.header_offset < end:
            reason = "shares its bytes with another member: a bomb?"
            found.append(gap(blob, name, GapKind.DAMAGED, reason))
            continue
        end = start + info.compress_size
        mode = info.external_attr >> 16
        found.append(
            Entry(
                name=name,
                start=start,
                packed=info.compress_size,
                size=info.file_size,
                method=info.compress_type,
                crc=info.CRC,
                encrypted=bool(info.flag_bits & _ENCRYPTED) or info.compress_type == _AES,
                link=info.create_system == 3 and stat.S_ISLNK(mode),
            )
        )
    return found


def _data_start(data: bytes, offset: int) -> int | None:
    """Where the packed bytes begin: the local header has its own, often different, extra field."""
    if offset < 0 or data[offset : offset + 4] != LOCAL or len(data) < offset + _LOCAL_HEADER.size:
        return None
    name, extra = struct.unpack_from("<HH", data, offset + 26)
    start: int = offset + _LOCAL_HEADER.size + name + extra
    return start


def _name(info: zipfile.ZipInfo) -> str:
    unicode_path = _extra(info.extra, _UNICODE_PATH)
    if unicode_path[:1] == b"\x01":
        return unicode_path[5:].decode("utf-8", "replace")
    if info.flag_bits & _UTF8:
        return info.orig_filename
    return decode_name(info.orig_filename.encode("cp437", "replace"))


def _extra(fields: bytes, wanted: int) -> bytes:
    at = 0
    while at + 4 <= len(fields):
        kind, size = struct.unpack_from("<HH", fields, at)
        if kind == wanted:
            return fields[at + 4 : at + 4 + size]
        at += 4 + size
    return b""


def walk(data: bytes) -> Iterator[Entry]:
    """Entries by their local headers, for files whose end is missing."""
    at = data.find(LOCAL)
    while at >= 0 and at + _LOCAL_HEADER.size <= len(data):
        _, _, flags, method, _, _, crc, packed, size, name_size, extra_size = _LOCAL_HEADER.unpack_from(
            data, at
        )
        start = at + _LOCAL_HEADER.size + name_size + extra_size
        raw = data[at + _LOCAL_HEADER.size : at + _LOCAL_HEADER.size + name_size]
        name = raw.decode("utf-8", "replace") if flags & _UTF8 else decode_name(raw)
        known = not flags & _SIZE_AFTERWARDS
        if not known or packed == 0xFFFFFFFF:
            packed = _next_mark(data, start) - start
            size = 0
        if not name.endswith("/"):
            encrypted = bool(flags & _ENCRYPTED) or method == _AES
            yield Entry(name, start, packed, size, method, crc if known else None, encrypted)
        at = data.find(LOCAL, max(start, min(start + packed, len(data))))


def _next_mark(data: bytes, start: int) -> int:
    """Where the next member or the directory begins, for a member whose size was written behind it."""
    marks = (data.find(mark, start) for mark in (_SPAN, LOCAL, b"PK\x01\x02"))
    return min((mark for mark in marks if mark >= 0), default=len(data))


def _by_program(blob: Blob, ask: Ask, entries: list[Entry]) -> Iterator[Member]:
    """Members packed in a way that the standard library does not know."""
    from onrecord.read.archive_7z import extract

    methods = sorted({_METHOD_NAMES.get(entry.method, str(entry.method)) for entry in entries})
    reason = f"packed with {', '.join(methods)}"
    yield from extract(blob, ask, {(entry.crc, entry.size): entry.name for entry in entries}, why=reason)


CONTAINER = Container(
    name="zip",
    version=1,
    media_types=(
        "application/zip",
        "application/x-zip-compressed",
        "application/java-archive",
        "application/vnd.android.package-archive",
        "application/epub+zip",
    ),
    suffixes=_SUFFIXES,
    members=members,
    magic=((0, LOCAL), (0, b"PK\x05\x06"), (0, _SPAN), (0, b"Cr24")),
    cannot=(
        "encrypted members",
        "deflate64, PPMd and other rare packings without the program 7zz",
        "archives cut into volumes",
    ),
)
