"""Source code: declarations with the comments beside and above them, and the types that they stand in.

Languages with a grammar share one walk over the syntax tree; Visual Basic, SQL, Pascal, interface languages
and whatever a grammar cannot understand are read line by line.
"""

from __future__ import annotations

from onrecord.model.document import Blob, Document, Passage
from onrecord.model.reading import Ask
from onrecord.read.layout import Layout
from onrecord.read.load import Loaded, load
from onrecord.read.prefilter import BIG, may_hold
from onrecord.read.reader import Reader
from onrecord.read.source_assemble import Assemble
from onrecord.read.source_blocks import Holds, Picker, stretches, thinned
from onrecord.read.source_grammar import Grammar
from onrecord.read.source_languages import GRAMMARS, SUFFIXES, language_named, language_of_file, refined
from onrecord.read.source_lines import lay_lines
from onrecord.read.source_parse import flat, parse
from onrecord.read.source_units import Sheet
from onrecord.read.source_walk import Walk

_MARKS = {
    "braces": "c",
    "objc": "c",
    "vb": "vb",
    "sql": "sql",
    "pascal": "pascal",
    "lua": "lua",
    "hash": "hash",
}
_COLUMN_ZERO = frozenset({"c", "cpp"})
"""Languages in which what stands outside of all functions and types ends with a brace in the first column."""

_TYPE_FIRST = frozenset({"braces", "objc"})
_MEDIA = {
    "text/x-c": "c",
    "text/x-csrc": "c",
    "text/x-chdr": "c",
    "text/x-c++src": "cpp",
    "text/x-c++hdr": "cpp",
    "text/x-csharp": "csharp",
    "text/x-java": "java",
    "text/x-java-source": "java",
    "text/x-kotlin": "kotlin",
    "text/x-go": "go",
    "text/x-python": "python",
    "application/javascript": "javascript",
    "text/javascript": "javascript",
    "application/typescript": "typescript",
    "text/x-swift": "swift",
    "text/x-vb": "vb",
    "application/x-httpd-php": "php",
    "text/x-php": "php",
    "application/sql": "sql",
    "text/x-sql": "sql",
    "text/x-pascal": "pascal",
}


def read(blob: Blob, ask: Ask) -> Document:
    """Read one source file."""
    loaded = load(blob, ask)
    text = loaded.text
    layout = Layout(blob, loaded)
    if not may_hold(text, ask, escapes=True):
        return layout.document(READER, keep_text=len(text) <= BIG)
    holds = _holds(ask) if ask.interest is not None and len(text) > BIG else None
    _lay_out(layout, _language(blob, text), holds)
    return layout.document(READER)


def declarations_in(text: str, language: str) -> list[Passage]:
    """The passages of a piece of source code, for code blocks in other documents; spans index ``text``.

    ``language`` is a name as written on a Markdown fence (``c++``, ``kt``, ``sql``); an unknown one is read
    as C, which serves most languages with braces.
    """
    layout = Layout(Blob(b"", ""), Loaded(text, ""))
    _lay_out(layout, refined(language_named(language) or "c", text), None)
    return layout.passages


def _holds(ask: Ask) -> Holds:
    return lambda part: may_hold(part, ask, escapes=True)


def _language(blob: Blob, text: str) -> str:
    """By the name, else by the media type, else C."""
    suffix = "." + blob.name.lower().rpartition(".")[2]
    declared = _MEDIA.get(blob.media_type.partition(";")[0].strip().lower())
    if suffix not in SUFFIXES and declared:
        return refined(declared, text)
    return language_of_file(blob.name, text)


def _lay_out(layout: Layout, language: str, holds: Holds | None) -> None:
    """Add the passages of a text to its layout."""
    text = flat(layout.text)
    sheet = Sheet(text)
    grammar = GRAMMARS.get(language)
    if grammar is None:
        _line_by_line(sheet, language, _MARKS.get(language, "c"), holds)
        type_first, marks = language in _TYPE_FIRST, _MARKS.get(language, "c")
    else:
        _by_grammar(sheet, grammar, holds)
        type_first, marks = grammar.type_first, grammar.marks
    Assemble(sheet, marks, type_first=type_first).into(layout)


def _by_grammar(sheet: Sheet, grammar: Grammar, holds: Holds | None) -> None:
    text = thinned(sheet.text, holds) if holds and grammar.name in _COLUMN_ZERO else sheet.text
    parsed = parse(text, grammar)
    if parsed is None or parsed.root.is_error:
        style = "python" if grammar.name == "python" else "braces"
        _line_by_line(sheet, style, grammar.marks, holds)
        return
    picker = Picker(parsed, grammar.comments, holds, grammar.is_context) if holds else None
    Walk(parsed, grammar, sheet, picker).run()


def _line_by_line(sheet: Sheet, style: str, marks: str, holds: Holds | None) -> None:
    parts = stretches(sheet.text, style, holds, 0, len(sheet.text)) if holds else [(0, len(sheet.text))]
    for start, end in parts:
        lay_lines(sheet, start, end, style, marks)


READER = Reader(
    name="source",
    version=1,
    media_types=tuple(_MEDIA),
    suffixes=tuple(SUFFIXES),
    read=read,
    cannot=(
        "a declaration that a macro of the preprocessor makes is read as it is written, not as it expands",
        "of several declarators in one statement only the first has its value taken apart",
        "SQL: columns that share one line are one passage",
        "Visual Basic, Pascal, SQL, Objective-C, IDL are read line by line, without a grammar",
        "text that would cost a parser too much (deep nesting, endless errors) is read line by line",
        "names in scripts of Vue and Svelte components, and in notebooks, are not read",
    ),
)
