"""What an output format is, and how one is found by its name."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TextIO

from onrecord.flow.laws import Law
from onrecord.flow.result import DocumentResult
from onrecord.flow.summary import Summary

FORMATS = ("text", "jsonl", "csv", "sarif", "html")


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule says of itself, for formats that carry the rules along."""

    id: str
    version: int
    title: str
    why: str
    legal: tuple[str, ...] = ()


def _no_rules() -> Mapping[str, RuleText]:
    return {}


def _no_laws() -> Mapping[str, Law]:
    return {}


@dataclass(frozen=True, slots=True)
class Options:
    """How to write.

    ``colour`` is for terminals. ``lookalikes`` shows them in the text output, which else only counts them.
    ``rules`` and ``laws`` are asked only by formats that carry their texts along.
    """

    colour: bool = False
    width: int = 80
    lookalikes: bool = False
    rules: Callable[[], Mapping[str, RuleText]] = field(default=_no_rules)
    laws: Callable[[], Mapping[str, Law]] = field(default=_no_laws)


class Writer(Protocol):
    """Takes documents as they finish, then the summary."""

    def document(self, result: DocumentResult) -> None:
        """Write one document that has findings or gaps."""

    def close(self, summary: Summary) -> None:
        """Write what comes last. Called once, also when the scan was stopped."""


@dataclass(frozen=True, slots=True)
class Format:
    """An output format. A module of this package offers it as ``FORMAT``.

    ``summary`` says that the format tells people the summary itself; ``pictures`` that it shows page images.
    """

    open: Callable[[TextIO, Options], Writer]
    summary: bool = False
    pictures: bool = False


def load(name: str) -> Format:
    """The format of that name."""
    found = importlib.import_module(f"onrecord.cli.output.{name}").FORMAT
    if not isinstance(found, Format):
        raise TypeError(f"onrecord.cli.output.{name} offers no format")
    return found
