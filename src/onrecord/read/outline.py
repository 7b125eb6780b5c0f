"""Where a reading stands while it goes down a document: headings above, question asked, list introduced.

Shared by pages, text documents and slides, so that a line means the same in each.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.model.document import Context
from onrecord.model.place import Locator
from onrecord.model.vocabulary import Flag, PassageKind
from onrecord.read.draft import NO_FLAGS, Draft
from onrecord.read.line_cues import (
    answers,
    asks,
    bullet,
    ends_with_colon,
    hard_lines,
    introduces,
    is_caption,
    is_note,
    is_title,
)
from onrecord.read.marked import BREAK, FLAGS, Mark, Marked

BOLD_LEVEL, SUMMARY_LEVEL = 10, 11
"""Lines set in bold and summaries head what follows, below every real heading."""

_INTRODUCING = frozenset({PassageKind.PROSE, PassageKind.CAPTION, PassageKind.QUESTION, PassageKind.NOTE})
"""Not headings: they are in the path of headings already, and stand over more than the list below them."""


@dataclass(frozen=True, slots=True)
class Under:
    """What the text that follows answers or explains: a question, a term, a list item."""

    caption: str = ""
    parent: int | None = None
    name: str = ""


NOTHING = Under()


class Outline:
    """The state of a reading, and the ways to add passages in it."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.under = NOTHING
        self.enclosing: tuple[str, ...] = ()
        self.notes: tuple[str, ...] = ()
        self.last: int | None = None
        self._headings: list[tuple[int, str]] = []
        self._context: Context | None = None

    # --- context ---------------------------------------------------------------------------------------

    def context(self, caption: str = "") -> Context:
        """The context of a passage at this point of the document."""
        if self._context is None:
            headings = tuple(text for _, text in self._headings)
            self._context = Context(headings=headings, enclosing=self.enclosing, notes=self.notes)
        return replace(self._context, caption=caption) if caption else self._context

    def head(self, level: int, text: str) -> None:
        """A heading: it ends the headings of its level and below, and the answer to a question above it."""
        self.end_heads(level)
        self._headings.append((level, text))
        self.under = NOTHING

    def end_heads(self, level: int) -> None:
        """Leave the scope of headings of this level and below."""
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._context = None

    def begin(self, enclosing: tuple[str, ...] = (), notes: tuple[str, ...] = ()) -> None:
        """What follows stands inside something that gives it a meaning; ``finish`` ends it."""
        self.enclosing, self.notes = self.enclosing + enclosing, self.notes + notes
        self._context = None

    def finish(self, enclosing: tuple[str, ...], notes: tuple[str, ...]) -> None:
        """Back to what stood around before."""
        self.enclosing, self.notes = enclosing, notes
        self._context = None

    def set_apart(self) -> tuple[list[tuple[int, str]], Under]:
        """Leave all headings for a while; what is returned goes back to ``rejoin``."""
        before = self._headings, self.under
        self._headings, self.under, self._context = [], NOTHING, None
        return before

    def rejoin(self, before: tuple[list[tuple[int, str]], Under]) -> None:
        """Back under the headings that were left."""
        self._headings, self.under = before
        self._context = None

    def introduction(self, flags: frozenset[Flag], *, table: bool = False) -> Under:
        """The line directly above a list or table, if it introduces it; else the question being answered."""
        if self.last is None:
            return self.under
        above = self.draft.passages[self.last]
        if above.kind not in _INTRODUCING or above.flags != flags:
            return self.under
        telling = above.kind is PassageKind.CAPTION or ends_with_colon(above.text)
        if telling or (not table and introduces(above.text)) or (table and is_caption(above.text)):
            return Under(above.text, self.last)
        return self.under

    # --- passages --------------------------------------------------------------------------------------

    def add(
        self,
        kind: PassageKind,
        text: str,
        locator: Locator,
        *,
        under: Under = NOTHING,
        group: int | None = None,
        name: str = "",
        value: str = "",
        note: str = "",
        cells: tuple[str, ...] = (),
        inside: str = "",
        flags: frozenset[Flag] = NO_FLAGS,
    ) -> int | None:
        """Add a passage; it becomes the line directly above what follows."""
        context = self.context(under.caption)
        if inside and inside not in context.enclosing:
            context = replace(context, enclosing=(*context.enclosing, inside))
        place = self.draft.add(
            kind,
            text,
            locator,
            context=context,
            name=name or under.name,
            value=value,
            note=note,
            cells=cells,
            parent=under.parent,
            group=group,
            flags=flags,
        )
        if place is not None:
            self.last = place
        return place

    def add_heading(self, level: int, text: str, locator: Locator, flags: frozenset[Flag] = NO_FLAGS) -> None:
        """A heading, or a question that heads its answer; its own path is that of the headings above it."""
        self.end_heads(level)
        kind = PassageKind.QUESTION if asks(text, marked=True) else PassageKind.HEADING
        place = self.add(kind, text, locator, flags=flags)
        self.head(level, text)
        if kind is PassageKind.QUESTION:
            self.under = Under(text, place)

    def add_lines(
        self,
        line: Marked,
        locator: Locator,
        base: int,
        *,
        kind: PassageKind | None = None,
        asked: bool = False,
        may_head: bool = True,
        note: str = "",
    ) -> str:
        """The lines of a paragraph, each by its look; the shown text is returned.

        ``base`` has the marks of the block around, ``asked`` says that the layout marks questions here.
        """
        base |= line.shared
        text = line.visible(base)
        lines = hard_lines(text.split(BREAK)) if BREAK in text else [text] if text else []
        group = self.draft.new_group() if len(lines) > 1 else None
        intro = NOTHING
        for one in lines:
            own, under = (
                (kind, self.under)
                if kind
                else self._kind(one, line.all, intro, asked=asked, may_head=may_head)
            )
            place = self.add(own, one, locator, under=under, group=group, note=note, flags=FLAGS[base & 15])
            if ends_with_colon(one) and len(lines) > 1:
                intro = Under(one, place)
            if own is PassageKind.QUESTION:
                self.under = Under(one, place)
            elif own is PassageKind.HEADING:
                self.head(BOLD_LEVEL, one)
        return text

    def _kind(
        self, line: str, marks: int, intro: Under, *, asked: bool, may_head: bool
    ) -> tuple[PassageKind, Under]:
        """What a line is, and what it stands under."""
        bold = bool(marks & Mark.BOLD)
        if asks(line, marked=bold or asked):
            return PassageKind.QUESTION, NOTHING
        if answers(line) and self.under.parent is not None:
            return PassageKind.PROSE, self.under
        if marks & Mark.SMALL or is_note(line):
            return PassageKind.NOTE, self.under
        if is_caption(line):
            return PassageKind.CAPTION, NOTHING
        if intro.parent is not None or bullet(line):
            return PassageKind.LIST_ITEM, intro if intro.parent is not None else self.under
        if bold and may_head and is_title(line):
            return PassageKind.HEADING, NOTHING
        return PassageKind.PROSE, self.under

    def add_asides(self, line: Marked, locator: Locator, base: int, parent: int | None = None) -> None:
        """What a line hides or strikes out, in its sentence."""
        for text, flags in line.asides(base):
            self.draft.add(
                PassageKind.PROSE,
                text,
                locator,
                context=self.context(self.under.caption),
                parent=parent if parent is not None else self.under.parent,
                flags=flags | FLAGS[base & 15],
            )
