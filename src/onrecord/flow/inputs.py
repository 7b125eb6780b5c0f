"""Turn the paths that a person names into inputs: files in a steady order, and what was left out and why."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from onrecord.model.document import Gap
from onrecord.model.finding import Provenance
from onrecord.model.vocabulary import GapKind

STDIN = "-"
STDIN_NAME = "<stdin>"


class SkipReason(StrEnum):
    """Why an entry of a folder is not an input; none of these is an error."""

    HIDDEN = "hidden folder"
    LINK_OUT = "link that leads out of the folder"
    LINK_INSIDE = "link to something in the same folder"
    LINK_BROKEN = "link that leads nowhere"
    SPECIAL = "device, pipe or socket"
    OWN = "file of this scan itself"
    REPEATED = "named more than once"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to scan. ``path`` is what people see; ``file`` is opened, unless the bytes are in ``data``.

    ``named`` says that the user asked for this very input, so failing to read it is an error.
    """

    path: str
    file: Path | None
    named: bool
    data: bytes | None = None
    size: int = 0
    sha256: str = ""
    """Digest that the bytes must have when a worker reads them, where somebody has kept a copy before."""
    media_type: str = ""
    provenance: Provenance | None = None
    """What is known of these bytes, where no table says it."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was left out on purpose."""

    path: str
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that could not even be opened."""

    path: str
    named: bool
    gap: Gap


Entry = Input | Skipped | Unreadable


@dataclass(slots=True)
class Walk:
    """Expands paths; remembers what it has given, so that nothing is scanned twice.

    ``own`` are files that belong to this scan (its output, its provenance table): never inputs.
    """

    own: frozenset[Path] = frozenset()
    stdin: bytes | None = None
    max_bytes: int | None = None
    _given: set[Path] = field(default_factory=set)

    def entries(self, paths: Iterable[str]) -> Iterator[Entry]:
        """Every entry below ``paths``, folder by folder, sorted by name."""
        for path in paths:
            if path == STDIN:
                yield Input(STDIN_NAME, None, named=True, data=self.stdin or b"")
            elif os.path.lexists(path):
                yield from self._named(Path(path))
            else:
                yield from self._pattern(path)

    def _pattern(self, pattern: str) -> Iterator[Entry]:
        """A path that does not exist may be a glob that no shell has expanded."""
        magic = any(mark in pattern for mark in "*?[")
        found = sorted(_matches(pattern)) if magic else []
        for path in found:
            yield from self._named(path)
        if not found:
            what = "no file matches this pattern" if magic else "no such file or folder"
            gap = Gap("", GapKind.MISSING, what, "Check the spelling and the folder you are in.")
            yield Unreadable(shown(pattern), named=True, gap=gap)

    def _named(self, path: Path) -> Iterator[Entry]:
        try:
            found = path.stat()
        except OSError as error:
            yield _denied(path, error, named=True)
            return
        if stat.S_ISDIR(found.st_mode):
            yield from self._folder(path, path.resolve(), named=True)
        elif stat.S_ISFIFO(found.st_mode):  # `scan <(command)`: only this process can read that pipe
            yield from self._pipe(path)
        else:
            yield self._file(path, found, named=True)

    def _folder(self, folder: Path, root: Path, *, named: bool = False) -> Iterator[Entry]:
        """Everything below a folder; with a stack of our own, for folders can be nested a thousand deep."""
        stack = [self._listing(folder, root, named=named)]
        while stack:
            entry = next(stack[-1], None)
            if entry is None:
                stack.pop()
            elif isinstance(entry, Path):
                stack.append(self._listing(entry, root, named=False))
            else:
                yield entry

    def _listing(self, folder: Path, root: Path, *, named: bool) -> Iterator[Entry | Path]:
        """The entries of one folder, and its folders as paths to go down into."""
        try:
            with os.scandir(folder) as listing:
                found = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            yield _denied(folder, error, named=named)
            return
        for entry in found:
            path = folder / entry.name
            if entry.is_symlink():
                yield Skipped(shown(path), _link(path, root))
            elif not entry.is_dir(follow_symlinks=False):
                yield self._file(path, _stat(entry), named=False)
            elif entry.name.startswith("."):
                yield Skipped(shown(path), SkipReason.HIDDEN)
            else:
                yield path

    def _pipe(self, path: Path) -> Iterator[Entry]:
        limit = -1 if self.max_bytes is None else self.max_bytes + 1
        try:
            with path.open("rb") as pipe:
                yield Input(shown(path), None, named=True, data=pipe.read(limit))
        except OSError as error:
            yield _denied(path, error, named=True)

    def _file(self, path: Path, found: os.stat_result | None, *, named: bool) -> Entry:
        if found and not stat.S_ISREG(found.st_mode):
            if named:
                return Unreadable(shown(path), named, not_a_file())
            return Skipped(shown(path), SkipReason.SPECIAL)
        real = path.resolve()
        if real in self.own:
            return Skipped(shown(path), SkipReason.OWN)
        if real in self._given:
            return Skipped(shown(path), SkipReason.REPEATED)
        self._given.add(real)
        return Input(shown(path), path, named=named, size=found.st_size if found else 0)


def shown(path: Path | str) -> str:
    """A path as people may see it: bytes that are no UTF-8 become ``\\xNN``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def paths_from(text: str) -> list[str]:
    """The paths of a ``--files-from`` list: one a line, or NUL between them (``find -print0``)."""
    if "\0" in text:
        return [path for path in text.split("\0") if path]
    return [line for line in text.splitlines() if line.strip()]


def _matches(pattern: str) -> Iterator[Path]:
    """Paths that match; ``**`` crosses folders, hidden names match only when written out, as in a shell."""
    path = Path(pattern)
    root = Path(path.anchor) if path.anchor else Path()
    parts = path.relative_to(root).parts
    try:
        for found in root.glob(str(Path(*parts))):
            hidden = (part for part in found.relative_to(root).parts if part.startswith("."))
            if all(any(wanted.startswith(".") for wanted in parts) for _ in hidden):
                yield found
    except (ValueError, NotImplementedError):  # "a**b" and the like are no patterns
        return


def _stat(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat(follow_symlinks=False)
    except OSError:  # vanished since the listing: whoever opens it will say so
        return None


def _link(path: Path, root: Path) -> SkipReason:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return SkipReason.LINK_BROKEN
    return SkipReason.LINK_INSIDE if target.is_relative_to(root) else SkipReason.LINK_OUT


def _denied(path: Path, error: OSError, *, named: bool) -> Unreadable:
    return Unreadable(shown(path), named, gap_of(error))


def not_a_file() -> Gap:
    """Why a device is not read."""
    return Gap("", GapKind.UNSUPPORTED, "a device or socket, not a file", "Name a file or a folder.")


def too_large(limit: int) -> Gap:
    """Why a file is not read that has more than ``limit`` bytes."""
    reason = f"larger than the limit of {limit:,} bytes"
    return Gap("", GapKind.TOO_LARGE, reason, "Raise --max-bytes to read it.")


def gap_of(error: OSError) -> Gap:
    """Why the system would not open a file, in words that help."""
    if isinstance(error, PermissionError):
        return Gap("", GapKind.PERMISSION, "no permission to open it", "Give yourself read permission.")
    if isinstance(error, FileNotFoundError):
        return Gap("", GapKind.MISSING, "not there any more", "It went away while the scan ran.")
    return Gap(
        "", GapKind.DAMAGED, f"the system could not read it ({error.strerror or error})", "Check the disk."
    )
