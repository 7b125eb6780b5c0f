"""Hostile pages: deep, wide, and made to make searches slow. And: the quick question never misses."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.read.html_interest import texts
from onrecord.read.html_page import READER
from onrecord.read.html_tree import parse

SECONDS = 8.0
SIZE = 200_000

BOMBS = {
    "divs": "<div>" * 20_000 + "<p>少数<b>民族</b></p>" + "</div>" * 20_000,
    "divs with text": "<div>x" * 20_000,
    "tables": "<table><tr><td>x" * 2_000,
    "lists": "<ul><li>x" * 5_000,
    "inline": "<b>x" * 20_000,
    "paragraphs": "<p>x</p>" * 20_000,
    "breaks": "<p>" + "line<br>" * 20_000,
    "rows": "<table>" + "<tr><td>a<td>b" * 10_000 + "</table>",
    "spans": "<table>" + "<tr>" + "<td colspan=1000 rowspan=60000>a" * 300 + "<tr><td>b" * 300 + "</table>",
    "headers": "<header>" * 5_000 + "x",
    "styles": "<style>" + ".a{display:none;" * 10_000 + "</style><p class=a>x",
    "style without end": "<style>" + "a b " * 50_000,
    "media": "<style>" + "@media print{a{}" * 10_000 + "</style>",
    "escaped quotes": "<script>x='" + "\\'" * SIZE + "</script>",
    "quotes": "<script>" + "'\"`" * SIZE + "</script>",
    "long name": "<script>" + "a" * SIZE + "</script>",
    "long word": "<script>x='" + "a" * SIZE + " b'</script>",
    "keys": "<script>" + "a " * SIZE + "</script>",
    "commented scripts": "<!--" + "<script " * 20_000 + "-->",
    "commented cells": "<!--" + "</td> " * 20_000 + " " * SIZE + "-->",
    "comments": "<!-- race -->" * 20_000,
    "open comments": "<!--" * 50_000,
    "asides": "<p>" + "<s>a</s>." * 10_000,
    "struck": "<p>" + "<s>a</s> b " * 10_000,
    "options": "<form>" + "<label for=a>x</label><select id=a><option>y</select>" * 3_000,
    "definitions": "<dl>" + "<dt>a<dd>b" * 10_000,
    "json": '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
    "attributes": "<p " + " ".join(f"a{n}=b" for n in range(20_000)) + " title=x>y",
    "classes": "<p class='" + "a " * SIZE + "note'>x",
    "entities": "&amp;" * SIZE,
    "slashes": "<pre>x " + "/" * SIZE,
    "code": "<pre>" + "a" * SIZE + " ," + "{" * 1000 + ("{" * 10 + "\n") * 2_000,
    "paddings": "<table>" + "<tr><td style='padding-left:1.2.3px'>a<td>b" * 100,
    "line marks": "<p>"
    + "<br>".join(["(" * 1000, "*" * 1000, "1." * 1000, "Q" * 1000 + ":", "·" * 1000] * 20),
    "templates": "<template>" * 3_000 + "x",
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_read_in_time(name: str) -> None:
    blob = Blob(BOMBS[name].encode(), "bomb.html")
    for ask in (Ask(), Ask(interest=lambda text: "race" in text)):
        began = time.monotonic()
        document = READER.read(blob, ask)
        assert time.monotonic() - began < SECONDS
        assert all(document.text[p.start : p.end] == p.text for p in document.passages)


def test_deep_text_keeps_words_and_a_short_path() -> None:
    passages = READER.read(Blob(BOMBS["divs"].encode(), "a.html"), Ask()).passages
    assert [p.text for p in passages] == ["少数民族"]
    assert passages[0].locator.element == "(//*)[20004]"


INLINE = ["b", "i", "span", "a", "em", "font", "small", "s", "del", "ruby", "rt", "custom-tag", "label", "u"]
BLOCK = [
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "td",
    "tr",
    "table",
    "h2",
    "dt",
    "dd",
    "dl",
    "section",
    "pre",
    "form",
    "nav",
    "button",
]
ODD = [
    "br",
    "select",
    "option",
    "template",
    "noscript",
    "textarea",
    "details",
    "summary",
    "blockquote",
    "svg",
    "th",
    "caption",
]
STYLES = [
    "",
    "",
    " hidden",
    " style='display:none'",
    " class=note",
    " title='eins zwei'",
    " role=row",
    " style='display:block'",
    " class=x",
]
WORDS = [
    "race",
    "skin",
    "tone",
    "少数",
    "民",
    "族",
    " ",
    "\n",
    "eth",
    "nic",
    "Q: why?",
    "A: so",
    "&#27665;",
    "&nbsp;",
    "1.",
    "x:",
]
REST = [
    "<!-- skin <b>tone</b> -->",
    "<script>var a={race:'Ye\\u006cllow sky'}</script>",
    "<img alt='alt race'>",
    "<input placeholder='skin tone'>",
    '<script type=\'application/ld+json\'>{"name": "eth nic"}</script>',
    "<style>.x{display:none}</style>",
]


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Tag soup: badly nested on purpose."""
    pieces = []
    for _ in range(draw(st.integers(1, 40))):
        which = draw(st.integers(0, 9))
        if which < 5:
            pieces.append(draw(st.sampled_from(WORDS)))
        elif which < 8:
            tag = draw(st.sampled_from(INLINE + BLOCK + ODD))
            pieces.append(f"<{tag}{draw(st.sampled_from(STYLES))}>")
        elif which < 9:
            pieces.append(f"</{draw(st.sampled_from(INLINE + BLOCK + ODD))}>")
        else:
            pieces.append(draw(st.sampled_from(REST)))
    return "".join(pieces)


