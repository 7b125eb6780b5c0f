"""Find the reader of a file: by its bytes first, by its content next, by its name last.

Readers and containers are found by walking this package: a module offers ``READER``, ``READERS``,
``CONTAINER`` or ``CONTAINERS``. Nothing else has to be edited to add a format.

Limits: only the first kilobytes are looked at, so a file that changes its format half way is read as what
it begins with.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord import cache as cache_file
from onrecord import read as package
from onrecord.model.document import Blob
from onrecord.read.declared import Format, Offer, describe, offers, restore
from onrecord.read.reader import Container
from onrecord.read.sniff import binary_media, is_text, is_whole_page, text_media

KEPT = "formats"
PLAIN = "text/plain"
OCTETS = "application/octet-stream"

_GENERIC = frozenset({"", PLAIN, OCTETS, "binary/octet-stream", "application/x-download", "unknown/unknown"})

_WEAK_SUFFIXES = frozenset(
    {".txt", ".text", ".log", ".asc", ".dat", ".csv", ".tsv", ".json", ".xml", ".html", ".htm", ".xhtml"}
)
"""Names that people give to anything; clear content wins over them. Others (``.php``, ``.md``, ``.vue``)
legally begin like HTML, so there the name wins."""

_MARKUP = {"text/html", "application/xml"}

_NAMELESS_SUFFIXES = frozenset({".txt", ".text", ".log", ".asc", ".dat"})
"""Names that say no more than "text": also a guess at source code or Markdown wins over them."""


@dataclass(frozen=True, slots=True)
class Match:
    """The reader that fits, the media type it was chosen for, and what the name had promised instead."""

    format: Format
    media_type: str
    promised: str = ""


@cache
def formats() -> tuple[Format, ...]:
    """Every reader and container of this package, in the order of their names.

    What they declare is kept from one run to the next, for to learn it every module has to be imported.
    """
    program = cache_file.program([Path(folder) for folder in package.__path__])
    key = cache_file.key_of([program]) if program else ""
    kept = cache_file.load(KEPT, key) if key else None
    if kept is not None:
        return restore(kept)
    found: dict[str, Offer] = {}
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        for offer in offers(module.name):
            item = offer.take()
            found.setdefault(f"{item.name}/{type(item).__name__}", offer)
    ordered = [found[key] for key in sorted(found)]
    if key:
        cache_file.store(KEPT, key, describe(ordered))
    return tuple(offer.take() for offer in ordered)


@cache
def by_media_type() -> dict[str, Format]:
    """Readers by the media types they declare; the first name in the alphabet wins a tie."""
    table: dict[str, Format] = {}
    for item in formats():
        for media in item.media_types:
            table.setdefault(media, item)
    return table


@cache
def by_suffix() -> dict[str, Format]:
    """Readers by the file suffixes they declare.

    A suffix may stand for a text and for a binary format (``.pot``); the binary one is known by its bytes, so
    the text format takes the name.
    """
    table: dict[str, Format] = {}
    for item in sorted(formats(), key=lambda item: bool(item.magic)):
        for suffix in item.suffixes:
            table.setdefault(suffix, item)
    return table


def identify(blob: Blob) -> Format | None:
    """The reader or container for these bytes, or None where no reader fits."""
    match = recognise(blob)
    return match.format if match else None


def recognise(blob: Blob) -> Match | None:
    """Like ``identify``, and says also which media type was seen and whether the name promised another."""
    named_suffix, named = _named(blob.name)
    match = _by_bytes(blob, named) or (
        _by_text(blob, named_suffix, named) if is_text(blob.data) else _by_name_or_octets(blob, named)
    )
    if match and named and named.name != match.format.name:
        return Match(match.format, match.media_type, promised=named_suffix)
    return match


def _named(name: str) -> tuple[str, Format | None]:
    """The longest suffix of a file name that a reader declares (``.tar.gz`` before ``.gz``)."""
    lower = name.lower().replace("\\", "/").rpartition("/")[2]
    if lower in by_suffix():  # files known by their whole name
        return lower, by_suffix()[lower]
    parts = lower.split(".")
    for start in range(1, len(parts)):
        suffix = "." + ".".join(parts[start:])
        if suffix in by_suffix():
            return suffix, by_suffix()[suffix]
    return "", None


def _by_bytes(blob: Blob, named: Format | None) -> Match | None:
    """1. The bytes carry the mark of a format."""
    media = binary_media(blob.data)
    if media in by_media_type():
        return Match(by_media_type()[media], media)
    marked = [item for item in formats() if _has_magic(blob.data, item.magic)]
    if not marked:
        return None
    if named in marked and named is not None:
        return Match(named, _first(named.media_types, media))
    best = _most_specific(blob.data, marked)
    return Match(best, media or _first(best.media_types, ""))


def _by_text(blob: Blob, suffix: str, named: Format | None) -> Match | None:
    """2. The bytes are text: clear content, then the name, then what the source declared, then a guess."""
    guess = text_media(blob.data)
    seen = by_media_type().get(guess.media_type)
    if (
        seen
        and named
        and {guess.media_type, _first(named.media_types, "")} == _MARKUP
        and not is_whole_page(blob.data)
    ):
        return Match(named, _first(named.media_types, PLAIN))  # a fragment: the name knows better
    trusted = named is not None and not named.magic  # text under the name of a binary format
    if seen and guess.clear and (not trusted or suffix in _WEAK_SUFFIXES):
        return Match(seen, guess.media_type)
    if seen and suffix in _NAMELESS_SUFFIXES:
        return Match(seen, guess.media_type)
    if named is not None and trusted:
        return Match(named, _first(named.media_types, PLAIN))
    declared = _declared(blob.media_type)
    if declared:
        return declared
    if seen:
        return Match(seen, guess.media_type)
    plain = by_media_type().get(PLAIN)
    return Match(plain, PLAIN) if plain else None


def _by_name_or_octets(blob: Blob, named: Format | None) -> Match | None:
    """3. The bytes are neither marked nor text: the name, what the source declared, else a binary."""
    if named is not None and named.magic:
        return Match(named, _first(named.media_types, OCTETS))
    declared = _declared(blob.media_type)
    if declared and declared.format.magic:
        return declared
    octets = by_media_type().get(OCTETS) or by_media_type().get(PLAIN)
    return Match(octets, OCTETS) if octets else None


def _declared(media_type: str) -> Match | None:
    media = media_type.partition(";")[0].strip().lower()
    item = None if media in _GENERIC else by_media_type().get(media)
    return Match(item, media) if item else None


def _has_magic(data: bytes, magic: Iterable[tuple[int, bytes]]) -> bool:
    return any(data.startswith(mark, offset) for offset, mark in magic)


def _most_specific(data: bytes, marked: list[Format]) -> Format:
    """The longest mark wins; between equals a container does, for it loses nothing."""

    def rank(item: Format) -> tuple[int, bool]:
        longest = max(len(mark) for offset, mark in item.magic if data.startswith(mark, offset))
        return longest, isinstance(item, Container)

    return max(marked, key=rank)


def _first(values: tuple[str, ...], default: str) -> str:
    return values[0] if values else default
