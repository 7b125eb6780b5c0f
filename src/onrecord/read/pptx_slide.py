"""One slide: its title first, then its shapes in order, with tables, groups, pictures' texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model.place import Locator
from onrecord.model.vocabulary import PassageKind
from onrecord.read import table_rows
from onrecord.read.marked import BREAK, FLAGS, Mark, Marked
from onrecord.read.office_grid import GridCell, GridLine, unfold
from onrecord.read.office_package import attribute, local
from onrecord.read.outline import Under
from onrecord.read.outline_list import ListedOutline

if TYPE_CHECKING:
    from lxml.etree import _Element

_TITLES = frozenset({"title", "ctrTitle"})
_MARGINS = {"ftr": Mark.FOOTER, "hdr": Mark.HEADER, "sldNum": Mark.FOOTER, "dt": Mark.FOOTER}
_BODIES = frozenset({"body", "obj", "subTitle", ""})
_OFF = frozenset({"0", "false", "none", "noStrike"})
_TINY = 200
"""Hundredths of a point: two points and less nobody reads."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape with what its own attributes say: name, placeholder, marks."""

    element: _Element
    name: str
    placeholder: str | None
    mark: int
    label: str


class Slides(ListedOutline):
    """Reads slides one after the other."""

    slide = 0
    part = ""
    numbers: dict[object, int]

    def read_slide(self, number: int, part: str, root: _Element, mark: int) -> int | None:
        """Read one slide; the index of its title is returned, for its notes."""
        self.slide, self.part = number, part
        self.numbers = {element: count for count, element in enumerate(root.iter("{*}p"), 1)}
        self.end_heads(0)
        self.under = Under()
        self.end_list()
        shapes = list(_shapes(root, mark))
        shapes.sort(key=lambda shape: shape.placeholder not in _TITLES)  # stable: the title first
        title: int | None = None
        for shape in shapes:
            self.shape(shape)
            if title is None and shape.placeholder in _TITLES:
                title = self.last
        return title

    def place(self, shape: str, paragraph: object | None = None) -> Locator:
        """Slide, shape and paragraph."""
        sign = f"#p{self.numbers.get(paragraph, 0)}" if paragraph is not None else ""
        return self.draft.locator(slide=self.slide, shape=shape, part=self.part + sign)

    def shape(self, shape: Shape) -> None:
        """The texts of one shape."""
        self.end_list()
        table = next(shape.element.iter("{*}tbl"), None)
        if table is not None:
            self.table(shape, table)
        body = next((child for child in shape.element if local(child.tag) == "txBody"), None)
        for paragraph in () if body is None else body:
            if local(paragraph.tag) == "p":
                self.paragraph(shape, paragraph, body)
        if shape.label:
            flags = FLAGS[shape.mark & 15]
            place = self.place(shape.name)
            context = self.context()
            self.draft.add(
                PassageKind.UI_STRING,
                shape.label,
                place,
                context=context,
                name="alt",
                value=shape.label,
                flags=flags,
            )

    def paragraph(self, shape: Shape, paragraph: _Element, body: _Element | None) -> None:
        """A title, an item of a list, or a line of text."""
        line = line_of(paragraph, shape.mark)
        base = shape.mark | line.shared
        text = line.visible(base).replace(BREAK, "\n").strip()
        place = self.place(shape.name, paragraph)
        if text and shape.placeholder in _TITLES:
            self.add_heading(1, text.replace("\n", " "), place, FLAGS[base & 15])
        elif text and _is_item(shape, paragraph, body):
            self.add_item(_depth(paragraph), text, place, base)
        else:
            self.end_list()
            self.add_lines(line, place, shape.mark)
        self.add_asides(line, place, base)

    def table(self, shape: Shape, table: _Element) -> None:
        """A table; the style's first row is its header."""
        under = self.introduction(FLAGS[shape.mark & 15], table=True)
        properties = next(table.iter("{*}tblPr"), None)
        styled = properties is not None and attribute(properties, "firstRow") not in ("", *_OFF)
        rows = [row for row in table if local(row.tag) == "tr"]
        lines = [
            GridLine(
                self._row_place(shape, row),
                [_grid_cell(cell, shape.mark) for cell in row if local(cell.tag) == "tc"],
                strong=styled and number == 0,
                flags=FLAGS[shape.mark & 15],
            )
            for number, row in enumerate(rows)
        ]
        grid = unfold(self.draft, lines)
        places = table_rows.add_table(self.draft, grid, self.context(under.caption), parent=under.parent)
        for row, place in zip(rows, places, strict=False):
            for paragraph in row.iter("{*}p"):
                self.add_asides(
                    line_of(paragraph, shape.mark), self._row_place(shape, row), shape.mark, place
                )
        self.last = next((place for place in reversed(places) if place is not None), self.last)

    def _row_place(self, shape: Shape, row: _Element) -> Locator:
        return self.place(shape.name, next(row.iter("{*}p"), None))

    def read_notes(self, part: str, root: _Element, title: int | None, kind: str, mark: int) -> None:
        """Speaker's notes or comments, below the title of the slide."""
        self.part = part
        self.numbers = {element: count for count, element in enumerate(root.iter("{*}p"), 1)}
        before = self.enclosing, self.notes
        self.begin((kind,))
        for text, paragraph in _note_texts(root, kind):
            place = self.place("", paragraph)
            self.add(PassageKind.NOTE, text, place, under=Under("", title), flags=FLAGS[mark & 15])
        self.finish(*before)


