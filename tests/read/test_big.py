"""Above 256 kB only what holds interest and its context is laid out: as in the slow way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import golden_files as golden
import pytest

from onrecord.model.document import Blob, Document, Passage
from onrecord.model.reading import Ask
from onrecord.read.open import read
from onrecord.read.prefilter import BIG

WORD = "zanthe"


def _text(piece: str) -> str:
    filler = "".join(
        f"{n}.1 Filler clause number {n} speaks of brackets and cables.\n\n"
        if n % 7
        else f"{n} CHAPTER ON CABLES\n\n"
        for n in range(3000)
    )
    return filler + piece + "\n\n" + filler


def _csv(piece: str) -> str:
    rows = "".join(f"row{n},float,filler about cables and brackets\n" for n in range(4500))
    return "field,type,meaning\n" + rows + piece + rows


def _json(piece: str) -> str:
    members = "".join(
        f'    "m{n}": {{"type": "number", "description": "filler {n}"}},\n' for n in range(3000)
    )
    return (
        '{\n  "title": "top",\n  "big": {\n    "description": "about big",\n'
        + members
        + piece
        + members
        + '    "z": 1\n  }\n}\n'
    )


def _yaml(piece: str) -> str:
    members = "".join(
        f"  m{n}:\n    type: number  # filler\n    description: filler {n}\n" for n in range(2600)
    )
    return "title: top\nbig:\n  description: about big\n" + members + piece + members


def _xml(piece: str) -> str:
    members = "".join(f'  <attr name="m{n}" opt="a,b">filler {n}</attr>\n' for n in range(3600))
    return (
        '<cap version="1">\n<face>\n<title>faces</title>\n' + members + piece + members + "</face>\n</cap>\n"
    )


def _properties(piece: str) -> str:
    rows = "".join(
        f"# section {n}\nfiller.{n}=about cables\nfiller.{n}.a=more of it\n\n" for n in range(3000)
    )
    return rows + piece + rows


def _markdown(piece: str) -> str:
    parts = "".join(
        f"## Part {n}\n\nFiller about cables.\n\n```\ncode # no heading\n\n```\n\n" for n in range(3000)
    )
    return "# Manual\n\n" + parts + piece + "\n\n" + parts


def _header(piece: str) -> str:
    def types(first: int) -> str:
        return "".join(
            f"// about cable {n}\ntypedef struct tagCable{n}\n{{\n    int length; // 厘米\n"
            f"    struct\n    {{\n        char mark; /* of it */\n    }} end;\n}}\nCable{n};\n\n"
            + (f"#if A > {n}\nint lay{n}(void)\n{{\n    return {n};\n}}\n#endif\n\n" if n % 5 == 0 else "")
            for n in range(first, first + 1500)
        )

    opened = '#ifndef A_H\n#define A_H\n#ifdef __cplusplus\nextern "C" {\n#endif\n\nnamespace face {\n'
    closed = "} // namespace\n#ifdef __cplusplus\n}\n#endif\n#endif\n"
    return opened + types(0) + piece + types(1500) + closed


CASES: dict[str, tuple[Callable[[str], str], str]] = {
    ".txt": (
        _text,
        "Section 9  Zanthe faces\n\n9.1 The system shall:\n(a) return zanthe, age and hat;\n(b) count.",
    ),
    ".csv": (_csv, "zanthe,object,scores\nzanthe.a,float,of class a\n+b,float,of class b\nhat,bool,worn\n"),
    ".json": (
        _json,
        '    "zanthe": {\n      "description": "scores",\n      "of": {"a": {"type": "number"}}\n    },\n',
    ),
    ".yaml": (
        _yaml,
        "  # scores of the face\n  zanthe:\n    description: scores\n    a: {type: number}  # first\n",
    ),
    ".xml": (_xml, '  <!-- people -->\n  <zanthe opt="a,b"><one/><two/></zanthe>\n  <attr name="zanthe"/>\n'),
    ".properties": (_properties, "# face page\nface.zanthe=Zanthe\nface.zanthe.a=First\n\n"),
    ".h": (
        _header,
        "// scores of faces\ntypedef enum tagScores\n{\n    ZANTHE_A = 1, // zanthe\n    B,\n}\nScores;\n",
    ),
    ".hpp": (_header, "class Looks\n{\npublic:\n    // how it looks\n    int zanthe() const;\n};\n"),
    ".md": (_markdown, "### Zanthe\n\n| Field | Meaning |\n|---|---|\n| zanthe | scores |\n| +a | first |\n"),
}


@pytest.mark.parametrize("suffix", CASES)
def test_the_part_of_interest_reads_as_in_the_whole(suffix: str) -> None:
    make, piece = CASES[suffix]
    text = make(piece)
    assert len(text) > BIG + 50_000
    blob = Blob(text.encode(), "big" + suffix)
    (slow,) = read(blob)
    (fast,) = read(blob, Ask(interest=lambda part: WORD in part.lower()))
    lines = {
        p.locator.line for p in slow.passages if WORD in p.text.lower() or WORD in _above(slow, p).lower()
    }
    assert len(fast.passages) < len(slow.passages) / 2
    assert _essence(fast, lines) == _essence(slow, lines)
    assert _essence(slow, lines)


def _essence(document: Document, lines: set[int | None]) -> list[object]:
    return [
        (
            p.kind,
            p.text,
            p.start,
            p.locator,
            p.context,
            p.name,
            p.value,
            p.note,
            p.cells,
            _above(document, p),
        )
        for p in document.passages
        if p.locator.line in lines
    ]


def _parent(document: Document, passage: Passage) -> Passage | None:
    return document.passages[passage.parent] if passage.parent is not None else None


def _above(document: Document, passage: Passage) -> str:
    """The texts of the passages that a passage hangs below."""
    texts = []
    while (above := _parent(document, passage)) is not None:
        texts.append(above.text)
        passage = above
    return " ".join(texts)


@pytest.mark.parametrize("suffix", CASES)
def test_a_text_without_interest_has_no_passages(suffix: str) -> None:
    make, piece = CASES[suffix]
    for text in (piece, make(piece)):
        (document,) = read(Blob(text.encode(), "a" + suffix), Ask(interest=lambda _: False))
        assert document.passages == ()
        assert document.gaps == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "The model returns the ethni-\ncity of each visitor."),
        ("a.txt", "平台可按少数民\n族检索。"),
        ("a.json", '{"f": "\\u5c11\\u6570\\u6c11\\u65cf"}'),
        ("a.properties", "f=\\u5c11\\u6570\\u6c11\\u65cf\n"),
        ("a.xml", "<a><f>&#x5c11;&#25968;&#x6c11;&#x65cf;</f></a>"),
    ],
)
def test_interest_is_asked_also_about_what_breaks_and_escapes_hide(name: str, text: str) -> None:
    words = ("ethnicity", "少数民族")
    (document,) = read(
        Blob(text.encode(), name), Ask(interest=lambda part: any(word in part for word in words))
    )
    assert document.passages


@pytest.mark.parametrize(
    "path", [p for p in golden.inputs() if p.parent.name == "markdown"], ids=lambda p: p.name
)
def test_a_golden_document_inside_a_big_one_keeps_its_lists_and_tables(path: Path) -> None:
    text = path.read_text("utf-8")
    (small,) = read(Blob(text.encode(), path.name))
    words = [p.text for p in small.passages if p.kind == "list_item"]
    big = _text(text)
    (document,) = read(Blob(big.encode(), path.name), Ask(interest=lambda part: part in big))
    texts = {p.text for p in document.passages}
    assert all(word in texts for word in words)
