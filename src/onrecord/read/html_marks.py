"""Attributes and styles that hide an element, name its part in the page, or hold text of their own.

Style sheets inside the page are read for simple selectors that hide; those outside are not there to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.read.marked import Mark

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

LABELS = (
    "title",
    "aria-label",
    "data-title",
    "data-tooltip",
    "data-original-title",
    "data-content",
    "summary",
)
_NOTES = ("note", "notes", "footnote", "footnotes", "remark", "remarks", "disclaimer", "hint", "fineprint")
_QUESTIONS = (
    "q",
    "question",
    "faq-question",
    "faq-q",
    "faq__question",
    "faq-title",
    "accordion-question",
    "qa-question",
)
_HEADERS = (
    "nav",
    "navbar",
    "navigation",
    "breadcrumb",
    "breadcrumbs",
    "site-header",
    "page-header",
    "topbar",
)
_FOOTERS = ("footer", "page-footer", "site-footer", "copyright")
_CLASSES = {
    **dict.fromkeys(_NOTES, "note"),
    **dict.fromkeys(_QUESTIONS, "question"),
    **dict.fromkeys(_HEADERS, "header"),
    **dict.fromkeys(_FOOTERS, "footer"),
    "fragment": "code",
}
_ROLES = {
    "heading": "heading",
    "table": "table",
    "grid": "table",
    "row": "row",
    "cell": "cell",
    "gridcell": "cell",
    "columnheader": "columnheader",
    "rowheader": "rowheader",
    "list": "list",
    "listitem": "listitem",
    "navigation": "header",
    "banner": "header",
    "contentinfo": "footer",
    "note": "note",
    "presentation": "presentation",
    "none": "presentation",
}
_SELECTOR = ",".join(
    [
        "[style]",
        "[hidden]",
        "[aria-hidden]",
        "[role]",
        "font[color]",
        "#header",
        "#footer",
        "#nav",
        "#navigation",
        *(f"[{name}]" for name in LABELS),
        *(f".{name}" for name in _CLASSES),
    ]
)
_MARK_OF_HINT = {"header": Mark.HEADER, "footer": Mark.FOOTER, "note": Mark.SMALL}

_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0*)?(?![.\d])|font-size:0(?:\.0*)?(?:px|pt|em|rem|%)?(?![.\d])"
    r"|(?:text-indent|left|top|right|margin-left):-\d{3,}(?:\.\d+)?(?:px|em|pt|vw|%)|clip-path:inset\((?:50|100)%|clip:rect\(0"
    r"|transform:scale\(0\)|(?<![-\w])color:transparent"
)
_MAY_HIDE = (
    "none",
    "hidden",
    "collapse",
    "opacity",
    "font-size",
    "-9",
    "clip",
    "scale",
    "transparent",
    "background",
)
_CLOSED = re.compile(r"(?:^|;)(?:max-)?(?:height|width):0(?:px|pt|em|rem|%)?(?:;|$|!)")
_INK = re.compile(r"(?:^|;)color:([^;!]+)")
_PAPER = re.compile(r"(?:^|;)background(?:-color)?:([^;!]+)")
_SIMPLE = re.compile(r"[\w-]*(?:[.#][\w-]+)+")
_MOST_RULES = 400
_NAMED = {"white": (255, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0), "yellow": (255, 255, 0)}


@dataclass(slots=True)
class Look:
    """What attributes say of an element."""

    mark: int = 0
    hint: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    block: bool = False


def looked_at(tree: LexborHTMLParser) -> dict[int, bool]:
    """The elements whose attributes matter, by the parser's number; True where a style sheet hides them."""
    found = {node.mem_id: False for node in tree.css(_SELECTOR)}
    for selector in hiding_selectors(tree):
        for node in tree.css(selector):
            found[node.mem_id] = True
    return found


def hiding_selectors(tree: LexborHTMLParser) -> list[str]:
    """Simple selectors of the page's own style sheets whose rules hide."""
    selectors: list[str] = []
    for style in tree.css("style"):
        for names, body in _rules(style.text()):
            if is_hiding(_squeeze(body)):
                selectors += [name.strip() for name in names.split(",") if _SIMPLE.fullmatch(name.strip())]
            if len(selectors) >= _MOST_RULES:
                return selectors
    return selectors


def _rules(source: str) -> Iterator[tuple[str, str]]:
    """Rules that may hide and hold for every screen: those that stand in no other block."""
    depth = 0
    source = _remarks_out(source)
    for chunk, lower in zip(source.split("}"), source.lower().split("}"), strict=True):
        opened = chunk.count("{")
        if depth == 0 and opened == 1 and any(word in lower for word in _MAY_HIDE):
            names, _, body = chunk.partition("{")
            yield names.rpartition(";")[2].strip(), body
        depth = max(depth + opened - 1, 0)


