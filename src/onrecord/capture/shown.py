"""What a page shows to who opens it, weighed in words: title, headings, sentences, links, fields."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.text.decode import decode

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_UNSEEN = frozenset({"script", "style", "template", "svg", "head", "option", "datalist", "math"})
_INLINE = frozenset(
    [
        *("a", "abbr", "b", "bdi", "big", "cite", "code", "em", "font", "i", "kbd", "mark"),
        *("small", "span", "strong", "sub", "sup", "u", "wbr"),
    ]
)
_AROUND = frozenset({"header", "nav", "footer", "aside"})
_AROUND_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary"})
_HEADINGS = frozenset({"h1", "h2"})
_THINGS = frozenset({"img", "iframe", "frame", "object", "embed", "video", "canvas", "picture"})
_TEXT_FIELDS = frozenset({"", "text", "email", "tel", "search", "url", "number"})
_DATA = re.compile(r"__NEXT_DATA__|__NUXT__|__INITIAL_STATE__|__APOLLO_STATE__|application/(ld\+)?json")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？；])|[\n\r]+")
_WIDE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"\w+(?:['-]\w+)*")
LARGEST = 4_000_000
"""Bytes beyond which a page is no wall."""
LEAST_DATA = 400
"""Bytes of data in scripts from which on a page holds its content there."""


@dataclass(slots=True)
class Shown:
    """``sentences`` are those of the page itself, ``around`` those of header, navigation and footer.

    All text is folded. ``links`` are texts of links in the page itself; ``things`` counts pictures, frames
    and players, ``fields`` places to write in, ``scripts`` scripts.
    """

    title: str = ""
    headings: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    things: int = 0
    fields: int = 0
    passwords: int = 0
    scripts: int = 0
    data: int = 0
    source: str = ""
    """The source, as it came."""

    @property
    def empty(self) -> bool:
        """Whether nothing at all is shown."""
        return not (self.sentences or self.links or self.around or self.things)


def weight(text: str) -> float:
    """How much a text says: words, and half a word for each character of scripts without blanks."""
    wide = len(_WIDE.findall(text))
    return wide / 2 + len(_WORD.findall(_WIDE.sub(" ", text)))


def folded(text: str) -> str:
    """A text as it is compared: compatibility forms, lower case, straight quotes, single blanks."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("‘", "'")
    return " ".join(text.split())


def shown(content: bytes, declared: str = "") -> Shown:
    """What a page of HTML shows; ``declared`` is its charset by the header."""
    from selectolax.lexbor import LexborHTMLParser

    source = decode(content[:LARGEST], declared=declared).text
    tree = LexborHTMLParser(source)
    page = Shown(source=source)
    title = tree.css_first("title")
    page.title = folded(title.text()) if title else ""
    for script in tree.css("script"):
        body, kind = script.text() or "", script.attributes.get("type") or ""
        page.scripts += 1
        if _DATA.search(kind) or _DATA.search(script.attributes.get("id") or "") or _DATA.search(body[:300]):
            page.data += len(body)
    if tree.body is not None:
        _Walk(page).walk(tree.body)
    return page


def plain(content: bytes, declared: str = "") -> Shown:
    """What a small text that is no HTML shows."""
    source = decode(content, declared=declared).text
    page = Shown(source=source)
    page.sentences = [one for line in _SENTENCE.split(source) if (one := folded(line))]
    return page


class _Walk:
    """Collects the text of blocks in the order of the page, without recursion: pages may be nested deep."""

    def __init__(self, page: Shown) -> None:
        self._page = page
        self._parts: list[str] = []
        self._around = False

    def walk(self, root: LexborNode) -> None:
        around, link = 0, 0
        node: LexborNode | None = root.child
        while node is not None:
            tag = node.tag
            if tag == "-text":
                self._text(node.text_content or "", link=bool(link))
            enter = node.child is not None and tag not in _UNSEEN
            if tag not in _INLINE and tag != "-text":
                self._flush(around=bool(around))
            self._note(tag, node)
            if enter:
                around += _is_around(tag, node)
                link += tag == "a"
                node = node.child
                continue
            while node is not None and node.next is None:
                node = node.parent
                if node is None or node.mem_id == root.mem_id:
                    self._flush(around=bool(around))
                    return
                if node.tag not in _INLINE:
                    self._flush(around=bool(around))
                around -= _is_around(node.tag, node)
                link -= node.tag == "a"
            node = node.next if node is not None else None

    def _text(self, text: str, *, link: bool) -> None:
        self._parts.append(text.replace("\n", " "))
        if not text.strip():
            return
        if link:
            self._page.links.append(folded(text))

    def _note(self, tag: str | None, node: LexborNode) -> None:
        page = self._page
        if tag in _HEADINGS:
            page.headings.append(folded(node.text(separator=" ")))
        elif tag in _THINGS:
            page.things += 1
        elif tag == "input":
            kind = (node.attributes.get("type") or "").casefold()
            page.passwords += kind == "password"
            page.fields += kind in _TEXT_FIELDS
            said = (
                node.attributes.get("value")
                if kind in ("submit", "button")
                else node.attributes.get("placeholder")
            )
            if said and kind != "hidden":
                self._parts.append(said)
                self._flush(around=False)
        elif tag == "textarea":
            page.fields += 1

    def _flush(self, *, around: bool) -> None:
        text, self._parts = "".join(self._parts), []
        target = self._page.around if around else self._page.sentences
        target.extend(one for part in _SENTENCE.split(text) if (one := folded(part)))


def _is_around(tag: str | None, node: LexborNode) -> bool:
    return tag in _AROUND or (node.attributes.get("role") or "") in _AROUND_ROLES
