#!/usr/bin/env python3
"""Write the reference from the code: ``python tools/make_reference.py``.

docs/reference/commands.md from the commands, docs/reference/words.md from the names of the word lists.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, TypeGuard

import click

from onrecord.cli.main import cli
from onrecord.detect.vocabulary import Sign

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
TARGET = REFERENCE / "commands.md"
WORDS = REFERENCE / "words.md"
HEAD = """# Commands and options

Made by `python tools/make_reference.py` from the program itself; do not edit by hand.
`onrecord COMMAND --help` says the same; `onrecord --version` tells the version.
Sizes are written like `500M` or `2G`.
"""


def commands(group: click.Group, name: str = "onrecord") -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, groups before what is in them."""
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        if command is None:
            continue
        yield f"{name} {word}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {word}")


def section(name: str, command: click.Command) -> str:
    """One command: how it is called, what it does, its options."""
    context = click.Context(command, info_name=name)
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    parts = [f"\n## {name}\n", f"```\n{usage}\n```\n", _plain(command.help or "")]
    rows = [_row(option, context) for option in command.params if isinstance(option, click.Option)]
    if rows:
        parts += ["", "| option | |", "|---|---|", *rows]
    if command.epilog:
        parts += ["", _plain(command.epilog)]
    return "\n".join(parts) + "\n"


def _row(option: click.Option, context: click.Context) -> str:
    given = option.make_metavar(context).strip("[]").replace("|", ", ")
    metavar = "" if option.is_flag else f" {given}"
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    text = " ".join((option.help or "").split())
    if option.show_default and option.default is not None:
        text = f"{text} Default: {option.default}.".strip()
    return f"| {names}{metavar} | {text} |"


def _plain(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def text() -> str:
    """The page of commands."""
    return HEAD + "".join(section(name, command) for name, command in commands(cli))


def words() -> str:
    """The page of word lists: each name with the text that stands below it in the code."""
    tree = ast.parse(inspect.getsource(Sign))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    rows = []
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = Sign[node.targets[0].id].value
            told = after.value.value if _is_text(after) else f"Cues of {name.replace('_', ' ')}."
            rows.append(f"| `{name}` | {told} |")
    return WORDS_HEAD + "\n".join(rows) + "\n"


def _is_text(node: ast.stmt | None) -> TypeGuard[_Text]:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


class _Text(Protocol):
    value: ast.Constant


WORDS_HEAD = """# Word lists of a language

Made by `python tools/make_reference.py` from `src/onrecord/detect/vocabulary.py`; do not edit by hand.
`words.yml` and `stance.yml` of a language give the members of these lists; `packs/en` is the model.

| list | its words |
|---|---|
"""


if __name__ == "__main__":
    TARGET.write_text(text(), "utf-8")
    WORDS.write_text(words(), "utf-8")
