"""Choose the pages that are told, and put their passages into the document in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from onrecord.model.place import Locator
from onrecord.read.draft import Draft as DocumentDraft
from onrecord.read.page_carry import continues_list, continues_table, continues_text, may_go_over
from onrecord.read.page_draft import Draft, Key, LayoutOf
from onrecord.read.page_passages import drafts_of

_WINDOW = 4
"""Passages of this many pages are kept: no passage hangs on one further back."""


class Pages:
    """Drafts of pages, made when they are first asked for and forgotten a few pages later."""

    def __init__(self, layout_of: LayoutOf) -> None:
        self.layout_of = layout_of
        self._drafts: dict[int, dict[Key, Draft]] = {}

    def drafts(self, number: int) -> Mapping[Key, Draft]:
        """The passages that begin on a page, by key, in reading order."""
        if number not in self._drafts:
            self._drafts[number] = {draft.key: draft for draft in drafts_of(number, self.layout_of)}
            for old in [page for page in self._drafts if page < number - _WINDOW]:
                del self._drafts[old]
        return self._drafts[number]


def told_pages(wanted: Iterable[int], last: int, layout_of: LayoutOf) -> Iterator[int]:
    """The pages of interest, and those that begin with the rest of a table or list of such a page."""
    done = 0
    for number in wanted:
        if number > done:
            yield number
        done = number
        if number < last and _goes_over(layout_of, number):
            yield number + 1
            done = number + 1


def _goes_over(layout_of: LayoutOf, number: int) -> bool:
    layout = layout_of(number)
    if layout is None or not may_go_over(layout):
        return False
    following = layout_of(number + 1)
    return following is not None and (continues_table(layout, following) or continues_list(layout, following))


def emit(
    numbers: Iterable[int], pages: Pages, out: DocumentDraft, told: Callable[[Draft], None] | None = None
) -> None:
    """Add the passages of these pages, and single ones of pages before that they hang on or go on from.

    ``told`` is called with each of them while its page is at hand.
    """
    emitter = _Emitter(pages, out, told)
    for number in numbers:
        if out.full:
            return
        emitter.add(number)


class _Emitter:
    """Gives passages their indices."""

    def __init__(self, pages: Pages, out: DocumentDraft, told: Callable[[Draft], None] | None) -> None:
        self.pages = pages
        self.out = out
        self.told = told
        self.indices: dict[Key, int | None] = {}
        self.groups: dict[Key, int] = {}

    def add(self, number: int) -> None:
        """Add one page."""
        for kept in (self.indices, self.groups):
            for key in [key for key in kept if key[0] < number - _WINDOW]:
                del kept[key]
        drafts = list(self.pages.drafts(number).values())
        needed = {draft.key: draft for draft in [*self._running_on(number), *drafts]}
        queue = list(needed.values())
        while queue:
            parent = queue.pop().parent
            found = self.pages.drafts(parent[0]).get(parent) if parent is not None else None
            if found is not None and found.key not in needed:
                needed[found.key] = found
                queue.append(found)
        for key in sorted(needed):
            if key not in self.indices:
                self._emit(needed[key])

    def _running_on(self, number: int) -> list[Draft]:
        """The paragraph of the page before whose end stands on this page."""
        before, layout = self.pages.layout_of(number - 1), self.pages.layout_of(number)
        if before is None or layout is None or not continues_text(before, layout):
            return []
        return [
            draft
            for draft in self.pages.drafts(number - 1).values()
            if any(page == number for *_, page in draft.piece.words)
        ]

    def _emit(self, draft: Draft) -> None:
        if self.told is not None:
            self.told(draft)
        if draft.group is not None and draft.group not in self.groups:
            self.groups[draft.group] = self.out.new_group()
        blob = self.out.blob
        self.indices[draft.key] = self.out.add(
            draft.kind,
            draft.piece.text,
            Locator(blob.members, blob.record, page=draft.key[0], boxes=draft.boxes),
            context=draft.context,
            name=draft.name,
            value=draft.value,
            cells=draft.cells,
            parent=self.indices.get(draft.parent) if draft.parent is not None else None,
            group=self.groups[draft.group] if draft.group is not None else None,
            flags=draft.flags,
        )
