#!/usr/bin/env python3
"""Speed and memory, side by side in one run: medians of several runs, with the peak memory of each command.

    python bench/speed.py [--runs N] [--only text,header,folder,pdf,start]

Timings of shared machines are noisy: the ratios count, not the seconds.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from adversarial import load_packs

ROOT = Path(__file__).resolve().parent.parent
ONRECORD = str(Path(sys.executable).with_name("onrecord"))
QUIET = ["--format", "jsonl", "--no-progress", "--output"]


def timed(command: list[str], runs: int) -> tuple[float, float, int]:
    """Median wall seconds, median CPU seconds, and peak memory in MB of the largest process."""
    walls, cpus, peak = [], [], 0
    for _ in range(runs):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
        walls.append(time.perf_counter() - start)
        cpus.append(used.ru_utime + used.ru_stime)
        peak = max(peak, used.ru_maxrss // 1024)
    return statistics.median(walls), statistics.median(cpus), peak


def scan(target: Path, jobs: int, out: Path) -> list[str]:
    """The command that scans one target."""
    return [ONRECORD, "scan", str(target), "--jobs", str(jobs), *QUIET, str(out / "findings.jsonl")]


def source_text(size: int, seed: int, *, hits: float) -> str:
    """Mixed text of five languages; ``hits`` is the share of lines that hold a trait word."""
    dice = random.Random(seed)
    lines = [
        "Le boîtier est en aluminium, l'alimentation passe par le réseau, garantie deux ans.",
        "The recorder keeps 30 days of footage on eight disks and sends mail on failure.",
        "支持人脸检测、抓拍与优选，分辨率不低于四百万像素，工作温度零下十度至五十五度。",
        "Die Kamera hat ein Gehäuse aus Aluminium und wird über das Netzwerk versorgt.",
        "Trace files, braces and terraces: the destination of each is kept in the log of the day.",
        "Питание по кабелю, два жёстких диска, гарантия три года.",
    ]
    made, length = [], 0
    while length < size:
        line = dice.choice(lines)
        if dice.random() < hits:
            line = "Face attributes: age, glasses, ethnicity, beard."
        made.append(line)
        length += len(line.encode()) + 1
    return "\n".join(made)


def text(folder: Path, runs: int) -> None:
    """100 MB of mixed text in 200 files against ripgrep with the same anchors, at two densities of hits."""
    out, anchors = folder / "out", folder / "anchors.txt"
    out.mkdir(exist_ok=True)
    literals = [one for one in load_packs().anchors.literals if len(one) > 1]
    anchors.write_text("\n".join(literals), "utf-8")
    for name, every in (("hits in 1 file of 20", 20), ("hits in every file", 1)):
        corpus = folder / f"text{every}"
        corpus.mkdir()
        for number in range(200):
            made = source_text(500_000, number, hits=0.0003 if number % every == 0 else 0)
            (corpus / f"t{number}.txt").write_text(made, "utf-8")
        size = sum(path.stat().st_size for path in corpus.iterdir()) / 1e6
        ours = timed(scan(corpus, 1, out), runs)
        grep = timed(["rg", "-j1", "-i", "-F", "-c", "-f", str(anchors), str(corpus)], runs)
        speed, ratio = size / ours[1], grep[1] / ours[1]
        print(f"text    {size:.0f} MB, {name}: {speed:.0f} MB/s of CPU, {ours[2]} MB peak; ", end="")
        print(f"rg -i -F -f {len(literals)} anchors {size / grep[1]:.0f} MB/s: {ratio:.2f} x as fast")


def header(folder: Path, runs: int) -> None:
    """One SDK header of 4 MB."""
    out = folder / "out"
    out.mkdir(exist_ok=True)
    target = folder / "sdk.h"
    with target.open("wb") as sink:
        subprocess.run([sys.executable, str(ROOT / "bench/header_gen.py"), "4"], stdout=sink, check=True)
    wall, cpu, peak = timed(scan(target, 1, out), runs)
    print(f"header  {target.stat().st_size / 1e6:.1f} MB  {wall:.2f} s wall, {cpu:.2f} s CPU, {peak} MB peak")


def folder_of_files(folder: Path, runs: int) -> None:
    """3,000 mixed files on two cores against one; and a tenth of them, for growth."""
    out, many, few = folder / "out", folder / "many", folder / "few"
    out.mkdir(exist_ok=True)
    samples = [
        path for path in (ROOT / "examples").rglob("*") if path.suffix not in {".png", ".tiff", ".csv"}
    ]
    samples = [path for path in samples if path.is_file()]
    for number in range(3_000):
        for target in (many, few) if number % 10 == 0 else (many,):
            place = target / str(number % 40)
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(
                samples[number % len(samples)], place / f"{number}{samples[number % len(samples)].suffix}"
            )
    two, one = timed(scan(many, 2, out), runs), timed(scan(many, 1, out), runs)
    tenth = timed(scan(few, 1, out), runs)
    print(f"folder  3,000 files  2 jobs {two[0]:.1f} s, 1 job {one[0]:.1f} s: {one[0] / two[0]:.2f} x")
    print(f"        {two[2]} MB peak of the largest process")
    growth = one[0] / tenth[0]
    print(f"        300 files 1 job {tenth[0]:.1f} s: ten times the files take {growth:.1f} x the time")


def pdf(folder: Path, runs: int) -> None:
    """A PDF of 300 pages, by its own script."""
    del folder, runs
    subprocess.run([sys.executable, str(ROOT / "bench/pdf_speed.py")], check=False)


def start(folder: Path, runs: int) -> None:
    """Import, help, and an empty scan."""
    empty = folder / "empty.txt"
    empty.write_text("nothing here\n")
    (folder / "out").mkdir(exist_ok=True)
    for name, command in (
        ("import onrecord", [sys.executable, "-c", "import onrecord"]),
        ("onrecord --help", [ONRECORD, "--help"]),
        ("scan of one line", scan(empty, 1, folder / "out")),
    ):
        wall, _, peak = timed(command, max(runs, 3))
        print(f"start   {name}: {wall:.2f} s, {peak} MB")


PARTS: dict[str, Callable[[Path, int], None]] = {
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
    arguments = parser.parse_args()
    for name in arguments.only.split(","):
        with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
            PARTS[name](Path(folder), arguments.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
