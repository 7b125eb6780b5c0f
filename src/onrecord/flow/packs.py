"""Find the rule packs: those that come with OnRecord, and folders of a user's own laid over them."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import cache
from onrecord.flow.errors import UserError
from onrecord.flow.inputs import shown

if TYPE_CHECKING:
    from onrecord.detect.packs import Packs

SUFFIXES = (".yml", ".yaml")
KEPT = "packs"


def pack_files(overlays: Iterable[Path] = ()) -> dict[str, str]:
    """Texts by path (``en/ethnicity.yml``); a file of a later folder replaces one of the same path."""
    files = dict(_files(packaged("packs")))
    for folder in overlays:
        files.update(_overlay(folder))
    return files


def load_packs(files: dict[str, str]) -> Packs:
    """The packs ready for use, or a clear line about the file that is broken.

    The last few are kept, for programs that scan more than once.
    """
    return _loaded(tuple(sorted(files.items())))


@lru_cache(maxsize=4)
def _loaded(files: tuple[tuple[str, str], ...]) -> Packs:
    from onrecord.detect.compiled import restore

    collecting = gc.isenabled()
    gc.disable()  # thousands of small objects that all stay: looking for garbage among them doubles the time
    try:
        key = _key(files)
        kept = cache.load(KEPT, key) if key else None
        return _parsed(files, key) if kept is None else restore(kept)
    finally:
        if collecting:
            gc.enable()


def _key(files: tuple[tuple[str, str], ...]) -> str:
    """Changes with the packs and with the code that reads and folds them; empty where that cannot be told."""
    home = Path(__file__).resolve().parents[1]
    program = cache.program([home / "detect", home / "text"])
    texts = (part for file in files for part in file)
    return cache.key_of([program, *texts]) if program else ""


def _parsed(files: tuple[tuple[str, str], ...], key: str) -> Packs:
    from onrecord.detect.compiled import compile_packs
    from onrecord.detect.packs import load
    from onrecord.detect.rule import PackError

    try:
        packs = load(dict(files))
    except PackError as error:
        raise UserError(
            f"Broken rule pack: {error}", "Mend it; `onrecord rules check` shows every problem."
        ) from error
    if key:
        with suppress(TypeError, ValueError):  # a value that JSON has no form for: not kept, that is all
            cache.store(KEPT, key, compile_packs(packs))
    return packs


def packaged(name: str) -> Traversable:
    """A folder that ships inside the wheel, or stands in the repository when run from there."""
    inside = resources.files("onrecord") / name
    if inside.is_dir():
        return inside
    beside = Path(__file__).resolve().parents[3] / name
    if beside.is_dir():
        return beside
    raise UserError(f"This installation has lost its folder '{name}'", "Install onrecord again.")


def _overlay(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        raise UserError(
            f"{shown(folder)}: no such folder of rules", "Give --rules a folder with <language>/<rule>.yml."
        )
    found = dict(_files(folder))
    if not any("/" in path for path in found):
        raise UserError(
            f"{shown(folder)}: no rules in it", "Rules stand in a folder per language: <language>/<rule>.yml."
        )
    return found


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{prefix}{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _files(entry, f"{path}/")
        elif entry.name.endswith(SUFFIXES):
            yield path, _text(entry, path)


def _text(entry: Traversable, path: str) -> str:
    try:
        return entry.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UserError(f"Broken rule pack: {path}: not UTF-8", "Save it as UTF-8.") from error
    except OSError as error:
        raise UserError(f"Rule pack {path}: {error.strerror or error}", "Check its permissions.") from error
