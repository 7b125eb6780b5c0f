"""Web pages to passages: ``READER`` for HTML.

The reading text is what a browser shows, block by block; hidden and deleted parts are kept and flagged.
The place of a passage is the XPath of its element in the tree that browsers build.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind, PassageKind
from onrecord.read.draft import Draft
from onrecord.read.html_cheap import is_dull
from onrecord.read.html_interest import texts
from onrecord.read.html_layout import PageLayout
from onrecord.read.html_tree import Page, parse
from onrecord.read.load import Loaded, load
from onrecord.read.prefilter import may_hold
from onrecord.read.reader import Reader

_BYTES_A_BYTE = 40
"""Memory for one byte of source, all laid out: 22 on ordinary pages, 134 where all is short elements."""

_META_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.-]+)",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"(?:og:|twitter:|dc\.|dcterms\.)?(?:description|keywords|title|subject|abstract)|news_keywords|summary"
)
_FACTS = {
    "author": "author",
    "dc.creator": "author",
    "article:author": "author",
    "article:published_time": "date",
    "date": "date",
    "dc.date": "date",
    "pubdate": "date",
    "og:site_name": "publisher",
    "dc.publisher": "publisher",
    "description": "description",
}


def read(blob: Blob, ask: Ask) -> Document:
    """Read one page."""
    draft = Draft(blob, ask)
    most = max(ask.limits.memory_bytes // _BYTES_A_BYTE, 1)
    if len(blob.data) > most:
        draft.gap(
            GapKind.TOO_LARGE,
            f"a page of more than {most} bytes",
            "raise the memory limit, or split the file",
        )
        return draft.document(READER)
    loaded = load(blob, ask, declared=declared_charset(blob))
    draft.gaps.extend(loaded.gaps)
    dull = False if ask.interest is None else is_dull(loaded.text, ask)
    if dull and "<template" not in loaded.text.casefold():
        return draft.document(READER, encoding=loaded.encoding)
    page = parse(loaded.text)
    if page is None:
        draft.gap(GapKind.DAMAGED, "the parser finds no page in it", "open it in a browser to see what it is")
        return draft.document(READER, encoding=loaded.encoding)
    # What a template holds is laid out from fragments, where words can join that no question sees apart.
    certain = "<template" not in loaded.text.casefold()
    if dull is None and certain and not may_hold("\n".join(texts(page)), ask, escapes=True):
        return draft.document(READER, encoding=loaded.encoding)
    return _lay_out(draft, page, loaded)


def declared_charset(blob: Blob) -> str:
    """The encoding named by the transport, else the one that the page names within its first kilobytes."""
    found = re.search(r"charset\s*=\s*[\"']?\s*([\w:.-]+)", blob.media_type, re.IGNORECASE)
    if found:
        return found.group(1)
    meta = _META_CHARSET.search(blob.data[:4096])
    name = (meta.group(1) or meta.group(2)).decode("ascii", "replace").lower() if meta else ""
    return (
        "utf-8" if name.startswith("utf-16") else name
    )  # a page whose meta can be read as ASCII is not UTF-16


def _lay_out(draft: Draft, page: Page, loaded: Loaded) -> Document:
    layout = PageLayout(draft, page)
    facts = dict(_facts(page))
    for name, text, element in _head(page, layout):
        draft.add(PassageKind.KEY_VALUE, text, draft.locator(element=element), name=name, value=text)
    layout.flow(page.root)
    return draft.document(READER, facts=facts.items(), encoding=loaded.encoding)


def _facts(page: Page) -> Iterator[tuple[str, str]]:
    """What the page states about itself."""
    if page.title is not None and page.title.node.text().strip():
        yield "title", " ".join(page.title.node.text().split())
    language = (page.root.place.node.attributes.get("lang") or "").strip()
    if language:
        yield "language", language
    for name, content, _ in page.metas:
        if name in _FACTS:
            yield _FACTS[name], content


def _head(page: Page, layout: PageLayout) -> Iterable[tuple[str, str, str]]:
    """Title and descriptions, each text once."""
    seen: dict[str, tuple[str, str, str]] = {}
    if page.title is not None:
        text = " ".join(page.title.node.text().split())
        seen[text] = ("title", text, layout.paths.of(page.title))
    for name, content, node in page.metas:
        if _TELLING.fullmatch(name):
            text = " ".join(content.split())
            seen.setdefault(text, (name, text, layout.paths.of(node)))
    return seen.values()


READER = Reader(
    name="html",
    version=1,
    media_types=("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"),
    suffixes=(".html", ".htm", ".xhtml", ".xht", ".shtml", ".hhc", ".hhk"),
    read=read,
    cannot=(
        "content that scripts load later or that outer style sheets hide or show",
        "text inside pictures, frames and plug-ins",
        "generated content of style sheets (::before, counters), icon fonts",
        "byte offsets in the source: the place is an XPath and the quoted text",
    ),
)
