"""Write the documents of this folder: ``python tests/golden/docx/make.py``.

The XML is written by hand, so that each file holds just what it is about; times are fixed.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from onrecord.read.compound_file import wrap

HERE = Path(__file__).parent
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
)
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="cap"><w:name w:val="caption"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="li"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""


def p(text: str, style: str = "", props: str = "") -> str:
    """A paragraph; text that begins with < is taken as XML."""
    inside = text if text.startswith("<") else r(text)
    shown = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{shown}{props}</w:pPr>{inside}</w:p>"


def r(text: str, props: str = "") -> str:
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, depth: int = 0) -> str:
    return p(text, props=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="2"/></w:numPr>')


def cell(text: str, props: str = "") -> str:
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{text if text.startswith('<w:p>') else p(text)}</w:tc>"


def row(*cells: str, head: bool = False) -> str:
    props = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    return f"<w:tr>{props}{''.join(one if one.startswith('<w:tc') else cell(one) for one in cells)}</w:tr>"


def write(name: str, body: str, space: str = W, held: dict[str, bytes] | None = None, **parts: str) -> None:
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS,
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {space}><w:body>{body}</w:body></w:document>',
        "word/styles.xml": STYLES,
        **{f"word/{part}.xml": xml for part, xml in parts.items() if part != "core"},
        **(held or {}),
    }
    if "core" in parts:
        files["docProps/core.xml"] = parts["core"]
    with zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, xml in files.items():
            archive.writestr(zipfile.ZipInfo(path, (2024, 1, 1, 0, 0, 0)), xml, zipfile.ZIP_DEFLATED)


def tender_zh() -> None:
    """A tender: numbered items, a table with merged cells and a header row, a footnote, a comment, a header."""
    body = "".join(
        [
            p("宁岚市视频平台采购文件", "1"),
            p("技术要求", "2"),
            p("前端摄像机应支持以下人脸属性："),
            item("性别、年龄段"),
            item("是否为少数民族"),
            item("准确率不低于90%", 1),
            p("表2 功能清单", "cap"),
            "<w:tbl>",
            row("序号", "功能", "要求", head=True),
            row(cell("1", '<w:vMerge w:val="restart"/>'), cell("族别识别"), "★"),
            row(cell("", "<w:vMerge/>"), cell(p("  维", props='<w:ind w:left="420"/>')), "○"),
            row(cell("其他", '<w:gridSpan w:val="3"/>')),
            row("2", "车身颜色", "○"),
            "</w:tbl>",
            p(r("肤色为可选项") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("。") + '<w:r><w:commentReference w:id="7"/></w:r>'),
            p(r("支持") + f'<w:del w:id="1">{r("种族").replace("w:t", "w:delText")}</w:del><w:ins w:id="2">{r("表情")}</w:ins>' + r("检索。其余不变。")),
            p(r("验收时现场测试") + r("回族人员样本", "<w:vanish/>") + r("。")),
            p(r("隐藏说明", '<w:rStyle w:val="secret"/>')),
        ]
    )
    write(
        "tender-zh.docx",
        body,
        footnotes=f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{p("")}</w:footnote><w:footnote w:id="2">{p("预留，暂不开放。")}</w:footnote></w:footnotes>',
        comments=f'<w:comments {W}><w:comment w:id="7" w:author="A">{p("法务：请删除肤色。")}</w:comment></w:comments>',
        header1=f"<w:hdr {W}>{p('采购编号 NL-2022-07')}</w:hdr>",
        footer1=f"<w:ftr {W}>{p('内部资料')}</w:ftr>",
        core='<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>采购文件</dc:title>'
        "<dc:creator>宁岚</dc:creator><dc:subject>人脸属性</dc:subject></cp:coreProperties>",
    )


def faq_en() -> None:
    """Questions, a text box in two versions, an alternative text, a table of labels and values, ticks."""
    box = (
        '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:drawing><wp:docPr xmlns:wp="urn:wp" id="1" name="Box" '
        f'descr="Search by race"/><w:txbxContent>{p("Boxed: skin tone filter.")}</w:txbxContent></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><w:txbxContent>{p('Boxed: skin tone filter.')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = "".join(
        [
            p("Tessel Edge: questions", "1"),
            p("Does it see ethnicity?", "2"),
            p("It does not. A test build did, in 2019."),
            p(r("Face search", "<w:b/>")),
            p(f"<w:r>{box}</w:r>" + r("Filters are shown on the right.")),
            p("Item one", "li"),
            p("Item two", "li"),
            "<w:tbl>",
            row("Age", '<w:tc><w:tcPr/><w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p></w:tc>'),
            row("Race", '<w:tc><w:tcPr/><w:p><w:r><w:sym w:font="Wingdings" w:char="F0FB"/></w:r></w:p></w:tc>'),
            "</w:tbl>",
            p("* reserved for later use"),
        ]
    )
    write("faq-en.docx", body)


def strict_de() -> None:
    """The strict flavour, with a table that only lays out the page."""
    table = row(cell(p("Produkt", "1") + p("Erkennt die Hautfarbe."))) + row(cell(p("Zweite Zelle")))
    body = f"<w:tbl>{table}</w:tbl>" + p(r("Zeile eins") + "<w:r><w:br/></w:r>" + r("Zeile zwei"))
    write("streng-de.docx", body.replace(W, STRICT), STRICT)


def attached_en() -> None:
    """Files inside: a workbook, a packaged text, an old object, a part to be merged in, and a formula."""
    note = b"Nationality is estimated from the face."
    packed = b"\2\0note.txt\0C:\\x\\note.txt\0\0\0\3\0\5\0\0\0C:\\t\0" + len(note).to_bytes(4, "little") + note
    held = {
        "word/embeddings/Workbook1.xlsx": (HERE.parent / "sheets" / "acceptance-zh.xlsx").read_bytes(),
        "word/embeddings/oleObject1.bin": wrap("\1Ole10Native", len(packed).to_bytes(4, "little") + packed),
        "word/embeddings/oleObject2.bin": wrap("Drawing", b"lines"),
        "word/embeddings/oleObject3.bin": wrap("Equation Native", b"a=b"),
        "word/afchunk1.html": b"<h1>Annex</h1><p>Skin colour: three classes.</p>",
    }
    write("attached-en.docx", p("Annexes", "1") + p("The tables stand in the files below. " * 9), held=held)


if __name__ == "__main__":
    attached_en()
    tender_zh()
    faq_en()
    strict_de()
