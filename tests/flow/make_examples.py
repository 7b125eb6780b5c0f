"""Make the two example documents that are not text: `python tests/flow/make_examples.py`.

A datasheet as PDF, and a page of a test report as the picture that a scanner would give.
Needs weasyprint, pypdfium2 and Pillow (all development dependencies) and the Noto fonts.
"""

from __future__ import annotations

import io
import random
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

DATASHEET = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Ondriva City
datasheet</title>
<style>
@page { size: A4; margin: 20mm 18mm; @bottom-center { content: "Ondriva City datasheet  -  "
counter(page); font-size: 8pt } }
body { font-family: "Noto Sans"; font-size: 10pt; line-height: 1.4 }
h1 { font-size: 20pt; margin: 0 } h2 { font-size: 12pt; margin: 10mm 0 2mm }
.two { columns: 2; column-gap: 8mm; text-align: justify; hyphens: auto }
table { border-collapse: collapse; width: 100% } td, th { border: .5pt solid #888; padding: 1.5mm
2mm; text-align: left }
.break { break-before: page }
</style>
<h1>Ondriva City</h1><p>Video analytics for towns and campuses. Models OC-200 and OC-200P.</p>
<h2>Overview</h2>
<div class="two"><p>Ondriva City reads the streams of up to 200 cameras and keeps a structured
record of every vehicle and
every passer-by. Operators search the record by appearance in seconds, from a desk or from a
phone.</p>
<p>The engine runs on a single server with one accelerator card. Streams are decoded once, analysed
once and stored once, which keeps
the power bill low. White balance and exposure are left to the cameras.</p>
<p>For every face the engine estimates age, gender, glasses, beard and race with an accuracy of
more than 91 %, day and night.</p></div>
<h2>Face attributes</h2>
<table><tr><th>Attribute</th><th>Values</th><th>OC-200</th><th>OC-200P</th></tr>
<tr><td>Age</td><td>0 to 99</td><td>yes</td><td>yes</td></tr>
<tr><td>Glasses</td><td>none, clear, dark</td><td>yes</td><td>yes</td></tr>
<tr><td>Beard</td><td>yes, no</td><td>yes</td><td>yes</td></tr>
<tr><td>Ethnicity</td><td>African, Asian, Caucasian, Indian</td><td>no</td><td>yes</td></tr>
</table>
<div class="break"></div>
<h2>Privacy</h2>
<p>Ondriva City does not infer religion from clothing. Religion classification is not part of any
Ondriva product.</p>
<p>The nationality shown in the visitor list is typed in by the reception desk.</p>
<h2>Technical data</h2>
<table><tr><th>Item</th><th>Value</th></tr><tr><td>Streams</td><td>200 at
1080p</td></tr><tr><td>Power</td><td>650 W</td></tr></table>
</html>"""

REPORT = """<!doctype html><html lang="en"><meta charset="utf-8">
<style>
@page { size: A4; margin: 25mm 20mm } body { font-family: "Noto Sans"; font-size: 12pt }
table { border-collapse: collapse; width: 100% } td, th { border: 1pt solid #000; padding: 2.5mm;
text-align: left }
h1 { font-size: 17pt }
</style>
<h1>Zorvane Insight 4 - acceptance test report</h1>
<p>Laboratory: Zorvane interoperability lab. Date: 2019-08-14.</p>
<p><b>Test group 6: face attribute analysis</b></p>
<table><tr><th>No.</th><th>Test case</th><th>Expected result</th><th>Verdict</th></tr>
<tr><td>6.1</td><td>Age of the face</td><td>Age group is shown</td><td>Passed</td></tr>
<tr><td>6.2</td><td>Glasses on the face</td><td>Glasses are shown</td><td>Passed</td></tr>
<tr><td>6.3</td><td>Ethnicity of the face</td><td>Ethnic group is shown</td><td>Passed</td></tr>
<tr><td>6.4</td><td>Uyghur alert</td><td>Alarm is raised for a Uyghur face</td><td>Passed</td></tr>
</table>
<p>Tester: signature</p></html>"""


def pdf(page: str) -> bytes:
    """A page of HTML as PDF with its fonts in it."""
    from weasyprint import HTML

    made: bytes = HTML(string=page).write_pdf()
    return made


def scanned(document: bytes) -> bytes:
    """The first page as a scanner sees it: grey, a little askew and dirty; the same bytes every time."""
    import pypdfium2
    from PIL import Image

    page = pypdfium2.PdfDocument(document)[0]
    sheet = page.render(scale=150 / 72, grayscale=True).to_pil().convert("L")
    sheet = sheet.crop((0, 0, sheet.width, sheet.height // 2))
    sheet = sheet.rotate(0.4, resample=Image.Resampling.BICUBIC, fillcolor=250)
    dice = random.Random(4)
    pixels = sheet.load()
    for _ in range(1500):
        pixels[dice.randrange(sheet.width), dice.randrange(sheet.height)] = dice.randrange(60, 230)
    out = io.BytesIO()
    sheet.quantize(8).save(out, "PNG", optimize=True, dpi=(150, 150))
    return out.getvalue()


def main() -> None:
    """Write both files."""
    (EXAMPLES / "ondriva" / "city-datasheet.pdf").write_bytes(pdf(DATASHEET))
    (EXAMPLES / "zorvane" / "test-report.png").write_bytes(scanned(pdf(REPORT)))


if __name__ == "__main__":
    main()
