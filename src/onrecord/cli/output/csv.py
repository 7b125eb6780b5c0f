"""CSV for spreadsheets: UTF-8 with a byte order mark, no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
from typing import TextIO

from onrecord.cli.output.base import Format, Options
from onrecord.cli.output.safe import safe
from onrecord.flow.place import place
from onrecord.flow.result import DocumentResult
from onrecord.flow.summary import Summary
from onrecord.model.finding import Finding

COLUMNS = (
    "path",
    "members",
    "place",
    "quote",
    "stance",
    "trait",
    "values",
    "basis",
    "strength",
    "language",
    "english",
    "context",
    "publisher",
    "role",
    "vendor",
    "products",
    "accuracy",
    "lookalike",
    "legal",
    "flags",
    "rule",
    "rule_version",
    "fingerprint",
    "start",
    "end",
    "document_sha256",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(text: str) -> str:
    """A cell that stays text: a leading apostrophe stops spreadsheets from running it."""
    clean = safe(text)
    return f"'{clean}" if text.startswith(_FORMULA) or clean.startswith(_FORMULA) else clean


class _Writer:
    def __init__(self, stream: TextIO) -> None:
        stream.write("\N{ZERO WIDTH NO-BREAK SPACE}")
        self._stream = stream
        self._table = csv.writer(stream)
        self._table.writerow(COLUMNS)

    def document(self, result: DocumentResult) -> None:
        for seen in result.findings:
            self._table.writerow([cell(text) for text in _row(seen.finding)])
        self._stream.flush()

    def close(self, summary: Summary) -> None:
        """Nothing comes last: a spreadsheet wants rows only."""


def _row(finding: Finding) -> list[str]:
    return [
        finding.path,
        " › ".join(finding.locator.members),
        place(finding.locator),
        finding.quote,
        finding.stance,
        finding.trait,
        "; ".join(finding.values),
        finding.basis,
        finding.strength,
        finding.language,
        "; ".join(f"{gloss.term} = {gloss.english}" for gloss in finding.glosses),
        " › ".join(finding.context),
        finding.publisher,
        finding.role,
        finding.vendor,
        "; ".join(finding.products),
        finding.accuracy,
        finding.lookalike,
        "; ".join(finding.legal),
        "; ".join(sorted(finding.flags)),
        finding.rule,
        str(finding.rule_version),
        finding.fingerprint,
        str(finding.start),
        str(finding.end),
        finding.document_sha256,
    ]


def _open(stream: TextIO, _options: Options) -> _Writer:
    return _Writer(stream)


FORMAT = Format(_open)
