"""The marks inside a line of Markdown, taken off."""

from __future__ import annotations

import html
import re

_LINK = re.compile(
    r"!?\[([^\[\]]{0,500})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,1000}(?:\s+\"[^\"]{0,200}\")?\)"
)
_REFERENCE = re.compile(r"!?\[([^\[\]]{1,500})\]\[[^\[\]]{0,200}\]")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)(.{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]{1,1000}?)(?<=\S)\1(?![\w*])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """A line without emphasis, code marks, links and tags; the words stay."""
    if "&" in text:
        text = html.unescape(text)
    if not any(mark in text for mark in "*_`[<\\~"):
        return text.strip()
    text = _LINK.sub(r"\1", text)
    text = _REFERENCE.sub(r"\1", text)
    text = _TAG.sub("", text)
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(r"\2", text)
    text = text.replace("`", "")
    return _ESCAPED.sub(r"\1", text).strip()
