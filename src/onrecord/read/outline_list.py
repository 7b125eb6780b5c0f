"""An outline that also keeps track of list items and how deep they are nested."""

from __future__ import annotations

from onrecord.model.place import Locator
from onrecord.model.vocabulary import PassageKind
from onrecord.read.draft import Draft
from onrecord.read.marked import FLAGS
from onrecord.read.outline import NOTHING, Outline, Under


class ListedOutline(Outline):
    """For formats whose lists are paragraphs with a depth."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._items: list[tuple[int, Under]] = []
        self._group: int | None = None
        self._intro = NOTHING

    def add_item(self, depth: int, text: str, locator: Locator, mark: int) -> int | None:
        """An item below the line that introduces its list, or below the item that it is nested in."""
        if self._group is None:
            self._group = self.draft.new_group()
            self._intro = self.introduction(FLAGS[mark & 15])
        while self._items and self._items[-1][0] >= depth:
            self._items.pop()
        under = self._items[-1][1] if self._items else self._intro
        index = self.add(
            PassageKind.LIST_ITEM,
            text,
            locator,
            under=under,
            group=self._group,
            flags=FLAGS[mark & 15],
        )
        self._items.append((depth, Under(text, index)))
        return index

    def end_list(self) -> None:
        """What comes next is no item of this list."""
        self._items.clear()
        self._group, self._intro = None, NOTHING
