"""Where an element stands, and its XPath in the tree that browsers build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Optional

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DEEPEST = 200
_PLAIN = re.compile(r"[a-z][a-z0-9-]*")
_SINGLE = frozenset({"html", "head", "body"})


class Place(NamedTuple):
    """An element, what it stands in, its number among siblings of its name, its number in the document."""

    node: LexborNode
    above: Optional[Place]  # noqa: UP045 - the class is not yet defined for ``|`` when its fields are read
    number: int
    ordinal: int


class Paths:
    """XPaths of one page, each part made once.

    Elements deeper than 200 levels get ``(//*)[n]``, the n-th element of the document: a path of thousands of
    steps helps nobody.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[str, int, Place]] = {}

    def of(self, place: Place) -> str:
        """The path of an element, each step numbered among siblings of its name."""
        known = self._known
        found = known.get(id(place))
        if found is not None:
            return found[0]
        chain: list[Place] = []
        at: Place | None = place
        while at is not None and id(at) not in known:
            chain.append(at)
            at = at.above
            if len(chain) > _DEEPEST:
                return f"(//*)[{place.ordinal}]"
        path, depth = known[id(at)][:2] if at is not None else ("", 0)
        for element in reversed(chain):
            depth += 1
            path = f"(//*)[{element.ordinal}]" if depth > _DEEPEST else path + _step(element)
            known[id(element)] = (path, depth, element)
        return path


def _step(place: Place) -> str:
    name = place.node.tag or "*"
    if name in _SINGLE:
        return f"/{name}"
    if not _PLAIN.fullmatch(name):
        return f"/*[name()={name!r}][{place.number}]"
    return f"/{name}[{place.number}]"
