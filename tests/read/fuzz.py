"""Mutate documents and read them: no exception, no hang. ``python tests/read/fuzz.py FOLDER [COUNT]``.

The seeds are fixed, so a failure can be run again.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import golden_files as golden

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask, Limits
from onrecord.model.vocabulary import GapKind
from onrecord.read.open import read
from onrecord.read.reader import Reader
from onrecord.read.registry import recognise

LIMITS = Limits(
    total_bytes=64 << 20, members=2_000, seconds=10, text_chars=5_000_000, pages=50, cells=200_000
)
SECONDS = 10.0
"""Processor time allowed for one mutated file of a few kilobytes."""


def mutations(data: bytes, count: int, seed: int, other: bytes = b"") -> Iterator[bytes]:
    """Damaged copies: flipped bits, cuts, doubled and moved parts, splices with another document."""
    chance = random.Random(seed)
    actions = (_flip, _cut, _double, _remove, _repeat_byte, _swap)
    for _ in range(count):
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            chance.choice(actions)(damaged, chance)
        if other and chance.random() < 0.2:
            at = chance.randrange(len(damaged) + 1)
            start = chance.randrange(len(other))
            damaged[at:at] = other[start : start + chance.randint(1, 4096)]
        yield bytes(damaged)


def _flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 12)):
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut(data: bytearray, chance: random.Random) -> None:
    if data:
        del data[chance.randrange(len(data)) :]


def _remove(data: bytearray, chance: random.Random) -> None:
    if data:
        start = chance.randrange(len(data))
        del data[start : start + chance.randint(1, max(1, len(data) // 8))]


def _double(data: bytearray, chance: random.Random) -> None:
    if data:
        start = chance.randrange(len(data))
        part = data[start : start + chance.randint(1, 512)]
        at = chance.randrange(len(data))
        data[at:at] = part * chance.randint(1, 8)


def _repeat_byte(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = bytes([chance.choice(b"\0\xff{}[]()<>\"'\\/*&#:;,|-\n\r\t 0")]) * chance.randint(1, 3000)


def _swap(data: bytearray, chance: random.Random) -> None:
    """Swap two parts."""
    if len(data) > 8:
        a, b = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
        size = min(32, b - a)
        data[a : a + size], data[b : b + size] = data[b : b + size], data[a : a + size]


def read_all(blob: Blob, reader: Reader | None = None) -> list[Document]:
    """Read with small limits; straight through ``reader`` if given, so that no exception is softened."""
    ask = Ask(limits=LIMITS, ocr="never")
    return [reader.read(blob, ask)] if reader else list(read(blob, ask))


def check(blob: Blob, data: bytes) -> list[Document]:
    """Read one mutation as what it looks like and as what it was; raise on anything out of order."""
    match = recognise(blob)
    damaged = replace(blob, data=data)
    began = time.process_time()
    documents = read_all(damaged)
    if match and isinstance(match.format, Reader) and data:
        documents += read_all(damaged, match.format)
    spent = time.process_time() - began
    assert spent < SECONDS, f"took {spent:.1f} s"
    for document in documents:
        for passage in document.passages:
            assert document.text[passage.start : passage.end] == passage.text
        for gap in document.gaps:
            assert not gap.reason.startswith(f"the {document.reader} reader gave up"), gap.reason
            assert isinstance(gap.kind, GapKind)
    return documents


def fuzz_file(path: Path, count: int, seed: int = 1, other: bytes = b"") -> None:
    """Read ``count`` mutations of a file; a failure names the mutation that caused it."""
    blob = Blob(path.read_bytes(), path.name)
    for number, data in enumerate(mutations(blob.data, count, seed, other)):
        try:
            check(blob, data)
        except Exception as error:
            error.add_note(f"{path.name}: mutation {number} of seed {seed}")
            raise


def main(arguments: list[str]) -> int:
    folder, count = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1000
    paths = [path for path in golden.inputs() if folder.resolve() in (path.parent, path)]
    for path in paths:
        fuzz_file(path, -(-count // len(paths)))
        print(f"{path.name}: {-(-count // len(paths))} mutations read")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
