"""The legal provisions that findings name by key: facts from the packs, no advice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FILE = "_shared/laws.yml"


@dataclass(frozen=True, slots=True)
class Law:
    """One provision: what it is, what it reaches, under which condition, and unless what."""

    key: str
    instrument: str = ""
    article: str = ""
    title: str = ""
    paraphrase: str = ""
    unless: str = ""
    nexus: str = ""
    applies_from: str = ""


def laws(files: Mapping[str, str]) -> dict[str, Law]:
    """Every provision by its key."""
    import yaml

    data = yaml.safe_load(files.get(FILE, "")) or {}
    if not isinstance(data, dict):
        return {}
    return {str(key): _law(str(key), entry) for key, entry in data.items() if isinstance(entry, dict)}


def _law(key: str, entry: Mapping[str, object]) -> Law:
    def text(name: str) -> str:
        value = entry.get(name)
        return "" if value is None else " ".join(str(value).split())

    return Law(
        key,
        instrument=text("instrument"),
        article=text("article"),
        title=text("title"),
        paraphrase=text("paraphrase"),
        unless=text("unless"),
        nexus=text("nexus"),
        applies_from=text("applies_from"),
    )
