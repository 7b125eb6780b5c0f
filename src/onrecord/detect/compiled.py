"""Packs as one text that is quick to load: what was checked once need not be parsed and folded again.

The text has a line of JSON for the whole, and one a language, which is read when that language is met. It is
made only of packs that ``load`` has accepted, and means the same as the files that it was made of.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from onrecord.detect.anchors import Anchors, Source
from onrecord.detect.lexicon import Index
from onrecord.detect.pack_language import Content, Language
from onrecord.detect.packs import Packs, company, sources
from onrecord.detect.terms import Piece, Term


def compile_packs(packs: Packs) -> str:
    """The text; raises ``TypeError`` for values that JSON has no form for, such as dates."""
    languages = list(packs.languages.values())
    trait = {(*_first(one.term), one.weak, one.code): None for one in sources(languages) if one.term.pieces}
    looks = {_first(term): None for term in company(languages) if term.pieces}
    about = [(one.code, one.name, one.status) for one in languages]
    head = _line({"languages": about, "anchors": list(trait), "company": list(looks)})
    return "\n".join([head, *(_line(_content(one)) for one in languages)])


def restore(text: str) -> Packs:
    """The packs of a text that ``compile_packs`` made."""
    head, *lines = text.split("\n")
    about = json.loads(head)
    languages = {
        code: Language(code, name, status, _reader(line))
        for (code, name, status), line in zip(about["languages"], lines, strict=True)
    }
    trait = (Source(_term(*literal), weak, code) for *literal, weak, code in about["anchors"])
    return Packs(languages, Anchors(trait, (_term(*literal) for literal in about["company"])))


def _first(term: Term) -> tuple[str, bool, bool]:
    """Anchors look at the first piece of a term alone."""
    piece = term.pieces[0]
    return piece.literal, piece.open_start, piece.open_end


def _term(literal: str, open_start: bool, open_end: bool) -> Term:  # noqa: FBT001  (a row of the table)
    return Term(literal, (Piece(literal, open_start, open_end),))


def _content(language: Language) -> dict[str, object]:
    index = language.lexicon.index
    return {
        "files": {name: data for name, data in language.content.files.items() if name != "language.yml"},
        "sizes": language.entries.sizes,
        "index": [index.literals, index.owners, index.patterns],
    }


def _reader(line: str) -> Callable[[], Content]:
    def content() -> Content:
        data = json.loads(line)
        return Content(data["files"], data["sizes"], Index(*data["index"]))

    return content


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
