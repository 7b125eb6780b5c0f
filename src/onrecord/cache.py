"""Texts that are dear to make and cheap to keep: one file each in a folder that is the user's alone.

The cache is never needed and never trusted further than a file of the user's own can be: a file that is
damaged, or that lies where somebody else could have written it, is as good as none. What makes a text stale
belongs into its key. ``ONRECORD_CACHE`` names another folder, or ``off``. See ``decisions/0005``.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

MARK = b"onrecord cache 1 "
KEPT = 12
"""Files that the folder may hold; the oldest go first."""


def key_of(parts: Iterable[str]) -> str:
    """A name made of everything that a text depends on."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()[:32]


def program(folders: Iterable[Path]) -> str:
    """What tells one state of the program from another: version, and names, sizes and times of its files.

    Empty where the program does not lie in files that can be asked; then nothing should be kept.
    """
    version = str(getattr(sys.modules.get("onrecord"), "__version__", ""))
    try:
        return "\n".join([version, *(line for folder in folders for line in _modules(os.fspath(folder)))])
    except OSError:
        return ""


def _modules(folder: str) -> list[str]:
    lines = []
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.endswith(".py"):
            about = entry.stat()
            lines.append(f"{entry.name} {about.st_size} {about.st_mtime_ns}")
        elif entry.is_dir() and entry.name != "__pycache__":
            lines.append(f"{entry.name}/")
            lines += _modules(entry.path)
    return lines


def load(kind: str, key: str) -> str | None:
    """The text that was kept under this key, or None."""
    folder = _folder()
    if folder is None:
        return None
    try:
        if not _ours(os.lstat(folder), stat.S_ISDIR):
            return None
        descriptor = os.open(folder / f"{kind}-{key}", os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "rb") as source:
            if not _ours(os.fstat(descriptor), stat.S_ISREG):
                return None
            head, body = source.readline(200), source.read()
            with contextlib.suppress(OSError):
                os.utime(folder / f"{kind}-{key}")  # in use: others go before it
    except OSError:
        return None
    return body.decode() if head == _head(body) else None


def store(kind: str, key: str, text: str) -> None:
    """Keep a text; where that cannot be done nothing happens, for it can be made again."""
    folder = _folder()
    if folder is None:
        return
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _ours(os.lstat(folder), stat.S_ISDIR):
            return
        body = text.encode()
        descriptor, name = tempfile.mkstemp(prefix=".new-", dir=folder)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as sink:
                sink.write(_head(body))
                sink.write(body)
            temporary.replace(folder / f"{kind}-{key}")  # whole or not at all
        except OSError:
            temporary.unlink()
            raise
        _tidy(folder)


def _head(body: bytes) -> bytes:
    return MARK + hashlib.sha256(body).hexdigest().encode() + b"\n"


def _folder() -> Path | None:
    named = os.environ.get("ONRECORD_CACHE", "")
    if named:
        return None if named == "off" else Path(named)
    try:
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local"
            return Path(local) / "onrecord" / "Cache"
        if sys.platform == "darwin":
            return Path.home() / "Library/Caches/onrecord"
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onrecord"
    except RuntimeError:  # a user without a home
        return None


def _ours(about: os.stat_result, kind: object) -> bool:
    """Of the right kind, and nobody but this user can have written it."""
    if not callable(kind) or not kind(about.st_mode):
        return False
    if not hasattr(os, "getuid"):
        return True
    return about.st_uid == os.getuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _tidy(folder: Path) -> None:
    files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
    for path in files[:-KEPT]:
        path.unlink(missing_ok=True)
