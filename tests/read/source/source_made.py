"""What the tests of the source reader share: read a text, find a passage, cover lines."""

from __future__ import annotations

import re
from pathlib import Path

from onrecord.model.document import Blob, Document, Passage
from onrecord.model.reading import Ask
from onrecord.read.source import read

GOLDEN = Path(__file__).parents[2] / "golden" / "source"

_SILENT = re.compile(
    r"\b(?:else|try|finally|do|begin|end|get|set|init|break|continue|pass|return|public|private|protected|internal"
    r"|default|endif|extern|static|endregion|go|C|php|then|fi|done)\b|</?[\w.]*>|<\?(?:php|=)?",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"\s*\}[\s\w*,]*;?\s*(?://.*|/\*.*)?")
_BLOCK_WORDS = re.compile(
    r"\s*(?:end\s+\w+|option\s+explicit|interface|implementation|type|const|var|@end)\s*", re.IGNORECASE
)


def documents() -> list[Path]:
    """The golden documents of this reader."""
    return sorted(path for path in GOLDEN.iterdir() if path.suffix != ".json")


def laid_out(text: str, name: str, ask: Ask | None = None) -> Document:
    """The reading of a text under a file name."""
    return read(Blob(text.encode("utf-8"), name), ask or Ask())


def passage(document: Document, start: str) -> Passage:
    """The one passage whose text begins like this."""
    found = [item for item in document.passages if item.text.startswith(start)]
    assert len(found) == 1, (start, [item.text for item in document.passages])
    return found[0]


def texts(document: Document) -> list[str]:
    """The texts of all passages, in order."""
    return [item.text for item in document.passages]


def lines_left_out(document: Document) -> list[str]:
    """Lines with an identifier or a comment that no passage touches, apart from closing lines."""
    covered = bytearray(len(document.text) + 1)
    for item in document.passages:
        covered[item.start : item.end] = b"\1" * (item.end - item.start)
    missed = []
    at = 0
    for line in document.text.split("\n"):
        says = re.search(r"[^\W_]", _SILENT.sub("", line))
        exempt = _CLOSING.fullmatch(line) or _BLOCK_WORDS.fullmatch(line)
        if says and not exempt and not any(covered[at : at + len(line)]):
            missed.append(line)
        at += len(line) + 1
    return missed
