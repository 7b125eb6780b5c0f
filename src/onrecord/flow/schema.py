"""The JSON Schema of a finding, made from the dataclasses so that it cannot drift from the code."""

from __future__ import annotations

import dataclasses
import types
import typing
from enum import StrEnum

from onrecord.flow.codec import Json, hints
from onrecord.flow.record import ORDER
from onrecord.model.finding import Finding
from onrecord.model.place import Locator

DESCRIPTIONS = {
    "path": "The scanned file as it was named; members of archives stand in locator.members.",
    "quote": "The words that were found: characters start to end of the reading.",
    "start": "Character offset of the quote in the reading of the document.",
    "end": "Character offset just after the quote.",
    "trait": "What is said to be inferred; the strongest when a passage names several.",
    "values": "The classes that the passage names, such as peoples or colours.",
    "stance": "What the passage does with the inference: claims it, denies it, forbids it, reports it …",
    "basis": "Where the trait is said to come from; only 'appearance' is an inference from looks.",
    "strength": "How directly the passage says it.",
    "rule": "The rule that matched; it is never reused for another meaning.",
    "rule_version": "Version of that rule.",
    "language": "Language of the passage.",
    "role": "Who published the document, as the provenance table says.",
    "publisher": "Publisher of the document, as the provenance table says.",
    "vendor": "Maker of the product, where known.",
    "products": "Product models named with the claim.",
    "accuracy": "Accuracy figure stated with the claim.",
    "locator": "Where the quote stands; only the fields that the format has.",
    "why": "The steps that led to this finding, in order.",
    "fingerprint": "Name of the finding that survives moving, re-wrapping and re-encoding of the document.",
    "traits": "All traits that the passage names.",
    "kind": "What the passage is in the layout of its document.",
    "context": "Headings, table header, enclosing type or comment around the quote, outermost first.",
    "glosses": "English glosses of the foreign terms that fired.",
    "legal": "Legal provisions that the passage may engage, by key.",
    "flags": "Things about the passage that a reviewer must know.",
    "lookalike": "For stance 'lookalike': which kind of look-alike it is.",
    "document_sha256": "SHA-256 of the bytes of the document.",
    "reader": "The reader that laid out the document.",
}


def finding_schema() -> dict[str, Json]:
    """JSON Schema (2020-12) of one line of `--format jsonl`."""
    defs: dict[str, Json] = {}
    known = hints(Finding)
    properties: dict[str, Json] = {}
    for name in ORDER:
        schema = _schema(known[name], defs)
        properties[name] = {"description": DESCRIPTIONS[name], **schema}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "OnRecord finding",
        "description": "A candidate statement found in a document; people judge it.",
        "type": "object",
        "properties": properties,
        "required": list(ORDER),
        "additionalProperties": False,
        "$defs": dict(sorted(defs.items())),
    }


def _schema(kind: object, defs: dict[str, Json]) -> dict[str, Json]:
    if isinstance(kind, types.UnionType):
        inner = next(part for part in typing.get_args(kind) if part is not type(None))
        return _schema(inner, defs)  # "not set" is written by leaving the field out
    origin = typing.get_origin(kind)
    if origin in (tuple, frozenset):
        items = _schema(typing.get_args(kind)[0], defs)
        unique: dict[str, Json] = {"uniqueItems": True} if origin is frozenset else {}
        return {"type": "array", "items": items, **unique}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        text = " ".join((kind.__doc__ or "").split())
        values: list[Json] = [member.value for member in kind]
        defs[kind.__name__] = {"description": text, "type": "string", "enum": values}
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        if kind.__name__ not in defs:
            defs[kind.__name__] = _object(kind, defs)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return {"type": _PLAIN[kind]}


_PLAIN: dict[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def _object(kind: type, defs: dict[str, Json]) -> Json:
    known = hints(kind)
    return {
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "object",
        "properties": {name: _schema(item, defs) for name, item in known.items()},
        "required": [] if kind is Locator else list(known),
        "additionalProperties": False,
    }
