"""Reading a PDF with few hits, against PDFium's bare text extraction of all pages, side by side.

``python bench/pdf_speed.py [FILE] [--term TERM]…`` Without a file, a manual of 300 pages is made up. Both run
in turn, five times, each in a process of its own, twice there: a worker reads many files, so the second time
counts; the first is printed too. Medians of CPU seconds, of their ratio, and the peak memory. Target: at most
1.3 times, at most 400 MB.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGES = 300
ROUNDS = 5
TARGET = 1.3
MEGABYTES = 400


def manual(path: Path, pages: int) -> None:
    """A manual with headings, prose, listings and drawn tables; every hundredth page names ethnicity."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen import canvas

    page = canvas.Canvas(str(path), pagesize=A4, invariant=1)
    for number in range(1, pages + 1):
        page.setFont("Helvetica", 8)
        page.drawString(60, 810, "Olvera SDK Programming Guide")
        page.drawRightString(535, 30, str(number))
        page.setFont("Helvetica-Bold", 14)
        page.drawString(60, 770, f"{number // 10 + 1}.{number % 10} Interface group {number}")
        page.setFont("Helvetica", 10)
        for line in range(16):
            words = f"The call number {line} of group {number} returns a handle that later calls take first"
            page.drawString(60, 740 - 14 * line, words)
        rows = [("Field", "Type", "Meaning")]
        rows += [
            (f"dwValue{row}", "DWORD", f"value {row} of the reply, reserved if zero") for row in range(17)
        ]
        if number % 100 == 50:
            rows[5] = ("byAttribute", "BYTE", "age, gender and ethnicity of the face")
        for at, row in enumerate(rows):
            top = 500 - 20 * at
            page.setFont("Helvetica-Bold" if not at else "Helvetica", 9)
            for x, text in zip((64, 204, 304), row, strict=True):
                page.drawString(x, top - 14, text)
            page.line(60, top, 535, top)
        for x in (60, 200, 300, 535):
            page.line(x, 500, x, 500 - 20 * len(rows))
        page.line(60, 500 - 20 * len(rows), 535, 500 - 20 * len(rows))
        page.showPage()
    page.save()


def bare(path: Path) -> dict[str, float]:
    """Text of all pages with pypdfium2, and nothing else."""
    import pypdfium2

    data = path.read_bytes()
    began = time.process_time()
    letters = 0
    with pypdfium2.PdfDocument(data) as document:
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            letters += len(text.get_text_range())
            text.close()
            page.close()
    return {"seconds": time.process_time() - began, "letters": letters}


def full(path: Path, terms: list[str]) -> dict[str, float]:
    """Our reading, with an interest in some terms."""
    import pypdfium2  # noqa: F401 - both sides load it before the clock runs

    from onrecord.model.document import Blob
    from onrecord.model.reading import Ask
    from onrecord.read.pdf import read

    blob = Blob(path.read_bytes(), path.name)
    began = time.process_time()
    document = read(blob, Ask(interest=lambda text: any(term in text for term in terms)))
    seconds = time.process_time() - began
    hits = sum(any(term in passage.text for term in terms) for passage in document.passages)
    return {"seconds": seconds, "passages": len(document.passages), "hits": hits}


def scanned(path: Path) -> dict[str, float]:
    """All that a worker does with the file: interest, reading, rules, places of findings."""
    import pypdfium2  # noqa: F401 - as above

    from onrecord.flow.examine import Examiner, Job, Order
    from onrecord.flow.filters import Filters
    from onrecord.flow.packs import pack_files
    from onrecord.model.reading import Ask

    examiner = Examiner(Job(pack_files(), Ask(), Filters()))
    examiner.prepare()
    began = time.process_time()
    results = list(examiner.examine(Order(str(path), path)))
    seconds = time.process_time() - began
    return {"seconds": seconds, "hits": sum(len(getattr(one, "findings", ())) for one in results)}


def run(what: str, path: Path, terms: list[str]) -> dict[str, float]:
    """One measurement in a process of its own."""
    command = [sys.executable, __file__, "--only", what, str(path), *[f"--term={term}" for term in terms]]
    done = subprocess.run(command, capture_output=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def compare(path: Path, terms: list[str]) -> int:
    """Run all in turn and print what was measured; 1 when a target is missed."""
    rounds = [[run(what, path, terms) for what in ("bare", "full", "scan")] for _ in range(ROUNDS)]
    plain, ours, scans = ([three[at] for three in rounds] for at in (0, 1, 2))
    base, seconds = (statistics.median(run["seconds"] for run in runs) for runs in (plain, ours))
    ratio = statistics.median(b["seconds"] / a["seconds"] for a, b, _ in rounds)
    first = statistics.median(b["first"] / a["first"] for a, b, _ in rounds)
    peak = max(run["megabytes"] for run in ours)
    print(f"bare text extraction   {base:7.3f} s   {max(run['megabytes'] for run in plain):6.0f} MB")
    print(f"reading with interest  {seconds:7.3f} s   {peak:6.0f} MB   {ours[0]['hits']:.0f} hits")
    print(
        f"ratio {ratio:.2f} (target {TARGET}; first file {first:.2f}), "
        f"peak {peak:.0f} MB (target {MEGABYTES})"
    )
    whole = statistics.median(c["seconds"] / a["seconds"] for a, _, c in rounds)
    print(f"scan with all rules    ratio {whole:.2f}, {scans[0]['hits']:.0f} findings")
    return 0 if ratio <= TARGET and peak <= MEGABYTES else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--term", action="append", default=[])
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--only", choices=("bare", "full", "scan"))
    given = parser.parse_args()
    terms = given.term or ["ethnicity", "skin colour", "民族"]
    if given.only:
        jobs = {
            "bare": lambda: bare(given.file),
            "full": lambda: full(given.file, terms),
            "scan": lambda: scanned(given.file),
        }
        job = jobs[given.only]
        first = job()["seconds"]
        result = {**job(), "first": first}
        result["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(result))
        return 0
    if given.file:
        return compare(given.file, terms)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "manual.pdf"
        manual(path, given.pages)
        return compare(path, terms)


if __name__ == "__main__":
    sys.exit(main())
