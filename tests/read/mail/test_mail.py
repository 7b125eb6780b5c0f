"""Messages come apart into fields, bodies and attachments; what cannot be had is a gap."""

from __future__ import annotations

import time

import pytest

from onrecord.model.document import Blob, Gap
from onrecord.model.reading import Ask, Limits, Member
from onrecord.model.vocabulary import GapKind
from onrecord.read.mail import members
from onrecord.read.mail_headers import header_text
from onrecord.read.open import read


def parts(data: bytes, **limits: int) -> list[Member]:
    return list(members(Blob(data, "a.eml"), Ask(limits=Limits(**limits))))


def multipart(*bodies: bytes, end: bytes = b"--b--\r\n") -> bytes:
    head = b'From: a\r\nSubject: s\r\nDate: d\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    return head + b"".join(b"--b\r\n" + body + b"\r\n" for body in bodies) + end


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?B?5rCR5peP?=", "民族"),
        ("=?gb2312?Q?=C3=F1?= =?gb2312?Q?=D7=E5?=", "民族"),
        ("=?gb2312?B?w/HX?=\r\n =?gb2312?B?5Q==?= x", "民族 x"),
        ("=?iso-8859-1?q?Gr=FC=DFe_an?= alle", "Grüße an alle"),
        ("民族".encode("gb18030").decode("ascii", "surrogateescape") * 3, "民族民族民族"),
        ("=?no-such?B?####?= y", "=?no-such"),
        ("=?utf-8?B?5rCR5peP", "=?utf-8?B?5rCR5peP"),
    ],
)
def test_header_fields_are_decoded(raw: str, text: str) -> None:
    assert header_text(raw) == text or (text == "=?no-such" and header_text(raw).endswith("y"))


def test_names_of_attachments_are_labels_not_paths() -> None:
    name = b'Content-Disposition: attachment; filename="../../etc/x\x07.txt"'
    body = b"Content-Type: text/plain\r\n" + name + b"\r\n\r\nrace"
    names = [part.name for part in parts(multipart(body)) if isinstance(part, Blob)]
    assert names == ["headers", "x\ufffd.txt"]


def test_same_names_are_told_apart() -> None:
    body = b"Content-Type: text/plain\r\n\r\nrace"
    names = [part.name for part in parts(multipart(body, body)) if isinstance(part, Blob)]
    assert names == ["headers", "body.txt", "body-2.txt"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (multipart(b"Content-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\nMIIB"), GapKind.ENCRYPTED),
        (multipart(b"Content-Type: text/plain\r\n\r\nrace", end=b""), GapKind.TRUNCATED),
        (
            multipart(b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\ncmFjZ!!!Q"),
            GapKind.DAMAGED,
        ),
        (multipart(b"Content-Type: message/external-body\r\n\r\nx: y\r\n\r\n"), None),
    ],
)
def test_what_cannot_be_had_is_a_gap(data: bytes, kind: GapKind | None) -> None:
    gaps = [part for part in parts(data) if isinstance(part, Gap)]
    assert (not gaps) if kind is None else kind in [gap.kind for gap in gaps]


def test_too_many_parts_are_refused() -> None:
    found = parts(multipart(*[b"\r\nx"] * 50), members=10)
    assert [part.kind for part in found if isinstance(part, Gap)] == [GapKind.TOO_LARGE]


@pytest.mark.parametrize("depth", [50, 5_000])
def test_parts_nested_deep_end_in_a_result(depth: int) -> None:
    data = b"From: a\r\n"
    for level in range(depth):
        data += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level)
    began = time.monotonic()
    assert parts(data + b"\r\nrace")
    assert time.monotonic() - began < 8


def test_a_message_under_another_name_is_still_read_as_a_message() -> None:
    data = multipart(b"Content-Type: text/html; charset=gb2312\r\n\r\n" + "<p>民族".encode("gb18030"))
    documents = list(read(Blob(data.replace(b"\r\n\r\n", b"\r\nTo: b\r\n\r\n", 1), "a.txt")))
    assert [document.text for document in documents][-1] == "民族"
    assert documents[-1].members == ("body.html",)
