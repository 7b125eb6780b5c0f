"""Documents drawn with reportlab: standard fonts that are not embedded, so each is a few kilobytes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    ListFlowable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Preformatted,
    Spacer,
    Table,
    TableStyle,
)

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=6)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=7.5, leading=9)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=9, leading=11, spaceAfter=0)
HEAD = ParagraphStyle("head", parent=CELL, fontName="Helvetica-Bold")
TITLE = ParagraphStyle(
    "title", parent=BODY, fontName="Helvetica-Bold", fontSize=20, leading=24, spaceAfter=10
)
SECTION = ParagraphStyle(
    "section", parent=BODY, fontName="Helvetica-Bold", fontSize=13, leading=16, spaceBefore=8, spaceAfter=4
)
SUB = ParagraphStyle("sub", parent=SECTION, fontSize=10.5, leading=14)
CAPTION = ParagraphStyle("caption", parent=BODY, fontName="Helvetica-Oblique", fontSize=9, leading=12)
CODE = ParagraphStyle("code", parent=BODY, fontName="Courier", fontSize=8.5, leading=11)
GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)


def _story(
    flowables: list[Any], header: str = "", footer: str = "", *, columns: bool = False, encrypt: object = None
) -> bytes:
    out = BytesIO()

    def running(page: Any, document: Any) -> None:
        page.setFont("Helvetica", 8)
        if header:
            page.drawString(57, A4[1] - 34, header)
            page.drawRightString(A4[0] - 57, A4[1] - 34, "Confidential")
        if footer:
            page.drawCentredString(A4[0] / 2, 30, f"{footer} {document.page}")

    document = BaseDocTemplate(
        out, pagesize=A4, invariant=1, title=header or "Sheet", author="", creator="", encrypt=encrypt
    )
    whole = Frame(57, 60, A4[0] - 114, A4[1] - 120, id="whole")
    middle = (A4[0] - 114 - 20) / 2
    top = Frame(57, A4[1] - 160, A4[0] - 114, 100, id="top")
    sides = [Frame(57 + i * (middle + 20), 60, middle, A4[1] - 225, id=f"side{i}") for i in (0, 1)]
    document.addPageTemplates(
        [
            PageTemplate("paper", [top, *sides], onPage=running)
            if columns
            else PageTemplate("one", [whole], running),
            PageTemplate("one", [whole], onPage=running),
        ]
    )
    document.build(flowables)
    return out.getvalue()


def _p(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    return Paragraph(text, style)


def _cells(rows: list[list[str]], *, head: bool = True) -> list[list[Paragraph]]:
    return [[_p(text, HEAD if head and not at else CELL) for text in row] for at, row in enumerate(rows)]


def datasheet() -> bytes:
    """Features as a list, labels and values without lines, a drawn table that goes on, a footnote."""
    plain = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("BOTTOMPADDING", (0, 0), (-1, -1), 7)])
    features = [
        "Face capture of up to 32 people at once",
        "Reads age group, gender, ethnicity*, glasses, beard and mask",
    ]
    features += ["Alarm in less than a second"]
    values = [
        ["Model", "OLV-7720-ZK, OLV-7720-ZK/RX"],
        ["Image sensor", "1/1.8 inch progressive scan"],
        [
            "Face attributes",
            (
                "age group, gender, expression, glasses, beard, mask, hat, ethnicity, colour of the upper and"
                " lower clothes, bag, umbrella"
            ),
        ],
        [
            "Power supply and interfaces for external devices",
            "12 V DC or 802.3at; two alarm inputs, one output",
        ],
        ["Weight", "1.2 kg"],
    ]
    label = ParagraphStyle("label", parent=CELL, fontName="Helvetica")
    body = [[_p(a, label), _p(b, CELL)] for a, b in values]
    rows = [
        ["Function", "Standard", "Premium"],
        ["Line crossing", "Yes", "Yes"],
        ["Ethnicity filter", "No", "Yes"],
    ]
    rows += [[f"Scene program {number}", "Yes" if number % 2 else "No", "Yes"] for number in range(1, 9)]
    rows += [["Skin colour statistics", "No", "Optional"]]
    return _story(
        [
            _p("OLV-7720-ZK Network Camera", TITLE),
            _p(
                "The Olvera OLV-7720 watches entrances and squares. Its analytics unit runs on the"
                " camera itself"
                " and sends structured data to the management platform, so that no server is needed."
            ),
            _p("Key features", SECTION),
            _p("The camera offers:"),
            ListFlowable([_p(text) for text in features], bulletType="bullet", start="•", leftIndent=14),
            _p("Specifications", SECTION),
            Table(body, colWidths=[130, 330], style=plain, hAlign="LEFT"),
            Spacer(1, 230),
            _p("Table 1: Functions by licence", CAPTION),
            Table(_cells(rows), colWidths=[200, 80, 80], style=GRID, repeatRows=0, hAlign="LEFT"),
            Spacer(1, 12),
            _p("* Not available in all markets; reserved for projects.", SMALL),
        ],
        header="Olvera OLV-7720-ZK datasheet",
        footer="Page",
    )


def two_columns() -> bytes:
    """A paper: title over both columns, justified text with divided words, headings, a list."""
    text = ParagraphStyle(
        "narrow", parent=BODY, alignment=TA_JUSTIFY, hyphenationLang="", fontSize=9.5, leading=12
    )
    words = (
        "We describe a gate camera that characterises passers-by by demo-graphic attributes. The network"
        " predicts an age group, a gender and an ethnicity label for every face that it tracks, and"
        " it writes the"
        " three labels to the event log. The labels are shown beside the snapshot on the operator's screen."
    )
    more = (
        "Training pictures were taken at four stations over three months. Annotators saw each face twice and"
        " disagreed on one face in eleven. Faces below forty pixels were left out of all tables, as were"
        " faces turned away by more than sixty degrees."
    )
    return _story(
        [
            _p("Reading Attributes at the Gate", TITLE),
            _p("A. Brindlewick, C. Dorrance, E. Farnaby - Institute of Passing Trade"),
            FrameBreak(),
            _p("1 Introduction", SECTION),
            _p(words, text),
            _p(more, text),
            _p("2 Method", SECTION),
            _p(more + " " + words, text),
            _p(words, text),
            FrameBreak(),
            _p("3 Results", SECTION),
            _p(
                "The right column has its own heading and does not continue the lines on the left. " + more,
                text,
            ),
            _p("Labels that the network can give:", text),
            ListFlowable(
                [
                    _p(item, text)
                    for item in ("light, medium and dark skin", "four groups of origin", "beard or none")
                ],
                bulletType="1",
                bulletFormat="%s)",
                leftIndent=16,
            ),
            _p("4 Limits", SECTION),
            _p(words + " " + more, text),
        ],
        header="Proceedings of the Gate Workshop",
        columns=True,
    )


def test_report() -> bytes:
    """Cells over several rows, a title row, child rows, and a row that goes on with the next page."""
    rows = [
        ["No.", "Test case", "Expected", "Result"],
        ["Face attribute analysis", "", "", ""],
        ["1", "Age", "Group is shown beside the snapshot within two seconds", "Passed"],
        ["2", "Ethnicity", "Group is written to the alarm record", "Passed"],
        ["", "&nbsp;&nbsp;&nbsp;first group", "Alarm is raised", "Passed"],
        ["", "&nbsp;&nbsp;&nbsp;second group", "No alarm", "Failed"],
        ["Vehicle analysis", "", "", ""],
        ["3", "Colour of the car", "Twelve colours", "Passed"],
    ]
    style = TableStyle(
        [
            *GRID.getCommands(),
            ("SPAN", (0, 1), (-1, 1)),
            ("SPAN", (0, 6), (-1, 6)),
            ("SPAN", (0, 3), (0, 5)),
        ]
    )
    long = [["Item", "Verdict", "Remark"]]
    long += [[f"Stability run {n}", "Passed", "no remark"] for n in range(1, 5)]
    long += [["Attribute search", "Passed", "by gender, by age group,"], ["", "", "by ethnicity, by hat"]]
    long += [["Export", "Passed", "as a table"]]
    split = TableStyle([*GRID.getCommands(), ("LINEBELOW", (0, 5), (-1, 5), 0.5, colors.white)])
    return _story(
        [
            _p("Interoperability Test Report", TITLE),
            _p(
                "Ravenmoor platform 4.2 with the Tessaly face algorithm 3.0. All items were"
                " run in the laboratory."
            ),
            _p("3.2 Functions", SECTION),
            Table(_cells(rows), colWidths=[40, 130, 200, 70], style=style, hAlign="LEFT"),
            Spacer(1, 357),
            _p("3.3 Long runs", SECTION),
            Table(_cells(long), colWidths=[150, 80, 150], style=split, hAlign="LEFT"),
        ],
        header="Ravenmoor / Tessaly: interoperability",
        footer="Sheet",
    )


def faq() -> bytes:
    """Questions and answers, a denial that runs over a page break, labels with colons."""
    filler = (
        "The answer was given by the press office in writing and is printed here in full, without any change."
    )
    return _story(
        [
            _p("Questions about Corvane software", TITLE),
            _p("Q: Does the product tell people apart by ethnicity?"),
            _p(
                "A: No. The product has never classified faces by ethnic group, and no such module is"
                " planned."
            ),
            _p("Does it keep pictures?", SECTION),
            _p("Pictures are deleted after seventy-two hours unless an operator marks them."),
            _p("Contact", SECTION),
            _p("Office: Corvane Press, Lower Quay 4"),
            _p("Languages: English, Dutch"),
            _p("Hours: nine to five"),
            Spacer(1, 415),
            *[_p(f"{number}. {filler}") for number in range(1, 4)],
            _p(
                "We wish to say once more, and so that nobody can misunderstand it, that the company does not"
                " sell, has not sold and will not sell any product that would be able to recognise"
                " the ethnicity of"
                " a person from a picture of a face, whatever the newspapers of last week may have"
                " claimed about"
                " an exhibition in the spring of that year, at which a visitor photographed a screen."
            ),
            _p("Note: this page is kept up to date."),
        ],
        footer="Corvane FAQ",
    )


def sdk_guide() -> bytes:
    """Declarations in a listing that goes on with the next page, terms with descriptions, nested lists."""
    code = """typedef struct tagLMN_FACE_INFO {
    DWORD   dwSize;             // size of this struct
    BYTE    byAge;              // age group
    BYTE    byRace;             // 0 unknown, 1 yellow, 2 black, 3 white
} LMN_FACE_INFO;"""
    terms = []
    hedge = "as far as the algorithm can tell it from the face"
    for name, text in (
        ("dwSize", "Size of the structure in bytes."),
        ("byAge", "Age group: 0 child, 1 young, 2 middle-aged, 3 old."),
        ("byRace", f"Race of the person in the picture, {hedge}; see the table of values."),
    ):
        terms.append(_p(f"<i>{name}</i>", ParagraphStyle("term", parent=BODY, spaceAfter=0)))
        terms.append(_p(text, ParagraphStyle("desc", parent=BODY, leftIndent=30, spaceAfter=2)))
    inner = ListFlowable(
        [_p("yellow"), _p("black"), _p("white")], bulletType="bullet", start="–", leftIndent=14
    )
    outer = ListFlowable(
        [_p("age"), [_p("race, with the values"), inner], _p("glasses")],
        bulletType="1",
        bulletFormat="%s.",
        leftIndent=16,
    )
    return _story(
        [
            _p("LumenSight SDK Programming Guide", TITLE),
            _p("8.81 LMN_FACE_INFO", SECTION),
            Preformatted(code, CODE),
            _p("Members", SUB),
            *terms,
            _p("8.82 Search by attribute", SECTION),
            _p("A search request may name these attributes:"),
            outer,
        ],
        header="LumenSight SDK",
    )


def hidden() -> bytes:
    """Invisible, white, tiny and off-page text; white text on a dark bar is not hidden; a slanted stamp."""
    out = BytesIO()
    page = canvas.Canvas(out, pagesize=A4, invariant=1)
    page.setFont("Helvetica", 11)
    page.drawString(72, 760, "Marlowe Vision counts people at doors and in halls.")
    page.saveState()
    text = page.beginText(72, 730)
    text.setTextRenderMode(3)
    text.textLine("Marlowe Vision detects ethnicity (invisible).")
    page.drawText(text)
    page.restoreState()
    page.setFillColor(colors.white)
    page.drawString(72, 700, "Marlowe Vision detects religion (white on white).")
    page.setFillColor(colors.darkblue)
    page.rect(70, 640, 300, 24, stroke=0, fill=1)
    page.setFillColor(colors.white)
    page.drawString(76, 648, "White on a dark bar can be read.")
    page.setFillColor(colors.black)
    page.setFont("Helvetica", 1)
    page.drawString(72, 620, "Marlowe Vision detects skin colour (tiny).")
    page.setFont("Helvetica", 11)
    page.drawString(72, -40, "Marlowe Vision detects nationality (outside).")
    page.drawString(72, 590, "The count is exact to one person in a hundred.")
    page.saveState()
    page.translate(150, 250)
    page.rotate(45)
    page.setFont("Helvetica", 40)
    page.setFillGray(0.8)
    page.drawString(0, 0, "INTERNAL USE ONLY")
    page.restoreState()
    page.save()
    return out.getvalue()


def not_embedded() -> bytes:
    """Chinese in a font that is not embedded: text comes from the character map of Adobe-GB1."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = BytesIO()
    page = canvas.Canvas(out, pagesize=A4, invariant=1)
    page.setFont("STSong-Light", 18)
    page.drawString(72, 760, "青榆 QY-4520 智能摄像机")
    page.setFont("STSong-Light", 11)
    page.drawString(72, 720, "产品支持人脸属性识别，包括：")
    for at, line in enumerate(("年龄段、性别、是否戴眼镜", "民族（汉族、少数民族）", "肤色（黄、白、黑）")):
        page.drawString(84, 700 - 18 * at, f"● {line}")
    for at, (left, right) in enumerate(
        (("型　号", "QY-4520-ZK"), ("民　族", "支持，准确率不低于90%"), ("供　电", "12V"))
    ):
        page.drawString(72, 630 - 18 * at, left)
        page.drawString(160, 630 - 18 * at, right)
    page.save()
    return out.getvalue()


def rotated() -> bytes:
    """A sheet that is stored on its side (/Rotate 90) with an origin that is not zero."""
    out = BytesIO()
    page = canvas.Canvas(out, pagesize=(A4[0], A4[1]), invariant=1)
    page.setPageRotation(90)
    page.setCropBox((20, 30, 800, 590))
    page.translate(60, 80)
    page.rotate(90)
    page.setFont("Helvetica-Bold", 16)
    page.drawString(0, -30, "Sideways sheet of Pellworm Optics")
    page.setFont("Helvetica", 11)
    page.drawString(0, -60, "The terminal estimates ethnicity from the face.")
    page.save()
    return out.getvalue()


def encrypted() -> bytes:
    """Opens with a password only."""
    return _story([_p("Nobody reads this.")], encrypt=StandardEncryption("open sesame", strength=128))


def truncated() -> bytes:
    """The second half of a file is missing."""
    data = _story([_p("Page one names ethnicity."), PageBreak(), _p("Page two.")])
    return data[: int(len(data) * 0.7)]
