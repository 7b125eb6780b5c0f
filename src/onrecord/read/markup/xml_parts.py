"""Parts of an XML element: its name, its text, the value and note of a string table entry."""

from __future__ import annotations

import html
import re

from onrecord.read.markup.xml_scan import Item
from onrecord.text.escapes import unescape

WHOLE = 2000
"""An element with marked-up text is one passage up to this size."""

_NAMES = ("name", "key", "id", "label", "code", "field")
_GENERIC = frozenset(
    (
        *(
            "item",
            "entry",
            "option",
            "param",
            "parameter",
            "field",
            "property",
            "attribute",
            "string",
            "data",
            "add",
        ),
        *(
            "setting",
            "element",
            "value",
            "column",
            "enum",
            "member",
            "node",
            "row",
            "record",
            "key",
            "attr",
            "input",
            "dict",
            "integer",
            "real",
            "true",
            "false",
            "date",
        ),
        *(
            "simpletype",
            "complextype",
            "enumeration",
            "public",
            "array",
            "string-array",
            "plurals",
            "trans-unit",
            "unit",
        ),
    )
)
"""Tags that say nothing by themselves: what they stand for is in an attribute."""
_TAGS = re.compile(r"<!--.*?-->|<!\[CDATA\[|\]\]>|<[^<>]*>", re.DOTALL)


def local(tag: str) -> str:
    """A tag without its prefix, folded."""
    return tag.rpartition(":")[2].lower()


def name_of(item: Item) -> str:
    """The attribute that names a generic element; else the tag itself."""
    if local(item.tag) in _GENERIC or item.number > 1:
        return item.attribute(*_NAMES) or item.tag
    return item.tag


def inner_text(text: str, item: Item) -> str:
    """The text of an element without tags, character references resolved."""
    if not item.items:
        return ""
    if all(not part.tag or part.tag == "!" for part in item.items):
        raw = " ".join(text[part.start : part.end] for part in item.items if not part.tag)
    else:
        stop = text.rfind("</", item.open_end, item.end)
        raw = _TAGS.sub(" ", text[item.open_end : stop if stop >= 0 else item.end][:WHOLE])
    return " ".join(html.unescape(raw).split())


def inner_span(text: str, item: Item) -> tuple[int, int]:
    """The content of an element without its own tags and without the white space around it."""
    stop = text.rfind("</", item.open_end, item.end)
    raw = text[item.open_end : stop if stop >= 0 else item.end]
    start = item.open_end + len(raw) - len(raw.lstrip())
    return start, start + len(raw.strip())


def ui_parts(text: str, item: Item, value: str) -> tuple[str, str]:
    """Value and note of a string table entry (RESX, XLIFF, Qt ``ts``)."""
    parts = {local(part.tag): inner_text(text, part) for part in item.items if part.tag and part.tag != "!"}
    shown = (
        parts.get("target") or parts.get("translation") or parts.get("value") or parts.get("source") or value
    )
    note = parts.get("comment") or parts.get("note") or parts.get("extracomment") or ""
    if parts.get("source") and parts["source"] != shown:
        note = " · ".join(part for part in (parts["source"], note) if part)
    return _unescape_android(shown), note


def _unescape_android(value: str) -> str:
    return unescape(value).text if "\\" in value else value
