"""Text in an old encoding, or in two encodings that change from line to line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.text._charsets import (
    MULTIBYTE,
    UnknownEncodingError,
    common_han,
    known,
    loose,
    plausibility,
    strict,
)
from onrecord.text._guess import WESTERN, expected, likely

UTF8 = "utf-8"
DAMAGED = "damaged utf-8"
_GUESS_BYTES = 200_000
_VALID = re.compile(
    rb"(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xf4[\x80-\x8f][\x80-\xbf]{2})+"
)
_THREE = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")


@dataclass(slots=True)
class Lines:
    """What the lines of one file came to."""

    text: str
    encoding: str
    mixed: tuple[str, ...]
    replaced: int


def decode_lines(data: bytes, declared: str) -> Lines:
    """Decode bytes that are not valid UTF-8 as a whole."""
    lines = data.splitlines(keepends=True) if b"\n" not in data else _split(data)
    kinds = [_kind(line) for line in lines]
    other = b"".join([line for line, kind in zip(lines, kinds, strict=True) if kind == "other"])
    if UTF8 not in kinds and DAMAGED not in kinds:
        return _whole(data, other, declared)
    beside = b"".join([line for line, kind in zip(lines, kinds, strict=True) if kind == UTF8])[:_GUESS_BYTES]
    legacy = guess(other, declared, beside.decode("utf-8", "ignore")) if other else ""
    if legacy:
        kinds = [_reconsider(line, kind, legacy) for line, kind in zip(lines, kinds, strict=True)]
        if UTF8 not in kinds and DAMAGED not in kinds:
            return _whole(data, data, declared or legacy)
    return _line_by_line(lines, kinds, legacy)


def guess(data: bytes, declared: str = "", beside: str = "") -> str:
    """The name of the encoding that these bytes, known not to be UTF-8, are most likely in.

    ``beside`` is text of the same file that could be read: its script says which encoding to expect.
    """
    sample = data[:_GUESS_BYTES]
    found = expected(sample, beside) or likely(sample)
    if declared:
        try:
            name = known(declared)[0]
        except UnknownEncodingError:
            return found
        text = strict(data, declared)
        # A page that says ISO 8859-1 and holds Chinese is common; the reverse is not.
        contradicted = found in MULTIBYTE and name in WESTERN
        if text is not None and name != UTF8 and not contradicted and plausibility(text) >= 0.5:
            return name
    return found


def _split(data: bytes) -> list[bytes]:
    lines = [line + b"\n" for line in data.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    return lines


def _kind(line: bytes) -> str:
    """``plain`` (ASCII), ``utf-8``, ``damaged utf-8`` (mostly valid) or ``other``."""
    if line.isascii():
        return "plain"
    try:
        line.decode("utf-8")
        return UTF8
    except UnicodeDecodeError:
        if not _THREE.search(line):
            return "other"
        text = line.decode("utf-8", "replace")
        good = sum(1 for c in text if c > "\u07ff" and c != "\ufffd")
        return DAMAGED if good > text.count("\ufffd") else "other"


def _reconsider(line: bytes, kind: str, legacy: str) -> str:
    """Valid UTF-8 by chance: two-byte letters that are everyday characters of the file's old encoding."""
    if kind != UTF8 or legacy not in MULTIBYTE:
        return kind
    text = line.decode("utf-8")
    if any(c > "\u07ff" for c in text):
        return kind
    old = strict(line, legacy)
    if old is None or re.search("[A-Za-z][\u00c0-\u017f]|[\u00c0-\u017f][a-z]", text):
        return kind
    usual = common_han()
    return "other" if all(c in usual for c in old if c > "\x7f") else kind


def _whole(data: bytes, sample: bytes, declared: str) -> Lines:
    """A file in one old encoding; lines that do not fit are tried in another."""
    name = guess(sample or data, declared)
    text = strict(data, name)
    if text is not None:
        return Lines(text, name, (), 0)
    lines = _split(data)
    bad = b"".join([line for line in lines if strict(line, name) is None])
    second = guess(bad)
    if second == name or second not in MULTIBYTE or strict(bad, second) is None:
        text, replaced = loose(data, name)
        return Lines(text, name, (), replaced)
    parts = []
    for line in lines:
        text = strict(line, name)
        parts.append(text if text is not None else loose(line, second)[0])
    return Lines("".join(parts), name, (second,), 0)


def _runs(lines: list[bytes], kinds: list[str]) -> Iterator[tuple[str, bytes]]:
    """Neighbouring lines of one kind; plain lines join what stands before them."""
    held: list[bytes] = []
    current = "plain"
    for line, kind in zip(lines, kinds, strict=True):
        if kind not in ("plain", current):
            if current != "plain":
                yield current, b"".join(held)
                held = []
            current = kind
        held.append(line)
    if held:
        yield current, b"".join(held)


def _line_by_line(lines: list[bytes], kinds: list[str], legacy: str) -> Lines:
    count = Counter(kind for kind in kinds if kind != "plain")
    modern = count[UTF8] + count[DAMAGED]
    main = UTF8 if modern >= count["other"] or not legacy else legacy
    used: Counter[str] = Counter()
    parts: list[str] = []
    replaced = 0
    for kind, run in _runs(lines, kinds):
        if kind == DAMAGED:
            text, bad = _repair(run, legacy or guess(_VALID.sub(b"", run)), used)
        else:
            name = legacy if kind == "other" else UTF8
            text, bad = loose(run, name)
            used[name] += 1
        parts.append(text)
        replaced += bad
    mixed = tuple(name for name, _ in used.most_common() if name != main)
    return Lines("".join(parts), main, mixed, replaced)


def _repair(run: bytes, legacy: str, used: Counter[str]) -> tuple[str, int]:
    """Text that is mostly UTF-8: the rest becomes text of the old encoding where it reads well."""
    parts: list[str] = []
    replaced = 0
    done = 0
    for match in [*_VALID.finditer(run), None]:
        bad = run[done : match.start() if match else len(run)]
        if bad:
            old = strict(bad, legacy) if legacy in MULTIBYTE and len(bad) > 3 else None
            if old is not None and all(c in common_han() for c in old if c > "\x7f"):
                parts.append(old)
                used[legacy] += 1
            else:
                parts.append("\ufffd")
                replaced += 1
        if match:
            parts.append(match.group().decode("utf-8"))
            done = match.end()
    used[UTF8] += 1
    return "".join(parts), replaced
