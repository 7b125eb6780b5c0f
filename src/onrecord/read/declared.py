"""What every format declares, as one text, so that a run imports only the readers that it needs."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.read.reader import Container, Reader

Format = Reader | Container
OFFERS = ("READER", "CONTAINER", "READERS", "CONTAINERS")
_OPTIONAL = ("locate", "attached")
"""Functions that some readers have."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Where a format stands: a module, a name in it, and the place in the tuple under that name."""

    module: str
    name: str
    number: int

    def take(self) -> Format:
        """The format itself; imports its module."""
        given = getattr(importlib.import_module(self.module), self.name)
        item = given[self.number] if isinstance(given, tuple) else given
        if not isinstance(item, Format):
            raise TypeError(f"{self.module}.{self.name} is no format")
        return item


@dataclass(frozen=True, slots=True)
class _Late:
    """One of the functions of a format, imported when it is first called."""

    offer: Offer
    function: str

    def __call__(self, *arguments: object) -> Any:
        return getattr(self.offer.take(), self.function)(*arguments)


def offers(module: str) -> Iterator[Offer]:
    """Everything that a module offers."""
    loaded = importlib.import_module(module)
    for name in OFFERS:
        given = getattr(loaded, name, ())
        for number, item in enumerate(given if isinstance(given, tuple) else (given,)):
            if isinstance(item, Format):
                yield Offer(module, name, number)


def describe(found: Iterable[Offer]) -> str:
    """The declarations of these formats."""
    return json.dumps([_row(offer, offer.take()) for offer in found])


def restore(text: str) -> tuple[Format, ...]:
    """Formats like those described, which import their modules when they are used."""
    return tuple(_format(*row) for row in json.loads(text))


def _row(offer: Offer, item: Format) -> list[object]:
    magic = [(offset, mark.hex()) for offset, mark in item.magic]
    place = [offer.module, offer.name, offer.number]
    about = [item.name, item.version, item.media_types, item.suffixes, magic, item.cannot]
    kind = "reader" if isinstance(item, Reader) else "container"
    return [place, kind, [name for name in _OPTIONAL if getattr(item, name, None)], about]


def _format(place: list[Any], kind: str, more: list[str], about: list[Any]) -> Format:
    offer = Offer(*place)
    name, version, media_types, suffixes, magic, cannot = about
    common = {
        "name": name,
        "version": version,
        "media_types": tuple(media_types),
        "suffixes": tuple(suffixes),
        "magic": tuple((offset, bytes.fromhex(mark)) for offset, mark in magic),
        "cannot": tuple(cannot),
    }
    if kind == "container":
        return Container(members=_Late(offer, "members"), **common)
    optional = {name: _Late(offer, name) if name in more else None for name in _OPTIONAL}
    return Reader(
        read=_Late(offer, "read"), locate=optional["locate"], attached=optional["attached"], **common
    )
