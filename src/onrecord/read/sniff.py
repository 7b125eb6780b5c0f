"""Say what bytes are, from the bytes alone: the mark of a binary format, or the look of a text.

The result is a media type; which reader takes it is the registry's business. Only the ends of the data are
looked at, never the whole.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from onrecord.text.decode import decode

HEAD = 8192
"""How much of a file is looked at to tell text from binary and to guess the kind of a text."""

_ZIP_TAIL = 1 << 20

_OOXML = "application/vnd.openxmlformats-officedocument."
_MARKS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"MSCF\0\0\0\0", "application/vnd.ms-cab-compressed"),
    (0, b"ITSF", "application/vnd.ms-htmlhelp"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\0", "application/x-xz"),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd"),
    (257, b"ustar", "application/x-tar"),
    (0, b"!<arch>\n", "application/x-archive"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"WARC/", "application/warc"),
)
_ZIP_FLAVOURS: tuple[tuple[bytes, str], ...] = (
    (b"word/document", _OOXML + "wordprocessingml.document"),
    (b"xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
    (b"xl/workbook", _OOXML + "spreadsheetml.sheet"),
    (b"ppt/presentation", _OOXML + "presentationml.presentation"),
    (b"AndroidManifest.xml", "application/vnd.android.package-archive"),
    (b"datapackage.json", "application/wacz"),
    (b"META-INF/MANIFEST.MF", "application/java-archive"),
)
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "application/x-ooxml-encrypted"),
    ("WordDocument", "application/msword"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("__substg1.0_", "application/vnd.ms-outlook"),
)


def binary_media(data: bytes) -> str:
    """The media type that the mark of a binary format stands for, or an empty string."""
    for offset, mark, media in _MARKS:
        if data.startswith(mark, offset):
            return media
    if data.startswith(b"PK\x03\x04"):
        return _zip_flavour(data)
    if data.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        return "application/zip"
    if data.startswith(b"\x1f\x8b"):
        return _gzip_flavour(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_flavour(data)
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    if data.startswith(b"RIFF") and data.startswith(b"WEBP", 8):
        return "image/webp"
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0" and len(data) > 54:
        return "image/bmp"
    return ""


def _zip_flavour(data: bytes) -> str:
    """Office packages are told by the names of their parts, which stand in the directory at the end."""
    if data.startswith(b"mimetype", 30):  # OpenDocument and EPUB put their type first, stored
        end = data.find(b"PK", 38)
        stored = data[38 : end if 0 < end < 200 else 138]
        declared = re.match(rb"application/[a-z0-9.+-]+", stored)
        if declared:
            return declared.group().decode("ascii")
    tail = data[-_ZIP_TAIL:]
    for name, media in _ZIP_FLAVOURS:
        if name in tail:
            return media
    return "application/zip"


def _gzip_flavour(data: bytes) -> str:
    try:
        head = zlib.decompressobj(31).decompress(data[:2048], 16)
    except zlib.error:
        head = b""
    return "application/warc" if head.startswith(b"WARC/") else "application/gzip"


def _ole_flavour(data: bytes) -> str:
    for stream, media in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return media
    return "application/x-ole-storage"


def is_text(data: bytes) -> bool:
    """Whether the bytes are text in some encoding, judged by their control characters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    middle = len(data) // 2 & ~1
    sample = data[:HEAD] if len(data) <= HEAD else data[:HEAD] + data[middle : middle + HEAD]
    if b"\0" in sample and decode(sample).encoding.startswith(("utf-16", "utf-32")):
        return True
    return len(sample.translate(None, _NOT_CONTROL)) * 50 <= len(sample)


