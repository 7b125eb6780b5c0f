"""Make text from documents harmless for a terminal: escape sequences and direction tricks become visible."""

from __future__ import annotations

import re

# C0 and C1 controls but tab and line feed; lone surrogates; marks that turn the direction of what follows.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def safe(text: str) -> str:
    """The text with every control character made visible: ESC becomes ␛, others ␀ … or ⟨U+202E⟩."""
    return _UNSAFE.sub(_visible, text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Like ``safe``, with every run of white space made one blank."""
    return " ".join(safe(text).split())


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0xD800 <= code <= 0xDFFF:
        return "\N{REPLACEMENT CHARACTER}"
    return f"⟨U+{code:04X}⟩"
