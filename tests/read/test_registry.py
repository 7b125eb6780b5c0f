"""A file is recognised by its bytes, then by its content, then by its name."""

from __future__ import annotations

import pytest

from onrecord.model.document import Blob
from onrecord.read.reader import Container, Reader
from onrecord.read.registry import by_suffix, formats, identify, recognise
from onrecord.read.sniff import binary_media, is_text, text_media

C_CODE = b"#include <x.h>\n#define A 1\nstruct QX_FACE\n{\n  int race; // people\n};\n"
HTML = b"<!DOCTYPE html>\n<html><body><p>race</p></body></html>"


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("a.txt", b"Plain words.\n", "text"),
        ("a", b"Plain words.\n", "text"),
        ("README", "少数民族\n".encode("gb18030"), "text"),
        ("a.md", b"# Title\n", "markdown"),
        ("a.md", b"<p align=center>logo</p>\n\n# Title\n", "markdown"),
        ("a.csv", b"a,b\n1,2\n", "delimited"),
        ("a.json", b'{"race": 1}', "json"),
        ("a.yaml", b"race: 1\n", "yaml"),
        ("a.xml", b"<cap><race/></cap>", "xml"),
        ("a.properties", b"race=1\n", "properties"),
        ("a.rc", 'STRINGTABLE\nBEGIN\n IDS_A "Race"\nEND\n'.encode("utf-16"), "rc"),
        ("a.rc", 'STRINGTABLE\nBEGIN\n IDS_A "Race"\nEND\n'.encode("utf-16-le"), "rc"),
        ("a.unknown", b'{"race": 1}', "json"),
        ("a.unknown", b"<cap><race/></cap>", "xml"),
        ("a.unknown", b'#: a.c:1\nmsgid "Race"\nmsgstr "Rasse"\n', "gettext"),
        ("LANG.PROPERTIES", b"race=1\n", "properties"),
        ("folder\\a.json", b"[1, 2]", "json"),
        ("a.xml", b"<section><p>x</p></section>", "xml"),
        ("a.xml", b"<html><body>x</body></html>", "html"),
    ],
)
def test_a_file_finds_its_reader(name: str, data: bytes, reader: str) -> None:
    found = identify(Blob(data, name))
    assert found is not None
    assert found.name == reader


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("a.txt", b'{"race": {"type": "string"}}', "json"),
        ("a.csv", b'{"race": {"type": "string"}}', "json"),
        ("a.json", b"<cap><race/></cap>", "xml"),
        ("a.txt", b"| Field | Meaning |\n|---|---|\n| race | people |\n", "markdown"),
        ("a.txt", b"--- a.h\n+++ b.h\n@@ -1 +1 @@\n-int a;\n+int b;\n", "text"),
    ],
)
def test_clear_content_overrules_a_weak_name(name: str, data: bytes, reader: str) -> None:
    found = identify(Blob(data, name))
    assert found is not None
    assert found.name == reader


def test_source_code_in_a_text_file_goes_to_the_source_reader() -> None:
    source = by_suffix()[".h"]
    match = recognise(Blob(C_CODE, "face.txt"))
    assert match is not None
    assert match.format is source
    assert match.promised == ".txt"


def test_a_page_under_the_name_of_a_document_is_noticed() -> None:
    match = recognise(Blob(HTML, "datasheet.pdf"))
    assert match is not None
    assert match.media_type == "text/html"
    assert match.promised == ".pdf" or ".pdf" not in by_suffix()


@pytest.mark.parametrize("data", [b"<td>cell</td>", b"<qx-box>cell</qx-box>", b"no tag at all"])
def test_a_fragment_of_a_page_stays_a_page(data: bytes) -> None:
    match = recognise(Blob(data, "part.htm"))
    assert match is not None
    assert match.promised == ""
    assert match.media_type == "text/html"


def test_text_under_the_name_of_a_binary_format_is_read_as_text() -> None:
    match = recognise(Blob(b"The camera returns age and hat.\n", "scan.png"))
    assert match is not None
    assert match.format.name == "text"


def test_the_declared_media_type_decides_where_name_and_content_say_nothing() -> None:
    blob = Blob(b"race=1\nhat=2\n", "download", media_type="text/x-java-properties; charset=utf-8")
    found = identify(blob)
    assert found is not None
    assert found.name == "properties"


def test_every_suffix_and_media_type_is_lower_case() -> None:
    for item in formats():
        assert isinstance(item, Reader | Container)
        assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in item.suffixes)
        assert all(media == media.lower() for media in item.media_types)


def test_no_two_formats_claim_one_suffix() -> None:
    claimed: dict[tuple[str, bool], str] = {}
    for item in formats():
        for suffix in item.suffixes:
            assert claimed.setdefault((suffix, bool(item.magic)), item.name) == item.name, suffix


def test_a_suffix_of_two_formats_is_decided_by_the_bytes() -> None:
    template = identify(Blob(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.pot"))
    messages = identify(Blob(b'msgid "Race"\nmsgstr ""\n', "a.pot"))
    assert messages is not None
    assert messages.name == "gettext"
    assert template is None or template.name != "gettext"


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\r\n\r\n%PDF-1.4", "application/pdf"),
        (b"\x1f\x8b\x08\0", "application/gzip"),
        (b"7z\xbc\xaf\x27\x1c\0\0", "application/x-7z-compressed"),
        (
            b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.textPK",
            "application/vnd.oasis.opendocument.text",
        ),
        (
            b"PK\x03\x04" + b"\0" * 40 + b"word/document.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (b"PK\x03\x04" + b"\0" * 40, "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "application/msword"),
        (b"{\\rtf1 a}", "application/rtf"),
        (b"plain", ""),
        (b"", ""),
    ],
)
def test_marks_of_binary_formats(data: bytes, media: str) -> None:
    assert binary_media(data) == media


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"plain text\n", True),
        ("维吾尔".encode("gb18030"), True),
        ("race".encode("utf-16-le") * 20, True),
        ("人种字段".encode("utf-16-le") * 20 + "a\r\n".encode("utf-16-le") * 20, True),
        (b"\xff\xfea\0", True),
        (bytes(range(256)) * 8, False),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 60 + b"text", False),
        (b"abc\0def\0ghi\0" * 40, False),
    ],
)
def test_text_is_told_from_binary(data: bytes, expected: bool) -> None:
    assert is_text(data) is expected


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (HTML, "text/html"),
        (b"<!-- c --><!-- d -->\n<html>", "text/html"),
        (b'<?xml version="1.0"?><html xmlns="x">', "text/html"),
        (b'<?xml version="1.0"?><cap/>', "application/xml"),
        (b"<td>cell</td>", "text/html"),
        (b"<race opt='a'/>", "application/xml"),
        (b"From: a@example.invalid\nTo: b@example.invalid\nSubject: race\n\nbody", "message/rfc822"),
        (b"Note: this is prose.\nTo: be or not.\n", ""),
        (b"[0030] The detector crops.\n", ""),
        (b"[1, 2]", "application/json"),
        (b"package main\n\nfunc a() {\n}\n", "text/x-go"),
        (b"CREATE TABLE face (race INT);\n", "application/sql"),
    ],
)
def test_what_a_text_looks_like(data: bytes, media: str) -> None:
    assert text_media(data).media_type == media
