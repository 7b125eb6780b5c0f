"""Read programs, libraries and other binaries: the strings in them, with byte offsets.

Strings that stand close together (a string table, the names of an enumeration) share a group. Java classes,
Android code and .NET assemblies keep their names in tables of their own, which are read as such.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from onrecord.model.document import Blob, Document
from onrecord.model.place import Locator
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind, PassageKind
from onrecord.read.binary_class import is_class, lay_out_class
from onrecord.read.binary_dex import is_dex, lay_out_dex
from onrecord.read.binary_needles import needles_for
from onrecord.read.binary_pages import PAGE, pages_of_interest
from onrecord.read.binary_parts import LITERALS, Heap, dotnet_heaps, packed_with, searchable
from onrecord.read.binary_strings import Found, strings
from onrecord.read.draft import Draft
from onrecord.read.reader import Reader

MOST_STRINGS = 200_000
_SUFFIXES = (
    ".dll", ".so", ".a", ".lib", ".o", ".obj", ".bin", ".class", ".dex", ".dylib", ".sys", ".ocx", ".pyd",
    ".arsc", ".pdb", ".qm", ".res", ".axf", ".elf", ".ko", ".node", ".pyc", ".winmd", ".tlb", ".fw", ".rom",
)  # fmt: skip
_STEP = 32 * PAGE
_BATCH = 16
Interest = Callable[[str], bool]
_NEAR = 16
"""Strings of one table have at most so many bytes between them: an end mark, a length, padding."""


def read(blob: Blob, ask: Ask) -> Document:
    """The strings of a binary: all of them, or the tables that hold something of interest."""
    draft = Draft(blob, ask)
    if is_class(blob.data):
        lay_out_class(draft)
    elif is_dex(blob.data):
        lay_out_dex(draft)
    else:
        _lay_out_strings(draft)
    if not blob.data:
        draft.gap(GapKind.EMPTY, "the file is empty")
    return draft.document(READER)


def _lay_out_strings(draft: Draft) -> None:
    packer = packed_with(draft.blob.data)
    if packer:
        reason = f"packed with {packer}, which hides its strings"
        draft.gap(GapKind.UNSUPPORTED, reason, f"unpack it with `{packer.lower()} -d` and scan it again")
    count = 0
    for group, table in _kept(_tables(_found(draft.blob.data, draft.ask)), draft.ask.interest):
        count += len(table)
        if count > MOST_STRINGS:
            reason = (
                f"more than {MOST_STRINGS:,} strings; those from byte {table[0].offset:,} on were left out"
            )
            draft.gap(GapKind.TOO_LARGE, reason)
            return
        for found in table:
            locator = Locator(members=draft.blob.members, record=draft.blob.record, offset=found.offset)
            draft.add(PassageKind.STRING, found.text, locator, group=group)


Table = list[Found]


def _kept(tables: Iterable[Table], interest: Interest | None) -> Iterator[tuple[int, Table]]:
    """Numbered tables of interest; asked in batches first, for most batches hold none."""
    numbered = enumerate(tables)
    while batch := list(islice(numbered, _BATCH)):
        if interest is None:
            yield from batch
        elif interest("\n".join(found.text for _, table in batch for found in table)):
            for number, table in batch:
                if interest("\n".join(found.text for found in table)):
                    yield number, table


def _found(data: bytes, ask: Ask) -> Iterator[Found]:
    """Strings of the whole file, or of the pages that may be of interest, in the order of their offsets."""
    heaps = dotnet_heaps(data)
    parts: list[tuple[int, int, Heap | None]] = [(heap.start, heap.end, heap) for heap in heaps]
    parts += [(start, end, None) for start, end in searchable(data, heaps)]
    for start, end, heap in sorted(parts, key=lambda part: part[0]):
        if heap is not None:
            yield from _heap_strings(data, heap)
        else:
            yield from _part_strings(data, start, end, ask)


def _part_strings(data: bytes, low: int, high: int, ask: Ask) -> Iterator[Found]:
    if ask.interest is None or not ask.literals:
        for start in range(low // PAGE * PAGE, high, _STEP):
            yield from strings(data, max(low, start), min(high, start + _STEP), low, high)
        return
    pages = pages_of_interest(data, low, high, needles_for(ask.literals), ask.interest)
    for start, end in _stretches(pages):
        yield from strings(data, max(low, start), min(high, end), low, high)


def _stretches(pages: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring pages put together."""
    start = end = -1
    for page in pages:
        if page != end or end - start >= _STEP:
            if end > start:
                yield start, end
            start = page
        end = page + PAGE
    if end > start:
        yield start, end


def _tables(found: Iterable[Found]) -> Iterator[Table]:
    """Strings that stand together: on one page, of one width, with next to nothing in between."""
    table: Table = []
    for one in found:
        last = table[-1] if table else one
        apart = one.offset - last.end > _NEAR or one.offset // PAGE != last.offset // PAGE
        if table and (apart or one.width != last.width):
            yield table
            table = []
        table.append(one)
    if table:
        yield table


def _heap_strings(data: bytes, heap: Heap) -> Iterator[Found]:
    """The strings of a .NET heap: names end in a zero byte, literals begin with their length."""
    if heap.name == LITERALS:
        yield from _literals(data, heap)
        return
    at = heap.start
    while at < heap.end:
        end = data.find(b"\0", at, heap.end)
        end = heap.end if end < 0 else end
        text = data[at:end].decode("utf-8", "replace").strip()
        if len(text) > 1:
            yield Found(at, end, text, "utf-8")
        at = end + 1


def _literals(data: bytes, heap: Heap) -> Iterator[Found]:
    at = heap.start
    while at < heap.end:
        size, start = _length(data, at)
        end = min(start + size, heap.end)
        text = data[start : max(start, end - 1)].decode("utf-16-le", "replace").strip()
        if len(text) > 1:
            yield Found(start, end, text, "utf-16-le")
        at = end if end > at else at + 1


def _length(data: bytes, at: int) -> tuple[int, int]:
    """A length of one, two or four bytes, told by its first bits; and where the bytes begin."""
    first = data[at]
    if first < 0x80:
        return first, at + 1
    if first < 0xC0:
        return (first & 0x3F) << 8 | int.from_bytes(data[at + 1 : at + 2], "big"), at + 2
    return (first & 0x1F) << 24 | int.from_bytes(data[at + 1 : at + 4], "big"), at + 4


READER = Reader(
    name="binary",
    version=1,
    media_types=(
        "application/octet-stream",
        "application/x-sharedlib",
        "application/x-executable",
        "application/x-object",
        "application/x-mach-binary",
        "application/java-vm",
        "application/x-java-applet",
        "application/vnd.android.dex",
    ),
    suffixes=_SUFFIXES,
    read=read,
    magic=(
        (0, b"MZ"),
        (0, b"\x7fELF"),
        (0, b"\xca\xfe\xba\xbe"),
        (0, b"dex\n"),
        (0, b"\xcf\xfa\xed\xfe"),
        (0, b"\xce\xfa\xed\xfe"),
        (0, b"\xfe\xed\xfa\xce"),
        (0, b"\xfe\xed\xfa\xcf"),
        (0, b"!<arch>\n"),
        (0, b"Microsoft C/C++ MSF 7.00"),
        (0, b"\xde\x12\x04\x95"),
        (0, b"\x95\x04\x12\xde"),
    ),
    cannot=(
        "strings shorter than four letters (two Chinese characters)",
        "Big5, Shift-JIS and EUC-KR strings",
        "encrypted or packed programs",
        "what a string is used for: only its neighbours are known",
    ),
)
