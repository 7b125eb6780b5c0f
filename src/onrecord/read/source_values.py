"""Literals as a reader understands them: without quotes, escapes resolved."""

from __future__ import annotations

import re

from onrecord.read.source_scan import strings_in
from onrecord.text.escapes import unescape

_QUOTED = re.compile(r"""^[A-Za-z@$]{0,3}("{3}|'{3}|["'`])(.*)\1$""", re.DOTALL)
_BYTES = re.compile(r"(?:\\x[0-9a-fA-F]{2}){2,}")


def literal(code: str, marks: str) -> str:
    """A value as a reader understands it: one string without its quotes, escapes resolved."""
    code = code.strip().rstrip(",;").strip()
    found = strings_in(code, marks)
    if len(found) == 1 and found[0] == code.lstrip("LuUrRbBfF8@$N"):
        code = unquoted(code)
    return resolved(code)


def resolved(text: str) -> str:
    """Escapes resolved; UTF-8 written as ``\\xE6\\xB0\\x91`` becomes the characters it stands for."""
    if "\\" not in text:
        return text
    return unescape(_BYTES.sub(_characters, text)).text


def _characters(found: re.Match[str]) -> str:
    try:
        return bytes.fromhex(found[0].replace("\\x", "")).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def unquoted(text: str) -> str:
    """Text without the quotes, back-ticks or square brackets around it."""
    text = text.strip()
    quoted = _QUOTED.match(text)
    if quoted:
        return quoted[2]
    return text[1:-1] if len(text) > 2 and text[0] == "[" and text[-1] == "]" else text
