"""Write the messages of this folder: ``python tests/golden/mail/make.py``."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

HERE = Path(__file__).parent

HTML_ZH = "<html><body><h1>宁岚 NL-7 报价</h1><p>支持性别、年龄、<b>民</b>族识别。</p></body></html>"
CSV = "功能,支持\r\n肤色识别,是\r\n"


def offer() -> bytes:
    """A mail as Chinese programs write it: GB words cut in two, quoted-printable body, named attachment."""
    first, second = (
        base64.b64encode(part).decode()
        for part in ("人脸属性报".encode("gb18030")[:9], "人脸属性报".encode("gb18030")[9:])
    )
    name = base64.b64encode("功能表.csv".encode("gb18030")).decode()
    lines = [
        "Received: from mail.ninglan.example by mx.buyer.example; Mon, 4 Mar 2019 09:12:00 +0800",
        "From: =?gb2312?B?"
        + base64.b64encode("宁岚视讯".encode("gb18030")).decode()
        + "?= <sales@ninglan.example>",
        "To: buyer@example.org",
        f"Subject: =?gb2312?B?{first}?=\r\n =?gb2312?B?{second}?= Q1",
        "Date: Mon, 4 Mar 2019 09:11:00 +0800",
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="outer"',
        "",
        "This is a message with several parts.",
        "--outer",
        'Content-Type: multipart/alternative; boundary="inner"',
        "",
        "--inner",
        "Content-Type: text/plain; charset=gb2312",
        "Content-Transfer-Encoding: base64",
        "",
        base64.encodebytes("您好：\r\nNL-7 可按肤色检索。\r\n".encode("gb18030"))
        .decode()
        .strip()
        .replace("\n", "\r\n"),
        "--inner",
        "Content-Type: text/html; charset=gb2312",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        quopri.encodestring(HTML_ZH.encode("gb18030")).decode().replace("\n", "\r\n"),
        "--inner--",
        "--outer",
        f'Content-Type: text/csv; name="=?gb2312?B?{name}?="',
        "Content-Transfer-Encoding: base64",
        f'Content-Disposition: attachment; filename="=?gb2312?B?{name}?="',
        "",
        base64.encodebytes(CSV.encode("gb18030")).decode().strip(),
        "--outer",
        "Content-Type: message/rfc822",
        "",
        "From: Research <lab@ninglan.example>",
        "Subject: Fwd: minority alarm",
        "Date: Fri, 1 Mar 2019 10:00:00 +0800",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        "The minority alarm stays in the test build.",
        "--outer--",
        "",
    ]
    return "\r\n".join(lines).encode()


def saved_page() -> bytes:
    """A page as a browser saves it."""
    page = (
        '<html><head><meta charset="utf-8"><title>Lumivox LX-2</title><link rel="stylesheet" href="cid:css-1"></head>'
        "<body><h1>LX-2</h1><table><tr><th>Visage</th><td>âge, lunettes, type ethnique</td></tr></table></body></html>"
    )
    return "\r\n".join(
        [
            "From: <Saved by Blink>",
            "Snapshot-Content-Location: https://www.lumivox.example/lx-2",
            "Subject: =?utf-8?Q?Lumivox=20LX-2=20=E2=80=93=20visage?=",
            "Date: Tue, 6 Jun 2023 08:00:00 -0000",
            "MIME-Version: 1.0",
            'Content-Type: multipart/related; type="text/html"; boundary="----MultipartBoundary--x1----"',
            "",
            "",
            "------MultipartBoundary--x1----",
            "Content-Type: text/html",
            "Content-ID: <frame-1@mhtml.blink>",
            "Content-Transfer-Encoding: quoted-printable",
            "Content-Location: https://www.lumivox.example/lx-2",
            "",
            quopri.encodestring(page.encode()).decode().replace("\n", "\r\n"),
            "------MultipartBoundary--x1----",
            "Content-Type: text/css",
            "Content-Transfer-Encoding: quoted-printable",
            "Content-Location: cid:css-1",
            "",
            "body {color: black}",
            "------MultipartBoundary--x1------",
            "",
        ]
    ).encode()


def mailbox() -> bytes:
    """Two messages in one file, with a quoted line that begins with From."""
    return (
        b"From a@optik.example Mon Jan  6 10:00:00 2020\n"
        b"From: A <a@optik.example>\nSubject: Merkmale\nDate: Mon, 6 Jan 2020 10:00:00 +0100\n"
        b"Content-Type: text/plain; charset=iso-8859-1\n\n"
        b"Die Hautfarbe wird nicht ausgegeben.\n>From 2021 on it may be.\nGr\xfc\xdfe\n\n"
        b"From b@optik.example Tue Jan  7 10:00:00 2020\n"
        b"From: B <b@optik.example>\nSubject: Re: Merkmale\nDate: Tue, 7 Jan 2020 10:00:00 +0100\n\n"
        b"Danke.\n"
    )


def main() -> None:
    (HERE / "offer-zh.eml").write_bytes(offer())
    (HERE / "page-fr.mht").write_bytes(saved_page())
    (HERE / "two-de.mbox").write_bytes(mailbox())


if __name__ == "__main__":
    main()
