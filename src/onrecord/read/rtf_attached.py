"""Files inside RTF: embedded objects, and pictures where there is hardly any text; written in hex digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model.document import Blob
from onrecord.model.reading import Ask, Member
from onrecord.model.vocabulary import GapKind
from onrecord.read.archive_limits import gap, member
from onrecord.read.draft import Draft
from onrecord.read.ole_object import contents, from_ole1

_OBJECT = re.compile(rb"\\objdata\b([^{}\\]*)")
_PICTURE = re.compile(rb"\\pict\b[^{}]*(?:\{[^{}]*\}[^{}]*)*")
_KIND = re.compile(rb"\\(png|jpeg)blip")
_WORDS = re.compile(rb"\{[^{}]*\}|\\[a-zA-Z]+-?\d* ?")
_NO_DIGIT = re.compile(rb"[^0-9A-Fa-f]+")
_LITTLE_TEXT = 300


def name_attached(draft: Draft, objects: int, pictures: int) -> None:
    """Name the files to be read after this one; what cannot be one is a gap."""
    data = draft.blob.data
    found = sum(1 for _ in _OBJECT.finditer(data)) if objects else 0
    draft.attachments += [f"object-{number}" for number in range(1, found + 1)]
    if objects > found:
        reason = f"{objects - found} embedded objects were not read"
        draft.gap(GapKind.UNSUPPORTED, reason, "open the document and save them as files")
    if not pictures or len(draft.text()) >= _LITTLE_TEXT:
        return
    kinds = [kind for _, kind in _pictures(data)]
    draft.attachments += [f"picture-{number}.{kind}" for number, kind in enumerate(kinds, 1)]
    if pictures > len(kinds):
        reason = f"{pictures - len(kinds)} pictures were not read, and there is hardly any text"
        draft.gap(GapKind.NO_TEXT, reason, "save it as PDF and scan that: pictures are read by OCR")


def attached(blob: Blob, _: Ask, names: tuple[str, ...]) -> Iterator[Member]:
    """The files of these names."""
    wanted = set(names)
    for number, found in enumerate(_OBJECT.finditer(blob.data), 1):
        name = f"object-{number}"
        if name in wanted:
            data = from_ole1(_bytes(found[1]))
            if data:
                yield from contents(member(blob, name, data))
            else:
                reason = "an embedded object without data: a link, or damaged"
                yield gap(blob, name, GapKind.MISSING, reason, "open the document and save it as a file")
    if any(name.startswith("picture-") for name in wanted):
        for number, (digits, kind) in enumerate(_pictures(blob.data), 1):
            name = f"picture-{number}.{kind}"
            if name in wanted:
                yield member(blob, name, _bytes(digits))


def _pictures(data: bytes) -> Iterator[tuple[bytes, str]]:
    """The digits of pictures in a format of their own, and its name."""
    for found in _PICTURE.finditer(data):
        kind = _KIND.search(found[0])
        if kind:
            yield _WORDS.sub(b"", found[0]), kind[1].decode()


def _bytes(digits: bytes) -> bytes:
    digits = _NO_DIGIT.sub(b"", digits)
    return bytes.fromhex(digits[: len(digits) & ~1].decode("ascii"))
