"""Blocks of a page to passages: headings, paragraphs, questions with their answers, notes, captions.

Lists, tables, forms, code and scripts have modules of their own.
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.model.place import Locator
from onrecord.model.vocabulary import PassageKind
from onrecord.read import html_code, html_form, html_list, html_pairs, html_script, html_table
from onrecord.read.draft import Draft
from onrecord.read.html_flat import flat_runs, flat_text
from onrecord.read.html_path import Paths
from onrecord.read.html_run import Label, Run
from onrecord.read.html_tree import Box, Page, Remark, Script
from onrecord.read.html_words import HEADINGS, LISTS, PREFORMATTED
from onrecord.read.line_cues import asks
from onrecord.read.marked import ASIDE, BREAK, FLAGS
from onrecord.read.outline import NOTHING, SUMMARY_LEVEL, Outline, Under

_HEADED = frozenset({"p", "div", "section", "center"})


class PageLayout(Outline):
    """The state of the reading while it goes down a page."""

    def __init__(self, draft: Draft, page: Page) -> None:
        super().__init__(draft)
        self.paths = Paths()
        self.labelled = {label.attributes.get("for") or "" for label in page.tree.css("label[for]")}
        self.options = html_form.gather_options(page.root) if self.labelled else {}

    def locator(self, where: Run | Box | Script | Remark | Label) -> Locator:
        """The place of a part of the page."""
        return self.draft.element(self.paths.of(where.place))

    def within(self, box: Box, enclosing: tuple[str, ...] = (), notes: tuple[str, ...] = ()) -> None:
        """Lay out a block inside an element that gives its content a meaning."""
        before = self.enclosing, self.notes
        self.begin(enclosing, notes)
        self.flow(box)
        self.finish(*before)

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
        before = self.set_apart()
        handler(self, box)
        self.rejoin(before)

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
                self.add_heading(level, text, self.locator(child), FLAGS[box.mark & 15])
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
                place = self.emit(kind, text, child, child.mark)
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
        """The lines of a run; then what the run hides and what its attributes say."""
        text = self.add_lines(
            run,
            self.locator(run),
            box.mark,
            kind=kind,
            asked=box.hint == "question",
            may_head=box.tag in _HEADED,
            note=" ".join(run.readings),
        )
        self.extras(run, text, box.mark | run.shared)

    def emit(
        self,
        kind: PassageKind,
        text: str,
        where: Run | Box,
        mark: int,
        *,
        under: Under = NOTHING,
        group: int | None = None,
        name: str = "",
        value: str = "",
        cells: tuple[str, ...] = (),
        inside: str = "",
    ) -> int | None:
        """Add a passage at an element."""
        return self.add(
            kind,
            text,
            self.locator(where),
            under=under,
            group=group,
            name=name,
            value=value,
            note=" ".join(where.readings) if isinstance(where, Run) else "",
            cells=cells,
            inside=inside,
            flags=FLAGS[mark & 15],
        )

    def extras(self, run: Run, shown: str, mark: int, parent: int | None = None) -> None:
        """What a run hides or strikes out, and the texts of its attributes."""
        if run.any & ASIDE:
            self.add_asides(run, self.locator(run), mark, parent)
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
            self.locator(label),
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
    **dict.fromkeys([*PREFORMATTED, "code"], html_code.lay_out),
    **dict.fromkeys(["caption", "figcaption", "legend"], PageLayout.caption),
    **dict.fromkeys(["label", "select", "datalist", "textarea", "button"], html_form.lay_out),
    "li": _list_item,
    "dl": html_list.definitions,
    "details": PageLayout.details,
    "blockquote": PageLayout.quotation,
    "form": _form,
    "fieldset": html_form.fieldset,
}
