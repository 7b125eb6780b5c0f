"""Hostile office files: bombs, entities, cells far apart, nesting without end, wrong names."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path
from string import ascii_uppercase

import pytest

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask, Limits
from onrecord.model.vocabulary import GapKind
from onrecord.read.compound_file import wrap
from onrecord.read.open import read

GOLDEN = Path(__file__).parents[2] / "golden"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
SECONDS = 8.0


def changed(path: str, **parts: str | bytes | None) -> bytes:
    """A golden file with some parts replaced (``word/document.xml`` is written ``word__document``)."""
    out = io.BytesIO()
    new = {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
    with zipfile.ZipFile(GOLDEN / path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in dict.fromkeys([*old.namelist(), *new]):
            content = new.get(name, None if name in new else old.read(name))
            if content is not None:
                how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                archive.writestr(name, content, how)
    return out.getvalue()


def read_one(data: bytes, name: str, **limits: int) -> Document:
    began = time.process_time()
    (document,) = read(Blob(data, name), Ask(limits=Limits(**limits)))
    assert time.process_time() - began < SECONDS
    return document


def word(body: str) -> bytes:
    return changed("docx/faq-en.docx", word__document=f"<w:document {W}><w:body>{body}</w:body></w:document>")


def workbook(rows: str) -> bytes:
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    return changed("sheets/acceptance-zh.xlsx", xl__worksheets__sheet1=sheet)


def test_entities_are_not_resolved() -> None:
    body = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "' + "ha" * 500 + '">]>'
    text = "<w:p><w:r><w:t>before&x;&y;after</w:t></w:r></w:p>"
    data = changed(
        "docx/faq-en.docx", word__document=f"{body}<w:document {W}><w:body>{text}</w:body></w:document>"
    )
    document = read_one(data, "a.docx")
    assert "root:" not in document.text
    assert "haha" not in document.text


def test_entity_bombs_do_not_grow() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE d [<!ENTITY l0 "ha">{entities}]>'
    body = "<w:body><w:p><w:r><w:t>x&l11;</w:t></w:r></w:p></w:body>"
    data = changed("docx/faq-en.docx", word__document=f"{doctype}<w:document {W}>{body}</w:document>")
    document = read_one(data, "a.docx")
    assert len(document.text) < 1000


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("docx/faq-en.docx", "word__document"),
        ("pptx/deck-ko.pptx", "ppt__slides__slide1"),
        ("odf/manual-pl.odt", "content"),
        ("sheets/acceptance-zh.xlsx", "xl__sharedStrings"),
    ],
)
def test_parts_that_unpack_without_end_are_refused(path: str, part: str) -> None:
    data = changed(path, **{part: b"<a>" + b" " * 40_000_000 + b"</a>"})
    document = read_one(data, Path(path).name)
    assert GapKind.TOO_LARGE in [gap.kind for gap in document.gaps]


def test_the_size_that_a_directory_states_is_not_trusted() -> None:
    data = bytearray(changed("docx/faq-en.docx", word__document=b"<a>" + b" " * 40_000_000 + b"</a>"))
    size = (40_000_007).to_bytes(4, "little")
    while size in data:
        at = data.index(size)
        data[at : at + 4] = (100).to_bytes(4, "little")
    assert GapKind.TOO_LARGE in [gap.kind for gap in read_one(bytes(data), "a.docx").gaps]


def test_cells_far_apart_cost_nothing() -> None:
    cell = '<c r="{0}{1}" t="inlineStr"><is><t>race {1}</t></is></c>'
    rows = f'<row r="1">{cell.format("A", 1)}</row><row r="1048576">{cell.format("XFD", 1048576)}</row>'
    document = read_one(workbook(rows), "a.xlsx")
    assert [p.locator.cell for p in document.passages if "race" in p.text] == ["A1", "XFD1048576"]


def test_more_cells_than_allowed_are_a_gap() -> None:
    rows = "".join(f'<row r="{n}"><c><v>{n}</v></c><c t="b"><v>1</v></c></row>' for n in range(1, 200))
    document = read_one(workbook(rows), "a.xlsx", cells=100)
    assert GapKind.TOO_LARGE in [gap.kind for gap in document.gaps]
    assert "50\tTRUE" in document.text


def test_sheets_with_a_column_for_every_row_stay_small() -> None:
    names = [f"{a}{b}{c}" for a in "ABC" for b in ascii_uppercase for c in ascii_uppercase]
    rows = "".join(f'<row r="{n}"><c r="{name}{n}"><v>{n}</v></c></row>' for n, name in enumerate(names, 1))
    assert read_one(workbook(rows), "a.xlsx").passages


def test_repeated_rows_and_columns_are_counted_not_written() -> None:
    spaces = " ".join(f'xmlns:{name[0]}="{OFFICE}:{name}:1.0"' for name in ("office", "table"))
    paragraph = f'<x:p xmlns:x="{OFFICE}:text:1.0">race</x:p>'
    cell = f'<t:table-cell t:number-columns-repeated="16384">{paragraph}</t:table-cell>'
    row = f'<t:table-row t:number-rows-repeated="1048576">{cell}</t:table-row>'
    content = (
        f'<o:document-content {spaces}><o:body><o:spreadsheet><t:table t:name="s">'
        f"{row}</t:table></o:spreadsheet></o:body></o:document-content>"
    )
    document = read_one(changed("odf/codigos-es.ods", content=content), "a.ods")
    assert len(document.text) < 1000
    assert "race" in document.text


@pytest.mark.parametrize(
    ("tags", "depth", "text"),
    [
        ("tbl tr tc", 60, "<w:p><w:r><w:t>race</w:t></w:r></w:p>"),
        ("sdt sdtContent", 110, "<w:p><w:r><w:t>race</w:t></w:r></w:p>"),
        ("ins", 200, "<w:r><w:t>race</w:t></w:r>"),
        ("r pict txbxContent p", 60, "<w:r><w:t>race</w:t></w:r>"),
    ],
)
def test_deep_nesting_is_read_to_the_bottom(tags: str, depth: int, text: str) -> None:
    names = tags.split() * depth
    body = (
        "".join(f"<w:{name}>" for name in names) + text + "".join(f"</w:{name}>" for name in reversed(names))
    )
    body = body if text.startswith("<w:p>") else f"<w:p>{body}</w:p>"
    assert read_one(word(body), "a.docx").text.count("race") == 1


def test_nesting_beyond_the_parser_is_a_gap() -> None:
    document = read_one(word("<w:sdt>" * 5_000), "a.docx")
    assert GapKind.DAMAGED in [gap.kind for gap in document.gaps]


@pytest.mark.parametrize(
    ("path", "name", "reader"),
    [
        ("sheets/attributes-en.xlsx", "table.docx", "xlsx"),
        ("docx/faq-en.docx", "faq.xlsx", "docx"),
        ("pptx/deck-en.pptx", "deck.zip", "pptx"),
        ("odf/manual-pl.odt", "manual.docx", "odf"),
        ("rtf/note-ru.rtf", "note.doc", "rtf"),
        ("sheets/form-ru.xls", "form.doc", "xls"),
        ("docx/faq-en.docx", "faq", "docx"),
    ],
)
def test_the_content_decides_not_the_name(path: str, name: str, reader: str) -> None:
    document = read_one((GOLDEN / path).read_bytes(), name)
    assert document.reader == reader
    assert document.passages


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"PK\x03\x04 but nothing else word/document.xml", "a.docx", GapKind.DAMAGED),
        (b"PK\x03\x04 but nothing else ppt/presentation.xml", "a.pptx", GapKind.DAMAGED),
        (b"PK\x03\x04 but nothing else xl/workbook.xml", "a.xlsx", GapKind.DAMAGED),
        (b"{\\rtf1 cut {off", "a.rtf", GapKind.TRUNCATED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", GapKind.DAMAGED),
    ],
)
def test_broken_files_say_so(data: bytes, name: str, kind: GapKind) -> None:
    assert kind in [gap.kind for gap in read_one(data, name).gaps]


@pytest.mark.parametrize("path", ["docx/tender-zh.docx", "odf/manual-pl.odt"])
def test_a_file_without_its_end_is_read_as_far_as_it_goes(path: str) -> None:
    data = (GOLDEN / path).read_bytes()
    document = read_one(data[: data.rfind(b"PK\x01\x02", 0, data.find(b"PK\x01\x02") + 1)], Path(path).name)
    assert GapKind.TRUNCATED in [gap.kind for gap in document.gaps]
    assert document.passages


def test_embedded_files_and_lone_pictures_are_read_after_the_document() -> None:
    out = io.BytesIO(changed("docx/streng-de.docx"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/embeddings/list.xlsx", workbook(""))
        archive.writestr("word/embeddings/unknown.bin", wrap("Drawing", b"x"))
        archive.writestr("word/media/image1.png", b"\x89PNG\r\n\x1a\n")
        archive.writestr("word/media/image2.emf", b"\1\0\0\0")
    first, *others = read(Blob(out.getvalue(), "a.docx"))
    assert [gap.kind for gap in first.gaps] == [GapKind.NO_TEXT]
    assert [(one.members, [gap.kind for gap in one.gaps]) for one in others] == [
        (("word/embeddings/list.xlsx",), []),
        ((), [GapKind.UNSUPPORTED]),
        (("word/media/image1.png",), [GapKind.DAMAGED]),
    ]


def test_files_inside_files_inside_files_come_to_an_end() -> None:
    data = (GOLDEN / "docx/streng-de.docx").read_bytes()
    for _ in range(4):
        out = io.BytesIO((GOLDEN / "docx/streng-de.docx").read_bytes())
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr("word/embeddings/inner.docx", data)
        data = out.getvalue()
    documents = list(read(Blob(data, "a.docx"), Ask(limits=Limits(depth=3))))
    assert [len(document.members) for document in documents] == [0, 1, 2, 3, 3]
    assert documents[-1].gaps[0].kind is GapKind.TOO_DEEP


RTF_BOMBS = {
    "bytes": "\\'b2" * 300_000,
    "halves": "\\u-10238?" * 100_000,
    "braces": "{" * 300_000,
    "closed braces": "{}" * 200_000 + "}" * 100_000,
    "cells": "\\trowd\\intbl " + "x\\cell " * 100_000 + "\\row",
    "definitions": "\\cellx1" * 200_000 + "\\intbl x\\cell\\row",
    "rows": "\\trowd\\cellx1\\cellx2\\intbl a\\cell b\\cell\\row " * 20_000,
    "footnotes": "{\\footnote x}" * 50_000,
    "lines": "x\\line " * 50_000,
    "long word": "\\" + "a" * 500_000,
    "binary": "\\bin99999999 " + "x" * 1000,
    "deleted": "{\\deleted a} b. " * 20_000,
    "fonts": "{\\fonttbl" + "{\\f1\\fcharset134 x;}" * 50_000 + "}",
}


@pytest.mark.parametrize("name", RTF_BOMBS)
def test_rtf_bombs_are_read_in_time(name: str) -> None:
    document = read_one(b"{\\rtf1\\ansi " + RTF_BOMBS[name].encode() + b" race}", "a.rtf")
    assert all(document.text[p.start : p.end] == p.text for p in document.passages)
