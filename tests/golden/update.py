"""Write the expected readings: ``python tests/golden/update.py [--changed] FOLDER|FILE…``.

Without ``--changed`` only missing ones are written. Review what was written (``git diff``) before you commit
it: a golden file that nobody has read proves nothing.
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "read"))

import golden_files as golden


def main(arguments: list[str]) -> int:
    changed = "--changed" in arguments
    wanted = [Path(argument).resolve() for argument in arguments if not argument.startswith("-")]
    if not wanted:
        print(__doc__)
        return 2
    written = 0
    for path in golden.inputs():
        if not any(path == item or item in path.parents for item in wanted):
            continue
        expected = golden.expected_path(path)
        old = expected.read_text("utf-8") if expected.exists() else None
        if old is not None and not changed:
            continue
        new = golden.reading(path)
        if new == old:
            continue
        expected.write_text(new, "utf-8")
        written += 1
        print(f"written, review this: {expected.relative_to(golden.ROOT)}")
        if old is not None:
            sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), n=0))
    print(f"{written} expected readings written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
