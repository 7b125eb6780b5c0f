"""The golden files: made-up documents and, beside each, what a reader is expected to make of it.

``folder/name.ext`` is a document, ``folder/name.ext.json`` its expected reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from onrecord.model.document import Blob, Document, Passage
from onrecord.model.reading import Ask
from onrecord.read.open import read

ROOT = Path(__file__).parents[1] / "golden"
NOT_INPUT = frozenset({".py", ".pyc"})
LEFT_OUT = frozenset({"sha256", "reader_version", "text", "passages"})


def inputs() -> Iterator[Path]:
    """Every document below ``tests/golden``; ``x.json`` beside ``x`` is not one but its expectation."""
    for path in sorted(ROOT.glob("*/*")):
        if path.is_file() and path.suffix not in NOT_INPUT and not _is_expectation(path):
            yield path


def _is_expectation(path: Path) -> bool:
    return path.suffix == ".json" and path.with_suffix("").is_file()


def expected_path(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def blob_of(path: Path) -> Blob:
    return Blob(data=path.read_bytes(), name=path.name)


def reading(path: Path, ask: Ask | None = None) -> str:
    """The reading of a document in the form that is compared: stable, and short enough to be reviewed."""
    documents = [_document(document) for document in read(blob_of(path), ask or Ask())]
    return _dump(documents)


def _document(document: Document) -> dict[str, object]:
    shown = {key: value for key, value in _plain(document, LEFT_OUT).items() if value}
    shown["passages"] = [_passage(passage) for passage in document.passages]
    return shown


def _passage(passage: Passage) -> dict[str, object]:
    shown = _plain(passage, frozenset({"start", "end"}))
    return {"kind": shown.pop("kind"), "at": [passage.start, passage.end], **shown}


def _plain(item: object, left_out: frozenset[str] = frozenset()) -> dict[str, object]:
    """A dataclass as a dict without the fields that hold their default."""
    assert is_dataclass(item)
    shown = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name in left_out or value in (None, "", (), frozenset()):
            continue
        value = _value(value)
        if value not in ({}, []):
            shown[field.name] = value
    return shown


def _value(value: object) -> object:
    if is_dataclass(value):
        return _plain(value)
    if isinstance(value, frozenset):
        return sorted(str(item) for item in value)
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, float):
        return round(value, 1)
    return value


def _dump(documents: list[dict[str, object]]) -> str:
    """JSON with one passage a line, so that a difference is a line."""
    out = ["["]
    for number, document in enumerate(documents):
        passages = document.pop("passages")
        assert isinstance(passages, list)
        head = json.dumps(document, ensure_ascii=False)[1:-1]
        out.append("{" + head + ', "passages": [')
        out += [_line(item, last=item is passages[-1]) for item in passages]
        out.append("]}" + ("," if number < len(documents) - 1 else ""))
    return "\n".join([*out, "]"]) + "\n"


def _line(item: object, *, last: bool) -> str:
    return " " + json.dumps(item, ensure_ascii=False) + ("" if last else ",")
