"""Damage inside the parts of office packages: flipped bytes of a ZIP file seldom get past its checksums."""

from __future__ import annotations

import io
import random
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "read"))

import fuzz  # noqa: E402

from onrecord.model.document import Blob  # noqa: E402

PATHS = [
    path
    for folder in ("docx", "pptx", "sheets", "odf")
    for path in sorted((ROOT / "golden" / folder).glob("*.*"))
    if path.read_bytes()[:4] == b"PK\x03\x04"
]
_WORDS = [
    b"<w:tbl>",
    b"<w:tr>",
    b"</w:tc>",
    b"<w:p>",
    b"</w:p>",
    b"<a:p>",
    b"<row>",
    b'w:val="99999999"',
    b'w:val="-1"',
    b"&#x110000;",
    b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
    b"&b;",
    b'gridSpan="1000000"',
    b'r="ZZZ9999999"',
    b"<w:t>",
    b"\xff\xfe",
    b'table:number-columns-repeated="1000000000"',
    b"<table:table-cell/>",
    b"<text:p>",
    b'val="9"',
    b"<w:sdt>",
    b"<text:list>",
]


def damaged(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Copies in which one or two parts are damaged, packed again."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for number in range(count):
        changed = dict(parts)
        for name in chance.sample(sorted(parts), min(len(parts), chance.randint(1, 2))):
            changed[name] = _damage(parts[name], chance, seed + number)
        if chance.random() < 0.1:
            del changed[chance.choice(sorted(changed))]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in changed.items():
                archive.writestr(name, content)
        yield out.getvalue()


def _damage(content: bytes, chance: random.Random, seed: int) -> bytes:
    if chance.random() < 0.5:
        return next(fuzz.mutations(content, 1, seed))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(content) + 1)
        content = content[:at] + chance.choice(_WORDS) * chance.choice((1, 1, 1, 40)) + content[at:]
    return content


def run(path: Path, count: int, seed: int) -> None:
    blob = Blob(path.read_bytes(), path.name)
    for number, data in enumerate(damaged(blob.data, count, seed)):
        try:
            for document in fuzz.check(blob, data):
                assert "root:" not in document.text
        except Exception as error:
            error.add_note(f"{path.name}: inner mutation {number} of seed {seed}")
            raise


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_damaged_parts_are_read(path: Path) -> None:
    run(path, 12, seed=5)


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_many_damaged_parts_are_read(path: Path) -> None:
    run(path, 400, seed=17)
