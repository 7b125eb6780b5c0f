"""Every text that the layout of a page can give, without laying it out.

The question is sound when asked of a superset. A passage holds nothing but: runs as shown (folded as
the layout folds them, so that inline tags, entities and ``<br>`` cannot hide a word), runs with their hidden
or deleted parts put back, attributes, texts of scripts, comments, and the head of the page. All of them are
given out here by the same functions that the layout uses. What the layout adds between them (a tab between
cells, a comma between choices) only ever separates.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.html_run import Run
from onrecord.read.html_script import comment_lines, data_of, shown
from onrecord.read.html_tree import Box, Page, Remark, Script
from onrecord.read.html_words import CONTROL_NAMES
from onrecord.read.marked import ASIDE, BREAK, Mark, without_signs


def texts(page: Page) -> Iterator[str]:
    """All texts of a page."""
    if page.title is not None:
        yield " ".join(page.title.node.text().split())
    for name, content, _ in page.metas:
        yield f"{name} {' '.join(content.split())}"
    stack: list[Box] = [page.root]
    while stack:
        for child in stack.pop().children:
            if isinstance(child, Run):
                yield from _of_run(child)
            elif isinstance(child, Box):
                if child.tag in ("select", "textarea", "datalist", "optgroup", "option"):
                    yield from _of_control(child)
                stack.append(child)
            elif isinstance(child, Script):
                yield from map(shown, data_of(child.source, json_data=child.json))
            elif isinstance(child, Remark):
                yield from comment_lines(child.source)


def _of_control(box: Box) -> Iterator[str]:
    attributes = box.place.node.attributes
    for name in (*CONTROL_NAMES, "label", "value"):
        text = attributes.get(name)
        if text:
            yield text


def _of_run(run: Run) -> Iterator[str]:
    yield run.visible(ASIDE).replace(BREAK, "\n")
    if run.any & ASIDE:
        for base in (Mark.NONE, Mark.HIDDEN, Mark.DELETED):
            yield run.visible(base).replace(BREAK, "\n")
        yield without_signs(run.restored(Mark.HIDDEN))
        yield without_signs(run.restored(Mark.DELETED))
    for label in run.labels:
        yield label.text
    yield from run.readings
