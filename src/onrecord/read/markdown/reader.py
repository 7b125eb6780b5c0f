"""Read Markdown: the layout of plain text, with the marks of Markdown taken at their word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model.document import Blob, Context, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import PassageKind
from onrecord.read.embed import embed
from onrecord.read.layout import Layout
from onrecord.read.load import load
from onrecord.read.markdown.blocks import BlockParser, Code
from onrecord.read.plain.chunks import chunks
from onrecord.read.plain.emit import Emitter
from onrecord.read.plain.lines import split_lines
from onrecord.read.prefilter import BIG, may_hold
from onrecord.read.reader import Reader

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_OUTLINE = re.compile(r"^(?: {0,3}(?P<fence>```|~~~)|(?P<mark>#{1,6})[ \t]+(?P<text>[^\r\n]*))", re.MULTILINE)
_ALIASES = """
javascript=js typescript=ts python=py c++=cpp cxx=cpp c#=cs csharp=cs golang=go kotlin=kt yml=yaml
jsonc=json json5=json objc=h protobuf=proto text=txt console=txt http=txt shell=sh bash=sh vbnet=vb rust=rs
"""
_SUFFIX = dict(pair.split("=") for pair in _ALIASES.split())
"""Names of languages on fences, as the suffix that their files have."""


def read_markdown(blob: Blob, ask: Ask) -> Document:
    """The reading of a Markdown text."""
    loaded = load(blob, ask)
    layout = Layout(blob, loaded)
    text = loaded.text
    big = len(text) > BIG
    if not may_hold(text, ask, escapes=True, references=True):
        return layout.document(READER, keep_text=not big)
    start = _front_matter(layout, ask)
    for begin, end, headings in _pieces(text):
        if not big or may_hold(text[begin:end], ask, escapes=True, references=True):
            _piece(layout, ask, max(begin, start), end, headings)
    return layout.document(READER)


def _front_matter(layout: Layout, ask: Ask) -> int:
    """The YAML between ``---`` lines at the very top; the result is where the text goes on."""
    found = _FRONT.match(layout.text) if layout.text.startswith("---") else None
    if not found or not embed(layout, ask, *found.span("body"), ".yaml", Context()):
        return 0
    return found.end()


def _pieces(text: str) -> Iterator[tuple[int, int, list[tuple[int, str]]]]:
    """Pieces that do not cut through fenced code, each with the headings that it stands below."""
    outline = list(_OUTLINE.finditer(text)) if len(text) > BIG else []
    headings: list[tuple[int, str]] = []
    above: list[tuple[int, str]] = []
    begin, seen, inside = 0, 0, False
    for _, end in chunks(text):
        while seen < len(outline) and outline[seen].start() < end:
            mark = outline[seen]
            seen += 1
            if mark["fence"]:
                inside = not inside
            elif not inside:
                level = len(mark["mark"])
                headings = [*(one for one in headings if one[0] < level), (level, mark["text"].strip("# \t"))]
        if not inside or end == len(text):
            yield begin, end, above
            begin, above = end, headings


def _piece(layout: Layout, ask: Ask, start: int, end: int, headings: list[tuple[int, str]]) -> None:
    """Lay out one piece; code goes to the reader of its language."""
    emitter = Emitter(layout, headings=headings)
    for part in BlockParser(layout.text).parse(start, end):
        if isinstance(part, Code):
            _code(layout, ask, part, emitter)
        else:
            emitter.emit(part)


def _code(layout: Layout, ask: Ask, code: Code, emitter: Emitter) -> None:
    headings = tuple(text for _, text in emitter.headings)
    caption = emitter.intros.top.text if emitter.intros.top else ""
    around = Context(headings=headings, caption=caption)
    suffix = f".{_SUFFIX.get(code.language, code.language)}" if code.language else ""
    if not layout.text[code.start : code.end].strip():
        return
    if embed(layout, ask, code.start, code.end, suffix, around):
        return
    group = layout.new_group()
    for line in split_lines(layout.text, code.start, code.end):
        layout.add(PassageKind.DECLARATION, line.start, line.end, context=around, group=group)


READER = Reader(
    name="markdown",
    version=1,
    media_types=("text/markdown", "text/x-markdown"),
    suffixes=(".md", ".markdown", ".mdown", ".mkd", ".mdx", ".rmd", ".qmd"),
    read=read_markdown,
    cannot=(
        "HTML inside Markdown is read as text with its tags",
        "tables made of HTML are not cut into rows",
    ),
)
