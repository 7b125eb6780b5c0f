"""What a reader is: the formats it declares and the function that reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.model.document import Blob, Document
from onrecord.model.place import Locator
from onrecord.model.reading import Ask, Member


@dataclass(frozen=True, slots=True)
class Reader:
    """A leaf reader. A module of this package offers it under the name ``READER`` (or ``READERS``, a tuple).

    ``suffixes`` are lower case with the dot. ``magic`` are byte strings with the offset they stand at.
    ``read`` never raises for bad input: what it cannot read becomes a ``Gap`` of the document.
    ``attached`` gives the files that a document names as its ``attachments``, for these names.
    ``locate`` sharpens the place of a hit (boxes on a page) after detection; most formats need none.
    """

    name: str
    version: int
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    read: Callable[[Blob, Ask], Document]
    magic: tuple[tuple[int, bytes], ...] = ()
    locate: Callable[[Blob, Document, int, int], Locator] | None = None
    attached: Callable[[Blob, Ask, tuple[str, ...]], Iterator[Member]] | None = None
    cannot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Container:
    """A reader of files that hold files; a module offers it as ``CONTAINER`` (or ``CONTAINERS``)."""

    name: str
    version: int
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    members: Callable[[Blob, Ask], Iterator[Member]]
    magic: tuple[tuple[int, bytes], ...] = ()
    cannot: tuple[str, ...] = ()
