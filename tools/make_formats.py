#!/usr/bin/env python3
"""Write docs/formats.md from what the readers declare: ``python tools/make_formats.py``."""

from __future__ import annotations

from pathlib import Path

from onrecord.read.reader import Container, Reader
from onrecord.read.registry import formats

TARGET = Path(__file__).resolve().parent.parent / "docs" / "formats.md"
HEAD = """# What each reader reads, and what it cannot do

Made by `python tools/make_formats.py` from the readers themselves; do not edit by hand. What a reader cannot
read becomes a gap of the document: counted, shown, with what to do about it.
"""


def section(one: Reader | Container) -> str:
    """One reader: its suffixes and its limits."""
    kind = "files that hold files" if isinstance(one, Container) else "documents"
    lines = [
        f"\n## {one.name} (version {one.version}, {kind})\n",
        " ".join(f"`{name}`" for name in one.suffixes),
    ]
    lines += ["", *(f"- {limit}" for limit in one.cannot)] if one.cannot else []
    return "\n".join(lines) + "\n"


def text() -> str:
    """The whole page."""
    return HEAD + "".join(section(one) for one in sorted(formats(), key=lambda one: one.name))


if __name__ == "__main__":
    TARGET.write_text(text(), "utf-8")