_NOT_CONTROL = bytes([*range(7, 14), 27, *range(32, 127), *range(128, 256)])


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text looks like; ``clear`` when it may overrule the file name."""

    media_type: str
    clear: bool


_NOTHING = Guess("", clear=False)
_HTML = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+"
    r"(?:<!doctype\s+html|<(?:html|head|body|table|thead|tbody|tr|td|div|span|meta|script|style|template|section"
    r"|article|main|nav|form|h[1-6]|p|br|hr|img|ul|ol|li|dl|dt|dd|a|b|strong|em|center|font)\b)",
    re.IGNORECASE,
)
_XML = re.compile(r"\s*+<(?:\?xml\b|!DOCTYPE\b|!--|[A-Za-z_][\w:.-]*+(?:\s[^<>]*+)?>)")
_JSON = re.compile(
    r'\s*(?:\{\s*(?:"[^"\n]*"\s*:|\})|\[\s*(?:\{\s*["}]|\[|"[^"\n]*"\s*[,\]]|-?\d[\d.eE+-]*\s*,|\]))'
)
_MAIL_FIELD = re.compile(
    r"^(?:from|to|subject|date|received|message-id|mime-version|content-type|return-path|cc|delivered-to)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_C_LINE = (
    r"^[ \t]*+(?:#\s*(?:include|define|ifdef|ifndef|pragma)\b|typedef\s+\w+"
    r"|(?:struct|enum|union)\s+\w+\s*(?:\{|$)|\}\s*+\w*+\s*+;"
    r"|(?:unsigned |const )?(?:int|char|BYTE|DWORD|float|UINT|WORD|BOOL)\s+\w+(?:\[\w+\])?\s*;)"
)
_CODE: tuple[tuple[str, re.Pattern[str], int], ...] = tuple(
    (media, re.compile(pattern, re.MULTILINE), need)
    for media, pattern, need in (
        ("text/x-diff", r"^(?:--- \S.*\n\+\+\+ \S|@@ .*@@)", 2),
        ("text/x-gettext-translation", r'^msg(?:id|str)\s+"', 2),
        ("text/markdown", r"^[ \t]*+\|?(?:[ \t]*+:?-{3,}+:?[ \t]*+\|)++[-: \t]*+$", 1),
        ("application/sql", r"^[ \t]*+(?:CREATE\s+TABLE|COMMENT\s+ON|ALTER\s+TABLE)\b", 1),
        ("text/x-go", r"^(?:package \w+\s*$|func [\w(])", 2),
        (
            "text/x-csharp",
            r"^\s{0,40}+(?:using [\w.]+;|namespace [\w.]+|\[\w++(?:\(.*\))?\]\s*+$|public (?:struct|enum) )",
            3,
        ),
        (
            "text/x-java",
            r"^\s{0,40}+(?:package [\w.]+;|import [\w.*]+;|public (?:class|enum|interface) \w)",
            2,
        ),
        ("text/x-python", r"^(?:from [\w.]+ import |import \w+|def \w++\(.*:$|class \w++.*:$)", 3),
        ("text/x-c", _C_LINE, 3),
    )
)


def text_media(data: bytes) -> Guess:
    """What kind of text these bytes look like, from their first kilobytes."""
    head = _ascii_view(data[:HEAD])
    if _HTML.match(head) or ("<?xml" in head[:64] and re.search(r"<html\b", head)):
        return Guess("text/html", clear=True)
    if _is_mail(head):
        return Guess("message/rfc822", clear=True)
    if _XML.match(head):
        return Guess("application/xml", clear=True)
    if _JSON.match(head):
        return Guess("application/json", clear=True)
    for media, pattern, need in _CODE:
        if sum(1 for _ in pattern.finditer(head)) >= need:
            return Guess(media, clear=False)
    return _NOTHING


def is_whole_page(data: bytes) -> bool:
    """Whether markup says itself what it is: a page of HTML, or XML with its declaration."""
    head = _ascii_view(data[:HEAD])
    return bool(re.search(r"<html\b|<!doctype\s+html|<\?xml\b", head, re.IGNORECASE))


def _is_mail(head: str) -> bool:
    """A block of header fields at the very top, at least three of them well known."""
    block = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0]
    if not re.match(r"[A-Za-z-]+:[ \t]|From \S", block):
        return False
    known = {match.group().lower() for match in _MAIL_FIELD.finditer(block)}
    lines = [line for line in block.splitlines() if line[:1] not in {" ", "\t"}]
    shaped = sum(1 for line in lines if re.match(r"[A-Za-z][A-Za-z0-9-]*:|From \S", line))
    return len(known) >= 3 and shaped == len(lines)


def _ascii_view(head: bytes) -> str:
    """The text as far as ASCII goes, whatever the encoding: enough to see marks of a format."""
    if b"\0" in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        big = head.startswith(b"\xfe\xff") or head[:1] == b"\0"
        return head.decode("utf-16-be" if big else "utf-16-le", "replace").lstrip("\ufeff")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
