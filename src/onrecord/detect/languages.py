"""Which language packs read a document, and which language a unit is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.detect.packs import CODE, Packs
from onrecord.model.document import Document
from onrecord.model.finding import Provenance
from onrecord.text.language import identify, languages

_PACK_OF = {"zh-Hans": "zh", "zh-Hant": "zh"}
SAMPLE = 6_000
"""Characters that are looked at to tell the languages of a document."""
PASSAGES, TELLING = 400, 30
"""Passages that are looked at one by one, and the length from which on one tells its language."""


def pack_of(code: str) -> str:
    """The pack that serves a language: both kinds of Chinese share one, read in simplified characters."""
    return _PACK_OF.get(code, code)


def document_languages(
    document: Document, provenance: Provenance, awake: Iterable[int] = ()
) -> tuple[str, ...]:
    """The languages of a document, the one that most of it is in first; the declared one leads.

    ``awake`` are the passages that may hold something: a manual in ten languages, or a Chinese comment deep
    in an English header, is not told by how the document begins.
    """
    escaped = " ".join(f"{one.value} {one.note}" for one in document.passages[:200] if one.value or one.note)
    found = (*languages(_sample(document)), *languages(escaped[:SAMPLE]))
    declared = (provenance.language,) if provenance.language else ()
    return tuple(dict.fromkeys((*declared, *found, *_of_passages(document, awake))))


def _of_passages(document: Document, awake: Iterable[int]) -> Iterator[str]:
    """Languages of single passages, of those that are long enough to tell."""
    for index in sorted(awake)[:PASSAGES]:
        passage = document.passages[index]
        text = passage.note if len(passage.note) >= TELLING else passage.text
        if len(text) >= TELLING and (code := identify(text[:SAMPLE])):
            yield code


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
