#!/usr/bin/env python3
"""Score reading and detection on the labelled documents of ``bench/documents``, written blind.

    python bench/documents.py [SET ...] [--by set|language] [--misses N]

Each set was written by somebody who had not seen the rules, and was measured before anybody had tuned on
it (``docs/benchmark.md`` has these first runs); since then it is development material. ``gold.jsonl`` labels
every passage, ``provenance.csv`` says who published what. A claim counts as found when a claim, requirement
or test result taken from looks meets its passage; the other stances by their group.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from adversarial_files import Gold, load_packs, meets, speaks

from onrecord.detect.engine import detect
from onrecord.detect.packs import Packs
from onrecord.model.document import Blob
from onrecord.model.finding import Finding, Provenance
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import Role
from onrecord.read.open import read

ROOT = Path(__file__).resolve().parent / "documents"
GROUPS = {
    **dict.fromkeys(("claim", "requirement", "test_result"), "claims"),
    **dict.fromkeys(("denial", "limitation"), "denials"),
    **dict.fromkeys(("admission", "defence"), "admissions"),
    "prohibition": "prohibitions",
    "report": "reports",
    "lookalike": "look-alikes",
}


def labelled(folder: Path) -> dict[str, list[Gold]]:
    """Labels of a set by document; documents without a label have an empty list."""
    found: dict[str, list[Gold]] = {path.name: [] for path in sorted((folder / "docs").iterdir())}
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        names = ("doc", "quote", "start", "stance", "trait", "basis")
        found[row["doc"]].append(Gold(**{name: row[name] for name in names}))
    return found


def provenances(folder: Path) -> dict[str, Provenance]:
    """What the set says of each document."""
    with (folder / "provenance.csv").open(encoding="utf-8", newline="") as file:
        return {
            Path(row["path"]).name: Provenance(
                row["url"],
                row["publisher"],
                Role(row["role"] or "unknown"),
                row["language"],
                row["captured_at"],
            )
            for row in csv.DictReader(file)
        }


def findings(path: Path, packs: Packs, known: Provenance) -> list[Finding]:
    """Everything detected in a document."""
    documents = read(Blob(path.read_bytes(), path.name), Ask(interest=packs.interest))
    return [one for document in documents for one in detect(document, packs, known, path=path.name)]


def score(path: Path, gold: list[Gold], made: list[Finding], tally: Counter[str]) -> list[str]:
    """Count one document; returns what went wrong."""
    whole, wrong = path.read_text("utf-8"), []
    said = [(one, GROUPS.get(one.stance.value, "")) for one in made if speaks(one)]
    for label in gold:
        group = GROUPS[label.stance]
        met = {kind for one, kind in said if meets(one, label, whole)}
        right = group in met if group != "look-alikes" else "claims" not in met
        tally[f"{group} all"] += 1
        tally[f"{group} hit"] += right
        if not right:
            wrong.append(
                f"{path.name}: {label.stance}/{label.trait} <- {sorted(met) or '-'}: {label.quote[:90]!r}"
            )
    for one, kind in said:
        if kind == "claims":
            fits = any(GROUPS[label.stance] == "claims" and meets(one, label, whole) for label in gold)
            tally["found"] += 1
            tally["right"] += fits
            if not fits:
                wrong.append(f"{path.name}: false claim of {one.trait}: {one.quote[:90]!r}")
    return wrong


def table(tallies: dict[str, Counter[str]]) -> str:
    """Figures as a Markdown table."""
    names = ("claims", "denials", "admissions", "prohibitions", "reports", "look-alikes")
    lines = [
        "| | precision | recall | " + " | ".join(names[1:-1]) + " | look-alikes left alone |",
        "|---" * 8 + "|",
    ]
    for name, one in tallies.items():
        precision = one["right"] / (one["found"] or 1)
        recall = one["claims hit"] / (one["claims all"] or 1)
        cells = " | ".join(f"{one[f'{kind} hit']}/{one[f'{kind} all']}" for kind in names[1:])
        lines.append(f"| {name} | {precision:.3f} | {recall:.3f} | {cells} |")
    return "\n".join(lines)


def main() -> int:
    """Score, and print a table and what went wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", help="english, cjk, west, east, mixed (default: all)")
    parser.add_argument("--by", choices=("set", "language"), default="set")
    parser.add_argument("--misses", type=int, default=0)
    asked = parser.parse_args()
    packs, wrong = load_packs(), list[str]()
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    for name in asked.sets or sorted(path.name for path in ROOT.iterdir()):
        known = provenances(ROOT / name)
        for document, gold in labelled(ROOT / name).items():
            path = ROOT / name / "docs" / document
            who = known.get(document, Provenance())
            key = name if asked.by == "set" else who.language
            wrong += score(path, gold, findings(path, packs, who), tallies[key])
    print(table(dict(sorted(tallies.items()))))
    print("\n".join(wrong[: asked.misses]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
