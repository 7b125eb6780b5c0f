"""SARIF 2.1.0, for code scanning: claims are warnings, all else is a note; rules carry their help text."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from onrecord import __version__
from onrecord.cli.output.base import Format, Options, RuleText
from onrecord.cli.output.words import BASIS, headline, stance_word
from onrecord.flow.codec import Json, dump, encode
from onrecord.flow.place import finding_name, place
from onrecord.flow.result import DocumentResult
from onrecord.flow.summary import Summary, is_positive
from onrecord.model.document import Gap
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import Stance

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class _Writer:
    """Writes results as they come; the rules, known only at the end, stand behind them."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        self._stream = stream
        self._options = options
        self._index: dict[str, int] = {}
        self._fallback: dict[str, Finding] = {}
        self._notes: list[Json] = []
        self._results = 0
        head = f'{{\n"$schema": {json.dumps(SCHEMA)},\n"version": "2.1.0",\n"runs": [{{\n'
        stream.write(head + '"columnKind": "unicodeCodePoints",\n"results": [')

    def document(self, result: DocumentResult) -> None:
        for seen in result.findings:
            comma = "," if self._results else ""
            self._stream.write(f"{comma}\n{dump(self._result(seen.finding))}")
            self._results += 1
        self._notes.extend(_note(result, gap) for gap in result.gaps)
        self._stream.flush()

    def close(self, summary: Summary) -> None:
        rules = self._options.rules()
        driver: Json = {
            "name": "OnRecord",
            "version": __version__,
            "rules": [_rule(rule, rules, self._fallback[rule]) for rule in self._index],
        }
        invocation: Json = {
            "executionSuccessful": not summary.failed and not summary.stopped,
            "exitCode": summary.exit_code,
            "toolExecutionNotifications": self._notes,
        }
        self._stream.write(
            f'\n],\n"tool": {{"driver": {dump(driver)}}},\n"invocations": [{dump(invocation)}]\n}}]\n}}\n'
        )

    def _result(self, finding: Finding) -> Json:
        index = self._index.setdefault(finding.rule, len(self._index))
        self._fallback.setdefault(finding.rule, finding)
        lookalike = finding.stance is Stance.LOOKALIKE
        return {
            "ruleId": finding.rule,
            "ruleIndex": index,
            "kind": "informational" if lookalike else "fail",
            "level": "none" if lookalike else "warning" if is_positive(finding) else "note",
            "message": {"text": _message(finding)},
            "locations": [_location(finding)],
            "partialFingerprints": {"onrecord/v1": finding.fingerprint},
            "properties": _properties(finding),
        }


def _message(finding: Finding) -> str:
    gloss = "; ".join(f"{one.term} = {one.english}" for one in finding.glosses)
    words = f"{stance_word(finding).lower()}: {headline(finding)}: “{finding.quote}”"
    return f"{words} ({gloss})" if gloss else words


def _location(finding: Finding) -> Json:
    at = finding.locator
    physical: dict[str, Json] = {"artifactLocation": {"uri": uri(finding.path)}}
    if at.line is not None and not at.members:
        physical["region"] = {
            "startLine": at.line,
            "endLine": max(at.line_end or at.line, at.line),
            "snippet": {"text": finding.quote},
        }
    inside = " › ".join((*at.members, *(part for part in (place(at),) if part)))
    location: dict[str, Json] = {"physicalLocation": physical}
    if inside:
        location["logicalLocations"] = [{"fullyQualifiedName": inside}]
        location["message"] = {"text": f"{finding_name(finding)}: {place(at)}"}
    return location


def _properties(finding: Finding) -> Json:
    names = ("stance", "trait", "traits", "values", "basis", "strength", "language", "publisher", "role")
    more = (
        "vendor",
        "products",
        "accuracy",
        "context",
        "legal",
        "flags",
        "lookalike",
        "start",
        "end",
        "kind",
    )
    properties: dict[str, Json] = {name: encode(getattr(finding, name)) for name in (*names, *more)}
    properties["locator"] = encode(finding.locator, sparse=True)
    properties["documentSha256"] = finding.document_sha256
    return properties


def _rule(rule: str, rules: Mapping[str, RuleText], example: Finding) -> Json:
    known = rules.get(rule)
    title = known.title if known else f"{example.trait} ({BASIS[example.basis]})"
    help_text = known.why if known else "A rule that this version of the packs does not describe."
    legal = f"\n\nMay engage: {', '.join(known.legal)}." if known and known.legal else ""
    return {
        "id": rule,
        "shortDescription": {"text": title},
        "fullDescription": {"text": help_text},
        "help": {"text": f"{help_text}{legal}\n\nA finding is a candidate; people judge it."},
        "properties": {"version": known.version if known else example.rule_version},
    }


def _note(result: DocumentResult, gap: Gap) -> Json:
    inside = " › ".join(gap.members or result.members)
    where = f"{inside}: " if inside else ""
    advice = f" {gap.advice}" if gap.advice else ""
    return {
        "level": "warning",
        "message": {"text": f"{where}{gap.reason}.{advice}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(result.path)}}}],
        "properties": {"kind": gap.kind.value, "part": gap.part},
    }


def uri(path: str) -> str:
    """A relative URI for what stands below this folder, a ``file:`` URI for what does not."""
    if path.startswith("<"):
        return quote(path.strip("<>"))
    relative = os.path.relpath(path) if Path(path).is_absolute() else os.path.normpath(path)
    if relative.startswith(".."):
        return Path(path).absolute().as_uri()
    return quote(Path(relative).as_posix())


def _open(stream: TextIO, options: Options) -> _Writer:
    return _Writer(stream, options)


FORMAT = Format(_open)
