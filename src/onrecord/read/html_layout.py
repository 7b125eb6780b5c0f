"""Blocks of a page to passages: headings, paragraphs, questions with their answers, notes, captions.

Lists, tables, forms, code and scripts have modules of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord.model.document import Context
from onrecord.model.vocabulary import PassageKind
from onrecord.read import html_code, html_form, html_list, html_pairs, html_script, html_table
from onrecord.read.draft import Draft
from onrecord.read.html_flat import FLAGS, NOTHING, Under, flat_runs, flat_text
from onrecord.read.html_path import Paths, Place
from onrecord.read.html_run import BREAK, Label, Run
from onrecord.read.html_tree import Box, Page, Remark, Script
from onrecord.read.html_words import ASIDE, HEADINGS, LISTS, PREFORMATTED, Mark
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

BOLD_LEVEL, SUMMARY_LEVEL = 7, 8
_INTRODUCING = frozenset({PassageKind.PROSE, PassageKind.HEADING, PassageKind.CAPTION, PassageKind.QUESTION})


class PageLayout:
    """The state of the reading while it goes down the page."""

    def __init__(self, draft: Draft, page: Page) -> None:
        self.draft = draft
        self.paths = Paths()
        self.under = NOTHING
        self.enclosing: tuple[str, ...] = ()
        self.notes: tuple[str, ...] = ()
        self.last: int | None = None
        self._headings: list[tuple[int, str]] = []
        self._context: Context | None = None
        self.labelled = {label.attributes.get("for") or "" for label in page.tree.css("label[for]")}
        self.options = html_form.gather_options(page.root) if self.labelled else {}

    # --- context ---------------------------------------------------------------------------------------

    def context(self, caption: str = "") -> Context:
        """The context of a passage at this point of the page."""
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

    def within(self, box: Box, enclosing: tuple[str, ...] = (), notes: tuple[str, ...] = ()) -> None:
        """Lay out a block inside an element that gives its content a meaning."""
        before = self.enclosing, self.notes
        self.enclosing, self.notes = self.enclosing + enclosing, self.notes + notes
        self._context = None
        self.flow(box)
        self.enclosing, self.notes = before
        self._context = None

    def introduction(self, box: Box, *, table: bool = False) -> Under:
        """The line directly above a list or table, if it introduces it."""
        if self.last is None:
            return NOTHING
        above = self.draft.passages[self.last]
        if above.kind not in _INTRODUCING or above.flags != FLAGS[box.mark]:
            return NOTHING
        telling = above.kind in (PassageKind.HEADING, PassageKind.CAPTION) or ends_with_colon(above.text)
        if telling or (not table and introduces(above.text)) or (table and is_caption(above.text)):
            return Under(above.text, self.last)
        return NOTHING

    # --- blocks ----------------------------------------------------------------------------------------

    def flow(self, box: Box) -> None:
        """Lay out what a block holds. A question set inside is answered within the same block."""
        before = self.under
        if not html_pairs.lay_out(self, box):
            for child in box.children:
                self.child(child, box)
        if self.under is not before and len(box.children) > 1:
            self.under = before

    def child(self, child: Box | Run | Script | Remark, box: Box) -> None:
        """Lay out one thing in a block."""
        if isinstance(child, Run):
            self.paragraph(child, box)
        elif isinstance(child, Box):
            self.block(child)
        elif isinstance(child, Script):
            html_script.lay_out(self, child)
        else:
            html_script.remark(self, child)

    def block(self, box: Box) -> None:
        """Lay out one block by what it is."""
        handler = _HANDLERS.get(box.hint or box.tag) or _HANDLERS.get(box.tag, PageLayout.flow)
        if box.tag in ("nav", "footer") or box.hint == "footer":
            self.apart(box, handler)
        else:
            handler(self, box)

    def apart(self, box: Box, handler: Callable[[PageLayout, Box], object]) -> None:
        """Menus and page ends stand under no heading of the text, and lend it none."""
        before = self._headings, self.under
        self._headings, self.under, self._context = [], NOTHING, None
        handler(self, box)
        self._headings, self.under = before
        self._context = None

    def heading(self, box: Box) -> None:
        """A heading; its own path is that of the headings above it."""
        level = HEADINGS.get(box.tag) or int(box.hint[-1])
        if any(isinstance(child, Box) for child in box.children):
            self.flow(box)
            if self.last is not None:
                self.head(level, self.draft.passages[self.last].text)
            return
        for child in box.children:
            if not isinstance(child, Run):
                self.child(child, box)
                continue
            text = child.visible(box.mark).replace(BREAK, " ").strip()
            if text:
                self.end_heads(level)
                kind = PassageKind.QUESTION if asks(text, marked=True) else PassageKind.HEADING
                place = self.emit(kind, text, child, box.mark)
                self.head(level, text)
                if kind is PassageKind.QUESTION:
                    self.under = Under(text, place)
            self.extras(child, text, box.mark)

    def caption(self, box: Box) -> None:
        """Captions of tables, figures and groups of form fields."""
        for child in box.children:
            if isinstance(child, Run):
                self.paragraph(child, box, PassageKind.CAPTION)
            else:
                self.child(child, box)

    def details(self, box: Box) -> None:
        """A section that opens on demand; its summary is a question or a heading."""
        before = self.under
        for child in box.children:
            if isinstance(child, Box) and child.tag == "summary":
                text = flat_text(child)
                kind = PassageKind.QUESTION if asks(text, marked=True) else PassageKind.HEADING
                place = self.emit(kind, text, child.place, child.mark)
                self.head(SUMMARY_LEVEL, text)
                self.under = Under(text, place)
                self.rest(child, text)
            else:
                self.child(child, box)
        self.end_heads(SUMMARY_LEVEL)
        self.under = before

    def quotation(self, box: Box) -> None:
        """A quotation says so in its notes."""
        self.within(box, notes=("quotation",))

    # --- lines -----------------------------------------------------------------------------------------

    def paragraph(self, run: Run, box: Box, kind: PassageKind | None = None) -> None:
        """The lines of a run, each by its look; then what the run hides and what its attributes say."""
        base = box.mark | run.shared
        text = run.visible(base)
        lines = hard_lines(text.split(BREAK)) if BREAK in text else [text] if text else []
        group = self.draft.new_group() if len(lines) > 1 else None
        intro = NOTHING
        for line in lines:
            own, under = (kind, self.under) if kind else self._kind(line, run, box, intro)
            place = self.emit(own, line, run, base, under=under, group=group)
            if ends_with_colon(line) and len(lines) > 1:
                intro = Under(line, place)
            if own is PassageKind.QUESTION:
                self.under = Under(line, place)
            elif own is PassageKind.HEADING:
                self.head(BOLD_LEVEL, line)
        self.extras(run, text, base)

    def _kind(self, line: str, run: Run, box: Box, intro: Under) -> tuple[PassageKind, Under]:
        """What a line is, and what it stands under."""
        bold = bool(run.all & Mark.BOLD)
        if asks(line, marked=bold or box.hint == "question"):
            return PassageKind.QUESTION, NOTHING
        if answers(line) and self.under.parent is not None:
            return PassageKind.PROSE, self.under
        if run.all & Mark.SMALL or is_note(line):
            return PassageKind.NOTE, self.under
        if is_caption(line):
            return PassageKind.CAPTION, NOTHING
        if intro.parent is not None or bullet(line):
            return PassageKind.LIST_ITEM, intro if intro.parent is not None else self.under
        if bold and is_title(line) and box.tag in ("p", "div", "section", "center"):
            return PassageKind.HEADING, NOTHING
        return PassageKind.PROSE, self.under

    def emit(
        self,
        kind: PassageKind,
        text: str,
        where: Run | Place,
        mark: int,
        *,
        under: Under = NOTHING,
        group: int | None = None,
        name: str = "",
        value: str = "",
        cells: tuple[str, ...] = (),
        inside: str = "",
    ) -> int | None:
        """Add a passage at an element; it becomes the line directly above what follows."""
        at = where.place if isinstance(where, Run) else where
        context = self.context(under.caption)
        if inside and inside not in context.enclosing:
            context = replace(context, enclosing=(*context.enclosing, inside))
        place = self.draft.add(
            kind,
            text,
            self.draft.element(self.paths.of(at)),
            context=context,
            name=name or under.name,
            value=value,
            note=" ".join(where.readings) if isinstance(where, Run) else "",
            cells=cells,
            parent=under.parent,
            group=group,
            flags=FLAGS[mark & 15],
        )
        if place is not None:
            self.last = place
        return place

    def extras(self, run: Run, shown: str, mark: int, parent: int | None = None) -> None:
        """What a run hides or strikes out, and the texts of its attributes."""
        if not run.labels and not run.any & ASIDE:
            return
        for text, flags in run.asides(mark):
            self.draft.add(
                PassageKind.PROSE,
                text,
                self.draft.element(self.paths.of(run.place)),
                context=self.context(self.under.caption),
                parent=parent if parent is not None else self.under.parent,
                flags=flags | FLAGS[mark & 15],
            )
        for label in run.labels:
            if label.text != shown:
                self.label(label, mark)

    def rest(self, box: Box, shown: str = "", *, mark: int | None = None, parent: int | None = None) -> None:
        """What a block that was taken flat holds besides its shown text."""
        base = box.mark if mark is None else mark
        for run, _ in flat_runs(box):
            self.extras(run, shown, base, parent)
        stack = [box]
        while stack:
            for child in stack.pop().children:
                if isinstance(child, Box):
                    stack.append(child)
                elif not isinstance(child, Run):
                    self.child(child, box)

    def label(self, label: Label, mark: int) -> None:
        """A text that stands in an attribute."""
        self.draft.add(
            PassageKind.UI_STRING,
            label.text,
            self.draft.element(self.paths.of(label.place)),
            context=self.context(),
            name=label.name,
            value=label.text,
            flags=FLAGS[mark & 15],
        )


def _form(page: PageLayout, box: Box) -> None:
    """A form: what is asked for in it, people fill in."""
    page.within(box, enclosing=("form",))


def _list_item(page: PageLayout, box: Box) -> None:
    """An item outside a list."""
    html_list.item(page, box, NOTHING, page.draft.new_group())


_HANDLERS: dict[str, Callable[[PageLayout, Box], object]] = {
    **dict.fromkeys(HEADINGS, PageLayout.heading),
    **{f"heading{level}": PageLayout.heading for level in range(1, 7)},
    **dict.fromkeys([*LISTS, "list"], html_list.lay_out),
    **dict.fromkeys(["table", "row"], html_table.lay_out),
    **dict.fromkeys(PREFORMATTED, html_code.lay_out),
    **dict.fromkeys(["caption", "figcaption", "legend"], PageLayout.caption),
    **dict.fromkeys(["label", "select", "datalist", "textarea", "button"], html_form.lay_out),
    "li": _list_item,
    "dl": html_list.definitions,
    "details": PageLayout.details,
    "blockquote": PageLayout.quotation,
    "form": _form,
    "fieldset": html_form.fieldset,
}
