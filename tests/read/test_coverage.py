"""Whatever the structure: no word of a text is lost, spans hold, passages come in reading order."""

from __future__ import annotations

import json
import re
from xml.sax.saxutils import escape, quoteattr

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.read.reader import Reader
from onrecord.read.registry import by_suffix

_MARKS = [
    "",
    "- ",
    "* ",
    "• ",
    "1. ",
    "2.1 ",
    "(a) ",
    "一、",
    "  - ",
    "Q: ",
    "A: ",
    "> ",
    "Note: ",
    "## ",
    "| ",
    "+",
    "\t",
    "* * ",
]
_ENDS = ["", ".", "。", ":", "：", "?", ",", "、", ";", " |", "-", "  ", " x", "*", "1)"]
_GLUES = [" ", "  ", "    ", "\t", " | ", ", ", "、", ": ", "：", " = ", " .... ", "; ", "-\n", "\n"]
_BREAKS = [
    "\n",
    "\n\n",
    "\r\n",
    "\n---\n",
    "\n```\n",
    "\n|---|\n",
    "\f",
    "\n    ",
    "\n<table>",
    "<tr><td>",
    "</td></tr>\n",
    "</table>\n",
]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text of numbered words with any layout between them."""
    parts, number = [], 0
    for _ in range(draw(st.integers(1, 12))):
        words = []
        for _ in range(draw(st.integers(1, 5))):
            words.append(draw(st.sampled_from([f"w{number}q", f"W{number}q", f"字{number}q"])))
            number += 1
        glue = draw(st.sampled_from(_GLUES))
        line = draw(st.sampled_from(_MARKS)) + glue.join(words) + draw(st.sampled_from(_ENDS))
        parts.append(line + draw(st.sampled_from(_BREAKS)))
    return "".join(parts)


def _read(suffix: str, text: str) -> Document:
    reader = by_suffix()[suffix]
    assert isinstance(reader, Reader)
    return reader.read(Blob(text.encode(), "a" + suffix), Ask())


def _check(document: Document, text: str, *, ordered: bool = True) -> None:
    assert document.text == text
    covered = bytearray(len(text))
    for index, passage in enumerate(document.passages):
        assert text[passage.start : passage.end] == passage.text
        assert passage.parent is None or 0 <= passage.parent < index
        covered[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
    for word in re.finditer(r"\d+q", text):
        assert all(covered[word.start() : word.end()]), f"{word.group()} is in no passage"
    if ordered:
        starts = [passage.start for passage in document.passages]
        assert starts == sorted(starts)


@given(texts())
@settings(max_examples=150, deadline=None)
def test_no_word_of_plain_text_is_lost(text: str) -> None:
    _check(_read(".txt", text), text)


@given(texts())
@settings(max_examples=150, deadline=None)
def test_no_word_of_markdown_is_lost(text: str) -> None:
    text = re.sub(r"```\w*", "```", text)
    _check(_read(".md", text), text, ordered=False)


@given(texts())
@settings(max_examples=60, deadline=None)
def test_no_word_of_a_table_is_lost(text: str) -> None:
    _check(_read(".csv", text), text)


@given(texts())
@settings(max_examples=60, deadline=None)
def test_no_word_of_settings_is_lost(text: str) -> None:
    _check(_read(".ini", text), text)
    _check(_read(".properties", text), text)


@given(texts())
@settings(max_examples=100, deadline=None)
def test_no_word_of_text_that_is_hardly_yaml_is_lost(text: str) -> None:
    _check(_read(".yaml", text), text, ordered=False)


_SCALARS = st.integers(0, 999).map(lambda n: f"{n}q") | st.booleans() | st.none() | st.floats(allow_nan=False)
_KEYS = st.integers(0, 999).map(lambda n: f"k{n}q") | st.sampled_from(
    ["name", "description", "type", "enum", "title"]
)
_TREES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=5),
    max_leaves=25,
)


@given(st.dictionaries(_KEYS, _TREES, min_size=1, max_size=5), st.sampled_from([None, 1, 2]))
@settings(max_examples=150, deadline=None)
def test_no_key_and_no_value_of_json_is_lost(tree: dict[str, object], indent: int | None) -> None:
    text = json.dumps(tree, indent=indent)
    document = _read(".json", text)
    assert document.gaps == ()
    _check(document, text)
    for passage in document.passages:
        assert _at(tree, passage.locator.pointer) is not _MISSING


@given(st.dictionaries(_KEYS, _TREES, min_size=1, max_size=5), st.booleans())
@settings(max_examples=100, deadline=None)
def test_no_key_and_no_value_of_yaml_is_lost(tree: dict[str, object], flow: bool) -> None:
    import yaml

    text = yaml.safe_dump(tree, default_flow_style=flow)
    document = _read(".yaml", text)
    assert document.gaps == ()
    _check(document, text)


_MISSING = object()


def _at(tree: object, pointer: str) -> object:
    for part in pointer.split("/")[1:]:
        if isinstance(tree, dict):
            tree = tree.get(part.replace("~1", "/").replace("~0", "~"), _MISSING)
        elif isinstance(tree, list) and int(part) < len(tree):
            tree = tree[int(part)]
        else:
            return _MISSING
    return tree


@st.composite
def elements(draw: st.DrawFn, depth: int = 0) -> str:
    tag = draw(st.sampled_from(["a", "item", "race", "string", "dict", "key", "title", "p"]))
    name = draw(st.sampled_from(["", "name", "opt", "title"]))
    attributes = f" {name}={quoteattr(str(draw(st.integers(0, 999))) + 'q')}" if name else ""
    inner = escape(draw(st.sampled_from(["", "1q & 2q", "<3q>", "4q"])))
    if depth < 3:
        inner += "".join(draw(st.lists(elements(depth + 1), max_size=3)))
    comment = draw(st.sampled_from(["", "<!-- 5q -->", "\n"]))
    return f"{comment}<{tag}{attributes}>{inner}</{tag}>" if inner else f"{comment}<{tag}{attributes}/>"


@given(elements())
@settings(max_examples=150, deadline=None)
def test_no_word_of_xml_is_lost(text: str) -> None:
    document = _read(".xml", text)
    assert document.gaps == ()
    _check(document, text, ordered=False)
