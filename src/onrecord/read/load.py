"""Bytes to text for the text-like formats: decoded once, cut at the limit, losses counted as gaps."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.document import Blob, Gap
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind
from onrecord.text.decode import decode

_MOST_BYTES_A_CHAR = 4


@dataclass(frozen=True, slots=True)
class Loaded:
    """The text of a blob: mark removed, line ends as stored; ``gaps`` say what was lost on the way."""

    text: str
    encoding: str
    gaps: tuple[Gap, ...] = ()
    mixed: tuple[str, ...] = ()
    """Other encodings that parts of the same file are in."""


def load(blob: Blob, ask: Ask, declared: str = "") -> Loaded:
    """Decode a blob; ``declared`` is the encoding that the file itself names, which may be wrong."""
    limit = ask.limits.text_chars
    gaps: list[Gap] = []
    data = blob.data
    if len(data) > limit * _MOST_BYTES_A_CHAR:
        data = data[: limit * _MOST_BYTES_A_CHAR]
    decoded = decode(data, override=ask.encoding, declared=declared or _charset(blob.media_type))
    text = decoded.text
    if len(text) > limit or len(data) < len(blob.data):
        text = text[: _line_end_before(text, limit)]
        reason = f"only the first {len(text)} characters were read"
        gaps.append(
            Gap(blob.name, GapKind.TOO_LARGE, reason, "raise the limit, or split the file", blob.members)
        )
    if decoded.replaced:
        reason = f"{decoded.replaced} places could not be decoded as {decoded.encoding}"
        gaps.append(
            Gap(blob.name, GapKind.DAMAGED, reason, "name the encoding with --encoding", blob.members)
        )
    return Loaded(text, decoded.encoding, tuple(gaps), decoded.mixed)


def _line_end_before(text: str, limit: int) -> int:
    """Cut between lines, unless the line is very long."""
    if len(text) <= limit:
        return len(text)
    end = text.rfind("\n", max(0, limit - 100_000), limit)
    return end + 1 if end >= 0 else limit


def _charset(media_type: str) -> str:
    """The ``charset`` parameter of a media type."""
    for parameter in media_type.split(";")[1:]:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            return value.strip().strip("\"'")
    return ""
