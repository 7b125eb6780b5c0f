"""Which language a file is written in: by its suffix, and for ``.h`` by its content."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.read import source_tables_managed as managed
from onrecord.read import source_tables_native as native
from onrecord.read import source_tables_script as script
from onrecord.read.source_grammar import Grammar

_GRAMMARS = (
    *(native.C, native.CPP, native.GO, native.SWIFT),
    *(managed.CSHARP, managed.JAVA, managed.KOTLIN),
    *(script.PYTHON, script.JAVASCRIPT, script.TYPESCRIPT, script.TSX, script.PHP),
)
GRAMMARS: Mapping[str, Grammar] = {grammar.name: grammar for grammar in _GRAMMARS}

SUFFIXES: Mapping[str, str] = {
    suffix: language
    for language, suffixes in {
        "c": ".h .c .inl .inc",
        "cpp": ".hpp .hxx .hh .h++ .cpp .cxx .cc .c++ .ipp .tpp .cu .cuh .ino",
        "objc": ".m .mm",
        "csharp": ".cs .csx",
        "java": ".java .aidl",
        "kotlin": ".kt .kts",
        "go": ".go",
        "python": ".py .pyi .pyw .pyx .pxd",
        "javascript": ".js .mjs .cjs .jsx .es6",
        "typescript": ".ts .mts .cts .ets",
        "tsx": ".tsx",
        "swift": ".swift",
        "php": ".php .phtml .php5 .php7",
        "vb": ".vb .bas .cls .frm .vbs .ctl",
        "sql": ".sql .ddl .pks .pkb .dml .plsql",
        "pascal": ".pas .dpr .pp .dpk",
        "braces": ".proto .thrift .idl .odl .rs .dart .scala .groovy .fbs .g4 .as .vala .graphql .gql",
        "lua": ".lua",
        "hash": ".rb .pl .pm .r .jl .tcl .cmake",
    }.items()
    for suffix in suffixes.split()
}
"""Languages without a grammar are read line by line (``objc vb sql pascal braces lua hash``)."""

_NICKNAMES: Mapping[str, str] = {
    "c++": "cpp",
    "c#": "csharp",
    "cs": "csharp",
    "js": "javascript",
    "jsx": "javascript",
    "ts": "typescript",
    "py": "python",
    "kt": "kotlin",
    "golang": "go",
    "vbnet": "vb",
    "objective-c": "objc",
    "mysql": "sql",
    "pgsql": "sql",
    "h": "c",
    "proto": "braces",
    "protobuf": "braces",
    "thrift": "braces",
    "rust": "braces",
    "delphi": "pascal",
}
_EITHER = frozenset({".inc"})
"""Suffixes that several languages use for parts that are included."""
_PLUS_PLUS = re.compile(
    r"^[ \t]*(?:namespace\b|class\s+\w[\w \t]*[:{\n]|template\s*<|(?:public|private|protected)\s*:"
    r"|using\s+\w|enum\s+class\b)",
    re.MULTILINE,
)
_INTERFACE = re.compile(r"^@(?:interface|implementation|protocol)\b", re.MULTILINE)


def language_of_file(name: str, text: str) -> str:
    """The language of a file; ``c`` where the name says nothing."""
    suffix = "." + name.lower().rpartition(".")[2]
    if suffix in _EITHER and text.lstrip().startswith("<?php"):
        return "php"
    return refined(SUFFIXES.get(suffix, "c"), text)


def language_named(label: str) -> str:
    """The language for a label as written on a Markdown fence; empty if unknown."""
    label = label.strip().lower()
    label = _NICKNAMES.get(label, label)
    known = label in GRAMMARS or label in set(SUFFIXES.values())
    return label if known else SUFFIXES.get("." + label, "")


def refined(language: str, text: str) -> str:
    """Objective-C or C++ where a C header says so."""
    if language != "c":
        return language
    if _INTERFACE.search(text):
        return "objc"
    return "cpp" if _PLUS_PLUS.search(text) else "c"
