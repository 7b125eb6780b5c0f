"""Compound files, the container of old Office formats: names and streams, read without trusting any number.

Every chain of sectors ends: at its end mark, at a sector that it has passed already, or at the file's end.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE_FROM = 0xFFFFFFFA
"""Sector numbers from here on are signs: end of chain, free, and so on."""

_ENTRY = 128
_MINI = 64
_STREAM, _ROOT = 2, 5
_MOST_ENTRIES = 100_000


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream as the directory lists it."""

    name: str
    kind: int
    start: int
    size: int


class CompoundFile:
    """A compound file; ``broken`` says that some chain did not end as it should."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.broken = False
        head = data[:512].ljust(512, b"\0")
        shift = struct.unpack_from("<H", head, 30)[0]
        self.size = 1 << shift if shift in (9, 12) else 512
        directory, self.cutoff, mini = struct.unpack_from("<I4xII", head, 48)
        self.cutoff = min(self.cutoff, 1 << 20)
        self.table = self._table(head)
        self.streams = self._directory(directory)
        self.mini_table = _numbers(self._chain(mini))
        root = next((stream for stream in self.streams if stream.kind == _ROOT), None)
        self.mini = self._chain(root.start) if root else b""

    def names(self) -> set[str]:
        """Names of all storages and streams."""
        return {stream.name for stream in self.streams}

    def read(self, *names: str) -> bytes | None:
        """The first stream of one of these names."""
        for name in names:
            for stream in self.streams:
                if stream.name == name and stream.kind == _STREAM:
                    return self._content(stream)
        return None

    def _content(self, stream: Stream) -> bytes:
        chain = self._mini_chain if stream.size < self.cutoff else self._chain
        data = chain(stream.start)
        if len(data) < stream.size:
            self.broken = True
        return data[: stream.size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        return self.data[start : start + self.size]

    def _table(self, head: bytes) -> list[int]:
        """The table that links sectors; its own sectors are listed in the head, and then in a chain."""
        wanted = list(struct.unpack_from("<109I", head, 76))
        following = struct.unpack_from("<I", head, 68)[0]
        seen: set[int] = set()
        while following < _FREE_FROM and following not in seen and self._sector(following):
            seen.add(following)
            numbers = _numbers(self._sector(following))
            wanted += numbers[:-1]
            following = numbers[-1] if numbers else _FREE_FROM
        table: list[int] = []
        for number in dict.fromkeys(wanted):
            if number < _FREE_FROM:
                table += _numbers(self._sector(number))
        return table

    def _chain(self, start: int) -> bytes:
        """The bytes of a chain of sectors."""
        parts: list[bytes] = []
        seen = bytearray(len(self.table) // 8 + 1)
        number = start
        while number < len(self.table):
            sector = self._sector(number)
            if not sector or seen[number >> 3] >> (number & 7) & 1:
                self.broken = True
                break
            seen[number >> 3] |= 1 << (number & 7)
            parts.append(sector)
            number = self.table[number]
        return b"".join(parts)

    def _mini_chain(self, start: int) -> bytes:
        parts: list[bytes] = []
        seen: set[int] = set()
        number = start
        while number < len(self.mini_table) and number not in seen:
            seen.add(number)
            parts.append(self.mini[number * _MINI : (number + 1) * _MINI])
            number = self.mini_table[number]
        return b"".join(parts)

    def _directory(self, start: int) -> list[Stream]:
        data = self._chain(start)
        found: list[Stream] = []
        for at in range(0, min(len(data), _MOST_ENTRIES * _ENTRY) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", data, at + 64)
            if kind == 0:
                continue
            name = data[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", data, at + 116)
            found.append(Stream(name, kind, first, size))
        return found


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def wrap(name: str, data: bytes) -> bytes:
    """A new, plain compound file with one stream: for libraries that do not mind broken chains."""
    size = 4096
    data = data.ljust(size, b"\0")
    stream = -(-len(data) // size)
    tables = 1
    while (tables + 2 + stream) * 4 > tables * size:
        tables += 1
    end, free, own = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    first = tables + 1
    links = [own] * tables + [end] + [number + 1 for number in range(first, first + stream - 1)] + [end, end]
    links += [free] * (tables * size // 4 - len(links))
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        MARK, b"", 0x3E, 4, 0xFFFE, 12, 6, b"", 1, tables, tables, 0, 4096, end, 0, end, 0,
    )  # fmt: skip
    head += struct.pack("<109I", *([*range(tables)] + [free] * 109)[:109])
    last = first + stream  # the sector for small streams, which must be there though it holds none
    directory = _entry("Root Entry", _ROOT, last, _MINI, child=1) + _entry(name, _STREAM, first, len(data))
    table = struct.pack(f"<{len(links)}I", *links)
    return (
        head.ljust(size, b"\0")
        + table
        + directory.ljust(size, b"\0")
        + data.ljust((stream + 1) * size, b"\0")
    )


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    none = 0xFFFFFFFF
    return raw.ljust(64, b"\0") + struct.pack(
        "<HBBIII16sIQQIQ", len(raw), kind, 1, none, none, child, b"", 0, 0, 0, start, size
    )
