#!/usr/bin/env python3
"""What a change to rules or readers gained and lost on a fixed sample.

    python bench/gains_losses.py BASE [--limit N]

Checks out BASE (any git revision) beside this tree, scans the same sample with both, and prints findings that
only one of them has, and those whose stance or basis changed. The sample: ``examples/``,
``tests/golden/``, ``bench/adversarial/files/``, and each passage of ``bench/adversarial/*.jsonl``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ("examples", "tests/golden", "bench/adversarial/files")
SCANNER = """
import json, sys
sys.path.insert(0, sys.argv[1] + "/src")
from pathlib import Path
from onrecord.detect.engine import detect
from onrecord.detect.packs import load
from onrecord.model.document import Blob
from onrecord.model.reading import Ask
from onrecord.read.open import read
packs_folder, root = Path(sys.argv[1]) / "packs", Path(sys.argv[2])
files = sorted(packs_folder.rglob("*.yml"))
packs = load({str(p.relative_to(packs_folder)): p.read_text("utf-8") for p in files})
ask = Ask(interest=packs.interest, ocr="never")
def rows():
    for folder in sys.argv[3:]:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.suffix != ".py":
                yield str(path.relative_to(root)), path.read_bytes(), path.name
    for path in sorted((root / "bench/adversarial").glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            yield f"{path.name}:{number}", json.loads(line)["text"].encode(), "passage.txt"
for place, data, name in rows():
    for document in read(Blob(data, name), ask):
        for one in detect(document, packs, None, place):
            row = [place, one.trait, " ".join(one.quote.split()), one.stance, one.basis]
            print(json.dumps(row, ensure_ascii=False))
"""


def findings(code: Path) -> dict[tuple[str, str, str], tuple[str, str]]:
    """What the code in a folder finds in the sample: (place, trait, quote) to (stance, basis)."""
    command = [sys.executable, "-c", SCANNER, str(code), str(ROOT), *SAMPLE]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"the scan with {code} failed:\n{run.stderr[-2000:]}")
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    return {(place, trait, quote): (stance, basis) for place, trait, quote, stance, basis in rows}


def show(title: str, lines: list[str], limit: int) -> None:
    """A heading with the count, then the first lines."""
    print(f"\n{title}: {len(lines)}")
    for line in lines[:limit]:
        print("  " + line)
    if len(lines) > limit:
        print(f"  … and {len(lines) - limit} more")


def main() -> int:
    """Compare this tree with BASE; exit 0 whatever the difference is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("base")
    parser.add_argument("--limit", type=int, default=40)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onrecord-base-") as folder:
        git = ["git", "-C", str(ROOT)]
        subprocess.run(
            [*git, "worktree", "add", "--quiet", "--detach", folder + "/tree", arguments.base], check=True
        )
        try:
            old = findings(Path(folder) / "tree")
        finally:
            subprocess.run([*git, "worktree", "remove", "--force", folder + "/tree"], check=True)
    new = findings(ROOT)
    gained = [f"{new[key]} {key[1]} {key[0]}: {key[2][:100]}" for key in new.keys() - old.keys()]
    lost = [f"{old[key]} {key[1]} {key[0]}: {key[2][:100]}" for key in old.keys() - new.keys()]
    both = [key for key in new.keys() & old.keys() if new[key] != old[key]]
    changed = [f"{old[key]} -> {new[key]} {key[0]}: {key[2][:100]}" for key in both]
    print(f"{len(old)} findings before, {len(new)} now, {len(new.keys() & old.keys()) - len(both)} the same")
    for title, lines in (("gained", gained), ("lost", lost), ("changed", changed)):
        show(title, sorted(lines), arguments.limit)
    return 0


if __name__ == "__main__":
    sys.exit(main())
