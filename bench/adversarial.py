#!/usr/bin/env python3
"""Score detection on the adversarial sets of this folder.

    python bench/adversarial.py [LANG ...] [--misses N] [--no-role] [--batch N]

Each line of ``bench/adversarial/LANG.jsonl`` is a passage with what a person says of it. It is read as the
only passage of a document, with the context that it names; ``doc`` adds other sentences around it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from onrecord.detect.engine import detect
from onrecord.detect.packs import Packs, load
from onrecord.model.document import Context, Document, Passage
from onrecord.model.finding import Finding, Provenance
from onrecord.model.vocabulary import POSITIVE_STANCES, Basis, PassageKind, Role, Stance

ROOT = Path(__file__).resolve().parent.parent
GROUP = {
    **dict.fromkeys(("claim", "requirement", "test_result"), "positive"),
    **dict.fromkeys(("denial", "limitation"), "denial"),
    **dict.fromkeys(("admission", "defence"), "own"),
    "prohibition": "prohibition",
    "report": "report",
}


def load_packs() -> Packs:
    """The packs of this tree."""
    folder = ROOT / "packs"
    return load({str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*.yml")})


def document(row: dict[str, object]) -> tuple[Document, int]:
    """A document with the passage, and the index of the passage in it."""
    text, before = str(row["text"]), str(row.get("doc") or "")
    context = Context(
        headings=(str(row["heading"]),) if row.get("heading") else (),
        caption=str(row.get("caption") or ""),
        above=str(row.get("above") or ""),
        enclosing=tuple(str(one) for one in row.get("enclosing") or ()),  # type: ignore[attr-defined]
    )
    passages, whole = [], ""
    for line in [line for line in before.split("\n") if line.strip()]:
        passages.append(Passage(PassageKind.PROSE, line, len(whole), len(whole) + len(line)))
        whole += line + "\n"
    kind = PassageKind(str(row.get("kind") or "prose"))
    start = len(whole)
    passages.append(
        Passage(kind, text, start, start + len(text), context=context, name=str(row.get("name") or ""))
    )
    return Document("adversarial", "", "set", 1, "text/plain", whole + text, tuple(passages)), start


def found(row: dict[str, object], packs: Packs, language: str, *, role: bool) -> list[Finding]:
    """Findings in the passage itself."""
    made, start = document(row)
    who = Role(str(row.get("role") or "unknown")) if role else Role.UNKNOWN
    hint = "" if language == "code" else language
    return [one for one in detect(made, packs, Provenance(role=who, language=hint)) if one.start >= start]


def group(finding: Finding) -> str:
    """Positive, denial, own, prohibition, report, or none."""
    if finding.basis is not Basis.APPEARANCE or finding.stance in (Stance.LOOKALIKE, Stance.UNCLEAR):
        return "none"
    return "positive" if finding.stance in POSITIVE_STANCES else GROUP[finding.stance.value]


def score(language: str, packs: Packs, misses: int, *, role: bool, batch: int) -> None:
    """Print one line of figures and the first misses."""
    rows = [
        json.loads(line)
        for line in (ROOT / f"bench/adversarial/{language}.jsonl").read_text("utf-8").splitlines()
    ]
    rows = [row for row in rows if not batch or row.get("batch") == batch]
    tally: Counter[str] = Counter()
    wrong = []
    for row in rows:
        want = GROUP.get(row.get("stance") or "", "none")
        got = {group(one) for one in found(row, packs, language, role=role)} or {"none"}
        hit = want in got and not (want == "none" and got != {"none"})
        tally[f"{want} all"] += 1
        tally[f"{want} hit"] += hit
        tally["positive found"] += "positive" in got
        tally["positive right"] += "positive" in got and want == "positive"
        if not hit:
            wrong.append((want, sorted(got), row["text"]))
    part = [
        f"{name} {tally[name + ' hit']}/{tally[name + ' all']}"
        for name in ("positive", "denial", "own", "prohibition", "report", "none")
    ]
    precision = tally["positive right"] / (tally["positive found"] or 1)
    recall = tally["positive hit"] / (tally["positive all"] or 1)
    print(
        f"{language:8} {len(rows):4} passages  precision {precision:.3f}  recall {recall:.3f}  "
        + "  ".join(part)
    )
    for want, got, text in wrong[:misses]:
        print(f"    {want} <- {'/'.join(got)}: {text[:130]!r}")


def main() -> int:
    """Score the named languages, or all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("languages", nargs="*")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--no-role", action="store_true")
    parser.add_argument("--batch", type=int, default=0, help="only passages of this batch (default: all)")
    arguments = parser.parse_args()
    packs = load_packs()
    names = arguments.languages or sorted(path.stem for path in (ROOT / "bench/adversarial").glob("*.jsonl"))
    for language in names:
        score(language, packs, arguments.misses, role=not arguments.no_role, batch=arguments.batch)
    return 0


if __name__ == "__main__":
    sys.exit(main())
