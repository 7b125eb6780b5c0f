"""The examples that come with OnRecord: documents of made-up vendors, copied to where they can be scanned."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.flow.packs import packaged

PROVENANCE = "provenance.csv"


@contextmanager
def examples() -> Iterator[Path]:
    """A folder with the examples; a temporary copy, so that nothing installed can be changed by mistake."""
    with TemporaryDirectory(prefix="onrecord-demo-") as temporary:
        folder = Path(temporary) / "examples"
        copy(packaged("examples"), folder)
        yield folder


def copy(source: Traversable, target: Path) -> int:
    """Copy a packaged folder; the number of files that were copied."""
    target.mkdir(parents=True, exist_ok=True)
    count = 0
    for entry in source.iterdir():
        if entry.is_dir():
            count += copy(entry, target / entry.name)
        else:
            (target / entry.name).write_bytes(entry.read_bytes())
            count += 1
    return count
