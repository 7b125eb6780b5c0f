"""A finding as a JSON object: the record that `--format jsonl` writes and that other programs read."""

from __future__ import annotations

import json
from operator import attrgetter

from onrecord.flow.codec import Json, RecordError, decode, dump, encode
from onrecord.flow.errors import UserError
from onrecord.model.finding import Finding

ORDER = (
    "path",
    "quote",
    "start",
    "end",
    "trait",
    "values",
    "stance",
    "basis",
    "strength",
    "rule",
    "rule_version",
    "language",
    "role",
    "publisher",
    "vendor",
    "products",
    "accuracy",
    "locator",
    "why",
    "fingerprint",
    "traits",
    "kind",
    "context",
    "glosses",
    "legal",
    "flags",
    "lookalike",
    "document_sha256",
    "reader",
)
_VALUES = attrgetter(*ORDER)


def to_record(finding: Finding) -> dict[str, Json]:
    """The fields of a finding in their published order; only the locator leaves out what it does not have."""
    return {name: encode(getattr(finding, name), sparse=name == "locator") for name in ORDER}


def from_record(record: Json) -> Finding:
    """The finding that a record describes; unknown fields are ignored, wrong ones raise ``RecordError``."""
    finding = decode(Finding, record)
    if not isinstance(finding, Finding):  # decode gives what it is asked for; this tells the type checker
        raise RecordError("not a finding")
    return finding


def to_line(finding: Finding) -> str:
    """One line of JSON, without its line end."""
    record = dict(zip(ORDER, _VALUES(finding), strict=True))
    record["locator"] = encode(finding.locator, sparse=True)
    return dump(record)


def from_line(line: str, where: str) -> Finding:
    """Read a line that ``to_line`` wrote; ``where`` names file and line for the error."""
    try:
        return from_record(json.loads(line))
    except ValueError as error:
        raise UserError(
            f"{where}: not a finding ({error})", "Give a file written by `onrecord scan --format jsonl`."
        ) from error
