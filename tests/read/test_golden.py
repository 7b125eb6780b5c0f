"""Every golden document reads as expected, its spans hold, and the fast path equals the slow one."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import golden_files as golden
import pytest

from onrecord.model.document import Document, Passage
from onrecord.model.reading import Ask
from onrecord.read.open import read

PATHS = list(golden.inputs())
IDS = [str(path.relative_to(golden.ROOT)) for path in PATHS]


@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_document_reads_as_expected(path: Path) -> None:
    expected = golden.expected_path(path)
    actual = golden.reading(path)
    if not expected.exists():
        expected.write_text(actual, "utf-8")
        pytest.fail(f"no expectation yet; {expected.name} was written: review this")
    assert actual.splitlines() == expected.read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_passages_stand_where_they_say(path: Path) -> None:
    for document in read(golden.blob_of(path)):
        check_document(document)


def check_document(document: Document) -> None:
    """What holds for every document of every reader."""
    for index, passage in enumerate(document.passages):
        assert document.text[passage.start : passage.end] == passage.text
        assert passage.text.strip(), f"passage {index} is blank"
        assert passage.parent is None or 0 <= passage.parent < len(document.passages)
        assert passage.parent != index
    for gap in document.gaps:
        assert gap.reason


@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_fast_path_equals_slow_path(path: Path) -> None:
    slow = list(read(golden.blob_of(path)))
    for word in _words(slow):
        fast = read(golden.blob_of(path), Ask(interest=lambda text, word=word: word in text.lower()))
        assert _holding(fast, word) == _holding(slow, word), f"for the interest {word!r}"


def _words(documents: list[Document]) -> list[str]:
    """A few words of the documents, rare ones and common ones."""
    counts = Counter(
        word.lower()
        for document in documents
        for passage in document.passages
        for word in re.findall(r"[A-Za-z]{4,}|[\u4e00-\u9fff]{2}", passage.text)
    )
    ranked = sorted(counts, key=lambda word: (counts[word], word))
    return ranked[:2] + ranked[len(ranked) // 2 :][:2] + ranked[-1:]


def _holding(documents: object, word: str) -> list[object]:
    assert hasattr(documents, "__iter__")
    found = []
    for document in documents:
        for passage in document.passages:
            if word in passage.text.lower():
                parent = document.passages[passage.parent].text if passage.parent is not None else None
                found.append((document.members, _essence(passage), parent))
    return found


def _essence(p: Passage) -> object:
    return (p.kind, p.text, p.locator, p.context, p.name, p.value, p.note, p.cells, p.flags)
