"""Decode the names of archive members: UTF-8 first, then what old Chinese and Western tools wrote."""

from __future__ import annotations

_LEVEL_ONE = range(0xB0, 0xD8)
"""Lead bytes of the 3,755 everyday characters of GB 2312."""


def decode_name(raw: bytes) -> str:
    """A name as text. The result is for people; a wrong guess harms nothing else."""
    if raw.isascii():
        return raw.decode("ascii")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _looks_chinese(raw):
        return raw.decode("gb18030", "replace")
    return raw.decode("cp437")


def _looks_chinese(raw: bytes) -> bool:
    """Whether the bytes decode as GB18030 and most pairs are everyday characters.

    A Western name in code page 437 has single high bytes between ASCII letters, which make odd pairs.
    """
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    pairs = everyday = 0
    at = 0
    while at < len(raw):
        if raw[at] < 0x80:
            at += 1
            continue
        pairs += 1
        everyday += raw[at] in _LEVEL_ONE and at + 1 < len(raw) and raw[at + 1] >= 0xA1
        at += 2
    return everyday * 2 >= pairs
