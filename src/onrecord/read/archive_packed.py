"""Read files that are packed as one stream: gzip, bzip2, xz, lzma, zstd, and tar files packed so.

A packed tar file gives its members at once, without the tar file as a step between. A damaged stream gives
what came before the damage, and a gap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.model.document import Blob
from onrecord.model.reading import Ask, Member
from onrecord.read.archive_limits import Budget, ExcessError, excess_gap, gap, member
from onrecord.read.archive_names import decode_name
from onrecord.read.archive_streams import bunzip2, gunzip, unlzma, unxz, unzstd
from onrecord.read.archive_tar import BLOCK, Source, is_tar, tar_members
from onrecord.read.reader import Container

_TAR_SHORT = {
    ".tgz": ".tar",
    ".tbz": ".tar",
    ".tbz2": ".tar",
    ".txz": ".tar",
    ".tzst": ".tar",
    ".svgz": ".svg",
}
_HAS_NAME = 8
_HAS_EXTRA = 4


@dataclass(frozen=True, slots=True)
class _Packing:
    mark: bytes
    suffixes: tuple[str, ...]
    unpack: Callable[[bytes], Iterator[bytes]]


_PACKINGS = (
    _Packing(b"\x1f\x8b", (".gz", ".gzip", ".tgz", ".svgz", ".emz"), gunzip),
    _Packing(b"BZh", (".bz2", ".tbz", ".tbz2"), bunzip2),
    _Packing(b"\xfd7zXZ\0", (".xz", ".txz"), unxz),
    _Packing(b"\x28\xb5\x2f\xfd", (".zst", ".zstd", ".tzst"), unzstd),
    _Packing(b"\x5d\0\0", (".lzma",), unlzma),
)


def members(blob: Blob, ask: Ask) -> Iterator[Member]:
    """The one member of a packed file, or the members of the tar file in it."""
    packing = _packing(blob)
    budget = Budget(blob, ask)
    source = Source(budget.meter(packing.unpack(blob.data)))
    name = _inner_name(blob, packing)
    try:
        if is_tar(source.peek(BLOCK)):
            yield from tar_members(source, blob, budget)
            return
        data = budget.collect(source.pieces())
    except ExcessError as excess:
        yield excess_gap(blob, name, excess)
        return
    if data:
        yield member(blob, name, data)
    if source.damage:
        got = f"; {len(data):,} bytes before it were read" if data else ""
        yield gap(
            blob, name, source.damage.kind, source.damage.reason + got, "get the file again, if you can"
        )


def _packing(blob: Blob) -> _Packing:
    for packing in _PACKINGS:
        if blob.data.startswith(packing.mark):
            return packing
    lower = blob.name.lower()
    named = (packing for packing in _PACKINGS if lower.endswith(packing.suffixes))
    return next(named, _PACKINGS[0])


def _inner_name(blob: Blob, packing: _Packing) -> str:
    """The name without the suffix of the packing, else the name that gzip wrote down."""
    name = blob.name.replace("\\", "/").rpartition("/")[2]
    lower = name.lower()
    for suffix in packing.suffixes:
        if lower.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)] + _TAR_SHORT.get(suffix, "")
    return _gzip_name(blob.data[:4096]) or name + " (unpacked)"


def _gzip_name(head: bytes) -> str:
    if not head.startswith(b"\x1f\x8b\x08") or len(head) < 11 or not head[3] & _HAS_NAME:
        return ""
    at = 10
    if head[3] & _HAS_EXTRA:
        at += 2 + int.from_bytes(head[10:12], "little")
    end = head.find(b"\0", at)
    return decode_name(head[at:end]) if end > at else ""


CONTAINER = Container(
    name="packed",
    version=1,
    media_types=(
        "application/gzip",
        "application/x-gzip",
        "application/x-bzip2",
        "application/x-xz",
        "application/zstd",
        "application/x-lzma",
    ),
    suffixes=tuple(suffix for packing in _PACKINGS for suffix in packing.suffixes),
    members=members,
    magic=(
        *((0, packing.mark) for packing in _PACKINGS[:-1]),
        (0, b"\x5d\0\0\x80\0"),
        (0, b"\x5d\0\0\0\x01"),
    ),
    cannot=("zstd with a dictionary", "more than one file in a stream, other than tar"),
)
