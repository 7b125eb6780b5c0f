"""Read YAML (also OpenAPI): a passage for each ``key: value``; from a syntax error on line by line."""

from __future__ import annotations

import re

from onrecord.model.document import Blob, Context, Document, Gap
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind, PassageKind
from onrecord.read.layout import Layout
from onrecord.read.load import load
from onrecord.read.plain.reader import lay_out_plain
from onrecord.read.prefilter import BIG, may_hold
from onrecord.read.reader import Reader
from onrecord.read.structured.layout import TreeLayout, bare
from onrecord.read.structured.tree import Kind, title_facts
from onrecord.read.structured.yaml_scan import MOST_DEPTH, Scanner

_LINE = re.compile(r"([ \t]*)((?:- +)*)([^\r\n]*)(?:\r\n|\r|\n|$)")
_PAIR = re.compile(
    r"(?P<key>\"[^\"]*\"|'[^']*'|[^\s#:{}\[\],&*!|>%@`\"'][^:#\r\n]{0,120}?)\s*:(?:\s+(?P<value>.*?))?(?P<beside>\s+#.*)?$"
)


def read_yaml(blob: Blob, ask: Ask) -> Document:
    """The reading of a YAML text."""
    loaded = load(blob, ask)
    layout = Layout(blob, loaded)
    text = loaded.text
    big = len(text) > BIG
    if not may_hold(text, ask, escapes=True):
        return layout.document(READER, keep_text=not big)
    picky = big and ask.interest is not None
    wanted = (lambda part: may_hold(part, ask, escapes=True)) if picky else None
    scan = Scanner(text, wanted, ask.limits.cells).run()
    if all(root.kind is Kind.SCALAR for root in scan.roots):
        lay_out_plain(layout, ask)
        return layout.document(READER)
    TreeLayout(layout, scan.comments, scan.dull).add(scan.roots)
    if scan.too_deep is not None:
        line = layout.line_of(scan.too_deep)
        reason = f"nested deeper than {MOST_DEPTH} levels at line {line}; that part was not read"
        layout.gaps.append(Gap(blob.name, GapKind.TOO_DEEP, reason, "", blob.members))
    if scan.broken_at is not None:
        reason = f"not YAML from here on ({scan.problem}); the rest was read line by line"
        layout.gaps.append(
            Gap(blob.name, GapKind.DAMAGED, reason, "check the file with a YAML linter", blob.members)
        )
        _lay_out_lines(layout, _rest(layout))
    return layout.document(READER, facts=title_facts(scan.roots))


def _rest(layout: Layout) -> int:
    """Where the text goes on that no passage covers; a comment beside the last one is passed over."""
    last = max((passage.end for passage in layout.passages), default=0)
    line = layout.text.find("\n", last)
    end = len(layout.text) if line < 0 else line
    beside = layout.text[last:end].lstrip()
    return end if not beside or beside.startswith("#") else last


def _lay_out_lines(layout: Layout, start: int) -> None:
    """``key: value`` by the look of each line, its path by indentation."""
    path: list[tuple[int, str, int]] = []
    group = layout.new_group()
    text, at = layout.text, start
    while at < len(text):
        found = _LINE.match(text, at)
        if found is None or found.end() == at:
            break
        at = found.end()
        body = found[3].rstrip()
        if not body:
            continue
        begin = found.start(3)
        if body.startswith("#"):
            if bare(body):
                layout.add(PassageKind.COMMENT, begin, begin + len(body))
            continue
        indent = len(found[1].expandtabs(8)) + len(found[2])
        while path and path[-1][0] >= indent:
            path.pop()
        index = _line(layout, begin, body, path, group)
        if index is not None and body.endswith(":"):
            path.append((indent, body[:-1].strip("\"' "), index))


def _line(layout: Layout, begin: int, body: str, path: list[tuple[int, str, int]], group: int) -> int | None:
    if not any(char.isalnum() for char in body):
        return None
    pair = _PAIR.match(body)
    return layout.add(
        PassageKind.KEY_VALUE if pair else PassageKind.PROSE,
        begin,
        begin + len(body),
        context=Context(enclosing=tuple(key for _, key, _ in path)),
        name=pair["key"].strip("\"'") if pair else "",
        value=(pair["value"] or "").strip("\"'") if pair else "",
        note=bare(pair["beside"] or "") if pair else "",
        parent=path[-1][2] if path else None,
        group=group,
    )


READER = Reader(
    name="yaml",
    version=1,
    media_types=(
        "application/yaml",
        "application/x-yaml",
        "text/yaml",
        "text/x-yaml",
        "application/vnd.oai.openapi",
    ),
    suffixes=(".yaml", ".yml"),
    read=read_yaml,
    cannot=("aliases and merge keys are shown, not followed", "templates inside YAML are read line by line"),
)
