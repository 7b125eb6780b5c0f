"""The parts of an OOXML or OpenDocument file: unpacked within limits, parsed without entities or network."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.model.vocabulary import GapKind
from onrecord.read.archive_limits import Budget, DamageError, ExcessError
from onrecord.read.archive_zip import DIRECTORY_ERRORS, Entry, directory, unpacked, walk
from onrecord.read.draft import Draft

if TYPE_CHECKING:
    from lxml.etree import _Element

_TREE_SHARE = 12
"""A tree takes about this many times the bytes of its XML."""

_ADVICE = "open it in its own program and save it again"


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from one part to another; ``external`` targets are never followed."""

    kind: str
    target: str
    external: bool


class Package:
    """Parts by name. What cannot be had is a gap of the document, once a part."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.budget = Budget(draft.blob, draft.ask)
        self.entries: dict[str, Entry] = {}
        self._stopped = False
        self._told: set[str] = set()
        for entry in self._directory():
            if isinstance(entry, Entry):
                self.entries.setdefault(entry.name.replace("\\", "/").lstrip("/").lower(), entry)

    def _directory(self) -> Iterable[object]:
        try:
            return directory(self.draft.blob)
        except (*DIRECTORY_ERRORS, IndexError) as error:  # a member without a name
            reason = f"the directory at the end is missing or damaged ({error}): read by walking the parts"
            self.draft.gap(GapKind.TRUNCATED, reason, "get the file again, if you can")
            return walk(self.draft.blob.data)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.entries

    def names(self, prefix: str, suffix: str = "") -> list[str]:
        """Names of parts, in the order of their numbers (``slide2`` before ``slide10``)."""
        found = (entry.name for name, entry in self.entries.items() if name.startswith(prefix.lower()))
        return sorted((name for name in found if name.lower().endswith(suffix)), key=_natural)

    def data(self, name: str) -> bytes | None:
        """The bytes of a part, as many as could be unpacked; None where there are none."""
        entry = self.entries.get(name.lower())
        if entry is None or self._stopped:
            return None
        if entry.encrypted:
            self._gap(name, GapKind.ENCRYPTED, "this part is encrypted", "open it with its password")
            return None
        return self._unpack(name, entry)

    def _unpack(self, name: str, entry: Entry) -> bytes | None:
        parts: list[bytes] = []
        try:
            self.budget.member()
            self.budget.refuse(entry.size)
            packed = memoryview(self.draft.blob.data)[entry.start : entry.start + entry.packed]
            self.budget.collect(self.budget.meter(_kept(unpacked(packed, entry), parts)))
        except ExcessError as excess:
            self._stopped = excess.whole
            self._gap(name, excess.kind, excess.reason, "raise the limit if you trust the file")
            return None
        except DamageError as damage:
            self._gap(name, damage.kind, damage.reason, _ADVICE)
        return b"".join(parts) or None

    def tree(self, name: str) -> _Element | None:
        """The root of a part that is XML; of broken XML as much as can be parsed."""
        data = self.data(name)
        if data is None:
            return None
        most = self.draft.ask.limits.memory_bytes // _TREE_SHARE
        if len(data) > most:
            self._gap(name, GapKind.TOO_LARGE, f"XML of more than {most:,} bytes", "raise the memory limit")
            return None
        root, error = parse_xml(data)
        if error:
            self._gap(name, GapKind.DAMAGED, f"not well-formed XML ({error})", _ADVICE)
        return root

    def _gap(self, name: str, kind: GapKind, reason: str, advice: str) -> None:
        if name not in self._told:
            self._told.add(name)
            self.draft.gap(kind, reason, advice, part=name)

    def relations(self, name: str) -> dict[str, Relation]:
        """The links of a part, by id, with targets as names of parts."""
        folder, _, leaf = name.rpartition("/")
        root = self.tree(f"{folder}/_rels/{leaf}.rels".lstrip("/"))
        found: dict[str, Relation] = {}
        for link in [] if root is None else root.iter("{*}Relationship"):
            target = link.get("Target") or ""
            external = (link.get("TargetMode") or "").lower() == "external"
            if not external:
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            kind = (link.get("Type") or "").rpartition("/")[2]
            found.setdefault(link.get("Id") or "", Relation(kind, target, external))
        return found


def parse_xml(data: bytes) -> tuple[_Element | None, str]:
    """The root of an XML document, and what was wrong with it.

    No entity is resolved, no DTD loaded, no address opened; libxml2's own ceilings on depth and size stay on.
    """
    from lxml import etree

    def parser(*, recover: bool) -> etree.XMLParser:
        return etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            recover=recover,
        )

    try:
        return etree.fromstring(data, parser(recover=False)), ""
    except (etree.XMLSyntaxError, ValueError) as strict:
        reason = str(strict)[:120]
    try:
        return etree.fromstring(data, parser(recover=True)), reason
    except (etree.XMLSyntaxError, ValueError):
        return None, reason


@lru_cache(maxsize=4096)
def local(tag: object) -> str:
    """The name of an element without its namespace; empty for what is not an element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: _Element, name: str) -> str:
    """An attribute by its local name, whatever its namespace (strict and transitional files differ)."""
    value = element.get(name)
    if value is not None:
        return value
    for key, text in element.attrib.items():
        if local(key) == name:
            return str(text)
    return ""


def _kept(chunks: Iterable[bytes], parts: list[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        parts.append(chunk)
        yield chunk


def _natural(name: str) -> tuple[str, int, str]:
    stem = name.rpartition(".")[0]
    digits = len(stem) - len(stem.rstrip("0123456789"))
    number = stem[len(stem) - digits :][:9] if digits else ""
    return stem[: len(stem) - digits], int(number or 0), name
