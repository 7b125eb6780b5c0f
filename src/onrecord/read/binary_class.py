"""Read Java class files: the type, its fields and methods as declarations, and its string constants.

A compiled library says as much as its source, but for comments: names of types and fields, their types,
constants. Cannot: what a method does; names that an obfuscator took away.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.model.document import Context
from onrecord.model.place import Locator
from onrecord.model.vocabulary import GapKind, PassageKind
from onrecord.read.draft import Draft

MAGIC = b"\xca\xfe\xba\xbe"
_OLDEST = 45
_UTF8, _INTEGER, _FLOAT, _LONG, _DOUBLE, _CLASS, _STRING = 1, 3, 4, 5, 6, 7, 8
_SIZES = {
    3: 4,
    4: 4,
    5: 8,
    6: 8,
    7: 2,
    8: 2,
    9: 4,
    10: 4,
    11: 4,
    12: 4,
    15: 3,
    16: 2,
    17: 4,
    18: 4,
    19: 2,
    20: 2,
}
_NUMBERS = {_INTEGER: ">i", _FLOAT: ">f", _LONG: ">q", _DOUBLE: ">d"}
_SYNTHETIC, ENUM, _INTERFACE = 0x1000, 0x4000, 0x0200
_BASIC = {
    "B": "byte", "C": "char", "D": "double", "F": "float", "I": "int", "J": "long", "S": "short", "V": "void",
    "Z": "boolean",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """A field or method: ``offset`` is where its name stands."""

    name: str
    type: str
    offset: int
    value: str = ""
    flags: int = 0


@dataclass(slots=True)
class ClassFile:
    """A class as far as it could be read."""

    name: str = ""
    flags: int = 0
    offset: int = 0
    fields: list[Member] = field(default_factory=list)
    methods: list[Member] = field(default_factory=list)
    strings: list[tuple[int, str]] = field(default_factory=list)
    damaged: bool = False


def is_class(data: bytes) -> bool:
    """A class file; the same mark also begins Mach-O programs for several processors, which count few."""
    return data.startswith(MAGIC) and int.from_bytes(data[6:8], "big") >= _OLDEST


def lay_out_class(draft: Draft) -> None:
    """Passages of a class, if it holds anything of interest."""
    found = parse(draft.blob.data)
    if found.damaged:
        draft.gap(GapKind.DAMAGED, "the class file is damaged; its strings were read as far as they go")
    interest = draft.ask.interest
    if interest is not None and not interest("\n".join(_texts(found))):
        return
    lay_out(draft, found)


def _texts(found: ClassFile) -> Iterator[str]:
    yield found.name
    yield _kind(found)
    for member in (*found.fields, *found.methods):
        yield declaration(member)
    for _, text in found.strings:
        yield text


def lay_out(draft: Draft, found: ClassFile, group: int = 0) -> None:
    """The type as a declaration, its members below it, its string constants as a group of their own."""
    outer, name = type_path(found.name)
    where = (*outer, name)
    parent = draft.add(
        PassageKind.DECLARATION,
        f"{_kind(found)} {name}",
        _place(draft, found.offset, ".".join(where)),
        context=Context(enclosing=outer),
        name=name,
    )
    for member in (*found.fields, *found.methods):
        draft.add(
            PassageKind.DECLARATION,
            declaration(member),
            _place(draft, member.offset, ".".join((*where, member.name))),
            context=Context(enclosing=where),
            name=member.name,
            value=member.value,
            parent=parent,
            group=2 * group,
        )
    for offset, text in found.strings:
        draft.add(
            PassageKind.STRING,
            text,
            _place(draft, offset, ".".join(where)),
            context=Context(enclosing=where),
            parent=parent,
            group=2 * group + 1,
        )


def _kind(found: ClassFile) -> str:
    return "enum" if found.flags & ENUM else "interface" if found.flags & _INTERFACE else "class"


def _place(draft: Draft, offset: int, symbol: str) -> Locator:
    return Locator(members=draft.blob.members, record=draft.blob.record, offset=offset, symbol=symbol)


def type_path(name: str) -> tuple[tuple[str, ...], str]:
    """``com/maker/Face$Race`` as the types around it and its own name; the package is left out."""
    *outer, last = name.rpartition("/")[2].split("$")
    return tuple(part for part in outer if part), last or name


def declaration(member: Member) -> str:
    """A field or method as one would write it."""
    if member.flags & ENUM:
        return member.name
    if member.type.startswith("("):
        arguments, result = signature(member.type)
        return f"{result} {member.name}({', '.join(arguments)})"
    text = f"{type_name(member.type)} {member.name}"
    return f"{text} = {member.value}" if member.value else text


def type_name(descriptor: str) -> str:
    """``[Ljava/lang/String;`` as ``String[]``."""
    bare = descriptor.lstrip("[")
    arrays = "[]" * (len(descriptor) - len(bare))
    if bare.startswith("L"):
        return bare.rstrip(";").rpartition("/")[2].lstrip("L").replace("$", ".") + arrays
    return _BASIC.get(bare, bare) + arrays


def signature(descriptor: str) -> tuple[list[str], str]:
    """Types of the arguments and of the result of a method."""
    inside, _, result = descriptor[1:].partition(")")
    found = []
    at = 0
    while at < len(inside):
        end = at
        while end < len(inside) and inside[end] == "[":
            end += 1
        end = inside.find(";", end) + 1 if inside.startswith("L", end) else end + 1
        end = end if end > at else len(inside)
        found.append(type_name(inside[at:end]))
        at = end
    return found, type_name(result)


def decode(raw: bytes) -> str:
    """Java's own UTF-8: zero in two bytes, characters beyond the basic plane as two halves."""
    text = raw.replace(b"\xc0\x80", b"\0").decode("utf-8", "surrogatepass" if b"\xed" in raw else "replace")
    if b"\xed" in raw:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def parse(data: bytes) -> ClassFile:
    """Take a class file apart; what comes before damage is kept."""
    found = ClassFile()
    pool = _Pool(data)
    try:
        at = pool.read()
        flags, this, _, interfaces = struct.unpack_from(">HHHH", data, at)
        found.flags = flags
        name = pool.indexes.get(this, 0)
        found.name, found.offset = pool.text(name), pool.offset(name)
        at = _members(data, at + 8 + 2 * interfaces, pool, found.fields)
        _members(data, at, pool, found.methods)
    except (struct.error, IndexError, UnicodeDecodeError):
        found.damaged = True
    found.strings = [(pool.offset(index), pool.text(index)) for index in sorted(set(pool.strings))]
    found.strings = [(offset, text) for offset, text in found.strings if text.strip()]
    return found


class _Pool:
    """The constants of a class: texts by index, and which of them are names of classes or strings."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.texts: dict[int, tuple[int, int]] = {}
        self.indexes: dict[int, int] = {}
        self.strings: list[int] = []
        self.numbers: dict[int, str] = {}

    def read(self) -> int:
        """Read all constants; returns where they end."""
        data = self.data
        (count,) = struct.unpack_from(">H", data, 8)
        at, index = 10, 1
        while index < count:
            kind = data[at]
            if kind == _UTF8:
                (size,) = struct.unpack_from(">H", data, at + 1)
                self.texts[index] = (at + 3, at + 3 + size)
                at += 3 + size
            elif kind in _SIZES:
                self._small(kind, index, at + 1)
                at += 1 + _SIZES[kind]
            else:
                raise IndexError(f"constant of unknown kind {kind}")
            index += 2 if kind in (_LONG, _DOUBLE) else 1
        return at

    def _small(self, kind: int, index: int, at: int) -> None:
        if kind in _NUMBERS:
            self.numbers[index] = str(struct.unpack_from(_NUMBERS[kind], self.data, at)[0])
        elif kind in (_CLASS, _STRING):
            (target,) = struct.unpack_from(">H", self.data, at)
            self.indexes[index] = target
            if kind == _STRING:
                self.strings.append(target)

    def text(self, index: int) -> str:
        """A text; empty for an index that leads to none."""
        start, end = self.texts.get(index, (0, 0))
        try:
            return decode(self.data[start:end])
        except UnicodeDecodeError:
            return self.data[start:end].decode("utf-8", "replace")

    def offset(self, index: int) -> int:
        """Where a text stands in the file."""
        return self.texts.get(index, (0, 0))[0]

    def constant(self, index: int) -> str:
        """A constant as one would write it."""
        if index in self.numbers:
            return self.numbers[index]
        return f'"{self.text(self.indexes[index])}"' if index in self.indexes else ""


def _members(data: bytes, at: int, pool: _Pool, into: list[Member]) -> int:
    """Fields or methods; returns where they end. Those that the compiler made for itself are left out."""
    (count,) = struct.unpack_from(">H", data, at)
    at += 2
    for _ in range(count):
        flags, name, kind, attributes = struct.unpack_from(">HHHH", data, at)
        at += 8
        value = ""
        for _ in range(attributes):
            label, size = struct.unpack_from(">HI", data, at)
            if size == 2 and pool.text(label) == "ConstantValue":
                value = pool.constant(struct.unpack_from(">H", data, at + 6)[0])
            at += 6 + size
        text = pool.text(name)
        if text and not flags & _SYNTHETIC and not text.startswith("<"):
            into.append(Member(text, pool.text(kind), pool.offset(name), value, flags))
    return at
