"""Nothing is lost: broken code, parts of big files, hostile input."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import source_made as made
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask, Limits
from onrecord.model.vocabulary import GapKind
from onrecord.read import source, source_blocks, source_walk
from onrecord.read.source import read

PATHS = made.documents()
BY_SUFFIX = {path.suffix: path for path in PATHS}
LINES = {suffix: path.read_text("utf-8", "replace").splitlines() for suffix, path in BY_SUFFIX.items()}


def check(document: Document) -> None:
    """Spans hold, nothing overlaps, parents stand before their children, no line is lost."""
    last = 0
    for index, item in enumerate(document.passages):
        assert document.text[item.start : item.end] == item.text
        assert item.start >= last, (item.text, "overlaps the passage before it")
        assert item.parent is None or item.parent < index
        last = item.end
    assert made.lines_left_out(document) == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_every_line_of_a_golden_document_is_in_a_passage(path: Path) -> None:
    check(read(Blob(path.read_bytes(), path.name), Ask()))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(LINES)), st.data())
def test_every_line_of_shuffled_code_is_in_a_passage(suffix: str, data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.sampled_from(LINES[suffix]), max_size=25))
    check(made.laid_out("\n".join(lines), "x" + suffix))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(LINES)), st.text(max_size=120))
def test_any_text_is_read(suffix: str, text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    document = made.laid_out(text, "x" + suffix)
    for item in document.passages:
        assert document.text[item.start : item.end] == item.text


def holding(document: Document, word: str) -> list[object]:
    """What stands in the passages with a word, with all that gives them meaning."""
    return [
        (
            *(item.kind, item.text, item.locator, item.context, item.name, item.value, item.note),
            document.passages[item.parent].text if item.parent is not None else None,
        )
        for item in document.passages
        if word in item.text.lower()
    ]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_parts_of_a_big_file_read_like_the_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blob = Blob(path.read_bytes(), path.name)
    whole = read(blob, Ask())
    found = {
        word
        for item in whole.passages
        for word in re.findall(r"[a-z]{4,}|[\u4e00-\u9fff]{2}", item.text.lower())
    }
    monkeypatch.setattr(source, "BIG", 0)
    monkeypatch.setattr(source_walk, "_LARGE", 0)
    monkeypatch.setattr(source_blocks, "_STRETCH", 64)
    monkeypatch.setattr(source_blocks, "NEIGHBOURS", 1)
    for word in sorted(found)[::4]:
        part = read(blob, Ask(interest=lambda text, word=word: word in text.lower()))
        assert holding(part, word) == holding(whole, word), word


def big_header(copies: int) -> str:
    """A header of many structs with one that names a race in the middle."""
    plain = (
        "// stream {n}\ntypedef struct tagP_{n}\n{{\n    int nPort;   // port\n    int nMode;\n}} P_{n};\n\n"
    )
    face = "// face\ntypedef struct tagFACE\n{\n    int nRace;   // race\n    int nAge;\n} FACE;\n\n"
    half = copies // 2
    parts = [plain.format(n=number) for number in range(copies)]
    return "#ifndef A_H\n#define A_H\n" + "".join([*parts[:half], face, *parts[half:]]) + "#endif\n"


@pytest.mark.parametrize("name", ["a.h", "a.hpp", "a.java", "a.proto"])
def test_only_what_holds_interest_and_its_neighbours_is_laid_out(name: str) -> None:
    text = big_header(4000)
    if name == "a.java":
        text = (
            "public class A {\n"
            + re.sub(r"(?m)^#.*\n|typedef |\} \w+(?=;)", "", text).replace("{", "{")
            + "}\n"
        )
        text = re.sub(r"\bstruct\b", "class", text).replace("\n;", "\n}")
    asked: list[int] = []

    def interest(part: str) -> bool:
        asked.append(len(part))
        return "race" in part.lower()

    document = made.laid_out(text, name, Ask(interest=interest))
    assert 4 <= len(document.passages) < 200
    field = made.passage(document, "int nRace")
    assert document.passages[field.parent or 0].name in {"FACE", "tagFACE"}
    assert field.context.notes == ("face",)
    assert len(asked) < 400
    assert document.text == text


def test_file_without_interest_has_no_passages() -> None:
    document = made.laid_out(big_header(4000).replace("race", "rate").replace("Race", "Rate"), "a.h", never)
    assert document.passages == ()
    assert document.text == ""
    assert made.laid_out("int rate;", "a.h", never).text == "int rate;"


never = Ask(interest=lambda text: "race" in text.lower())


def test_interest_hidden_in_escapes_is_found() -> None:
    document = made.laid_out(
        'String s = "\\u6c11\\u65cf";', "A.java", Ask(interest=lambda text: "民族" in text)
    )
    assert document.passages[0].value == "民族"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems(line_end: str) -> None:
    text = "// faces\ntypedef struct A\n{\n  int r; // race\n  int s;\n} A;\n".replace("\n", line_end)
    document = read(Blob(text.encode(), "a.h"), Ask())
    assert document.text == text
    assert [item.text for item in document.passages] == [
        "// faces",
        "typedef struct A",
        "int r; // race",
        "int s;",
    ]
    assert [item.locator.line for item in document.passages] == [1, 2, 4, 5]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_line_ends_of_windows_change_nothing(path: Path) -> None:
    text = read(Blob(path.read_bytes(), path.name), Ask()).text.replace("\r\n", "\n")
    unix = made.laid_out(text, path.name)
    windows = made.laid_out(text.replace("\n", "\r\n"), path.name)
    assert [
        (item.text.replace("\r", ""), item.name, item.note, item.context) for item in windows.passages
    ] == [(item.text, item.name, item.note, item.context) for item in unix.passages]
    blanks = made.laid_out(text.replace("\n", "  \n"), path.name)
    assert [item.name for item in blanks.passages] == [item.name for item in unix.passages]


def test_legacy_encoding_is_recorded_and_comments_are_read() -> None:
    text = "// 人脸属性结构体说明\r\nstruct A {\r\n  int r;   // 种族: 黄种人, 白种人, 黑种人\r\n};\r\n"
    document = read(Blob(text.encode("gb18030"), "a.h"), Ask())
    assert document.encoding == "gb18030"
    assert made.passage(document, "int r;").note == "种族: 黄种人, 白种人, 黑种人"


def test_types_after_a_missing_brace_keep_their_own_names() -> None:
    text = "typedef enum A\n{\n  A_NONE,  // none\n\ntypedef struct B\n{\n  int nRace;  // race\n} B;\n"
    field = made.passage(made.laid_out(text, "a.h"), "int nRace")
    assert field.context.enclosing == ("B",)


@pytest.mark.parametrize("suffix", sorted(BY_SUFFIX))
@pytest.mark.parametrize(
    "piece", ["(", "{", "a<", "} ", "[a", "'", '"', "/*", "f(x,\n", "class X {\n int a\n", "@a("]
)
def test_hostile_text_is_read_in_bounded_time(suffix: str, piece: str) -> None:
    began = time.monotonic()
    document = read(Blob((piece * (20_000 // len(piece))).encode(), "x" + suffix), Ask())
    assert time.monotonic() - began < 8
    for item in document.passages:
        assert document.text[item.start : item.end] == item.text


def test_one_line_of_a_megabyte_is_cut_into_quotable_passages() -> None:
    text = "var faces={" + ",".join(f'f{n}:{{race:{n},name:"n{n}"}}' for n in range(20_000)) + "};"
    document = made.laid_out(text, "a.js")
    assert len(document.passages) > 10_000
    assert max(len(item.text) for item in document.passages) < 1000


@pytest.mark.parametrize("name", ["a.js", "a.c", "a.sql", "a.vb", "a.lua"])
def test_long_literal_is_cut_between_words(name: str) -> None:
    words = " ".join(f"word{number}" for number in range(8_000))
    document = made.laid_out(f'x = "{words}"', name)
    assert max(len(item.text) for item in document.passages) <= 1200
    assert all(re.fullmatch(r'(?:x = ")?(?:word\d+ ?)+"?', item.text) for item in document.passages)
    assert "".join(item.text for item in document.passages).count("word") == 8_000


def test_text_beyond_the_limit_is_a_gap() -> None:
    document = made.laid_out("int a;\n" * 1000, "a.c", Ask(limits=Limits(text_chars=700)))
    assert [gap.kind for gap in document.gaps] == [GapKind.TOO_LARGE]
    assert len(document.passages) == 100


def test_empty_file_has_no_passages() -> None:
    assert made.laid_out("", "a.c").passages == ()
