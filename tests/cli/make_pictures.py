"""Make the pictures of the README from real output: `python tests/cli/make_pictures.py`.

Scans the examples, and photographs what the terminal and the browser show. Needs Chromium and the Noto fonts.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from pathlib import Path

from onrecord.cli.output.base import Format, Options, load
from onrecord.cli.output.text import TextWriter
from onrecord.flow.laws import laws
from onrecord.flow.packs import pack_files
from onrecord.flow.result import DocumentResult
from onrecord.flow.scan import Event

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
TERMINAL = ("kestrimo/kx-40-zh.html", "ondriva/feature-matrix.csv", "tenders/leistungsverzeichnis-de.txt")
PAGE = """<!doctype html><meta charset="utf-8"><style>body {{ margin: 0; background: #fff }}
pre {{ margin: 0; padding: 16px 20px; font: 14px/1.45 "Noto Sans Mono", "Noto Sans Mono CJK SC", monospace;
display: inline-block; background: #fff; color: #1d1b18 }}{stylesheet}</style><pre>{code}</pre>"""


def events(*names: str, pictures: bool = False) -> list[Event]:
    """The scan of some of the examples, or of all."""
    from onrecord.flow.examine import Examiner, Job
    from onrecord.flow.filters import Filters
    from onrecord.flow.inputs import Walk
    from onrecord.flow.provenance import load_provenance
    from onrecord.flow.scan import scan_entries
    from onrecord.model.reading import Ask

    table = load_provenance(Path("examples/provenance.csv"))
    entries = Walk(own=frozenset({table.file.resolve()})).entries(
        f"examples/{name}" for name in names or ("",)
    )
    examiner = Examiner(Job(pack_files(), Ask(), Filters(), pictures=pictures))
    return list(scan_entries(entries, examiner, jobs=2, provenance=table))


def terminal() -> str:
    """What a terminal shows, as HTML."""
    writer = TextWriter(io.StringIO(), Options(colour=True))
    writer.console.record = True
    for event in events(*TERMINAL):
        if isinstance(event, DocumentResult):
            writer.document(event)
    return writer.console.export_html(code_format=PAGE, inline_styles=True)


def report() -> str:
    """The HTML report of all examples."""
    from onrecord.flow.summary import Summary

    kind: Format = load("html")
    stream, summary = io.StringIO(), Summary()
    writer = kind.open(stream, Options(laws=lambda: laws(pack_files())))
    for event in events(pictures=True):
        summary.add(event)
        if isinstance(event, DocumentResult):
            writer.document(event)
    writer.close(summary)
    return stream.getvalue()


def main() -> None:
    """Write the pictures."""
    from playwright.sync_api import sync_playwright

    os.chdir(ROOT)
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1180, "height": 900}, device_scale_factor=1.5)
        for name, text in (("terminal", terminal()), ("report", report())):
            file = Path(folder, f"{name}.html")
            file.write_text(text, encoding="utf-8")
            page.goto(file.as_uri())
            target = IMAGES / f"{name}.png"
            if name == "terminal":
                page.locator("pre").screenshot(path=target)
            else:
                page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    main()