def _shapes(root: _Element, mark: int) -> Iterator[Shape]:
    """All shapes of a slide, groups opened, without recursion."""
    tree = next(root.iter("{*}spTree"), None)
    stack = [iter([] if tree is None else [(child, mark) for child in tree])]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
            continue
        element, own = item
        name = local(element.tag)
        if name in ("grpSp", "AlternateContent", "Choice"):
            own |= _hidden(element)
            children = list(element)
            if name == "AlternateContent":
                children = children[:1]
            stack.append(iter([(child, own) for child in children]))
        elif name in ("sp", "graphicFrame", "pic", "cxnSp"):
            yield _shape(element, own)


def _properties(element: _Element) -> _Element | None:
    """``cNvPr`` of this shape, not of one inside it."""
    for child in element:
        if local(child.tag).startswith("nv"):
            return next((part for part in child if local(part.tag) == "cNvPr"), None)
    return None


def _hidden(element: _Element) -> int:
    properties = _properties(element)
    return Mark.HIDDEN if properties is not None and attribute(properties, "hidden") in ("1", "true") else 0


def _shape(element: _Element, mark: int) -> Shape:
    properties = _properties(element)
    holder = next(element.iter("{*}ph"), None)
    placeholder = None if holder is None else attribute(holder, "type")
    mark |= _hidden(element) | _MARGINS.get(placeholder or "", 0)
    label = "" if properties is None else attribute(properties, "descr").strip()
    return Shape(
        element, "" if properties is None else attribute(properties, "name"), placeholder, mark, label
    )


def line_of(paragraph: _Element, mark: int) -> Marked:
    """The text of a paragraph of DrawingML with its marks."""
    line = Marked()
    for child in paragraph:
        name = local(child.tag)
        if name == "br":
            line.add(BREAK, mark)
        elif name == "fld" and attribute(child, "type") == "slidenum":
            continue
        elif name in ("r", "fld", "m"):
            own = mark
            for part in child:
                if local(part.tag) == "rPr":
                    own |= _run_mark(part)
            for text in child.iter("{*}t"):
                line.add(text.text or "", own)
    return line


def _run_mark(properties: _Element) -> int:
    mark = 0
    if attribute(properties, "b") in ("1", "true"):
        mark |= Mark.BOLD
    if attribute(properties, "strike") not in ("", *_OFF):
        mark |= Mark.DELETED
    size = attribute(properties, "sz")
    if size.isdecimal() and int(size) <= _TINY:
        mark |= Mark.HIDDEN
    return mark


def _is_item(shape: Shape, paragraph: _Element, body: _Element | None) -> bool:
    """Whether a paragraph is an item: by its own bullet, else in a body that holds several paragraphs."""
    for properties in paragraph:
        if local(properties.tag) == "pPr":
            for child in properties:
                if local(child.tag) == "buNone":
                    return False
                if local(child.tag) in ("buChar", "buAutoNum", "buBlip"):
                    return True
    if shape.placeholder not in _BODIES or body is None:
        return False
    filled = (part for part in body if any(text.text for text in part.iter("{*}t")))
    return sum(1 for _ in filled) > 1


def _depth(paragraph: _Element) -> int:
    for child in paragraph:
        if local(child.tag) == "pPr":
            level = attribute(child, "lvl")
            return int(level) if level.isdecimal() and len(level) < 3 else 0
    return 0


def _grid_cell(cell: _Element, mark: int) -> GridCell:
    lines = [line_of(paragraph, mark) for paragraph in cell.iter("{*}p")]
    text = "\n".join(filter(None, (line.visible(mark).replace(BREAK, "\n") for line in lines)))
    bold = [line for line in lines if line.all != -1]
    return GridCell(
        text,
        across=attribute(cell, "hMerge") in ("1", "true"),
        down=attribute(cell, "vMerge") in ("1", "true"),
        strong=bool(bold) and all(line.all & Mark.BOLD for line in bold),
    )


def _note_texts(root: _Element, kind: str) -> Iterator[tuple[str, object]]:
    """Paragraphs of speaker's notes; of comments the old and the new way of keeping them."""
    if kind == "comment":
        for old in root.iter("{*}text"):
            if old.text:
                yield old.text, None
    for shape in root.iter("{*}sp") if kind == "notes" else (root,):
        holder = next(shape.iter("{*}ph"), None) if kind == "notes" else None
        if holder is not None and attribute(holder, "type") in ("sldImg", *_MARGINS):
            continue
        for paragraph in shape.iter("{*}p"):
            text = line_of(paragraph, 0).visible().replace(BREAK, "\n").strip()
            if text:
                yield text, paragraph
