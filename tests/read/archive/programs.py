"""Make programs in memory: Java classes, Android code, .NET metadata, PE and ELF shells."""

from __future__ import annotations

import struct
from collections.abc import Sequence

CLASS_ENUM, CLASS_PUBLIC = 0x4000, 1


class _Constants:
    def __init__(self) -> None:
        self.items: list[bytes] = []

    def _add(self, item: bytes) -> int:
        if item not in self.items:
            self.items.append(item)
        return self.items.index(item) + 1

    def utf8(self, text: str) -> int:
        raw = text.encode("utf-16-be", "surrogatepass")
        units = [raw[at : at + 2].decode("utf-16-be", "surrogatepass") for at in range(0, len(raw), 2)]
        modified = b"".join(
            b"\xc0\x80" if unit == "\0" else unit.encode("utf-8", "surrogatepass") for unit in units
        )
        return self._add(b"\x01" + struct.pack(">H", len(modified)) + modified)

    def klass(self, name: str) -> int:
        return self._add(b"\x07" + struct.pack(">H", self.utf8(name)))

    def string(self, text: str) -> int:
        return self._add(b"\x08" + struct.pack(">H", self.utf8(text)))

    def integer(self, value: int) -> int:
        return self._add(b"\x03" + struct.pack(">i", value))


def java_class(
    name: str,
    fields: Sequence[tuple[str, str, int | None]],
    methods: Sequence[tuple[str, str]] = (),
    strings: Sequence[str] = (),
    flags: int = CLASS_PUBLIC,
) -> bytes:
    """A class with (name, descriptor, constant) fields, (name, descriptor) methods and string constants."""
    pool = _Constants()
    this, parent = pool.klass(name), pool.klass("java/lang/Object")
    constant = pool.utf8("ConstantValue")
    body = struct.pack(">HHHH", flags, this, parent, 0) + struct.pack(">H", len(fields))
    for field, kind, value in fields:
        own = flags & CLASS_ENUM if kind == f"L{name};" else 0
        body += struct.pack(">HHH", 0x19 | own, pool.utf8(field), pool.utf8(kind))
        if value is None:
            body += struct.pack(">H", 0)
        else:
            body += struct.pack(">HHIH", 1, constant, 2, pool.integer(value))
    body += struct.pack(">H", len(methods))
    for method, kind in methods:
        body += struct.pack(">HHHH", 1, pool.utf8(method), pool.utf8(kind), 0)
    for text in strings:
        pool.string(text)
    head = b"\xca\xfe\xba\xbe" + struct.pack(">HHH", 0, 52, len(pool.items) + 1)
    return head + b"".join(pool.items) + body + struct.pack(">H", 0)


def dex(classes: dict[str, Sequence[tuple[str, str]]], strings: Sequence[str] = ()) -> bytes:
    """Android code: classes by descriptor with their (name, type) fields, and loose strings."""
    texts = {*strings, *classes, *(part for fields in classes.values() for field in fields for part in field)}
    table = sorted(texts)
    types = sorted(
        table.index(text) for text in {*classes, *(kind for f in classes.values() for _, kind in f)}
    )
    type_of = {table[index]: at for at, index in enumerate(types)}
    fields = sorted(
        (type_of[owner], table.index(name), type_of[kind])
        for owner, own in classes.items()
        for name, kind in own
    )
    head, at = 0x70, 0x70
    offsets = []
    for count, size in (
        (len(table), 4),
        (len(types), 4),
        (0, 12),
        (len(fields), 8),
        (0, 8),
        (len(classes), 32),
    ):
        offsets.append((count, at))
        at += count * size
    data, places = b"", []
    for text in table:
        places.append(at + len(data))
        data += bytes([len(text)]) + text.encode() + b"\0"
    body = b"".join(struct.pack("<I", place) for place in places)
    body += b"".join(struct.pack("<I", index) for index in types)
    body += b"".join(struct.pack("<HHI", owner, kind, name) for owner, name, kind in fields)
    body += b"".join(struct.pack("<8I", type_of[owner], *[0] * 7) for owner in classes)
    counts = b"".join(struct.pack("<II", *pair) for pair in offsets)
    return (
        b"dex\n035\0".ljust(0x38, b"\0")
        + counts
        + body.rjust(len(body) + head - 0x38 - len(counts), b"\0")
        + data
    )


def dotnet(names: Sequence[str], literals: Sequence[str]) -> bytes:
    """The metadata of a .NET assembly behind the mark of a program."""
    heap = b"\0" + b"".join(name.encode() + b"\0" for name in names)
    heap += bytes(-len(heap) % 4)
    user = b"\0"
    for text in literals:
        raw = text.encode("utf-16-le")
        user += bytes([len(raw) + 1]) + raw + b"\1"
    user += bytes(-len(user) % 4)
    version = b"v4.0.30319\0\0"
    streams = 2 * 8 + 12 + 4
    start = 20 + len(version) + streams
    root = b"BSJB\x01\x00\x01\x00" + bytes(4) + struct.pack("<I", len(version)) + version
    root += struct.pack("<HH", 0, 2)
    root += struct.pack("<II", start, len(heap)) + b"#Strings\0\0\0\0"
    root += struct.pack("<II", start + len(heap), len(user)) + b"#US\0"
    return b"MZ" + bytes(126) + root + heap + user


def elf(code: bytes, data: bytes) -> bytes:
    """A 64-bit ELF file with a section of code and one of data."""
    names = b"\0.text\0.rodata\0.shstrtab\0"
    first = 64
    table = first + len(code) + len(data) + len(names)
    head = (
        b"\x7fELF\x02\x01\x01"
        + bytes(9)
        + struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 0, table, 0, 64, 0, 0, 64, 4, 3)
    )
    rows = [
        (0, 0, 0, 0, 0, 0),
        (1, 1, 6, 0, first, len(code)),
        (7, 1, 2, 0, first + len(code), len(data)),
        (15, 3, 0, 0, first + len(code) + len(data), len(names)),
    ]
    sections = b"".join(struct.pack("<IIQQQQIIQQ", *row, 0, 0, 0, 0) for row in rows)
    return head + code + data + names + sections
