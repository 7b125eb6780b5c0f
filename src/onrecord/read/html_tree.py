"""Parse a page and fold its tree to blocks that hold runs of inline text.

The tree is the one that browsers build (lexbor). The walk is iterative, and blocks nested deeper than
``DEEPEST`` are laid out flat inside the block at that depth, so that no page can exhaust the stack.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.read.html_marks import Look, look_at, looked_at
from onrecord.read.html_path import Place
from onrecord.read.html_run import Label, Run
from onrecord.read.html_words import Act, tag_ids
from onrecord.read.marked import BREAK, LASTING, Mark

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

DEEPEST = 100
_UPWARDS = 60
_TEXT, _COMMENT = 2, 4
_INLINE = (Act.INLINE, Mark.NONE)
_WORD = Mark.WORD


@dataclass(slots=True)
class Box:
    """A block-level element with what it holds, in order."""

    place: Place
    tag: str
    mark: int = 0
    hint: str = ""
    children: list[Box | Run | Script | Remark] = field(default_factory=list)


@dataclass(slots=True)
class Script:
    """The source of a script; ``json`` when it is data."""

    place: Place
    source: str
    json: bool
    mark: int


@dataclass(slots=True)
class Remark:
    """A comment in the source of the page, which browsers do not show."""

    place: Place
    source: str
    mark: int


@dataclass(slots=True)
class Page:
    """A parsed page: its head and its blocks."""

    tree: LexborHTMLParser
    root: Box
    title: Place | None = None
    metas: list[tuple[str, str, Place]] = field(default_factory=list)


def parse(source: str) -> Page | None:
    """The blocks of a page; None where the parser finds no root element."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(source.encode("utf-8", "replace"))  # a lone surrogate is no character
    root = tree.root
    if root is None:
        return None
    page = Page(tree, Box(Place(root, None, 1, 1), "html"))
    _Walk(page).run()
    return page


