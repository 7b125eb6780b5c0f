"""Look at rule packs, prove them, put them in form, begin new ones: what `onrecord rules` does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.flow.errors import UserError
from onrecord.flow.inputs import shown
from onrecord.model.vocabulary import Trait

if TYPE_CHECKING:
    from onrecord.detect.packs import Packs
    from onrecord.detect.rule import Rule


@dataclass(frozen=True, slots=True)
class Proof:
    """How the examples of a rule went: ``broken`` fail, ``todo`` are known misses, ``passing`` now hold."""

    rule: str
    file: str
    held: int
    broken: tuple[str, ...]
    todo: tuple[str, ...]
    passing: tuple[str, ...]


def prove(packs: Packs, only: str = "") -> Iterator[Proof]:
    """Run the examples of every rule whose id begins with ``only``."""
    from onrecord.detect.check import complaint_about

    for rule in sorted(packs.rules(), key=lambda rule: rule.id):
        if not rule.id.startswith(only) or rule.status == "retired":
            continue
        held, broken, todo, passing = 0, list[str](), list[str](), list[str]()
        for number, example in enumerate(rule.examples, 1):
            complaint = complaint_about(rule, example, packs)
            line = f"example {number}: {complaint or 'holds'}: {example.text!r}"
            if example.todo:
                (todo if complaint else passing).append(line)
            elif complaint:
                broken.append(line)
            else:
                held += 1
        yield Proof(rule.id, rule.file, held, tuple(broken), tuple(todo), tuple(passing))


def listed(packs: Packs, lang: str = "", trait: str = "") -> list[Rule]:
    """Rules by id, of one language or trait where asked."""
    return sorted(
        (
            rule
            for rule in packs.rules()
            if (not lang or rule.lang == lang) and (not trait or rule.trait.value == trait)
        ),
        key=lambda rule: rule.id,
    )


def pack_paths(paths: tuple[Path, ...]) -> Iterator[Path]:
    """The YAML files among paths and below folders."""
    for path in paths:
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*.y*ml") if found.suffix in (".yml", ".yaml"))
        elif path.is_file():
            yield path
        else:
            raise UserError(f"{shown(path)}: no such file or folder", "Name a rule file or a folder of them.")


def in_form(path: Path) -> tuple[str, str]:
    """The text of a pack file as it is, and as it should be.

    A file with comments stays as it is: the one form does not keep them.
    """
    import yaml

    from onrecord.detect.fmt import formatted

    try:
        text = path.read_text(encoding="utf-8")
        data = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UserError(f"{shown(path)}: cannot be read as YAML ({error})", "Mend it first.") from error
    return text, text if re.search(r"^\s*#", text, re.MULTILINE) else formatted(data)


def new_rule(folder: Path, lang: str, trait: Trait) -> Path:
    """Begin a rule file with everything that a rule must have; ``rules test`` fails until it is filled in."""
    file = folder / lang / f"{trait.value}.yml"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as out:
            out.write(_TEMPLATE.format(lang=lang, trait=trait.value))
    except FileExistsError as error:
        raise UserError(f"{shown(file)}: is there already", "Add your words and examples to it.") from error
    except OSError as error:
        raise UserError(
            f"{shown(file)}: cannot be written ({error.strerror or error})", "Choose another --in."
        ) from error
    return file


_TEMPLATE = """id: {lang}.{trait}
version: 1
status: draft
title: {trait} offered as a face attribute
lang: {lang}
trait: {trait}
why: Say in one sentence why these words mean that the product infers this trait.
legal: []
match:
- name: names
  strength: medium
  terms:
  - FILL IN a word that names the trait
unless: []
examples:
- {{text: "FILL IN a sentence that must be found", finds: "FILL IN the word in it", stance: claim}}
- {{text: "FILL IN a sentence with the word that must not be found", finds: null}}
"""
