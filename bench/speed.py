#!/usr/bin/env python3
"""Speed and memory of all that has an aim, side by side in one run, as a table of aims and verdicts.

    python bench/speed.py [--runs N] [--only start,text,header,folder,pdf] [--pdf FILE]…

Medians of several runs; CPU seconds where nothing else is said, with those of the workers. Timings of shared
machines are noisy: the ratios count. What a first run keeps for later ones is made before the clock runs.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pdf_speed
from adversarial import load_packs
from timing import Row, ratio, show, side_by_side

ROOT = Path(__file__).resolve().parent.parent
ONRECORD = str(Path(sys.executable).with_name("onrecord"))
LINES = [
    "Le boîtier est en aluminium, l'alimentation passe par le réseau, garantie deux ans.",
    "The recorder keeps 30 days of footage on eight disks and sends mail on failure.",
    "支持人脸检测、抓拍与优选，分辨率不低于四百万像素，工作温度零下十度至五十五度。",
    "Die Kamera hat ein Gehäuse aus Aluminium und wird über das Netzwerk versorgt.",
    "Trace files, braces and terraces: the destination of each is kept in the log of the day.",
    "Питание по кабелю, два жёстких диска, гарантия три года.",
]


def scan(target: Path, folder: Path, jobs: int = 1) -> list[str]:
    """The command that scans one target."""
    quiet = ["--format", "jsonl", "--no-progress", "--output", str(folder / "findings.jsonl")]
    return [ONRECORD, "scan", str(target), "--jobs", str(jobs), *quiet]


def one_line(folder: Path) -> Path:
    """The smallest input: what a command takes that has nothing to do."""
    path = folder / "line.txt"
    path.write_text("nothing here\n")
    return path


def growth(more: float, less: float, start: float) -> Row:
    """Whether ten times the input takes ten times as long, without the start of the command."""
    times = (more - start) / max(less - start, 0.001)
    return Row("  ten times the input, without start", f"{times:.1f} x the time", "<= 11 x", times <= 11)


def start(folder: Path, runs: int) -> Iterator[Row]:
    """Import, help, and a scan of one line."""
    commands = {
        "import onrecord": [sys.executable, "-c", "import onrecord"],
        "onrecord --help": [ONRECORD, "--help"],
        "onrecord scan, one line of text": scan(one_line(folder), folder),
    }
    for name, times in side_by_side(commands, max(runs, 3)).items():
        aim = 0.6 if "scan" in name else 0.5
        yield Row(name, f"{times.cpu:.2f} s, {times.peak} MB", f"<= {aim} s", times.cpu <= aim)


def source_text(size: int, seed: int, *, hits: float) -> str:
    """Mixed text of five languages; ``hits`` is the share of lines that hold a trait word."""
    dice = random.Random(seed)
    made, length = [], 0
    while length < size:
        line = dice.choice(LINES)
        if dice.random() < hits:
            line = "Face attributes: age, glasses, ethnicity, beard."
        made.append(line)
        length += len(line.encode()) + 1
    return "\n".join(made)


def text(folder: Path, runs: int) -> Iterator[Row]:
    """100 MB of mixed text in 200 files against ripgrep with the same anchors, at three densities of hits."""
    anchors = folder / "anchors.txt"
    literals = [one for one in load_packs().anchors.literals if len(one) > 1]
    anchors.write_text("\n".join(literals), "utf-8")
    densities = (("no hits", 0), ("hits in 1 file of 20", 20), ("hits in every file", 1))
    for name, every in densities:
        corpus, few = folder / f"text{every}", folder / f"few{every}"
        corpus.mkdir()
        few.mkdir()
        for number in range(200):
            made = source_text(500_000, number, hits=0.0003 if every and number % every == 0 else 0)
            (corpus / f"t{number}.txt").write_text(made, "utf-8")
            if number < 20:
                (few / f"t{number}.txt").write_text(made, "utf-8")
        size = sum(path.stat().st_size for path in corpus.iterdir()) / 1e6
        commands = {
            "ours": scan(corpus, folder),
            "rg": ["rg", "-j1", "-i", "-F", "-c", "-f", str(anchors), str(corpus)],
            "tenth": scan(few, folder),
            "start": scan(one_line(folder), folder),
        }
        took = side_by_side(commands, runs)
        speed, against = size / took["ours"].cpu, ratio(took["rg"].cpus, took["ours"].cpus)
        aim, is_aim = ("60 MB/s, 0.3 x", every > 1)
        measured = f"{speed:.0f} MB/s, {against:.2f} x as fast, {took['ours'].peak} MB"
        met = speed >= 60 and against >= 0.3 if is_aim else None
        yield Row(f"text {size:.0f} MB, {name}, against rg -F -i -f", measured, aim if is_aim else "", met)
        yield growth(took["ours"].cpu, took["tenth"].cpu, took["start"].cpu)


def header(folder: Path, runs: int) -> Iterator[Row]:
    """One SDK header of 4.5 MB, and one of a tenth."""
    for size in ("4", "0.4"):
        made = subprocess.run(
            [sys.executable, str(ROOT / "bench/header_gen.py"), size], capture_output=True, check=True
        )
        (folder / f"sdk{size}.h").write_bytes(made.stdout)
    commands = {
        "whole": scan(folder / "sdk4.h", folder),
        "tenth": scan(folder / "sdk0.4.h", folder),
        "start": scan(one_line(folder), folder),
    }
    took = side_by_side(commands, runs)
    whole, begin = took["whole"], took["start"].cpu
    measured = f"{whole.cpu:.2f} s ({begin:.2f} s of it start), {whole.peak} MB"
    size_mb = (folder / "sdk4.h").stat().st_size / 1e6
    yield Row(f"header of {size_mb:.1f} MB", measured, "<= 1.5 s", whole.cpu <= 1.5)
    yield growth(whole.cpu, took["tenth"].cpu, begin)


def folder_of_files(folder: Path, runs: int) -> Iterator[Row]:
    """3,000 mixed files with two workers against one; and a tenth of them, for growth."""
    many, few = folder / "many", folder / "few"
    samples = [path for path in (ROOT / "examples").rglob("*") if path.is_file()]
    samples = sorted(path for path in samples if path.suffix not in {".png", ".tiff", ".csv"})
    for number in range(3_000):
        sample = samples[number % len(samples)]
        for target in (many, few) if number % 10 == 0 else (many,):
            place = target / str(number % 40)
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(sample, place / f"{number}{sample.suffix}")
    commands = {
        "one": scan(many, folder, 1),
        "two": scan(many, folder, 2),
        "tenth": scan(few, folder, 1),
        "start": scan(one_line(folder), folder),
    }
    took = side_by_side(commands, runs)
    one, two = took["one"], took["two"]
    gain = ratio(one.walls, two.walls)
    measured = f"{gain:.2f} x (wall {two.wall:.1f} s, {one.wall:.1f} s), {two.peak} MB"
    yield Row("3,000 mixed files, two jobs against one", measured, ">= 1.8 x", gain >= 1.8)
    yield growth(one.cpu, took["tenth"].cpu, took["start"].cpu)


def pdf(folder: Path, runs: int, files: tuple[Path, ...] = ()) -> Iterator[Row]:
    """A manual of 300 pages, and files that were named, against text extraction and pdftotext with rg."""
    manual, anchors = folder / "manual.pdf", folder / "anchors.txt"
    pdf_speed.manual(manual, 300)
    anchors.write_text("\n".join(one for one in load_packs().anchors.literals if len(one) > 1), "utf-8")
    for path in (manual, *files):
        three = [[pdf_speed.run(what, path, []) for what in ("bare", "scan")] for _ in range(runs)]
        against = ratio(tuple(b["seconds"] for _, b in three), tuple(a["seconds"] for a, _ in three))
        peak = max(ours["megabytes"] for _, ours in three)
        measured = f"{against:.2f} x, {three[0][1]['hits']:.0f} findings"
        yield Row(
            f"{path.name}: scan in a worker against bare pypdfium2", measured, "<= 1.3 x", against <= 1.3
        )
        yield Row("  peak memory of that worker", f"{peak:.0f} MB", "<= 400 MB", peak <= 400)
        pipe = f'pdftotext "$1" - | rg -i -F -c -f "{anchors}"'
        commands = {"ours": scan(path, folder), "pdftotext": ["sh", "-c", pipe, "sh", str(path)]}
        took = side_by_side(commands, runs)
        measured = f"{took['ours'].cpu:.2f} s, {took['pdftotext'].cpu:.2f} s"
        yield Row("  the whole command, and pdftotext | rg -f", measured)


PARTS: dict[str, Callable[[Path, int], Iterator[Row]]] = {
    "start": start,
    "text": text,
    "header": header,
    "folder": folder_of_files,
    "pdf": pdf,
}


def main() -> int:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--pdf", action="append", type=Path, default=[], help="more files to compare")
    arguments = parser.parse_args()
    show(Row("what", "measured", "aim"))
    missed = 0
    for name in arguments.only.split(","):
        with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as place:
            folder = Path(place)
            subprocess.run(scan(one_line(folder), folder), capture_output=True, check=False)
            more = tuple(arguments.pdf)
            rows = pdf(folder, arguments.runs, more) if name == "pdf" else PARTS[name](folder, arguments.runs)
            for row in rows:
                show(row)
                missed += row.met is False
    print(f"{missed} missed" if missed else "all met")
    return 0


if __name__ == "__main__":
    sys.exit(main())
