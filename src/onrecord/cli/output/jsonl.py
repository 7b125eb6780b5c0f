"""JSON lines: one finding a line, as ``docs/reference/finding.schema.json`` describes it."""

from __future__ import annotations

from typing import TextIO

from onrecord.cli.output.base import Format, Options
from onrecord.flow.record import to_line
from onrecord.flow.result import DocumentResult
from onrecord.flow.summary import Summary


class _Writer:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def document(self, result: DocumentResult) -> None:
        for seen in result.findings:
            self._stream.write(to_line(seen.finding) + "\n")
        self._stream.flush()

    def close(self, summary: Summary) -> None:
        """Nothing comes last: every line stands for itself."""


def _open(stream: TextIO, _options: Options) -> _Writer:
    return _Writer(stream)


FORMAT = Format(_open)
