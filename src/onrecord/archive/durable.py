"""Writing that a crash cannot tear: a file is either there as a whole, or not at all."""

from __future__ import annotations

import os
import uuid
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def create(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet; ``FileExistsError`` when somebody else has made it.

    The bytes are durable before the name appears, and the name appears at once (``link`` fails when it is
    taken), so that no reader ever sees half a file.
    """
    draft = path.parent / f".{path.name}.{uuid.uuid4().hex[:8]}"
    try:
        _write(draft, data)
        os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def replace(path: Path, data: bytes) -> None:
    """Write a file over another, all at once."""
    draft = path.parent / f".{path.name}.{uuid.uuid4().hex[:8]}"
    try:
        _write(draft, data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
