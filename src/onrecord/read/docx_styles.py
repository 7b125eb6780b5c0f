"""What the styles and numberings of a text document make of a paragraph: heading, list item, caption."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.read.marked import Mark
from onrecord.read.office_package import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(
    r"(?:heading|标题|標題|überschrift|titre|título|titolo|titulo|заголовок|nagłówek|başlık|kop|見出し|제목|عنوان)\s*(\d)"
)
_CAPTION = frozenset({"caption", "题注", "題注", "beschriftung", "légende", "table of figures"})
_TITLE = frozenset({"title", "标题", "subtitle", "副标题"})
_LONGEST_CHAIN = 20
_TINY = 4
"""Half points: two points and less nobody reads."""


@dataclass(slots=True)
class Style:
    """A style as it stands in the file."""

    name: str
    based_on: str
    mark: int
    level: int | None
    numbered: bool
    depth: int


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a paragraph, its styles resolved. ``level``: of a heading; ``depth``: of a list item."""

    level: int | None = None
    depth: int | None = None
    caption: bool = False
    contents: bool = False
    quotation: bool = False
    mark: int = 0


class Styles:
    """The styles of one document."""

    def __init__(self, root: _Element | None) -> None:
        self.styles: dict[str, Style] = {}
        self.default = ""
        for element in () if root is None else root.iter("{*}style"):
            name = attribute(element, "styleId")
            self.styles[name] = _style(element)
            if attribute(element, "type") == "paragraph" and is_on(attribute(element, "default") or "0"):
                self.default = name

    def form(self, properties: _Element | None) -> Form:
        """The form of a paragraph from its own properties and its style."""
        own = {} if properties is None else {local(child.tag): child for child in properties}
        chain = self._chain(attribute(own["pStyle"], "val") if "pStyle" in own else self.default)
        names = [style.name for style in chain]
        level = _level(own) if "outlineLvl" in own else self._heading_level(chain)
        depth = None
        if "numPr" in own:
            depth = _depth(own["numPr"])
        elif any(style.numbered for style in chain):
            depth = next(style.depth for style in chain if style.numbered)
        mark = 0
        for style in chain:
            mark |= style.mark
        return Form(
            level=level,
            depth=depth,
            caption=any(name in _CAPTION for name in names),
            contents=any(name.startswith(("toc ", "目录", "contents ")) for name in names),
            quotation="quote" in names or "intense quote" in names,
            mark=mark,
        )

    def run_mark(self, properties: _Element | None) -> int:
        """The marks of a run from its own properties and its character style."""
        if properties is None:
            return 0
        mark = 0
        for child in properties:
            if local(child.tag) == "rStyle":
                for style in self._chain(attribute(child, "val")):
                    mark |= style.mark
        return properties_mark(properties, mark)

    def _heading_level(self, chain: list[Style]) -> int | None:
        for style in chain:
            found = _HEADING.match(style.name)
            if found:
                return int(found.group(1)) or 1
            if style.name in _TITLE:
                return 0
            if style.level is not None:
                return style.level
        return None

    def _chain(self, name: str) -> list[Style]:
        """A style and those it is based on; loops end."""
        chain: list[Style] = []
        while name in self.styles and self.styles[name] not in chain and len(chain) < _LONGEST_CHAIN:
            chain.append(self.styles[name])
            name = chain[-1].based_on
        return chain


def _style(element: _Element) -> Style:
    parts = {local(child.tag): child for child in element}
    paragraph = {local(child.tag): child for child in parts["pPr"]} if "pPr" in parts else {}
    numbering = paragraph.get("numPr")
    return Style(
        name=(attribute(parts["name"], "val") if "name" in parts else "").lower(),
        based_on=attribute(parts["basedOn"], "val") if "basedOn" in parts else "",
        mark=properties_mark(parts["rPr"], 0) if "rPr" in parts else 0,
        level=_level(paragraph),
        numbered=numbering is not None and _depth(numbering) is not None,
        depth=(_depth(numbering) or 0) if numbering is not None else 0,
    )


def _level(properties: dict[str, _Element]) -> int | None:
    """Heading level by outline; the tenth level means running text."""
    if "outlineLvl" not in properties:
        return None
    number = attribute(properties["outlineLvl"], "val")
    return int(number) + 1 if number.isdecimal() and int(number) < 9 else None


def _depth(numbering: _Element) -> int | None:
    """How deep a list item is; None where a numbering is switched off."""
    values = {local(child.tag): attribute(child, "val") for child in numbering}
    if values.get("numId") == "0":
        return None
    depth = values.get("ilvl") or "0"
    return min(int(depth), 20) if depth.isdecimal() else 0


def properties_mark(properties: _Element, mark: int) -> int:
    """Marks of run properties, upon those of a style."""
    white = shaded = False
    for child in properties:
        name = local(child.tag)
        value = attribute(child, "val")
        if name in ("b", "vanish", "specVanish", "strike", "dstrike"):
            bit = {"b": Mark.BOLD, "vanish": Mark.HIDDEN, "specVanish": Mark.HIDDEN}.get(name, Mark.DELETED)
            mark = mark | bit if is_on(value) else mark & ~bit
        elif name == "sz" and value.isdecimal() and int(value) <= _TINY:
            mark |= Mark.HIDDEN
        elif name == "color":
            white = value.upper() == "FFFFFF"
        elif name in ("shd", "highlight"):
            shaded = True
    return mark | (_WHITE if white and not shaded else 0)


_WHITE = 256
"""White letters: hidden on paper, but not in the shaded head of a table."""


def is_on(value: str) -> bool:
    """How a switch is written: present without a value means on."""
    return value.lower() not in ("0", "false", "off", "none")


def settle_white(mark: int, *, in_table: bool) -> int:
    """White letters are hidden, except in tables, whose styles shade cells."""
    if not mark & _WHITE:
        return mark
    return mark & ~_WHITE if in_table else (mark & ~_WHITE) | Mark.HIDDEN
