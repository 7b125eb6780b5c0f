"""The steps of folding. Each can say what it would change, or change it at once, which is quicker."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.text._foldtable import EAST, IS_DROPPED, fold_table, settle
from onrecord.text._lookalikes import look_alikes
from onrecord.text.spanmap import Edit, apply

_BREAKS = "\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"
_SPACES = _BREAKS + "\t\x1f \xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BLANKS = f"[^\\S{_BREAKS}]"

# Words that follow a hyphen which stands for the rest of a word: "Gesichts- und Personenerkennung".
_HANGING = "und|oder|bzw|sowie|and|or|to|et|ou|en|of|e|o|y|i|lub|oraz|och|и|или|та|або"
# Not a bullet: "a) ", "b. ", "o ".
_GOES_ON = rf"(?![^\W\d_][.)]\s|o\s|(?:{_HANGING})\b)"
_HYPHEN_BREAK = re.compile(
    f"[-\u2010\u00ad\u00ac](?<=[^\\W\\d_].){_BLANKS}*+(?:\r\n|[{_BREAKS}]){_BLANKS}*+(?=[^\\W\\d_]){_GOES_ON}"
)
_PLAIN_HYPHEN_BREAK = re.compile(
    f"-(?<=[^\\W\\d_].){_BLANKS}*+(?:\r\n|[{_BREAKS}]){_BLANKS}*+(?=[^\\W\\d_]){_GOES_ON}"
)


@dataclass(frozen=True, slots=True)
class Change:
    """One step of folding: ``edits`` says what would change, ``at_once`` gives the changed text."""

    edits: Callable[[str], list[Edit]]
    at_once: Callable[[str], str]


def _everywhere(pattern: str, new: str) -> Change:
    """Replace each match by the same characters."""
    compiled = re.compile(pattern)

    def edits(text: str) -> list[Edit]:
        return [(m.start(), m.end(), new) for m in compiled.finditer(text)]

    def at_once(text: str) -> str:
        return compiled.sub(new, text)

    return Change(edits, at_once)


def _listed(edits: Callable[[str], list[Edit]]) -> Change:
    def at_once(text: str) -> str:
        return apply(text, edits(text))

    return Change(edits, at_once)


def _hyphen_edits(text: str) -> list[Edit]:
    unusual = not text.isascii() and any(hyphen in text for hyphen in "\u2010\u00ad\u00ac")
    pattern = _HYPHEN_BREAK if unusual else _PLAIN_HYPHEN_BREAK
    return [
        (m.start(), m.end(), "")
        for m in pattern.finditer(text)
        if text[m.start() - 1].islower() and text[m.end()].islower()
    ]


def _cluster_edits(text: str) -> list[Edit]:
    edits: list[Edit] = []
    done = 0
    for match in fold_table().clusters.finditer(text):
        start = max(done, match.start() - 1)
        done = match.end()
        old = text[start:done]
        new = settle(old)
        if new != old:
            edits.append((start, done, new))
    return edits


def _longer_edits(text: str) -> list[Edit]:
    table = fold_table()
    return [(m.start(), m.end(), table.chars[ord(m.group())]) for m in table.longer.finditer(text)]


HYPHEN_BREAKS = _listed(_hyphen_edits)
"""Hyphens that divide a word at the end of a line."""

DROPPED = _everywhere(IS_DROPPED.pattern, "")
"""Characters that are not read."""

EAST_ASIAN_BREAKS = _everywhere(
    f"[{_SPACES}](?<=[{EAST}](?s:.))(?:(?<=[{_BREAKS}])|{_BLANKS}*+[{_BREAKS}])\\s*+(?=[{EAST}])", ""
)
"""Line breaks between two Chinese or Japanese characters, with the blanks around them."""

CLUSTERS = _listed(_cluster_edits)
"""Letters with combining marks, and letters beyond the basic plane."""

LONGER = _listed(_longer_edits)
"""Characters that become several."""

BLANK_RUNS = _everywhere("  +", " ")
"""Runs of blanks, once every white space is a blank."""

TIBETAN_GAPS = _everywhere(" (?<=[\u0f40-\u0fbc] )(?=[\u0f40-\u0fbc])", "")
"""Blanks between Tibetan letters: after the tsheg is gone they divide nothing that it did not."""

LOOK_ALIKES = _listed(look_alikes)
"""Words of one script that hold a few letters of another which only look the same."""
