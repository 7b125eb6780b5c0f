"""Which language packs read a document, and which language a unit is in."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.detect.packs import CODE, Packs
from onrecord.model.document import Document
from onrecord.model.finding import Provenance
from onrecord.text.language import identify, languages

_PACK_OF = {"zh-Hans": "zh", "zh-Hant": "zh"}
SAMPLE = 6_000
"""Characters that are looked at to tell the languages of a document."""


def pack_of(code: str) -> str:
    """The pack that serves a language: both kinds of Chinese share one, read in simplified characters."""
    return _PACK_OF.get(code, code)


def document_languages(document: Document, provenance: Provenance) -> tuple[str, ...]:
    """The languages of a document, the one that most of it is in first; the declared one leads."""
    escaped = " ".join(f"{one.value} {one.note}" for one in document.passages[:200] if one.value or one.note)
    found = (*languages(_sample(document)), *languages(escaped[:SAMPLE]))
    declared = (provenance.language,) if provenance.language else ()
    return tuple(dict.fromkeys((*declared, *found)))


def _sample(document: Document) -> str:
    return document.text[:SAMPLE] or " ".join(passage.text for passage in document.passages[:80])[:SAMPLE]


def active(packs: Packs, spoken: Sequence[str]) -> tuple[str, ...]:
    """Packs to read the running text of a document with.

    Where no language can be told every pack is used, which costs time but loses nothing.
    """
    codes = dict.fromkeys(pack_of(code) for code in spoken)
    return tuple(codes) or tuple(code for code in packs.languages if code != CODE)


def unit_language(text: str, main: str) -> str:
    """The language of one unit, the document's where the unit is too short to tell."""
    return identify(text, main) or main
