"""The text of a page at the speed of the parser, to ask whether the page is worth laying out.

Sound because it is a superset of what the layout gives: text nodes joined without anything between them, so
that no inline tag splits a word, but with a blank before and after every block, where the layout separates;
then every attribute, script text and comment that can become a passage. Parts that the layout takes out of
the middle of a line (deleted or hidden text, ruby) could join what stands apart here; a page that
has any is not answered here, but by ``html_interest``, which folds the page as the layout does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from onrecord.model.reading import Ask
from onrecord.read.html_marks import LABELS, hiding_selectors
from onrecord.read.html_run import squeeze
from onrecord.read.html_script import comment_lines, data_of, shown
from onrecord.read.html_words import BLOCKS, CONTROL_NAMES, Act, tag_ids
from onrecord.read.prefilter import may_hold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_COMMENT = re.compile(
    r"<!--(?:-?>|(?P<text>(?s:.*?))(?:--!?>|\Z))|<(?:[!?]|/(?![A-Za-z]))(?!--|(?i:doctype))(?P<odd>[^>]*+)"
)
_UNSHOWN = ["script", "style", "canvas", "iframe", "noembed", "noframes", "input"]
_BOUNDARIES = ",".join([*BLOCKS, "br"])
_INTO_LINES = "del,s,strike,rt,rtc,rp"
_HIDERS = "[hidden],[aria-hidden],[style]"
_TEXTS = tuple(dict.fromkeys(["alt", "value", "label", "content", *CONTROL_NAMES, *LABELS]))
_HOLDERS = ",".join(
    ["meta", "select", "textarea", *(f"[{name}]" for name in _TEXTS if name not in ("name", "content"))]
)


def is_dull(source: str, ask: Ask) -> bool | None:
    """Whether no passage of a page can be of interest; None where only the slow way can tell."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(source.encode("utf-8", "replace"))
    if tree.root is None:
        return None
    selectors = [_HIDERS, *hiding_selectors(tree)]
    texts = [line for comment in _comments(source) for line in comment_lines(comment)]
    scripts: list[tuple[str, bool]] = []
    roots = [tree.root]
    while roots:
        root = roots.pop()
        if _reaches_into_lines(root, selectors):
            return None
        roots += root.template_fragments()
        scripts += _scripts(root)
        texts += _texts(root)
    return not may_hold("\n".join(texts), ask, escapes=True) and not _scripts_may_hold(scripts, ask)


def _scripts_may_hold(scripts: list[tuple[str, bool]], ask: Ask) -> bool:
    """Ask of the sources first, escapes undone; only if one may hold something are its literals taken out.

    Markup inside a literal can hide a word from the first question, so sources with "<" skip it.
    """
    raw = "\n".join(source for source, _ in scripts)
    if "<" not in raw and not may_hold(raw, ask, escapes=True, references=True):
        return False
    texts = (shown(datum) for source, is_json in scripts for datum in data_of(source, json_data=is_json))
    return may_hold("\n".join(texts), ask)


def _reaches_into_lines(root: LexborNode, selectors: list[str]) -> bool:
    """Whether the layout takes something out of the middle of a line."""
    if root.css_first(_INTO_LINES) is not None:
        return True
    blocks = _block_ids()
    return any(
        node.first_child is not None and node.tag_id not in blocks
        for selector in selectors
        for node in root.css(selector)
    )


@cache
def _block_ids() -> frozenset[int]:
    return frozenset(number for number, (act, _) in tag_ids().items() if act is Act.BLOCK)


def _scripts(root: LexborNode) -> Iterator[tuple[str, bool]]:
    for node in root.css("script"):
        yield node.text(), "json" in (node.attributes.get("type") or "").lower()


def _comments(source: str) -> list[str]:
    """Everything in a source that the parser may take for a comment."""
    found = [match["text"] or match["odd"] or "" for match in _COMMENT.finditer(source)]
    # "<!--" in a script swallows what follows it here, not for the parser.
    inner = [part for text in found if "<!--" in text for part in text.split("<!--")[1:]]
    return [text for text in (*found, *inner) if text.strip()]


def _texts(root: LexborNode) -> Iterator[str]:
    """Attributes and then the running text; the tree is spent after that."""
    for node in root.css(_HOLDERS):
        attributes = node.attributes
        yield from (value for name in _TEXTS if (value := attributes.get(name)))
    root.strip_tags(_UNSHOWN, recursive=True)
    for block in root.css(_BOUNDARIES):
        if block.parent is not None:
            block.insert_before("\n")
            block.insert_after("\n")
    yield squeeze(root.text())
