"""Option types and groups that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, TypedDict, TypeVar

import click

from onrecord.flow.errors import UserError
from onrecord.model.reading import Ask, Limits

F = TypeVar("F", bound=Callable[..., Any])


class Size(click.ParamType[int]):
    """A number of bytes: ``500M``, ``2G``, ``1048576``."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Bytes, or a usage error."""
        if isinstance(value, int):
            return value
        match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kmg]?)(?:i?b)?", str(value).strip().lower())
        if not match:
            self.fail(f"{value!r} is no size; write it like 500M or 2G.", param, ctx)
        return int(float(match.group(1)) * _UNITS[match.group(2)])


_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}


def choices(kind: type[StrEnum]) -> click.Choice[str]:
    """The words of an enum; ``look-alike`` and ``skin-colour`` are heard as well."""
    return _Words([member.value for member in kind])


class _Words(click.Choice[str]):
    def normalize_choice(self, choice: Any, ctx: click.Context | None) -> str:
        word = super().normalize_choice(choice, ctx).lower().replace("-", "_")
        return "lookalike" if word == "look_alike" else word


FILE = click.Path(path_type=Path, dir_okay=False)
"""A file given to an option; whether it is there is told when it is opened."""

FOLDER = click.Path(path_type=Path)
"""A folder given to an option."""


def reading_options(command: F) -> F:
    """How files are read: the same options for `scan`, `read` and `explain`."""
    defaults = Limits()
    for option in (
        click.option("--memory", type=Size(), metavar="SIZE", help="Most memory of one worker (default 2G)."),
        click.option(
            "--timeout",
            type=click.IntRange(1),
            metavar="SECONDS",
            help=f"Longest time for one document (default {defaults.seconds}).",
        ),
        click.option(
            "--max-bytes", type=Size(), metavar="SIZE", help="Larger files are not read (default 2G)."
        ),
        click.option("--encoding", metavar="NAME", help="Encoding of text files, when the guess is wrong."),
        click.option(
            "--ocr-lang",
            multiple=True,
            metavar="LANG",
            help="Languages for text recognition, by their tesseract names: chi_sim+eng. Default: by script.",
        ),
        click.option(
            "--ocr",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            show_default=True,
            help="Recognise text in pictures: pages without text, all pages, or none.",
        ),
    ):
        command = option(command)
    return command


class Reading(TypedDict):
    """What ``reading_options`` gives to a command."""

    ocr: str
    ocr_lang: tuple[str, ...]
    encoding: str | None
    max_bytes: int | None
    timeout: int | None
    memory: int | None


def make_ask(reading: Reading) -> Ask:
    """The reader's orders from the options."""
    usual = Limits()
    limits = Limits(
        file_bytes=usual.file_bytes if reading["max_bytes"] is None else reading["max_bytes"],
        seconds=reading["timeout"] or usual.seconds,
        memory_bytes=reading["memory"] or usual.memory_bytes,
    )
    languages = tuple(one for given in reading["ocr_lang"] for one in re.split(r"[+,\s]+", given) if one)
    return Ask(
        limits=limits, encoding=_known(reading["encoding"]), ocr=reading["ocr"], ocr_languages=languages
    )


def _known(encoding: str | None) -> str:
    import codecs

    if not encoding:
        return ""
    try:
        return codecs.lookup(encoding).name
    except LookupError as error:
        raise UserError(
            f"--encoding {encoding}: no such encoding", "Names are like gb18030, big5, shift_jis."
        ) from error
