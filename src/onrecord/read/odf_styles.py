"""Styles of OpenDocument: which hide, strike out, set in bold, or head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.read.marked import Mark
from onrecord.read.office_package import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"heading_20_(\d)|heading (\d)|title$|subtitle$", re.IGNORECASE)
_LONGEST_CHAIN = 20
_BIT_OF = (Mark.BOLD, Mark.HIDDEN, Mark.DELETED)


@dataclass(slots=True)
class _Style:
    parent: str
    on: int
    off: int
    level: int | None
    shown: bool


class OdfStyles:
    """Styles by name; those of the content come before those that all documents of a kind share."""

    def __init__(self, *roots: _Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        for root in roots:
            for element in () if root is None else root.iter("{*}style"):
                self._styles.setdefault(attribute(element, "name"), _style(element))

    def mark(self, name: str) -> int:
        """Marks of a text or paragraph style."""
        mark = settled = 0
        for style in self._chain(name):
            mark |= style.on & ~settled
            settled |= style.on | style.off
        return mark

    def level(self, name: str) -> int | None:
        """Heading level of a paragraph style."""
        for key in self._names(name):
            found = _HEADING.match(key)
            if found:
                return int(found.group(1) or found.group(2) or 0)
            if self._styles[key].level is not None:
                return self._styles[key].level
        return None

    def is_caption(self, name: str) -> bool:
        """Whether a paragraph style is that of captions."""
        return any(key.lower() in ("caption", "table", "figure", "illustration") for key in self._names(name))

    def is_quotation(self, name: str) -> bool:
        """Whether a paragraph style is that of quotations."""
        return any(key.lower().startswith("quotation") for key in self._names(name))

    def is_shown(self, name: str) -> bool:
        """Whether a section, sheet or slide of this style is shown."""
        return all(style.shown for style in self._chain(name))

    def _names(self, name: str) -> list[str]:
        names: list[str] = []
        while name in self._styles and name not in names and len(names) < _LONGEST_CHAIN:
            names.append(name)
            name = self._styles[name].parent
        return names

    def _chain(self, name: str) -> list[_Style]:
        return [self._styles[key] for key in self._names(name)]


def _style(element: _Element) -> _Style:
    on = off = 0
    shown = True
    for properties in element:
        name = local(properties.tag)
        if name == "text-properties":
            on, off = _text_properties(properties)
        elif name in ("section-properties", "table-properties", "drawing-page-properties"):
            display = attribute(properties, "display")
            shown = display not in ("none", "false") and attribute(properties, "visibility") != "hidden"
    level = attribute(element, "default-outline-level")
    return _Style(
        attribute(element, "parent-style-name"),
        on,
        off,
        int(level) if level.isdecimal() and len(level) < 3 else None,
        shown,
    )


def _text_properties(properties: _Element) -> tuple[int, int]:
    """Marks that are switched on, and marks that are switched off against the parent style."""
    weight = attribute(properties, "font-weight")
    display = attribute(properties, "display")
    line = attribute(properties, "text-line-through-style")
    size = attribute(properties, "font-size")
    tiny = re.fullmatch(r"([0-2](?:\.\d+)?)(?:pt|px)", size) is not None
    states = (
        (weight, weight in ("bold", "600", "700", "800", "900")),
        (display or size, display == "none" or tiny),
        (line, line not in ("", "none")),
    )
    on = off = 0
    for bit, (stated, is_on) in zip(_BIT_OF, states, strict=True):
        if stated:
            on, off = (on | bit, off) if is_on else (on, off | bit)
    return on, off
