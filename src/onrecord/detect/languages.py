"""Which language packs read a document, and which language a unit is in."""

from __future__ import annotations

from onrecord.detect.packs import CODE, Packs
from onrecord.model.document import Document
from onrecord.model.finding import Provenance
from onrecord.text.language import identify, languages

_PACK_OF = {"zh-Hans": "zh", "zh-Hant": "zh"}
SAMPLE = 20_000


def pack_of(code: str) -> str:
    """The pack that serves a language: both kinds of Chinese share one, read in simplified characters."""
    return _PACK_OF.get(code, code)


def main_language(document: Document, provenance: Provenance) -> str:
    """The language that most of the document is in; the declared one leads."""
    if provenance.language:
        return provenance.language
    found = languages(_sample(document))
    return found[0] if found else ""


def _sample(document: Document) -> str:
    return document.text[:SAMPLE] or " ".join(passage.text for passage in document.passages[:80])


def active(document: Document, packs: Packs, main: str) -> tuple[str, ...]:
    """Packs to read the running text of a document with.

    Where no language can be told every pack is used, which costs time but loses nothing.
    """
    escaped = " ".join(f"{one.value} {one.note}" for one in document.passages[:400] if one.value or one.note)
    codes = [pack_of(code) for code in (main, *languages(_sample(document)), *languages(escaped)) if code]
    if not codes:
        return tuple(code for code in packs.languages if code != CODE)
    return tuple(dict.fromkeys(codes))


def unit_language(text: str, main: str) -> str:
    """The language of one unit, the document's where the unit is too short to tell."""
    return identify(text, main) or main
