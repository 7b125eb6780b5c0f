"""Write the pages of this folder that need an encoding of their own: ``python tests/golden/html/make.py``."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent

FAQ_ZH = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>宁岚视讯 - 常见问题</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/p">产品</a></div>
<h2>关于人脸属性的问题</h2>
<p class="q">问：NL-7 能识别少<b>数</b>民族吗？</p>
<p class="a">答：出厂固件不输出民族属性。<br>
2018年的测试版含有该字段，现已停用。</p>
<p class="q">问：支持哪些属性？</p>
<p class="a">答：支持以下属性：</p>
<ol><li>年龄段</li><li>性别</li><li>是否戴眼镜</li><li>肤色（黄、白、黑）<ul><li>黄</li><li>白</li></ul></li></ol>
<p>※ 肤色为预留字段。</p>
<div id="footer">版权所有 宁岚视讯</div>
</body></html>
"""

DATASHEET_JA = """<!DOCTYPE html><html lang="ja"><head><meta charset="Shift_JIS"><title>ハルミ光機 HK-3</title></head><body>
<h1>HK-3 顔属性カメラ</h1>
<table border="1">
<caption>表1　主な仕様</caption>
<thead><tr><th>項目</th><th colspan="2">仕様</th></tr></thead>
<tbody>
<tr><th rowspan="2">顔属性</th><td>推定</td><td>年代、性別、<ruby>人<rt>じん</rt>種<rt>しゅ</rt></ruby></td></tr>
<tr><td>肌の色</td><td>明・中・暗</td></tr>
<tr><th colspan="3">画質</th></tr>
<tr><th>補正</th><td colspan="2">肌色補正&emsp;ｽｷﾝﾄｰﾝ</td></tr>
</tbody></table>
<p><small>※人種の推定は評価版のみです。</small></p>
</body></html>
"""

REPORT_RU = """<html><head><meta charset="windows-1251"><title>Отчёт об испытаниях</title></head><body>
<h3>Результаты</h3>
<table><tr><td><b>Параметр</b></td><td><b>Норма</b></td><td><b>Итог</b></td></tr>
<tr><td>Определение возраста</td><td>да</td><td>+</td></tr>
<tr><td>Этническая принадлежность</td><td>да</td><td>–</td></tr>
<tr><td></td><td>европейская</td><td>0,81</td></tr>
<tr><td></td><td>азиатская</td><td>0,77</td></tr></table>
<blockquote>Комиссия отметила, что раса не определяется.</blockquote>
</body></html>
"""


def main() -> None:
    (HERE / "faq-zh.gb18030.html").write_bytes(FAQ_ZH.encode("gb18030"))
    (HERE / "datasheet-ja.sjis.html").write_bytes(DATASHEET_JA.encode("shift_jis"))
    (HERE / "report-ru.1251.html").write_bytes(REPORT_RU.encode("windows-1251"))


if __name__ == "__main__":
    main()
