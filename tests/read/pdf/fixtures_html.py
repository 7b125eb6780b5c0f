"""Documents laid out with weasyprint: embedded fonts, scripts that need shaping, merged cells."""

from __future__ import annotations

import base64
import string
from io import BytesIO
from pathlib import Path

from weasyprint import HTML

_CJK = Path("/usr/share/fonts/opentype/noto")

_CSS = """<meta charset="utf-8"><style>@page{size:A4;margin:2cm;@top-left{content:"HEADER";font:8pt FONT}
@bottom-center{content:counter(page);font:8pt FONT}}
body{font:10.5pt FONT} h1{font-size:18pt} h2{font-size:13pt} table{border-collapse:collapse}
td,th{border:1px solid #333;padding:3px 6px;text-align:start} .plain td{border:0;padding:3px 12px}</style>"""


def _faces(text: str) -> str:
    """Noto Sans CJK cut down to the characters of a text: whole, it would add a hundred kilobytes."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTCollection

    faces = []
    for weight in ("Regular", "Bold"):
        fonts = TTCollection(_CJK / f"NotoSansCJK-{weight}.ttc").fonts
        font = next(font for font in fonts if font["name"].getDebugName(1).endswith("CJK SC"))
        options = Options()
        options.hinting, options.layout_features = False, []
        subsetter = Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(font)
        out = BytesIO()
        font.save(out)
        source = base64.b64encode(out.getvalue()).decode("ascii")
        style = "bold" if weight == "Bold" else "normal"
        faces.append(
            f"@font-face{{font-family:Small CJK;font-weight:{style};src:url(data:font/otf;base64,{source})}}"
        )
    return f"<style>{''.join(faces)}</style>"


def _pdf(body: str, font: str, header: str = "", *, uncompressed: bool = False) -> bytes:
    style = _CSS.replace("HEADER", header).replace("FONT", font)
    faces = _faces(body + header + string.printable + "•◦▪　") if "Small CJK" in font else ""
    found = HTML(string=style + faces + body).write_pdf(uncompressed_pdf=uncompressed)
    assert isinstance(found, bytes)
    return found


def manual_zh() -> bytes:
    """A Chinese manual: numbered headings, spaced-out labels, merged cells, two pages with a page header."""
    return _pdf(
        """<h1>青榆设备网络编程指南</h1><h2>6.3 人脸属性查询</h2>
<table class="plain"><tr><td>函　数：<td colspan=2>BOOL QY_GetFaceAttr(LONG lUserID, QY_FACE *lpFace)</tr>
<tr><td>参　数：<td>[in] lUserID<td>用户编号，由登录接口返回</tr>
<tr><td><td>[out] lpFace<td>人脸属性，包括年龄、性别、民族，详见表 6.1</tr>
<tr><td>返回值：<td colspan=2>成功返回真，失败返回假，错误码由另一接口获取。</tr></table>
<p>表 6.1 人脸属性取值</p>
<table><tr><th>字段<th>取值<th>说明</tr><tr><td rowspan=3>byRace<td>1<td>黄种人</tr><tr><td>2<td>黑种人</tr>
<tr><td>3<td>白种人</tr><tr><td>byNation<td>0 或 1
<td>是否少数民族，仅对特定型号开放，其余型号保留该字段且置为零，不上报</tr></table>
<h2 style="break-before:page">6.4 布防</h2>
<p>设备识别到以下人员时上报告警：</p><ul><li>戴口罩的人员</li><li>疑似少数民族人员</li></ul>
<p>本节所述功能需要授权。没有授权的设备只上报抓拍图片，不上报属性，平台侧也不能按属性检索，请在订货时说明用途并附上项目编号。</p>""",
        '"Small CJK"',
        "青榆编程指南",
    )


def arabic() -> bytes:
    """Right to left: numbers, Latin model names, a table whose first column stands on the right."""
    return _pdf(
        """<div dir=rtl lang=ar><h1>كاميرا الوجوه MZ-900</h1>
<p>تحلل الكاميرا وجوه المارة وتستنتج العمر والجنس والأصل العرقي بدقة 95% مع البرنامج Mizar Suite 4.1
في المداخل والساحات، ثم ترسل النتائج إلى المنصة خلال ثانية واحدة.</p>
<h2>السمات</h2><ul><li>النظارات واللحية</li><li>لون البشرة</li></ul>
<table><tr><th>السمة<th>الحالة</tr><tr><td>العمر<td>مدعوم</tr><tr><td>العرق<td>مدعوم</tr></table></div>""",
        '"Noto Sans Arabic","Noto Sans"',
    )


def uyghur() -> bytes:
    """Uyghur in Arabic script."""
    return _pdf(
        """<div dir=rtl lang=ug><h1>يۈز كامېراسى</h1>
<p>سىستېما يۈزدىن ياش، جىنس ۋە مىللەتنى پەرقلەندۈرىدۇ.</p>
<p>نەتىجە سۇپىغا ئەۋەتىلىدۇ.</p></div>""",
        '"Noto Sans Arabic"',
    )


def astral() -> bytes:
    """Characters beyond the basic plane before a quote, ligatures, divided words, Tibetan."""
    return _pdf(
        """<h1>Notes</h1><p>The sign 𠀀 and the sign 😀 stand before the word ethnicity in this line.</p>
<p lang=en style="width:6cm;hyphens:auto;text-align:justify">An efficient office classifies
demographic attributes, including ethnicity, automatically, and flags internationalisation.</p>
<p style='font-family:"Noto Serif Tibetan"'>མི་རིགས་དང་པགས་མདོག་ངོས་འཛིན།</p>""",
        '"DejaVu Sans","Small CJK","Noto Color Emoji"',
    )


def garbled() -> bytes:
    """A text layer without the table that says which characters its glyphs are."""
    data = _pdf(
        """<h1>Harrowgate terminal</h1>
<p>The terminal estimates age, gender and ethnicity of every visitor.</p>""",
        '"DejaVu Sans"',
        uncompressed=True,
    )
    return data.replace(b"/ToUnicode", b"/ToUnicodX")
