"""Code blocks of a page: a passage a line, lines in braces below the line that opens them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.model.document import Context
from onrecord.model.vocabulary import PassageKind
from onrecord.read import html_embed
from onrecord.read.html_flat import flat_runs
from onrecord.read.html_tree import Box
from onrecord.read.marked import ASIDE, BREAK, FLAGS

if TYPE_CHECKING:
    from onrecord.read.html_layout import PageLayout

_LINE_NUMBER = re.compile(r"^[ \t\xa0]{0,8}\d{1,6}(?:[ \t\xa0]|$)", re.MULTILINE)
_COMMENT = re.compile(r"\s*(?://|/\*|\*|#(?!\s*(?:define|include|if|end|pragma))|--|<!--|;;)\s*")
_CODE = re.compile(r"#\s*define\b|[{}();=<>\[\]]|//|/\*|:\s{0,20}[\"'\d\[{]|,$")
_OPENING = re.compile(r"[^{}]*\{\s*(?://.*|/\*.*)?$")


def lay_out(page: PageLayout, box: Box) -> None:
    """One passage for each line that is not blank."""
    text = "\n".join(_raw(box))
    if box.hint == "code":
        text = _LINE_NUMBER.sub("", text)
    if html_embed.lay_out(page, box, text):
        page.rest(box, text)
        return
    group = page.draft.new_group()
    opened: list[tuple[str, int | None]] = []
    pending = ""
    above = ""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        shown = line.strip()
        if not shown:
            above = ""
            continue
        while opened and shown.startswith("}"):
            opened.pop()
            break
        place = _line(page, box, shown, number, opened, above, group)
        above = f"{above}\n{shown}".strip() if _COMMENT.match(shown) else ""
        if _OPENING.match(shown) and not _COMMENT.match(shown):
            name = shown.partition("{")[0].strip() or pending
            opened.append((name, place))
        pending = shown
    page.rest(box, text)


def _raw(box: Box) -> list[str]:
    """The source as it stands; nothing is folded in preformatted text."""
    shown = (run for run, mark in flat_runs(box) if not mark & ASIDE & ~box.mark)
    return ["".join(run.texts).replace(BREAK, "\n") for run in shown]


def _line(
    page: PageLayout,
    box: Box,
    shown: str,
    number: int,
    opened: list[tuple[str, int | None]],
    above: str,
    group: int,
) -> int | None:
    around = page.context(page.under.caption)
    comment = _COMMENT.match(shown) is not None
    kind = PassageKind.DECLARATION if _CODE.search(shown) else PassageKind.PROSE
    place = page.draft.add(
        PassageKind.COMMENT if comment else kind,
        shown,
        page.draft.locator(element=page.paths.of(box.place), line=number),
        context=Context(
            headings=around.headings,
            caption=around.caption,
            enclosing=(*around.enclosing, "code", *(name for name, _ in opened if name)),
            notes=around.notes,
            above="" if comment else above,
        ),
        note="" if comment else _beside(shown),
        parent=opened[-1][1] if opened else page.under.parent,
        group=group,
        flags=FLAGS[box.mark & 15],
    )
    if place is not None:
        page.last = place
    return place


def _beside(line: str) -> str:
    """The comment that ends a line of code. No pattern: a line of slashes must not make it slow."""
    starts = [at for at in (line.find("//"), line.find("/*")) if at > 0 and line[at - 1] != ":"]
    if not starts:
        return ""
    return line[min(starts) :].lstrip("/*!<").removesuffix("*/").strip()
