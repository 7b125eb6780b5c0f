"""The blocks of an OpenDocument text in order: headings, paragraphs, lists, tables, text boxes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.model.place import Locator
from onrecord.model.vocabulary import PassageKind
from onrecord.read import odf_table
from onrecord.read.draft import Draft
from onrecord.read.marked import BREAK, FLAGS, Mark
from onrecord.read.odf_styles import OdfStyles
from onrecord.read.odf_text import OdfParagraph, gather
from onrecord.read.office_package import attribute, local
from onrecord.read.outline import Under
from onrecord.read.outline_list import ListedOutline

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTENTS = frozenset({"table-of-content", "alphabetical-index", "illustration-index", "table-index"})
_HOLDERS = frozenset(
    {"index-body", "numbered-paragraph", "text-box", "g", "a", "region-left", "region-center", "region-right"}
)
SHAPES = (
    "frame",
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "line",
    "connector",
    "polygon",
    "path",
    "caption",
)
_DEEPEST = 40


class OdfBody(ListedOutline):
    """Reads the blocks of one document."""

    def __init__(self, draft: Draft, styles: OdfStyles, deletions: dict[str, str]) -> None:
        super().__init__(draft)
        self.styles = styles
        self.deletions = deletions
        self.part = "content.xml"
        self.slide: int | None = None
        self.shape = self.sheet = ""
        self.numbers: dict[object, int] = {}
        self.depth = 0

    def count(self, part: str, root: _Element) -> None:
        """Number the paragraphs and the table rows of a part."""
        self.part = part
        self.numbers = {item: number for number, item in enumerate(root.iter("{*}p", "{*}h"), 1)}
        self.numbers.update((item, number) for number, item in enumerate(root.iter("{*}table-row"), 1))

    def place(self, element: _Element) -> Locator:
        """``content.xml#p12``: the twelfth paragraph or heading; ``#r3``: the third table row."""
        sign = "r" if local(element.tag) == "table-row" else "p"
        part = f"{self.part}#{sign}{self.numbers.get(element, 0)}"
        return self.draft.locator(part=part, slide=self.slide, shape=self.shape, sheet=self.sheet)

    def blocks(self, elements: Iterable[_Element], mark: int, *, level: int | None = None) -> None:
        """Read blocks in order; ``level`` is the depth of the list that holds them."""
        self.depth += 1
        for element in elements:
            name = local(element.tag)
            if self.depth > _DEEPEST and name not in ("p", "h"):
                for paragraph in element.iter("{*}p", "{*}h"):
                    self.paragraph(paragraph, mark)
            elif name in ("p", "h"):
                self.paragraph(element, mark, level=level)
            elif name == "list":
                self._list(element, mark, 0 if level is None else level + 1)
            elif name == "table":
                self.end_list()
                odf_table.lay_out(self, element, mark)
            elif name in _CONTENTS:
                self._contents(element, mark)
            elif name == "section":
                shown = (
                    self.styles.is_shown(attribute(element, "style-name"))
                    and attribute(element, "display") != "none"
                )
                self.blocks(element, mark if shown else mark | Mark.HIDDEN)
            elif name in ("title", "desc"):
                self._label("".join(map(str, element.itertext())), self._shape_place(), mark)
            elif name in _HOLDERS or name in SHAPES:
                self.blocks(element, mark)
        self.depth -= 1

    def _list(self, element: _Element, mark: int, level: int) -> None:
        for item in element:
            if local(item.tag) in ("list-item", "list-header"):
                self.blocks(item, mark, level=level)

    def _contents(self, element: _Element, mark: int) -> None:
        """A table of contents repeats headings; it says that it is one."""
        before = self.enclosing, self.notes
        self.begin(("contents",))
        self.blocks(element, mark)
        self.finish(*before)

    def gather(self, element: _Element, mark: int) -> OdfParagraph:
        """The inside of a paragraph."""
        return gather(
            element, self.styles, self.deletions, mark | self.styles.mark(attribute(element, "style-name"))
        )

    def paragraph(self, element: _Element, mark: int, *, level: int | None = None) -> None:
        """One paragraph by what it is, then what hangs on it."""
        found = self.gather(element, mark)
        base = mark | found.line.shared
        text = found.line.visible(base).replace(BREAK, "\n").strip()
        style = attribute(element, "style-name")
        place = self.place(element)
        heading = self._heading(element, style)
        if heading is not None and text:
            self.end_list()
            self.add_heading(heading, text.replace("\n", " "), place, FLAGS[base & 15])
        elif level is not None and text:
            self.add_item(level, text, place, base)
        else:
            if text:
                self.end_list()
            before = self.enclosing, self.notes
            self.begin(notes=("quotation",) if self.styles.is_quotation(style) else ())
            kind = PassageKind.CAPTION if self.styles.is_caption(style) else None
            self.add_lines(found.line, place, mark, kind=kind, note=" ".join(found.readings))
            self.finish(*before)
        self.hang(element, found, base)

    def _heading(self, element: _Element, style: str) -> int | None:
        if local(element.tag) == "h":
            number = attribute(element, "outline-level")
            return int(number) if number.isdecimal() and len(number) < 3 else 1
        return self.styles.level(style)

    def hang(self, element: _Element, found: OdfParagraph, mark: int, parent: int | None = None) -> None:
        """Hidden and deleted parts, notes, comments, pictures' texts, text boxes."""
        place = self.place(element)
        self.add_asides(found.line, place, mark, parent)
        anchor = parent if parent is not None else self.last
        for label in found.labels:
            self._label(label, place, mark)
        for note in found.notes:
            self.note(note, "footnote", anchor, mark)
        for comment in found.comments:
            self.note(comment, "comment", anchor, mark)
        for box in found.boxes:
            if self.depth <= _DEEPEST:
                self.blocks(box, mark)

    def _shape_place(self) -> Locator:
        return self.draft.locator(part=self.part, slide=self.slide, shape=self.shape, sheet=self.sheet)

    def _label(self, label: str, place: Locator, mark: int) -> None:
        """What a picture is said to show."""
        self.draft.add(
            PassageKind.UI_STRING,
            label,
            place,
            context=self.context(),
            name="alt",
            value=label.strip(),
            flags=FLAGS[mark & 15],
        )

    def note(self, element: _Element, kind: str, parent: int | None, mark: int) -> None:
        """The paragraphs of a note or comment."""
        last, before = self.last, (self.enclosing, self.notes)
        self.begin((kind,))
        for paragraph in element.iter("{*}p"):
            found = self.gather(paragraph, mark)
            base = mark | found.line.shared
            text = found.line.visible(base).replace(BREAK, "\n")
            self.add(
                PassageKind.NOTE, text, self.place(paragraph), under=Under("", parent), flags=FLAGS[base & 15]
            )
        self.finish(*before)
        self.last = last
