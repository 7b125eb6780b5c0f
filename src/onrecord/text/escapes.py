r"""Escapes of source code, JSON and ``.properties`` files resolved, with the way back.

``\uXXXX`` (also surrogate pairs), ``\u{X}``, ``\UXXXXXXXX``, ``\xNN``, ``\n \t \r \" \' \/ \\``. Anything
else behind a backslash stays as it stands. ``&``-entities are the HTML reader's business.
"""

from __future__ import annotations

import re

from onrecord.text.spanmap import Normalised, Step, apply

_HEX = "[0-9a-fA-F]"
_ESCAPE = re.compile(
    rf"\\(?:u(?P<high>[dD][89abAB]{_HEX}{{2}})\\u(?P<low>[dD][c-fC-F]{_HEX}{{2}})"
    rf"|u+(?P<four>{_HEX}{{4}})|u\{{(?P<braced>{_HEX}{{1,6}})\}}|U(?P<eight>{_HEX}{{8}})"
    rf"|x(?P<two>{_HEX}{{2}})|(?P<short>[ntr\"'/\\]))"
)
_SHORT = {"n": "\n", "t": "\t", "r": "\r"}


def unescape(text: str) -> Normalised:
    """Resolve escapes; the result leads from its characters back to the escapes they came from."""
    if "\\" not in text:
        return Normalised(text)
    edits = [(m.start(), m.end(), _meaning(m)) for m in _ESCAPE.finditer(text)]
    step = Step.of(edits)
    return Normalised(apply(text, edits), (step,) if step.moves else ())


def _meaning(match: re.Match[str]) -> str:
    high, low, short = match["high"], match["low"], match["short"]
    if short:
        return _SHORT.get(short, short)
    if high:
        return chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF))
    code = int(match["four"] or match["braced"] or match["eight"] or match["two"], 16)
    # Half a surrogate pair or a number beyond Unicode stands for no character: it stays an escape.
    return match.group() if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)
