"""Scripts and comments of a page: data in JSON, string literals, what was commented out."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model.document import Context
from onrecord.model.vocabulary import PassageKind
from onrecord.read.html_tree import Remark, Script
from onrecord.read.marked import FLAGS
from onrecord.read.prefilter import may_hold
from onrecord.text.escapes import unescape

if TYPE_CHECKING:
    from onrecord.read.html_layout import PageLayout

_LITERAL = re.compile(
    r"(?:(?<![\w$-])([A-Za-z_$][\w$-]*+|[\"'][\w $.-]{1,60}[\"'])\s{0,20}[:=]\s{0,20})?"
    r"(?:\"((?:[^\"\\\n]|\\.)*+)\"?|'((?:[^'\\\n]|\\.)*+)'?|`((?:[^`\\]|\\.)*+)`?)",
    re.DOTALL,
)
"""A literal with the key before it. A missing end quote is no reason to look at the same characters twice,
so that the search stays linear."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_INLINE_TAG = re.compile(r"</?(?:b|i|em|strong|span|a|font|u)\b[^<>]{0,2000}>", re.IGNORECASE)
_CELL_BREAK = re.compile(r"</t[dh]>\s{0,100}<t[dh][^<>]{0,200}>", re.IGNORECASE)
_SCRIPT_OPEN = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_SCRIPT_CLOSE = re.compile(r"</(?:script|style)[^<>]{0,100}>", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2}\W+\w|[^\x00-\x7f]{2}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NAME = re.compile(r"[^\W\d_]{3,}")
_CODE_LIKE = re.compile(r"[\w.$#/:?&=%+@-]*(?:[/#?&=@]|\.(?:js|css|png|jpe?g|svg|html?)\b)[\w.$#/:?&=%+@-]*")
_DEEPEST = 64
_LONGEST_WORD = 300


@dataclass(frozen=True, slots=True)
class Datum:
    """A text in a script: the key it stands under, where, and whether it asks or answers."""

    key: str
    text: str
    pointer: str = ""
    question: str = ""
    asks: bool = False


def lay_out(page: PageLayout, script: Script) -> None:
    """The texts of a script, the element "script" around them; none of them where none is of interest."""
    data = list(data_of(script.source, json_data=script.json))
    if not may_hold("\n".join(map(shown, data)), page.draft.ask):
        return
    around = page.context()
    group = page.draft.new_group()
    asked: int | None = None
    for datum in data:
        place = page.draft.add(
            PassageKind.QUESTION
            if datum.asks
            else PassageKind.KEY_VALUE
            if datum.key
            else PassageKind.STRING,
            shown(datum),
            page.draft.locator(element=page.paths.of(script.place), pointer=datum.pointer),
            context=Context(
                headings=around.headings, caption=datum.question, enclosing=(*around.enclosing, "script")
            ),
            name="" if datum.asks else datum.key,
            value="" if datum.asks else datum.text,
            parent=asked if datum.question else None,
            group=group,
            flags=FLAGS[script.mark & 15],
        )
        if datum.asks:
            asked = place


def shown(datum: Datum) -> str:
    """How a text of a script stands in the reading."""
    return f"{datum.key}: {datum.text}" if datum.key and not datum.asks else datum.text


def data_of(source: str, *, json_data: bool) -> Iterator[Datum]:
    """Texts of a script: members of JSON data, string literals of anything else."""
    if json_data:
        try:
            value = json.loads(source)
        except (ValueError, RecursionError):
            value = None
        if value is not None:
            yield from _members(value)
            return
    yield from _literals(source)


def _literals(source: str) -> Iterator[Datum]:
    """String literals that read like text; identifiers, addresses and class names are left out."""
    for found in _LITERAL.finditer(source):
        raw = found.group(2) or found.group(3) or found.group(4) or ""
        key = (found.group(1) or "").strip("\"'")
        text = _plain(unescape(raw).text)
        if _reads_like_text(text, key):
            yield Datum(key, text)


def _reads_like_text(text: str, key: str) -> bool:
    if not text or _is_code(text):
        return False
    return _WORDS.search(text) is not None or (bool(key) and _WORD.fullmatch(text) is not None)


def _is_code(text: str) -> bool:
    """Addresses, paths and packed data: no blank in them."""
    if len(text) > _LONGEST_WORD:
        return text.isascii() and not any(char.isspace() for char in text[: 4 * _LONGEST_WORD])
    return _CODE_LIKE.fullmatch(text) is not None


def _plain(text: str) -> str:
    """Markup inside a literal is taken away."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub(" ", text))
    return text.strip()


def _members(value: object) -> Iterator[Datum]:
    """Every text in JSON data, in order, with its pointer; ``FAQPage`` data as questions and answers."""
    stack: list[tuple[object, str, str, str, int]] = [(value, "", "", "", 0)]
    while stack:
        item, pointer, key, question, depth = stack.pop()
        if isinstance(item, str):
            text = _plain(item)
            if text and not _is_code(text) and not key.startswith("@"):
                yield Datum(key, text, pointer, question)
        elif isinstance(item, dict) and depth < _DEEPEST:
            if item.get("@type") == "Question" and isinstance(item.get("name"), str):
                question = _plain(item["name"])
                yield Datum("name", question, f"{pointer}/name", asks=True)
                item = {name: inner for name, inner in item.items() if name != "name"}
            stack += [
                (inner, f"{pointer}/{_escape(name)}", name, question, depth + 1)
                for name, inner in reversed(item.items())
            ]
        elif isinstance(item, list) and depth < _DEEPEST:
            stack += [
                (inner, f"{pointer}/{number}", key, question, depth + 1)
                for number, inner in reversed(list(enumerate(item)))
            ]


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def remark(page: PageLayout, comment: Remark) -> None:
    """A comment in the source, without the markup that was commented out."""
    around = page.context()
    for line in comment_lines(comment.source):
        page.draft.add(
            PassageKind.COMMENT,
            line,
            page.locator(comment),
            context=Context(headings=around.headings, enclosing=around.enclosing),
            flags=FLAGS[comment.mark & 15],
        )


def comment_lines(source: str) -> list[str]:
    """The lines of a comment that read like text."""
    if source.startswith(("[if", "?")):
        source = _TAG.sub("\n", source.partition("]>")[2])
    source = _INLINE_TAG.sub("", _scripts_out(source))
    source = html.unescape(_TAG.sub("\n", _CELL_BREAK.sub("\t", source)))
    lines = (line.strip() for line in source.splitlines())
    return [line for line in lines if _NAME.search(line) or _WORDS.search(line)]


def _scripts_out(source: str) -> str:
    """Markup without scripts and styles that were commented out with it."""
    kept: list[str] = []
    at = 0
    while found := _SCRIPT_OPEN.search(source, at):
        kept.append(source[at : found.start()])
        end = _SCRIPT_CLOSE.search(source, found.end())
        if end is None:
            return "\n".join(kept)
        at = end.end()
    return "\n".join([*kept, source[at:]])
