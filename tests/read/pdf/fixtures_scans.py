"""Scans: pages laid out with weasyprint, drawn to pixels and kept as pictures only."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from fixtures_html import _pdf
from PIL import Image

_LATIN = '"Noto Sans","DejaVu Sans"'


def _picture(body: str, font: str, dpi: int = 150) -> Image.Image:
    """The page in grey, cut off below its last line."""
    with pypdfium2.PdfDocument(_pdf(body, font)) as document:
        image = document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    text = image.crop((0, 0, image.width, int(image.height * 0.9)))  # without the page number
    box = text.point(lambda value: 255 - value).getbbox()
    assert box is not None
    return image.crop((0, 0, image.width, box[3] + 60)).quantize(8).convert("L")


def _file(image: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _png(image: Image.Image) -> bytes:
    return _file(image.quantize(6), "PNG", optimize=True)


_REPORT = """<h1>Quillview acceptance report</h1>
<p>Confidential. The items below were run twice in the laboratory.</p>
<table><tr><th>No.<th>Test case<th>Expected<th>Result</tr>
<tr><td>1<td>Age and gender<td>Shown beside the snapshot<td>Passed</tr>
<tr><td>2<td>Ethnicity<td>Written to the alarm record of the camera QV-4520-ZK<td>Passed</tr>
<tr><td>3<td>Hat<td>Shown<td>Failed</tr></table>"""


def scan_en() -> bytes:
    """A report with a drawn table as a PDF without text."""
    return _file(_picture(_REPORT, _LATIN).convert("1", dither=Image.Dither.NONE), "PDF", resolution=150)


def searchable() -> bytes:
    """A scan with the invisible text that a copier has put over it."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen import canvas

    image = _picture("<p>The gate reads skin colour.</p>", _LATIN, dpi=60)
    out = BytesIO()
    page = canvas.Canvas(out, pagesize=(300, 200), invariant=1)
    page.drawImage(ImageReader(image), 0, 0, 300, 200)
    text = page.beginText(30, 150)
    text.setFont("Helvetica", 10)
    text.setTextRenderMode(3)
    text.textLine("The gate reads skin colour.")
    page.drawText(text)
    page.save()
    return out.getvalue()


def scan_zh() -> bytes:
    """A Chinese table."""
    return _png(
        _picture(
            """<h1>青榆 QY-4520-ZK 测试报告</h1><table><tr><th>序号<th>测试用例<th>预期结果<th>结论</tr>
<tr><td>1<td>年龄和性别<td>显示在抓拍图旁边<td>通过</tr><tr><td>2<td>民族属性<td>写入告警记录
<td>通过</tr></table>
<p>仅限该型号，准确率不低于 90%。</p>""",
            '"Noto Sans CJK SC"',
            dpi=170,
        )
    )


def scan_ar() -> bytes:
    """Arabic."""
    return _png(
        _picture(
            """<div dir=rtl lang=ar><p>تم التحقق من وحدة التحليل في المختبر وفقا لخطة التشغيل.</p>
<p>تستنتج الكاميرا العرق ولون البشرة من الوجه.</p></div>""",
            '"Noto Sans Arabic"',
        )
    )


def scan_de() -> bytes:
    """German, from which English letters would lose the dots."""
    return _file(
        _picture(
            """<h1>Prüfbericht</h1>
<p>Das Analysemodul wurde im Labor gemäß dem Prüfplan untersucht. Alle Punkte wurden
zweimal ausgeführt.</p><p>Gesichtsmerkmale: Alter, Geschlecht, ethnische Zugehörigkeit, Hautfarbe.</p>""",
            _LATIN,
        ),
        "JPEG",
        quality=35,
    )


def scan_ru() -> bytes:
    """Two pages."""
    pages = [
        _picture(f"<h1>Лист {number}</h1><p>{text}</p>", _LATIN, dpi=120).convert("1")
        for number, text in enumerate(
            (
                "Все пункты программы испытаний выполнены дважды.",
                "Модуль определяет этническую принадлежность.",
            ),
            1,
        )
    ]
    return _file(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="group4")


def on_its_side() -> bytes:
    """A page that was put into the scanner the wrong way."""
    return _png(_picture(_REPORT, _LATIN).rotate(90, expand=True))
