"""Documents of one or a few passages, for tests of detection."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from onrecord.detect.engine import detect
from onrecord.detect.packs import Packs, load
from onrecord.model.document import Context, Document, Passage
from onrecord.model.finding import Finding, Provenance
from onrecord.model.vocabulary import PassageKind, Role

ROOT = Path(__file__).resolve().parents[2]


@cache
def packs() -> Packs:
    """The packs of this tree, loaded once."""
    folder = ROOT / "packs"
    return load(
        {str(path.relative_to(folder)): path.read_text("utf-8") for path in sorted(folder.rglob("*.yml"))}
    )


def passage(
    text: str, kind: PassageKind = PassageKind.PROSE, **given: object
) -> tuple[str, dict[str, object]]:
    """A passage to be placed in a document."""
    return text, {"kind": kind, **given}


def document(*passages: tuple[str, dict[str, object]], name: str = "sheet.txt") -> Document:
    """A document that holds the passages one a line."""
    made, text = [], ""
    for body, given in passages:
        fields = dict(given)
        kind = fields.pop("kind")
        context = fields.pop("context", Context())
        made.append(Passage(kind, body, len(text), len(text) + len(body), context=context, **fields))  # type: ignore[arg-type]
        text += body + "\n"
    return Document(name, "0" * 64, "test", 1, "text/plain", text, tuple(made))


def findings(
    *passages: tuple[str, dict[str, object]] | str, role: Role = Role.VENDOR, language: str = "en"
) -> list[Finding]:
    """What detection finds in the passages."""
    ready = [passage(one) if isinstance(one, str) else one for one in passages]
    return detect(document(*ready), packs(), Provenance(role=role, language=language))


def stances(
    *passages: tuple[str, dict[str, object]] | str, role: Role = Role.VENDOR, language: str = "en"
) -> list[str]:
    """Stances of the findings, in order."""
    return [one.stance.value for one in findings(*passages, role=role, language=language)]