class _Walk:
    """One pass over the tree. ``box`` is the block that is open, ``line`` the run that is open in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts = tag_ids()
        self.looks = looked_at(page.tree)
        self.box = page.root
        self.line: Run | None = None
        self.depth = 0
        self.ordinal = 1
        self.templates: list[tuple[Place, Box, int, int]] = []

    def run(self) -> None:
        """Walk the tree, then the contents of its templates, which are trees of their own."""
        self._walk(self.page.root.place.node, self.page.root.place, self.page.root, 0)
        while self.templates:
            place, box, mark, self.depth = self.templates.pop()
            for fragment in place.node.template_fragments():
                self._walk(fragment, place, box, mark)

    def _walk(self, root: LexborNode, above: Place, box: Box, mark: int) -> None:
        """Visit every node below ``root`` in document order."""
        self.box, self.line = box, None
        acts, looks = self.acts, self.looks
        stack: list[tuple[Place, Box, int, int, dict[int, int]]] = []
        counts: dict[int, int] = {}
        node = root.first_child
        while True:
            while node is not None:
                number = node.tag_id
                if number == _TEXT:
                    self._text(node.text_content or "", mark)
                    node = node.next
                    continue
                counts[number] = nth = counts.get(number, 0) + 1
                if number == _COMMENT:
                    self._comment(node, above, mark)
                    node = node.next
                    continue
                self.ordinal += 1
                place = Place(node, above, nth, self.ordinal)
                depth = self.depth
                act, own = acts.get(number, _INLINE)
                inner: int | None = mark | own
                if act is not Act.INLINE or node.mem_id in looks:
                    inner = self._enter(place, act, mark | own)
                child = None if inner is None else node.first_child
                if child is None:
                    self._leave(act, box, depth)
                    node = node.next
                    continue
                stack.append((above, box, mark, depth, counts))
                node, above, box, mark, counts = child, place, self.box, inner or 0, {}
            if not stack:
                return
            closed = above
            above, box, mark, depth, counts = stack.pop()
            self._leave(acts.get(closed.node.tag_id, _INLINE)[0], box, depth)
            node = closed.node.next

    def _leave(self, act: Act, box: Box, depth: int) -> None:
        """Back in ``box``: if a block was closed, its text ends here."""
        if self.box is not box:
            self.box, self.line, self.depth = box, None, depth
        elif depth >= DEEPEST and act is Act.BLOCK:
            self.line = None

    def _text(self, text: str, mark: int) -> None:
        line = self.line
        if text.isspace():
            if line is not None:
                line.texts.append(text)
                line.marks.append(mark)
            return
        if line is None:
            line = self._open()
        line.texts.append(text)
        line.marks.append(mark | _WORD)
        line.any |= mark
        line.all &= mark

    def _open(self) -> Run:
        self.line = Run(place=self.box.place)
        self.box.children.append(self.line)
        return self.line

    def _enter(self, place: Place, act: Act, mark: int) -> int | None:
        """Take an element in; the mark of what is inside it, or None where nothing inside is of use."""
        look: Look | None = None
        node = place.node
        if node.mem_id in self.looks:
            look = look_at(node, hidden=self.looks[node.mem_id])
            mark |= look.mark
            if look.block and act in (Act.INLINE, Act.LINK):
                act = Act.BLOCK
            if act is not Act.BLOCK:
                self._labels(place, look)
        if act is Act.BLOCK:
            inner = self._block(place, mark, look)
            if look is not None:
                self._labels(place, look)
            return inner
        return mark if act is Act.INLINE else self._special(place, act, mark)

    def _labels(self, place: Place, look: Look) -> None:
        for name, text in look.labels:
            (self.line or self._open()).labels.append(Label(name, text, place))

    def _block(self, place: Place, mark: int, look: Look | None) -> int:
        """Open a block; at the greatest depth only the line ends."""
        self.line = None
        tag = place.node.tag or ""
        if tag in ("header", "footer"):
            mark |= _landmark(self.box, tag)
        if self.depth >= DEEPEST:
            self.line = Run(place=place)  # a new line of the block that is open
            self.box.children.append(self.line)
            return mark
        box = Box(place, tag, mark & LASTING, look.hint if look else "")
        self.box.children.append(box)
        self.box = box
        self.depth += 1
        return mark

    def _comment(self, node: LexborNode, above: Place, mark: int) -> None:
        text = node.comment_content or ""
        if text.strip():
            self.box.children.append(Remark(above, text, mark | Mark.HIDDEN))

    def _special(self, place: Place, act: Act, mark: int) -> int | None:
        """Elements that are neither a block nor plain inline text."""
        node = place.node
        if act is Act.BREAK:
            if self.line is not None:
                self.line.texts.append(BREAK)
                self.line.marks.append(mark)
        elif act is Act.LINK:
            before = node.prev
            if before is not None and before.tag == "a" and self.line is not None:
                self.line.texts.append(" ")  # entries of a menu, which style sheets set apart
                self.line.marks.append(mark)
            return mark
        elif act is Act.RUBY:
            if self.line is not None:
                self.line.readings.append(node.text())
        elif act in (Act.MEDIA, Act.CONTROL):
            self._attributes(place, act)
            return mark if act is Act.MEDIA else None
        elif act in (Act.TITLE, Act.META):
            self._head(place, act)
        elif act is Act.SCRIPT:
            self._script(place, mark)
        elif act is Act.TEMPLATE:
            box = self.box
            if self.depth < DEEPEST:
                box = Box(place, "template", mark & LASTING)
                self.box.children.append(box)
            self.templates.append((place, box, mark, self.depth + 1))
        return None

    def _attributes(self, place: Place, act: Act) -> None:
        """Texts in the attributes of pictures and form controls."""
        attributes = place.node.attributes
        kind = (attributes.get("type") or "text").lower()
        if act is Act.CONTROL and kind == "hidden":
            return
        line = self.line or self._open()
        names: tuple[str, ...] = ("alt",) if act is Act.MEDIA else ("placeholder",)
        if act is Act.CONTROL:
            line.controls += 1
            if kind in ("submit", "button", "reset", "image"):
                names = ("value", "alt")
        for name in names:
            text = (attributes.get(name) or "").strip()
            if text:
                line.labels.append(Label(name, text, place))

    def _head(self, place: Place, act: Act) -> None:
        """Title and descriptions; a title further down is the tooltip of a drawing."""
        page, node = self.page, place.node
        if act is Act.META:
            attributes = node.attributes
            name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
            content = (attributes.get("content") or "").strip()
            if name and content:
                page.metas.append((name.lower(), content, place))
        elif page.title is None and self.box is page.root:
            page.title = place
        elif node.text().strip():
            (self.line or self._open()).labels.append(Label("title", node.text().strip(), place))

    def _script(self, place: Place, mark: int) -> None:
        source = place.node.text()
        if source.strip():
            kind = (place.node.attributes.get("type") or "").lower()
            self.box.children.append(Script(place, source, "json" in kind, mark))


def _landmark(box: Box, tag: str) -> int:
    """``header`` and ``footer`` belong to the page only outside articles; inside, to the article."""
    node: LexborNode | None = box.place.node
    for _ in range(_UPWARDS):
        if node is None:
            break
        if node.tag in ("article", "main", "section", "aside", "blockquote", "figure", "dialog"):
            return Mark.NONE
        node = node.parent
    return Mark.HEADER if tag == "header" else Mark.FOOTER
