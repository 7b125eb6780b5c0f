"""Lists and definition lists of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model.vocabulary import PassageKind
from onrecord.read import html_pairs
from onrecord.read.html_flat import flat_text, is_leaf
from onrecord.read.html_run import Run
from onrecord.read.html_tree import Box, Remark, Script
from onrecord.read.html_words import HEADINGS, LISTS
from onrecord.read.line_cues import answers, asks
from onrecord.read.marked import BREAK, FLAGS, Mark
from onrecord.read.outline import NOTHING, Under

if TYPE_CHECKING:
    from onrecord.read.html_layout import PageLayout

_SHORT_DEFINITION = 200
_RICH = frozenset(
    {"table", "form", "dl", "pre", "details", "blockquote", "figure", "article", "section", *HEADINGS}
)


def lay_out(page: PageLayout, box: Box) -> None:
    """A list; the line above it that introduces it is the caption of its items."""
    _items(page, box, page.introduction(FLAGS[box.mark & 15]))


def _items(page: PageLayout, box: Box, under: Under) -> None:
    group = page.draft.new_group()
    last = under
    if html_pairs.lay_out(page, box):
        return
    for child in box.children:
        if isinstance(child, Box) and (child.tag == "li" or child.hint == "listitem"):
            last = item(page, child, under, group)
        elif isinstance(child, Box) and child.tag in LISTS:
            _items(page, child, last)  # a nested list that stands beside its item, as older editors wrote it
        else:
            page.child(child, box)


def item(page: PageLayout, box: Box, under: Under, group: int) -> Under:
    """One item: its first text is the item, lists in it hang below. Returns what later text stands under."""
    if any(isinstance(child, Box) and child.tag in _RICH for child in box.children):
        page.flow(box)
        return under
    own = NOTHING
    for child in box.children:
        if isinstance(child, Box) and (child.tag in LISTS or child.hint == "list"):
            _items(page, child, own if own is not NOTHING else under)
        elif own is NOTHING and (isinstance(child, Run) or (isinstance(child, Box) and is_leaf(child))):
            own = _head(page, child, box, under, group)
        else:
            before, page.under = page.under, own
            page.child(child, box)
            page.under = before
    return own if own is not NOTHING else under


def _head(page: PageLayout, head: Run | Box, box: Box, under: Under, group: int) -> Under:
    """The text of an item; a question or its answer is taken as such."""
    runs = [head] if isinstance(head, Run) else [child for child in head.children if isinstance(child, Run)]
    own = NOTHING
    for run in runs:
        base = box.mark | (head.mark if isinstance(head, Box) else 0) | run.shared
        text = run.visible(base).replace(BREAK, "\n")
        kind, above = PassageKind.LIST_ITEM, under
        if asks(text, marked=bool(run.all & Mark.BOLD)):
            kind, above = PassageKind.QUESTION, NOTHING
        elif answers(text) and page.under.parent is not None:
            kind, above = PassageKind.PROSE, page.under
        place = page.emit(kind, text, run, base, under=above, group=group)
        if kind is PassageKind.QUESTION:
            page.under = Under(text, place)
        if place is not None and own is NOTHING:
            own = Under(text, place)
        page.extras(run, text, base)
    if isinstance(head, Box):
        for child in head.children:
            if not isinstance(child, Run):
                page.child(child, head)
    return own


def definitions(page: PageLayout, box: Box) -> None:
    """A definition list: questions with their answers, or terms with their explanations."""
    terms: list[Box] = []
    texts: list[Box] = []
    group = page.draft.new_group()
    for child in _entries(box):
        if isinstance(child, Box) and child.tag == "dt":
            if texts:
                _definition(page, terms, texts, group)
                terms, texts = [], []
            terms.append(child)
        elif isinstance(child, Box) and child.tag == "dd":
            texts.append(child)
        else:
            page.child(child, box)
    _definition(page, terms, texts, group)


def _entries(box: Box) -> list[Box | Run | Script | Remark]:
    """Terms and explanations in order; groups of them may be wrapped in ``div``."""
    found: list[Box | Run | Script | Remark] = []
    for child in box.children:
        if isinstance(child, Box) and child.tag == "div":
            found += _entries(child)
        else:
            found.append(child)
    return found


def _definition(page: PageLayout, terms: list[Box], texts: list[Box], group: int) -> None:
    """Terms and what is said of them: short ones in one passage, longer ones below the term."""
    name = " / ".join(filter(None, (flat_text(term) for term in terms)))
    question = asks(name, marked=True)
    value = flat_text(texts[0]) if len(texts) == 1 else ""
    if name and value and not question and is_leaf(texts[0]) and len(value) <= _SHORT_DEFINITION:
        page.emit(
            PassageKind.KEY_VALUE,
            f"{name}\t{value}",
            texts[0],
            texts[0].mark,
            under=Under(name, page.under.parent),
            group=group,
            name=name,
            value=value,
        )
        for part in (*terms, *texts):
            page.rest(part, value)
        return
    before = page.under
    under = before
    if terms:
        kind = PassageKind.QUESTION if question else PassageKind.CAPTION
        place = page.emit(kind, name, terms[0], terms[0].mark, group=group, name="" if question else name)
        under = Under(name, place, "" if question else name)
    for term in terms:
        page.rest(term, name)
    for text in texts:
        page.under = under
        page.flow(text)
    page.under = before
