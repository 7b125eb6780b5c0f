"""Write the presentations of this folder: ``python tests/golden/pptx/make.py``. XML by hand, times fixed."""

from __future__ import annotations

import zipfile
from pathlib import Path

HERE = Path(__file__).parent
NS = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/ppt/presentation.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>'
)


def rels(*links: tuple[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{target}"/>' for number, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'


def para(text: str, level: int = 0, props: str = "", run: str = "") -> str:
    inside = text if text.startswith("<") else f"<a:r><a:rPr {run}/><a:t>{text}</a:t></a:r>"
    return f'<a:p><a:pPr lvl="{level}">{props}</a:pPr>{inside}</a:p>'


def shape(name: str, *paragraphs: str, kind: str | None = None, attrs: str = "") -> str:
    holder = "" if kind is None else f'<p:ph type="{kind}"/>' if kind else '<p:ph idx="1"/>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="{name}" {attrs}/><p:nvPr>{holder}</p:nvPr></p:nvSpPr>'
        f"<p:txBody><a:bodyPr/>{''.join(paragraphs)}</p:txBody></p:sp>"
    )


def table(name: str, *rows: list[str], first: str = "1") -> str:
    body = "".join(
        "<a:tr>" + "".join(one if one.startswith("<a:tc") else tc(one) for one in row) + "</a:tr>" for row in rows
    )
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="{name}"/></p:nvGraphicFramePr><a:graphic><a:graphicData>'
        f'<a:tbl><a:tblPr firstRow="{first}"/>{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>'
    )


def tc(text: str, attrs: str = "") -> str:
    return f"<a:tc {attrs}><a:txBody>{para(text)}</a:txBody></a:tc>"


def slide(*shapes: str, attrs: str = "") -> str:
    return f"<p:sld {NS} {attrs}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:sld>"


def write(name: str, slides: list[str], parts: dict[str, str]) -> None:
    ids = "".join(f'<p:sldId id="{255 + number}" r:id="rId{number}"/>' for number in range(1, len(slides) + 1))
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": rels(("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f"<p:presentation {NS}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": rels(*[("slide", f"slides/slide{len(slides) - n}.xml") for n in range(len(slides))]),
    }
    for number, xml in enumerate(reversed(slides), 1):  # the order of the show is not that of the names
        files[f"ppt/slides/slide{number}.xml"] = xml
    files.update(parts)
    with zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, xml in files.items():
            archive.writestr(zipfile.ZipInfo(path, (2024, 1, 1, 0, 0, 0)), xml, zipfile.ZIP_DEFLATED)


def deck_en() -> None:
    group = f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9" name="Group"/></p:nvGrpSpPr>{shape("Inside", para("Grouped: turban detection"))}</p:grpSp>'
    picture = '<p:pic><p:nvPicPr><p:cNvPr id="8" name="Pic" descr="Alarm list with ethnic filter"/></p:nvPicPr></p:pic>'
    first = slide(
        shape(
            "Body",
            para("What the engine returns:", props="<a:buNone/>"),
            para("age group"),
            para("<a:r><a:t>eth</a:t></a:r><a:r><a:rPr b=\"1\"/><a:t>nicity</a:t></a:r>"),
            para("four classes", 1),
            kind="",
        ),
        shape("Title", para("Guest insight"), kind="title"),
        shape("Foot", para("Confidential"), kind="ftr"),
        group,
        picture,
    )
    second = slide(
        shape("Title", para("Roadmap"), kind="title"),
        table(
            "Grid",
            ["Function", "Status", "Since"],
            [tc("Face", 'rowSpan="2"'), "skin tone", "2021"],
            [tc("", 'vMerge="1"'), "religion", "-"],
            [tc("Vehicles", 'gridSpan="3"'), tc("", 'hMerge="1"'), tc("", 'hMerge="1"')],
            ["Plate", "colour", "2019"],
        ),
        shape("Old", para("Race search", run='strike="sngStrike"')),
    )
    third = slide(shape("Box", para("Backup: minority alarm")), attrs='show="0"')
    notes = f"<p:notes {NS}><p:cSld><p:spTree>{shape('N', para('Do not show the race filter.'), kind='body')}{shape('I', para('1'), kind='sldNum')}</p:spTree></p:cSld></p:notes>"
    comments = f"<p:cmLst {NS}><p:cm><p:text>Legal asks to drop religion</p:text></p:cm></p:cmLst>"
    write(
        "deck-en.pptx",
        [first, second, third],
        {
            "ppt/slides/_rels/slide3.xml.rels": rels(("notesSlide", "../notesSlides/notesSlide1.xml")),
            "ppt/slides/_rels/slide2.xml.rels": rels(("comments", "../comments/comment1.xml"), ("hyperlink", "http://a.example/")),
            "ppt/notesSlides/notesSlide1.xml": notes,
            "ppt/comments/comment1.xml": comments,
            "ppt/charts/chart1.xml": '<c:chart xmlns:c="urn:c" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            "<a:p><a:r><a:t>Accuracy by race</a:t></a:r></a:p><c:strCache><c:pt><c:v>yellow</c:v></c:pt><c:pt><c:v>white</c:v></c:pt></c:strCache></c:chart>",
        },
    )


def deck_ko() -> None:
    slides = [
        slide(shape("제목", para("얼굴 속성"), kind="ctrTitle"), shape("글", para("나이, 성별, 인종을 추정합니다."), kind="")),
        slide(shape("제목", para("인종을 구분합니까?"), kind="title"), shape("글", para("아니요. 시험판에만 있습니다."))),
    ]
    write("deck-ko.pptx", slides, {})


if __name__ == "__main__":
    deck_en()
    deck_ko()