def words_of(document: Document) -> set[str]:
    """Everything that a rule could look at, cut at what the layout puts between texts."""
    found: set[str] = set()
    for p in document.passages:
        for text in (p.text, p.value, p.note, *p.cells):
            found |= {
                word
                for line in text.replace(", ", "\n").split("\n")
                for word in line.replace(": ", " ").split()
            }
    return found


@settings(max_examples=300, deadline=None)
@given(pages())
def test_the_quick_question_sees_every_word_of_the_layout(source: str) -> None:
    blob = Blob(source.encode(), "page.html")
    for word in words_of(READER.read(blob, Ask())):
        fast = READER.read(blob, Ask(interest=lambda text, word=word: word in " ".join(text.split())))
        assert word in words_of(fast), word


@settings(max_examples=300, deadline=None)
@given(pages())
def test_the_quick_question_sees_where_words_begin_and_end(source: str) -> None:
    blob = Blob(source.encode(), "page.html")
    for word in filter(str.isalpha, words_of(READER.read(blob, Ask()))):  # as anchors with limits are
        alone = re.compile(rf"(?<![a-z]){re.escape(word)}(?![a-z])")
        fast = READER.read(blob, Ask(interest=lambda text, alone=alone: bool(alone.search(text))))
        assert word in words_of(fast), word


@settings(max_examples=200, deadline=None)
@given(pages())
def test_the_slow_question_sees_every_word_of_the_layout(source: str) -> None:
    page = parse(source)
    assert page is not None
    said = "\n".join(texts(page))
    for word in words_of(READER.read(Blob(source.encode(), "page.html"), Ask())):
        assert word in said


@settings(max_examples=150, deadline=None)
@given(pages())
def test_paths_lead_to_the_element_that_holds_the_text(source: str) -> None:
    tree = LexborHTMLParser(source)
    for passage in READER.read(Blob(source.encode(), "page.html"), Ask()).passages:
        path = passage.locator.element
        if "/template[" in path:
            continue  # what a template holds is a tree of its own
        node = walk(tree, path)
        held = "".join((node.html or "").split())
        if passage.kind.value in ("prose", "list_item", "heading") and "&" not in held:
            plain = "".join(walk(tree, path).text().split())
            assert all(char in plain for char in "".join(passage.text.split()))


def walk(tree: LexborHTMLParser, path: str):  # type: ignore[no-untyped-def]
    """Follow a path made of ``/name[n]`` steps by hand."""
    node = None
    for step in path.strip("/").split("/"):
        name, _, number = step.rstrip("]").partition("[")
        children = [tree.root] if node is None else [child for child in node.iter() if child.tag == name]
        node = children[int(number or 1) - 1]
    return node
