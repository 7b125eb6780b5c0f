"""Read 7z, CHM, CAB, ISO, RPM, DEB, MSI and NSIS files through the program ``7zz``.

Each archive is listed first, with sizes, and then unpacked once to the program's standard output, which is
cut into members by those sizes and checked by the checksums that the archive keeps. Where that fails, member
by member. Nothing is ever unpacked to disk, so names cannot become paths.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from onrecord.model.document import Blob
from onrecord.model.reading import Ask, Member
from onrecord.model.vocabulary import GapKind
from onrecord.read.archive_7z_list import Item, Listing, complaint, parse
from onrecord.read.archive_limits import Budget, ExcessError, excess_gap, gap, member, own_gap
from onrecord.read.archive_program import PACKAGE, Packed, Run, program
from onrecord.read.archive_tar import Source
from onrecord.read.reader import Container

TIME_SHARE = 0.8
"""Part of the time for one input that unpacking may take, so that what was unpacked can still be read."""

_SUFFIXES = (
    ".7z", ".chm", ".chi", ".chq", ".cab", ".iso", ".rpm", ".deb", ".msi", ".msp", ".rar", ".arj", ".lzh",
    ".lha", ".cpio", ".dmg", ".wim", ".xar", ".pkg", ".squashfs", ".z", ".udf",
)  # fmt: skip
Only = Mapping[tuple[int | None, int | None], str]
_MULTI_VOLUME = "one volume of several: put them together and scan the folder"


def members(blob: Blob, ask: Ask) -> Iterator[Member]:
    """Members in the order of the archive."""
    yield from extract(blob, ask)


def extract(blob: Blob, ask: Ask, only: Only | None = None, why: str = "") -> Iterator[Member]:
    """Members of anything that 7zz opens. ``why`` says why 7zz is needed.

    ``only`` picks members by checksum and size and names them: the program may read names differently.
    """
    if not program():
        reason = f"{why or 'this kind of archive'} needs the program 7zz, which is not installed"
        yield own_gap(blob, GapKind.TOOL_MISSING, reason, PACKAGE)
        return
    try:
        with Packed(blob.data, _suffix(blob.name), ask.limits.seconds * TIME_SHARE) as packed:
            yield from _Unpacking(blob, ask, packed).members(only)
    except ExcessError as excess:
        yield own_gap(blob, excess.kind, excess.reason, "unpack it and scan the folder")


def _suffix(name: str) -> str:
    lower = name.lower()
    return next((suffix for suffix in _SUFFIXES if lower.endswith(suffix)), "")


class _Unpacking:
    """The runs of the program over one archive."""

    def __init__(self, blob: Blob, ask: Ask, packed: Packed) -> None:
        self.blob = blob
        self.ask = ask
        self.packed = packed
        self.budget = Budget(blob, ask)
        self.stopped = False

    def members(self, only: Only | None) -> Iterator[Member]:
        """1. List. 2. Say what cannot be had. 3. Unpack the rest at once, or one by one where that fails."""
        run = self.packed.run("l", "-slt")
        listing = parse(run.chunks(), self.ask.limits.members)
        if not listing.items and run.status:
            yield self._closed(run.message)
            return
        if run.status:
            yield own_gap(
                self.blob, GapKind.DAMAGED, f"7zz says: {complaint(run.message)}", "get the file again"
            )
        if listing.excess:
            yield own_gap(self.blob, GapKind.TOO_LARGE, f"more than {self.ask.limits.members:,} files inside")
        items = [item for item in listing.items if not _is_index(listing.kind, item.name)]
        if only is not None:
            items = [_relabel(item, only) for item in items if (item.crc, item.size) in only]
            yield from self._not_found(items, only)
        folders = {item.name.rpartition("/")[0] for item in items}  # some formats do not mark them
        wanted = []
        for item in items:
            refusal = self._refusal(item)
            if refusal:
                yield refusal
            elif not item.folder and (item.size or item.name not in folders):
                wanted.append(item)
        yield from self._unpack(wanted, listing)

    def _not_found(self, items: list[Item], only: Only) -> Iterator[Member]:
        found = {item.label for item in items}
        for name in only.values():
            if name not in found:
                yield gap(self.blob, name, GapKind.DAMAGED, "7zz does not find it in the archive")

    def _closed(self, message: str) -> Member:
        """Why an archive does not even open."""
        lower = message.lower()
        if "encrypted" in lower or "password" in lower:
            advice = "unpack it with its password and scan the folder"
            return own_gap(self.blob, GapKind.ENCRYPTED, "encrypted, names and all", advice)
        if self.blob.data.startswith(b"Rar!"):
            advice = "install the package 7zip-rar (Debian non-free), or unpack it and scan the folder"
            return own_gap(
                self.blob, GapKind.TOOL_MISSING, "RAR needs a part of 7zz that is not installed", advice
            )
        if "missing volume" in lower or ".001" in self.blob.name:
            return own_gap(self.blob, GapKind.TRUNCATED, "one volume of several", _MULTI_VOLUME)
        kind = GapKind.TRUNCATED if "unexpected end" in lower else GapKind.DAMAGED
        return own_gap(self.blob, kind, f"7zz cannot open it: {complaint(message)}", "get the file again")

    def _refusal(self, item: Item) -> Member | None:
        if item.folder:
            return None
        if item.encrypted:
            advice = "unpack it with its password and scan the folder"
            return gap(self.blob, item.label, GapKind.ENCRYPTED, "encrypted", advice)
        if item.link:
            return gap(self.blob, item.label, GapKind.UNSUPPORTED, "a symbolic link, not followed")
        try:
            self.budget.refuse(item.size or 0)
        except ExcessError as excess:
            return excess_gap(self.blob, item.label, excess)
        return None

    def _unpack(self, items: list[Item], listing: Listing) -> Iterator[Member]:
        sized = [item for item in items if item.size is not None]
        rest = [item for item in items if item.size is None]
        if sized and self._may_stream(listing):
            done = 0
            for found in self._stream(sized, whole=len(sized) == listing.files):
                done += 1
                yield found
            rest = sized[done:] + rest
        else:
            rest = items
        for item in rest:
            if self.stopped:
                return
            yield from self._alone(item)

    def _may_stream(self, listing: Listing) -> bool:
        """Where the archive keeps no checksums, only a test run shows whether sizes can be relied on."""
        if all(item.crc is not None or item.size in (0, None) or item.folder for item in listing.items):
            return True
        run = self.packed.run("t", "-bso0")
        for _ in run.chunks():
            pass
        return run.status == 0

    def _stream(self, items: list[Item], *, whole: bool) -> Iterator[Member]:
        """Members out of one run, as long as everything fits; what remains is for ``_alone``."""
        switches = [] if whole else ["-spd", "-ssc", *(f"-i!{item.name}" for item in items)]
        if sum(map(len, switches)) > 100_000:
            return
        run = self.packed.run("x", "-so", *switches)
        source = Source(self.budget.meter(run.chunks()))
        try:
            for item in items:
                data = self.budget.collect(source.pieces(item.size))
                if len(data) != item.size or (item.crc is not None and zlib.crc32(data) != item.crc):
                    return
                self.budget.member()
                yield member(self.blob, item.label, data)
        except ExcessError as excess:
            self.stopped = True
            yield excess_gap(self.blob, item.label, excess)

    def _alone(self, item: Item) -> Iterator[Member]:
        """One member in a run of its own: damage elsewhere does not reach it."""
        run = self.packed.run("x", "-so", "-spd", "-ssc", f"-i!{item.name}")
        try:
            self.budget.member()
            data = self.budget.collect(self.budget.meter(run.chunks()))
        except ExcessError as excess:
            self.stopped = excess.whole
            yield excess_gap(self.blob, item.label, excess)
            return
        if data or not run.status:
            yield member(self.blob, item.label, data)
        if run.status or (item.size is not None and len(data) != item.size):
            yield self._damage(item, run, data)

    def _damage(self, item: Item, run: Run, data: bytes) -> Member:
        said = complaint(run.message) or f"{len(data):,} bytes came out of {item.size:,}"
        got = f"; {len(data):,} bytes were read" if data else ""
        kind = GapKind.DAMAGED
        advice = "get the file again, if you can"
        if "unsupported method" in said.lower():
            kind, advice = GapKind.TOOL_MISSING, "install the package 7zip-rar, or unpack it by hand"
        elif "password" in said.lower():
            kind, advice = GapKind.ENCRYPTED, "unpack it with its password and scan the folder"
        return replace(gap(self.blob, item.label, kind, f"7zz says: {said}{got}"), advice=advice)


def _relabel(item: Item, only: Only) -> Item:
    return replace(item, label=only[item.crc, item.size])


def _is_index(kind: str, name: str) -> bool:
    """Parts of a help file that only repeat what its pages say: word lists, tables of strings."""
    return kind == "Chm" and name.startswith(("#", "$", "::", "_#_"))


CONTAINER = Container(
    name="7z",
    version=1,
    media_types=(
        "application/x-7z-compressed",
        "application/vnd.ms-cab-compressed",
        "application/vnd.ms-htmlhelp",
        "application/vnd.rar",
        "application/x-ole-storage",
        "application/x-iso9660-image",
        "application/x-rpm",
        "application/vnd.debian.binary-package",
    ),
    suffixes=_SUFFIXES,
    members=members,
    magic=(
        (0, b"7z\xbc\xaf\x27\x1c"),
        (0, b"MSCF\0\0\0\0"),
        (0, b"ITSF"),
        (0, b"Rar!\x1a\x07"),
        (0, b"\xed\xab\xee\xdb"),
        (0, b"!<arch>\ndebian"),
        (0, b"xar!\0\x1c"),
        (0, b"MSWIM\0\0\0"),
        (0, b"hsqs"),
        (0, b"070701"),
        (0, b"\x1f\x9d"),
        (32769, b"CD001"),
    ),
    cannot=(
        "everything here needs the program 7zz; RAR also the package 7zip-rar",
        "encrypted archives",
        "archives cut into volumes",
        "Inno Setup and InstallShield installers",
    ),
)
