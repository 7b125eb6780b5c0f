"""Know a program file from within: which parts hold no strings, where .NET keeps its own, who packed it.

Machine code and tables of addresses are not searched: compilers put no strings there, and what looks like
one is chance. Delphi, Visual Basic 6 and .NET do put strings beside code, so there all is searched.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Range = tuple[int, int]

_PE_CODE = 0x20000000
_ELF_CODE = 4
_ELF_NO_BITS = 8
_CODE = frozenset({b".text", b".plt", b".plt.sec", b".plt.got", b".init", b".fini", b"__text"})
_TABLES = frozenset(
    b".reloc .pdata .eh_frame .eh_frame_hdr .gcc_except_table .rela.dyn .rela.plt .rel.dyn .rel.plt .relr.dyn"
    b" .gnu.hash .hash .dynsym .symtab .gnu.version .got .got.plt .init_array .fini_array .ARM.exidx"
    b" .ARM.extab .debug_line"
    b" .debug_loc .debug_ranges .debug_frame .debug_aranges .debug_info .debug_abbrev".split()
)
_STRINGS_IN_CODE = (b"MSVBVM", b"BSJB", b".itext", b"UPX!")
_MOST_SECTIONS = 512
_ROOT = b"BSJB\x01\x00\x01\x00"
_MOST_STREAMS = 16
LITERALS, NAMES = "#US", "#Strings"


@dataclass(frozen=True, slots=True)
class Heap:
    """A heap of .NET metadata: ``#US`` holds the literals of the code, ``#Strings`` its names."""

    name: str
    start: int
    end: int


def dotnet_heaps(data: bytes) -> list[Heap]:
    """The string heaps of a .NET assembly in file order; empty for everything else."""
    root = data.find(_ROOT) if data.startswith(b"MZ") else -1
    if root < 0:
        return []
    found = []
    try:
        (length,) = struct.unpack_from("<I", data, root + 12)
        (count,) = struct.unpack_from("<H", data, root + 18 + length)
        at = root + 20 + length
        for _ in range(min(count, _MOST_STREAMS)):
            offset, size = struct.unpack_from("<II", data, at)
            end = data.index(b"\0", at + 8, at + 40)
            name = data[at + 8 : end].decode("latin-1")
            at += 8 + (end - at - 8) // 4 * 4 + 4
            start = root + offset
            if name in {LITERALS, NAMES} and start + size <= len(data):
                found.append(Heap(name, start, start + size))
    except (struct.error, ValueError, OverflowError):  # headers that lead nowhere
        return []
    return sorted(found, key=lambda heap: heap.start)


def searchable(data: bytes, heaps: Iterable[Heap]) -> list[Range]:
    """The parts of a file that may hold strings, without these heaps, in file order."""
    parts = []
    at = 0
    for start, end in sorted([*_silent(data), *((heap.start, heap.end) for heap in heaps)]):
        if start > at:
            parts.append((at, start))
        at = max(at, end)
    if at < len(data):
        parts.append((at, len(data)))
    return parts


def _silent(data: bytes) -> list[Range]:
    """Sections without strings; none where the headers lead nowhere."""
    if data.startswith(b"\x7fELF"):
        sections = _elf_sections(data)
    elif data.startswith(b"MZ") and not any(mark in data for mark in _STRINGS_IN_CODE):
        sections = _pe_sections(data)
    else:
        return []
    try:
        return [(start, end) for start, end in sections if start < end <= len(data)]
    except (struct.error, OverflowError):
        return []


def _pe_sections(data: bytes) -> Iterator[Range]:
    (header,) = struct.unpack_from("<I", data, 0x3C)
    if data[header : header + 4] != b"PE\0\0":
        return
    (count,) = struct.unpack_from("<H", data, header + 6)
    (optional,) = struct.unpack_from("<H", data, header + 20)
    at = header + 24 + optional
    for index in range(min(count, _MOST_SECTIONS)):
        name, _, _, size, start = struct.unpack_from("<8sIIII", data, at + index * 40)
        (flags,) = struct.unpack_from("<I", data, at + index * 40 + 36)
        name = name.rstrip(b"\0")
        if (flags & _PE_CODE and name in _CODE) or name in _TABLES:
            yield start, start + size


def _elf_sections(data: bytes) -> Iterator[Range]:
    """Sections of 32 and 64 bits, little and big endian."""
    order = ">" if data[5:6] == b"\x02" else "<"
    wide = data[4:5] == b"\x02"
    (table,) = struct.unpack_from(order + ("Q" if wide else "I"), data, 0x28 if wide else 0x20)
    size, count, names = struct.unpack_from(order + "HHH", data, 0x3A if wide else 0x2E)
    row = order + ("IIQQQQ" if wide else "IIIIII")
    count = min(count, _MOST_SECTIONS)
    rows = [struct.unpack_from(row, data, table + index * size) for index in range(count)]
    if names >= len(rows):
        return
    base = rows[names][4]
    for name, kind, flags, _, start, length in rows:
        title = data[base + name : data.find(b"\0", base + name, base + name + 64)]
        if kind != _ELF_NO_BITS and ((flags & _ELF_CODE and title in _CODE) or title in _TABLES):
            yield start, start + length


def packed_with(data: bytes) -> str:
    """The name of a packer that hides all strings of a program; empty when there is none."""
    program = data.startswith((b"MZ", b"\x7fELF"))
    return "UPX" if program and (b"UPX!" in data[:4096] or b"UPX!" in data[-4096:]) else ""