def _remarks_out(source: str) -> str:
    """Style sheet without its comments."""
    pieces = source.split("/*")
    return pieces[0] + "".join(piece.partition("*/")[2] for piece in pieces[1:])


def _squeeze(style: str) -> str:
    return re.sub(r"\s+", "", style).lower()


def is_hiding(style: str) -> bool:
    """Whether declarations (blanks taken out) make text invisible."""
    if _HIDING.search(style) or ("overflow:hidden" in style and _CLOSED.search(style)):
        return True
    ink, paper = _INK.search(style), _PAPER.search(style)
    if ink and paper:
        colour = _colour(ink.group(1))
        return colour is not None and colour == _colour(paper.group(1))
    return False


def _colour(value: str) -> tuple[int, ...] | None:
    """Red, green and blue of a colour as written in a style; None for what is not a plain colour."""
    if value in _NAMED:
        return _NAMED[value]
    digits = re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", value)
    if digits:
        code = digits.group(1)
        code = "".join(digit * 2 for digit in code) if len(code) == 3 else code
        return tuple(int(code[at : at + 2], 16) for at in (0, 2, 4))
    parts = re.fullmatch(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,[\d.]+)?\)", value)
    return tuple(int(part) for part in parts.groups()) if parts else None


def look_at(node: LexborNode, *, hidden: bool) -> Look:
    """Read the attributes of an element; ``hidden`` when a style sheet hides it."""
    attributes = node.attributes
    look = Look(mark=Mark.HIDDEN if hidden else Mark.NONE)
    style = _squeeze(attributes.get("style") or "")
    if node.tag == "font" and attributes.get("color"):
        style += f";color:{_squeeze(attributes['color'] or '')}"
    if style:
        _style(node, style, look)
    if "hidden" in attributes or (attributes.get("aria-hidden") or "").lower() == "true":
        look.mark |= Mark.HIDDEN
    look.hint = _hint(node, attributes)
    look.mark |= _MARK_OF_HINT.get(look.hint, Mark.NONE)
    look.labels = tuple(dict.fromkeys(_labels(attributes)))
    return look


def _style(node: LexborNode, style: str, look: Look) -> None:
    """What an inline style does: hide, strike out, set in bold, make a block."""
    if is_hiding(style) or _ink_on_paper(node, style):
        look.mark |= Mark.HIDDEN
    if "line-through" in style:
        look.mark |= Mark.DELETED
    if "font-weight:bold" in style or re.search(r"font-weight:[6-9]00", style):
        look.mark |= Mark.BOLD
    look.block = re.search(r"display:(?:block|flex|grid|table|list-item)", style) is not None


def _ink_on_paper(node: LexborNode, style: str) -> bool:
    """Text in the colour of the nearest background that is stated around it."""
    ink = _INK.search(style)
    colour = _colour(ink.group(1)) if ink else None
    if colour is None:
        return False
    around, steps = node.parent, 0
    while around is not None and steps < 40:
        attributes = around.attributes
        stated = _PAPER.search(_squeeze(attributes.get("style") or ""))
        paper = stated.group(1) if stated else (attributes.get("bgcolor") or "").lower()
        if paper:
            return _colour(paper) == colour
        around, steps = around.parent, steps + 1
    return False


def _hint(node: LexborNode, attributes: dict[str, str | None]) -> str:
    """The part that an element plays by its role, class or id."""
    role = (attributes.get("role") or "").lower()
    if role == "heading":
        level = attributes.get("aria-level") or "2"
        return f"heading{level}" if level in "123456" else "heading2"
    if role in _ROLES:
        return _ROLES[role]
    for name in (attributes.get("class") or "").split():
        if name in _CLASSES:
            return _CLASSES[name]
    name = (attributes.get("id") or "").lower()
    if node.tag == "div" and name in ("header", "nav", "navigation", "footer"):
        return "footer" if name == "footer" else "header"
    return ""


def _labels(attributes: dict[str, str | None]) -> list[tuple[str, str]]:
    """Texts that stand in attributes; the same text is taken once."""
    seen: dict[str, str] = {}
    for name in LABELS:
        text = (attributes.get(name) or "").strip()
        if text and any(char.isalpha() for char in text):
            seen.setdefault(text, name)
    return [(name, text) for text, name in seen.items()]
