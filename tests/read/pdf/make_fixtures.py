"""Make the PDFs and pictures that the tests of the PDF and picture readers read; all vendors are invented.

``python tests/read/pdf/make_fixtures.py [NAME…]`` writes golden documents to ``tests/golden/pdf``, and those
whose reading depends on Tesseract to ``files`` beside this script. Needs reportlab, weasyprint, Pillow and
the Noto fonts; the files are committed, so nobody else needs to run it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import fixtures_beside
import fixtures_html
import fixtures_pages
import fixtures_scans

GOLDEN = Path(__file__).parents[2] / "golden" / "pdf"
HERE = Path(__file__).parent / "files"

TO_GOLDEN: dict[str, Callable[[], bytes]] = {
    "datasheet-en.pdf": fixtures_pages.datasheet,
    "two-columns-en.pdf": fixtures_pages.two_columns,
    "test-report-en.pdf": fixtures_pages.test_report,
    "faq-en.pdf": fixtures_pages.faq,
    "sdk-guide-en.pdf": fixtures_pages.sdk_guide,
    "hidden-en.pdf": fixtures_pages.hidden,
    "not-embedded-zh.pdf": fixtures_pages.not_embedded,
    "rotated-en.pdf": fixtures_pages.rotated,
    "encrypted.pdf": fixtures_pages.encrypted,
    "truncated.pdf": fixtures_pages.truncated,
    "beside-en.pdf": fixtures_beside.beside,
    "manual-zh.pdf": fixtures_html.manual_zh,
    "arabic.pdf": fixtures_html.arabic,
    "uyghur.pdf": fixtures_html.uyghur,
    "beyond-the-basic-plane.pdf": fixtures_html.astral,
}
TO_FILES: dict[str, Callable[[], bytes]] = {
    "garbled-en.pdf": fixtures_html.garbled,
    "scan-en.pdf": fixtures_scans.scan_en,
    "searchable-scan.pdf": fixtures_scans.searchable,
    "scan-zh.png": fixtures_scans.scan_zh,
    "scan-ar.png": fixtures_scans.scan_ar,
    "scan-de.jpg": fixtures_scans.scan_de,
    "scan-ru-two-pages.tif": fixtures_scans.scan_ru,
    "scan-on-its-side.png": fixtures_scans.on_its_side,
}


def main(names: list[str]) -> None:
    """Write the named files, or all."""
    for folder, makers in ((GOLDEN, TO_GOLDEN), (HERE, TO_FILES)):
        folder.mkdir(exist_ok=True)
        for name, make in makers.items():
            if not names or name in names:
                data = make()
                (folder / name).write_bytes(data)
                print(f"{name}: {len(data)} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
