#!/usr/bin/env python3
"""Score reading and detection together on the files of ``bench/adversarial/files``.

    python bench/adversarial_files.py [--misses N]

``gold.jsonl`` beside the files names passages by document and quote, with stance, trait and basis, and the
role of who publishes the document. A finding meets a passage when their spans share a character; where the
reading is no plain text, when one quote holds the other.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from onrecord.detect.engine import detect
from onrecord.detect.packs import Packs, load
from onrecord.model.document import Blob
from onrecord.model.finding import Finding, Provenance
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import POSITIVE_STANCES, Basis, Role, Stance
from onrecord.read.open import read

ROOT = Path(__file__).resolve().parent.parent
FILES = ROOT / "bench/adversarial/files"
SILENT = (Stance.LOOKALIKE, Stance.UNCLEAR)
POSITIVE = {stance.value for stance in POSITIVE_STANCES}


@dataclass(frozen=True, slots=True)
class Gold:
    """A labelled passage."""

    doc: str
    quote: str
    start: int
    stance: str
    trait: str
    basis: str
    role: str = "unknown"


def load_packs() -> Packs:
    """The packs of this tree."""
    folder = ROOT / "packs"
    return load({str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*.yml")})


def gold() -> dict[str, list[Gold]]:
    """Labelled passages by document."""
    found: dict[str, list[Gold]] = defaultdict(list)
    for line in (FILES / "gold.jsonl").read_text("utf-8").splitlines():
        one = Gold(**json.loads(line))
        found[one.doc].append(one)
    return found


def squeeze(text: str) -> str:
    """Letters and digits alone, for quotes of formats that change the text around them."""
    return "".join(char for char in re.sub(r"<[^>]*>", "", text.casefold()) if char.isalnum())


def meets(finding: Finding, one: Gold, whole: str) -> bool:
    """Whether a finding speaks of a labelled passage."""
    if whole[finding.start : finding.end] == finding.quote:
        return finding.start < one.start + len(one.quote) and one.start < finding.end
    left, right = squeeze(finding.quote), squeeze(one.quote)
    return bool(left) and (left in right or right in left)


def speaks(finding: Finding) -> bool:
    """Whether a finding says more than that something is a look-alike."""
    return finding.stance not in SILENT and finding.basis is Basis.APPEARANCE


def findings(path: Path, packs: Packs, role: Role) -> list[Finding]:
    """Everything detected in a file that somebody in this role publishes."""
    documents = read(Blob(path.read_bytes(), path.name), Ask(interest=packs.interest))
    who = Provenance(role=role)
    return [one for document in documents for one in detect(document, packs, who, path=path.name)]


def score(name: str, labelled: list[Gold], packs: Packs, tally: Counter[str]) -> list[str]:
    """Count one file; returns what went wrong."""
    whole = (FILES / name).read_text("utf-8")
    made, wrong = findings(FILES / name, packs, Role(labelled[0].role)), []
    for one in labelled:
        met = [finding for finding in made if meets(finding, one, whole)]
        said = {finding.stance.value for finding in met if speaks(finding)}
        right = not said if one.stance == "lookalike" else one.stance in said
        kind = "positive" if one.stance in POSITIVE else one.stance
        tally[f"{kind} all"] += 1
        tally[f"{kind} hit"] += right
        if not right:
            wrong.append(f"{name}: {one.stance}/{one.trait} <- {sorted(said) or '-'}: {one.quote[:80]!r}")
    for finding in made:
        if finding.stance in POSITIVE_STANCES and finding.basis is Basis.APPEARANCE:
            fits = any(one.stance in POSITIVE and meets(finding, one, whole) for one in labelled)
            tally["found"] += 1
            tally["right"] += fits
            if not fits:
                wrong.append(f"{name}: false alarm {finding.trait}: {finding.quote[:90]!r}")
    return wrong


def main() -> int:
    """Score all files and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", type=int, default=0)
    arguments = parser.parse_args()
    packs, tally, wrong, labelled = load_packs(), Counter[str](), [], gold()
    for name in sorted(labelled):
        wrong += score(name, labelled[name], packs, tally)
    kinds = sorted(key.removesuffix(" all") for key in tally if key.endswith(" all"))
    print(
        f"{len(labelled)} files  precision {tally['right'] / (tally['found'] or 1):.3f}  "
        + "  ".join(f"{kind} {tally[kind + ' hit']}/{tally[kind + ' all']}" for kind in kinds)
    )
    print("\n".join(wrong[: arguments.misses]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
