"""Code blocks of a page read by the reader of their language: structs and JSON keep their structure.

The language is taken from the class that highlighters leave (``language-c``), else from marks in the text.
Lines that the other reader leaves out are added as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model.document import Blob, Context, Passage
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import PassageKind
from onrecord.read.html_tree import Box
from onrecord.read.marked import FLAGS
from onrecord.read.reader import Reader

if TYPE_CHECKING:
    from onrecord.read.html_layout import PageLayout

_LANGUAGE = re.compile(r"(?:language|lang|highlight-source|brush:)[-: ]*([a-z+#]{1,12})", re.IGNORECASE)
_SUFFIXES = {
    **{
        name: f".{name}"
        for name in ("c", "cpp", "cs", "java", "go", "py", "js", "ts", "kt", "swift", "php", "sql")
    },
    **{name: f".{name}" for name in ("json", "xml", "yaml", "h")},
    "c++": ".cpp",
    "csharp": ".cs",
    "c#": ".cs",
    "python": ".py",
    "javascript": ".js",
    "typescript": ".ts",
    "kotlin": ".kt",
    "yml": ".yaml",
    "objectivec": ".h",
}
_READERS = frozenset({"source", "json", "xml", "yaml"})
_MOST = 200_000
_C_LIKE = re.compile(
    r"\s*(?:typedef\s+)?(?:enum|struct|union)\b[^{};]{0,200}\{|\s*#\s*define\b", re.MULTILINE
)


def lay_out(page: PageLayout, box: Box, text: str) -> bool:
    """Add the passages of a code block; False where no reader makes anything of it."""
    suffix = _suffix(box, text)
    if not suffix or len(text) > _MOST:
        return False
    from onrecord.read.registry import by_suffix

    reader = by_suffix().get(suffix)
    if not isinstance(reader, Reader) or reader.name not in _READERS:
        return False
    blob = Blob(text.encode("utf-8", "surrogatepass"), f"block{suffix}")
    document = reader.read(blob, Ask(limits=page.draft.ask.limits, encoding="utf-8"))
    if document.text != text or not document.passages:
        return False
    _add(page, box, text, document.passages)
    return True


def _suffix(box: Box, text: str) -> str:
    """The suffix that a file with this text would have."""
    names = box.place.node.attributes.get("class") or ""
    for child in box.place.node.iter():
        names += " " + (child.attributes.get("class") or "")
        break
    found = _LANGUAGE.search(names)
    if found and found.group(1).lower() in _SUFFIXES:
        return _SUFFIXES[found.group(1).lower()]
    start = text.lstrip()[:1]
    if start in ("{", "[") and text.rstrip()[-1:] in ("}", "]") and '"' in text:
        return ".json"
    if start == "<" and text.rstrip().endswith(">"):
        return ".xml"
    return ".h" if _C_LIKE.match(text) else ""


def _add(page: PageLayout, box: Box, text: str, passages: Sequence[Passage]) -> None:
    """Set passages into the page, in the order of the text, with the lines between them."""
    places: dict[int, int] = {}
    groups: dict[int, int] = {}
    group = page.draft.new_group()
    done = 0
    for index, passage in enumerate(passages):
        done = _lines_between(page, box, text, (done, passage.start), group)
        if passage.group is not None and passage.group not in groups:
            groups[passage.group] = page.draft.new_group()
        place = _add_one(page, box, passage, places, groups)
        if place is not None:
            places[index] = place
        done = max(done, passage.end)
    _lines_between(page, box, text, (done, len(text)), group)


def _add_one(
    page: PageLayout, box: Box, passage: Passage, places: dict[int, int], groups: dict[int, int]
) -> int | None:
    around, own = page.context(page.under.caption), passage.context
    place = page.draft.add(
        passage.kind,
        passage.text,
        page.draft.locator(
            element=page.paths.of(box.place), line=passage.locator.line, pointer=passage.locator.pointer
        ),
        context=Context(
            headings=(*around.headings, *own.headings),
            header=own.header,
            caption=own.caption or around.caption,
            enclosing=(*around.enclosing, "code", *own.enclosing),
            notes=(*around.notes, *own.notes),
            above=own.above,
        ),
        name=passage.name,
        value=passage.value,
        note=passage.note,
        cells=passage.cells,
        parent=page.under.parent if passage.parent is None else places.get(passage.parent),
        group=None if passage.group is None else groups[passage.group],
        flags=passage.flags | FLAGS[box.mark & 15],
    )
    page.last = place if place is not None else page.last
    return place


def _lines_between(page: PageLayout, box: Box, text: str, span: tuple[int, int], group: int) -> int:
    """Lines that no passage holds, but for bare brackets; where they end is returned."""
    start, end = span
    line = text.count("\n", 0, start) + 1
    around = page.context(page.under.caption)
    for shown in text[start:end].split("\n") if end > start else ():
        if any(char.isalnum() for char in shown):
            page.draft.add(
                PassageKind.DECLARATION,
                shown,
                page.draft.locator(element=page.paths.of(box.place), line=line),
                context=replace(around, enclosing=(*around.enclosing, "code")),
                parent=page.under.parent,
                group=group,
                flags=FLAGS[box.mark & 15],
            )
        line += 1
    return end
