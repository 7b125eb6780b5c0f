"""Made-up results in several languages, for the tests of the output formats."""

from __future__ import annotations

import struct
import zlib

from onrecord.flow.result import DocumentResult, Excerpt, InputResult, Seen, Tally
from onrecord.flow.summary import Summary
from onrecord.model.document import Gap
from onrecord.model.finding import Finding, Gloss, Step
from onrecord.model.place import Box, Locator
from onrecord.model.vocabulary import (
    Basis,
    Flag,
    GapKind,
    PassageKind,
    Role,
    Stance,
    Strength,
    Trait,
)


def png(width: int = 320, height: int = 60) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\x00" + b"\xcc" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def finding(quote: str, **more: object) -> Finding:
    """A finding with the usual rest."""
    values: dict[str, object] = {
        "path": "sdk/vq_face.h",
        "quote": quote,
        "start": 100,
        "end": 100 + len(quote),
        "trait": Trait.ETHNICITY,
        "stance": Stance.CLAIM,
        "basis": Basis.APPEARANCE,
        "strength": Strength.STRONG,
        "rule": "code.ethnicity.attribute",
        "rule_version": 1,
        "language": "en",
        "fingerprint": f"{zlib.crc32(quote.encode('utf-8', 'replace')):08x}00ff",
        "document_sha256": "0" * 64,
        "reader": "c",
    }
    return Finding(**{**values, **more})  # type: ignore[arg-type]


def seen(found: Finding, before: str = "", after: str = "", **more: object) -> Seen:
    """A finding with its excerpt."""
    return Seen(found, Excerpt(before, found.quote, after), **more)  # type: ignore[arg-type]


HEADER = DocumentResult(
    path="sdk/vq_face.h",
    reader="c",
    encoding="gb18030",
    publisher="Vantiqo",
    role="vendor",
    captured_at="2023-04-02",
    sha256="a" * 64,
    findings=(
        seen(
            finding(
                "BYTE byNation;      // 民族: 0-未知 1-汉族 2-少数民族",
                language="zh-Hans",
                kind=PassageKind.DECLARATION,
                values=("Han", "ethnic minority"),
                glosses=(Gloss("民族", "ethnicity"), Gloss("少数民族", "ethnic minority")),
                context=("人脸属性结构体", "tagVQ_FACE_ATTR"),
                locator=Locator(line=42, symbol="VQ_FACE_ATTR.byNation"),
                vendor="Vantiqo",
                products=("VQ-7A2XYZ",),
                role=Role.VENDOR,
                publisher="Vantiqo",
                legal=("eu-ai-act/5.1.g", "gdpr/9.1"),
                why=(
                    Step("anchor", "民族 stands in the comment"),
                    Step("basis", "the enclosing type VQ_FACE_ATTR is a face ⇒ appearance"),
                    Step("stance", "a declaration in a vendor's header ⇒ claim"),
                ),
            )
        ),
        seen(
            finding(
                "char szNation[8];   // 民族",
                language="zh-Hans",
                kind=PassageKind.DECLARATION,
                stance=Stance.LOOKALIKE,
                basis=Basis.DOCUMENT,
                lookalike="field of an identity card",
                context=("身份证信息", "tagVQ_IDCARD_INFO"),
                locator=Locator(line=98, symbol="VQ_IDCARD_INFO.szNation"),
            )
        ),
    ),
)

DATASHEET = DocumentResult(
    path="datasheets/ostrava 12.pdf",
    reader="pdf",
    pages=4,
    sha256="b" * 64,
    findings=(
        seen(
            finding(
                "Ethnicity (Asian, Black, White) with an accuracy of 93 %",
                path="datasheets/ostrava 12.pdf",
                reader="pdf",
                values=("Asian", "Black", "White"),
                trait=Trait.RACE,
                traits=(Trait.RACE, Trait.ETHNICITY),
                accuracy="93 %",
                kind=PassageKind.TABLE_ROW,
                context=("Intelligent functions", "Face attributes | Value"),
                locator=Locator(page=3, boxes=(Box(72, 100, 300, 112),)),
                rule="en.race.attribute",
            ),
            before="Face attributes  gender, age, glasses, ",
            after=", mask, beard.",
            picture=png(),
        ),
        seen(
            finding(
                "Die Software bestimmt weder Hautfarbe noch ethnische Herkunft.",
                path="datasheets/ostrava 12.pdf",
                language="de",
                stance=Stance.DENIAL,
                trait=Trait.SKIN_COLOUR,
                locator=Locator(page=4),
                glosses=(Gloss("Hautfarbe", "skin colour"), Gloss("ethnische Herkunft", "ethnic origin")),
                rule="de.skin_colour.attribute",
                strength=Strength.MEDIUM,
            )
        ),
    ),
    gaps=(Gap("page 2", GapKind.TOOL_MISSING, "no text layer and no OCR", "Install tesseract-ocr."),),
)

PAGE = DocumentResult(
    path="web.warc.gz",
    members=("https://zorvane.example/ar/<script>alert(1)</script>",),
    reader="html",
    encoding="utf-8",
    sha256="c" * 64,
    findings=(
        seen(
            finding(
                "يصنف النظام الوجوه حسب العرق ولون البشرة",
                path="web.warc.gz",
                language="ar",
                trait=Trait.RACE,
                locator=Locator(
                    members=("https://zorvane.example/ar/<script>alert(1)</script>",),
                    element="/html/body/main/ul/li[3]",
                ),
                glosses=(Gloss("العرق", "race"), Gloss("لون البشرة", "skin colour")),
                rule="ar.race.attribute",
                flags=frozenset({Flag.HIDDEN}),
            ),
            before="• ",
        ),
        seen(
            finding(
                "=cmd|'/C calc'!A0 detects race \x1b[31mred\x1b]0;owned\x07 \u202egnp.exe",
                path="web.warc.gz",
                stance=Stance.REPORT,
                rule="en.race.attribute",
                locator=Locator(
                    members=("https://zorvane.example/ar/<script>alert(1)</script>",), sheet="S 1", cell="B4"
                ),
                strength=Strength.WEAK,
            ),
            before="<img src=x onerror=alert(1)> </script>",
        ),
    ),
)

RESULTS = (HEADER, DATASHEET, PAGE)


def summary() -> Summary:
    """The summary of all the results."""
    total = Summary()
    for result in RESULTS:
        total.add(result)
        total.add(Tally(documents=1, passages=10))
        total.add(InputResult(result.path, named=True))
    return total
