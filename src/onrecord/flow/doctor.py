"""What this system offers: protections of a worker, programs and languages that readers can call."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from onrecord import __version__
from onrecord.flow.sandbox import Protections
from onrecord.flow.workers import protections
from onrecord.model.reading import Limits


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``advice`` says what to do where it is not as it should be."""

    what: str
    found: str
    good: bool
    advice: str = ""


def checks() -> Iterator[Check]:
    """Everything, most important first."""
    yield Check(
        "OnRecord", f"{__version__}, Python {platform.python_version()}, {platform.system()}", good=True
    )
    yield from _protections(protections(Limits()))
    yield from _programs()


def _protections(found: Protections) -> Iterator[Check]:
    container = "Scan what you distrust in a container or virtual machine."
    limits = ", ".join(found.limits)
    yield Check("limits of a worker", limits or "none", bool(limits), container)
    network = f"refused ({found.network})" if found.network else "not refused"
    yield Check("network of a worker", network, bool(found.network), container)
    ends = "with its parent" if found.dies_with_parent else "perhaps after its parent"
    yield Check("a worker ends", ends, found.dies_with_parent, "Look for left-over processes after a crash.")


def _programs() -> Iterator[Check]:
    languages = _ocr_languages()
    yield Check(
        "text in pictures",
        f"tesseract: {' '.join(languages)}" if languages else "no tesseract",
        bool(languages),
        "Install tesseract-ocr and its languages: scanned pages are gaps without it.",
    )
    pillow = find_spec("PIL") is not None
    yield Check(
        "pictures",
        "pillow" if pillow else "no pillow",
        pillow,
        "pip install 'onrecord[ocr]': scanned pages and page pictures are left out without it.",
    )
    for what, name, advice in (
        ("packed archives", "7zz", "Install 7zip: 7Z, CHM, CAB and others are gaps without it."),
        ("old Office files", "soffice", "Install LibreOffice: DOC and PPT are gaps without it."),
    ):
        there = shutil.which(name) is not None
        yield Check(what, name if there else f"no {name}", there, advice)


def _ocr_languages() -> list[str]:
    import subprocess

    program = shutil.which("tesseract")
    if program is None:
        return []
    try:
        listing = subprocess.run(
            [program, "--list-langs"], check=False, capture_output=True, text=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return [line for line in listing.stdout.splitlines()[1:] if line.strip()]
