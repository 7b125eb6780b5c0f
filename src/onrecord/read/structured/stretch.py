"""Leave out, while a text is still being scanned, the members of stretches that hold nothing of interest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from onrecord.read.structured.tree import NAME_KEYS, NOTE_KEYS, Kind, Node

_STRETCH = 16 * 1024
"""With an interest, members are asked about in stretches of about this size, and dull ones let go."""

_KEPT = NAME_KEYS | NOTE_KEYS


@dataclass(slots=True)
class Asked:
    """Up to where in the text the members of a container have been asked about, and how many were kept."""

    to: int
    items: int = 0


@dataclass(slots=True)
class Stretches:
    """The stretches of one text; with ``wanted`` None everything is kept. ``dull`` are the spans let go."""

    text: str
    wanted: Callable[[str], bool] | None
    dull: list[tuple[int, int]] = field(default_factory=list)

    def let_go(self, node: Node, asked: Asked, end: int, *, at_end: bool) -> None:
        """Forget the members of a stretch without interest, but for names and notes."""
        if self.wanted is None or end - asked.to < _STRETCH:
            return
        fresh = node.items[asked.items :]
        if len(fresh) < 2 and not at_end:
            return
        if fresh and not self.wanted(self.text[asked.to : end]):
            self.dull.append((asked.to, fresh[-1].end))
            node.items[asked.items :] = [
                item for item in fresh if item.kind is Kind.SCALAR and item.low in _KEPT
            ]
        asked.items, asked.to = len(node.items), end
