"""Make ``src/onrecord/text/_t2s.py``: which simplified character stands for which traditional one.

Run once with the development extra installed: ``.venv/bin/python tools/make_t2s.py``. The table is 1:1, so
that folding never changes the length of Chinese text; words that OpenCC converts as a whole are left out.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from opencc import OpenCC

TARGET = Path(__file__).parents[1] / "src" / "onrecord" / "text" / "_t2s.py"
RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF))
WIDTH = 50


def pairs() -> list[tuple[str, str]]:
    """Characters of the basic plane that differ, with the end of the chain where OpenCC needs two steps."""
    convert = OpenCC("t2s").convert
    found = []
    for first, last in RANGES:
        for code in range(first, last + 1):
            char = chr(code)
            plain = convert(char)
            plain = convert(plain)
            same_plane = len(plain) == 1 and ord(plain) < 0x10000
            if same_plane and plain != char and convert(plain) == plain:
                found.append((char, unicodedata.normalize("NFKC", plain)))
    return found


def block(name: str, text: str) -> str:
    """One constant of the module, wrapped."""
    rows = [text[i : i + WIDTH] for i in range(0, len(text), WIDTH)]
    return "\n".join([f"{name} = (", *(f'    "{row}"' for row in rows), ")"])


def main() -> None:
    """Write the module."""
    table = pairs()
    head = (
        '"""Traditional characters and the simplified ones that stand for them, position by position.\n\n'
        "Made by ``tools/make_t2s.py`` from the character data of OpenCC (Apache-2.0); do not edit by hand.\n"
        '"""\n'
    )
    body = [
        block("TRADITIONAL", "".join(a for a, _ in table)),
        block("SIMPLIFIED", "".join(b for _, b in table)),
    ]
    TARGET.write_text("\n".join([head, *body, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
