"""Strings made to hurt: every text reader stays linear on them."""

from __future__ import annotations

import time

import pytest

from onrecord.model.document import Blob
from onrecord.model.reading import Ask
from onrecord.read.reader import Reader
from onrecord.read.registry import by_suffix

SUFFIXES = (
    *(
        ".txt",
        ".md",
        ".csv",
        ".tsv",
        ".json",
        ".yaml",
        ".xml",
        ".properties",
        ".strings",
        ".po",
        ".rc",
        ".ini",
    ),
    ".diff",
)
PIECES = (
    *(
        "a",
        " ",
        "\n",
        "\t",
        ".",
        "-",
        "*",
        "_",
        "|",
        "#",
        ">",
        '"',
        "'",
        "\\",
        "`",
        "[",
        "{",
        "(",
        "<",
        "&",
        ":",
        "=",
    ),
    *(
        "中",
        "中\n",
        "a-\n",
        "a\n",
        "\n\n",
        " \n",
        "- a\n",
        "  - a\n",
        "1. a\n",
        "| a ",
        "|\n",
        "|-|\n",
        "||\n",
        "a | b\n",
    ),
    *(
        "Q: a?\n",
        "A: a\n",
        "a: b\n",
        "a:\n",
        "a  b\n",
        "a   b   c\n",
        "....",
        ". ",
        "? ",
        "* a* b\n",
        "[^a]: b\n",
    ),
    *(
        "**a",
        "**a**: ",
        "`a",
        "![a](",
        "[a](b",
        "[a][",
        "~~~\n",
        "```\n",
        "> a\n",
        "===\n",
        "---\n",
        "\\u4e00",
        "\\u",
    ),
    *(
        "<a ",
        "<a>",
        "</a>",
        '<a b="',
        "<!--",
        "<!-- -->",
        "<![CDATA[",
        "<!DOCTYPE a [",
        "<?a",
        "&#x4e00;",
        "<a/>\n",
    ),
    *(
        '{"a":',
        '["a",',
        '{"a":1},',
        '"a": 1, ',
        "// a\n",
        "/* ",
        "/*a*/",
        "{",
        "}",
        "]",
        "{{",
        "- - ",
        "? ",
        "a: [",
        "a: {",
    ),
    *(
        "a: &a b\n",
        "*a ",
        "!a ",
        "|\n a\n",
        "a=\\\n",
        "a = b\n",
        '"a" = "',
        '"a" = "b";\n',
        'msgid "\n',
        'msgid "a"\nmsgstr "b"\n',
    ),
    *(
        'A "b"\n',
        'POPUP "a"\nBEGIN\n',
        "BEGIN\n",
        "END\n",
        "[a]\n",
        'a = """\n',
        "a = [\n",
        '",',
        '""',
        '"\n',
        ',"',
        "a,b\n",
    ),
    *(
        "+a\n",
        "-a\n",
        "@@ a @@\n",
        "--- a\n+++ b\n",
        " int a; /* ",
        "第1章 ",
        "（一）",
        "表1 a\n",
        "注：a\n",
        "é",
        "🙂",
        "\u202e",
        "\0",
    ),
    *("a b c d e f. ", "A\nb c d\n", "Page 1\n", "   a\n", "a\n  ", "﻿", "\r", "\x0c", "\u2028", "١. a\n"),
)
OWN = {
    ".txt": ("a\n", "中\n", "a-\n", "- a\n", "a  b\n", "....", "|", "Q: a?\n", "a:\n", "Page 1\n", "1. a\n"),
    ".md": ("|", "| a ", "[", "![a](", "**a", "`", "> a\n", "- a\n", "~~~\n", "<!--", "[^a]: b\n"),
    ".csv": ('"', '",', '""', '"\n', ',"', "a,b\n", "+a\n"),
    ".json": ("[", '{"a":', '"', "/* ", "\\u4e00", " ", "}", '{"a":1},', "// a\n", "'"),
    ".yaml": ("[", "{", "a: [", "- - ", "a: &a b\n", "*a ", '"', "? ", "|\n a\n", "a\n"),
    ".xml": ("<a ", "<a>", "</a>", '<a b="', "<!--", "<![CDATA[", "<!DOCTYPE a [", "<?a", "&", "<a/>\n"),
    ".properties": ("\\", "a=\\\n", "#", "a"),
    ".strings": ('"a" = "', '"', "/* ", "a", "a = "),
    ".po": ('msgid "\n', '"', "#~ "),
    ".rc": ('"', "BEGIN\n", 'POPUP "a"\nBEGIN\n', "/* "),
    ".ini": ("a = [\n", 'a = """\n', "[", "a = b ", "a"),
    ".diff": ("@@ a @@\n", "--- a\n+++ b\n", "+a\n"),
}
SECONDS = 5.0
"""Processor time; linear readers take a tenth of this, quadratic ones ten times as much."""


@pytest.mark.parametrize("suffix", OWN)
def test_its_own_marks_repeated_without_end_are_read_in_linear_time(suffix: str) -> None:
    for piece in OWN[suffix]:
        check(suffix, piece, 20_000)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_any_piece_repeated_without_end_is_read_in_linear_time(suffix: str) -> None:
    for piece in PIECES:
        check(suffix, piece, 40_000)


def check(suffix: str, piece: str, size: int) -> None:
    reader = by_suffix()[suffix]
    assert isinstance(reader, Reader)
    took = _seconds(reader, suffix, piece * (size // len(piece)))
    assert took < SECONDS, f"{piece!r} repeated to {size} characters took {took:.1f} s"


def _seconds(reader: Reader, suffix: str, text: str) -> float:
    began = time.process_time()
    document = reader.read(Blob(text.encode(), "a" + suffix), Ask())
    assert all(document.text[p.start : p.end] == p.text for p in document.passages)
    return time.process_time() - began
