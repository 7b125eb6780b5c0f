"""The blocks of a text document in order: paragraphs, lists, tables, text boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model.vocabulary import PassageKind
from onrecord.read import docx_table
from onrecord.read.docx_runs import Paragraph, gather
from onrecord.read.docx_styles import Form, Styles
from onrecord.read.draft import Draft
from onrecord.read.marked import BREAK, FLAGS, Mark
from onrecord.read.office_package import local
from onrecord.read.outline import Under
from onrecord.read.outline_list import ListedOutline

if TYPE_CHECKING:
    from lxml.etree import _Element

_WRAPPERS = frozenset(
    {"sdt", "sdtContent", "customXml", "ins", "moveTo", "del", "moveFrom", "smartTag", "body"}
)
_DEEPEST = 40


@dataclass(slots=True)
class _Place:
    """The part that is being read; paragraphs and rows are numbered in it."""

    part: str
    numbers: dict[_Element, int]
    mark: int = 0


class Body(ListedOutline):
    """Reads the blocks of the parts of one text document."""

    def __init__(self, draft: Draft, styles: Styles) -> None:
        super().__init__(draft)
        self.styles = styles
        self.references: dict[tuple[str, str], int] = {}
        self.place = _Place("", {})
        self.depth = 0

    def read_part(self, part: str, root: _Element, blocks: Iterable[_Element], mark: int = 0) -> None:
        """Read blocks of a part; paragraphs and rows are counted over the whole part."""
        space = root.tag[: root.tag.index("}") + 1] if "}" in root.tag else ""
        numbers: dict[_Element, int] = {}
        for name in ("p", "tr"):
            numbers.update((element, count) for count, element in enumerate(root.iter(space + name), 1))
        self.place = _Place(part, numbers, mark)
        self.blocks(blocks)

    def locate(self, element: _Element) -> str:
        """``part#p12``: the twelfth paragraph of the part; ``#r3``: the third table row."""
        sign = "r" if local(element.tag) == "tr" else "p"
        return f"{self.place.part}#{sign}{self.place.numbers.get(element, 0)}"

    # --- blocks ----------------------------------------------------------------------------------------

    def blocks(self, elements: Iterable[_Element]) -> None:
        """Read blocks in order; wrappers around them are looked through."""
        if self.depth >= _DEEPEST:
            elements = _deep_paragraphs(elements)
        self.depth += 1
        for element, mark in _unwrapped(elements, self.place.mark):
            before, self.place.mark = self.place.mark, mark
            if local(element.tag) == "p":
                self.paragraph(element)
            else:
                self.end_list()
                docx_table.lay_out(self, element)
            self.place.mark = before
        self.depth -= 1

    def paragraph(self, element: _Element) -> None:
        """One paragraph by its form, then what hangs on it."""
        form = self.form(element)
        found = self.gather(element, form)
        base = self.place.mark | found.line.shared
        text = found.line.visible(base).replace(BREAK, "\n").strip()
        if form.level is not None and text:
            self.end_list()
            locator = self.draft.locator(part=self.locate(element))
            self.add_heading(form.level, text.replace("\n", " "), locator, FLAGS[base & 15])
        elif form.depth is not None and text:
            self.add_item(form.depth, text, self.draft.locator(part=self.locate(element)), base)
        else:
            if text:
                self.end_list()
            self._plain(element, form, found)
        self.hang(element, found, base)

    def form(self, element: _Element) -> Form:
        """The form of a paragraph."""
        return self.styles.form(next((child for child in element if local(child.tag) == "pPr"), None))

    def gather(self, element: _Element, form: Form, *, in_table: bool = False) -> Paragraph:
        """The inside of a paragraph."""
        return gather(element, self.styles, self.place.mark | form.mark, in_table=in_table)

    def _plain(self, element: _Element, form: Form, found: Paragraph) -> None:
        """A paragraph that is neither heading nor list item."""
        before = self.enclosing, self.notes
        self.begin(("contents",) if form.contents else (), ("quotation",) if form.quotation else ())
        self.add_lines(
            found.line,
            self.draft.locator(part=self.locate(element)),
            self.place.mark,
            kind=PassageKind.CAPTION if form.caption else None,
            note=" ".join(found.readings),
        )
        self.finish(*before)

    def hang(self, element: _Element, found: Paragraph, mark: int, parent: int | None = None) -> None:
        """Hidden and deleted parts, notes referred to, pictures' texts, text boxes."""
        locator = self.draft.locator(part=self.locate(element))
        self.add_asides(found.line, locator, mark, parent)
        anchor = parent if parent is not None else self.last
        for reference in found.references:
            if anchor is not None:
                self.references.setdefault(reference, anchor)
        for label in found.labels:
            self.draft.add(
                PassageKind.UI_STRING,
                label,
                locator,
                context=self.context(),
                name="alt",
                value=label,
                flags=FLAGS[mark & 15],
            )
        for box in found.boxes if self.depth <= _DEEPEST else ():  # below, all paragraphs are taken at once
            self.blocks(box)

    def note(self, kind: str, number: str, elements: Iterable[_Element], mark: int = Mark.NONE) -> None:
        """A note or comment, below the passage that refers to it."""
        parent = self.references.get((kind, number))
        headings = self.draft.passages[parent].context.headings if parent is not None else ()
        apart, before = self.set_apart(), (self.enclosing, self.notes)
        self._headings = list(enumerate(headings))
        self.begin(("comment",) if kind == "comment" else ())
        for element, own in _unwrapped(elements, mark):
            for paragraph in [element] if local(element.tag) == "p" else element.iter("{*}p"):
                found = self.gather(paragraph, Form(mark=own))
                text = found.line.visible(own | found.line.shared).replace(BREAK, "\n")
                self.add(
                    PassageKind.NOTE,
                    text,
                    self.draft.locator(part=self.locate(paragraph)),
                    under=Under("", parent),
                    flags=FLAGS[(own | found.line.shared) & 15],
                )
        self.finish(*before)
        self.rejoin(apart)


def _unwrapped(elements: Iterable[_Element], mark: int) -> Iterator[tuple[_Element, int]]:
    """Paragraphs and tables with their marks, in order; wrappers are opened without recursion."""
    stack: list[Iterator[tuple[_Element, int]]] = [iter([(element, mark) for element in elements])]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
            continue
        element, own = item
        name = local(element.tag)
        if name in ("p", "tbl"):
            yield element, own
        elif name in _WRAPPERS:
            inner = own | Mark.DELETED if name in ("del", "moveFrom") else own
            stack.append(iter([(child, inner) for child in element]))


def _deep_paragraphs(elements: Iterable[_Element]) -> list[_Element]:
    """Below tables nested beyond reason the paragraphs alone are read."""
    return [paragraph for element in elements for paragraph in element.iter("{*}p")]
