"""Read a stretch of a text with the reader of another language, and set its passages into place.

Used for fenced code in Markdown. The other reader must keep the text as it stands; if it does not, or if it
finds nothing, the stretch is left to the caller.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.model.document import Blob, Context, Passage
from onrecord.model.reading import Ask
from onrecord.read.layout import Layout
from onrecord.read.reader import Reader


def embed(layout: Layout, ask: Ask, start: int, end: int, suffix: str, around: Context) -> bool:
    """Add the passages of ``[start:end]`` as a file with that suffix would have them."""
    from onrecord.read.registry import by_suffix, recognise

    text = layout.text[start:end]
    blob = Blob(text.encode("utf-8", "surrogatepass"), f"block{suffix or '.txt'}")
    known = by_suffix().get(suffix) if suffix else None
    if known is None:
        match = recognise(blob)
        known = match.format if match else None
    if not isinstance(known, Reader):
        return False
    document = known.read(blob, Ask(limits=ask.limits, encoding="utf-8"))
    if document.text != text or not document.passages:
        return False
    _set_in(layout, document.passages, start, around)
    return True


def _set_in(layout: Layout, passages: tuple[Passage, ...], start: int, around: Context) -> None:
    """Move passages to where the stretch stands, below the headings that it stands below."""
    base = len(layout.passages)
    lines = layout.line_of(start) - 1
    groups: dict[int, int] = {}
    for passage in passages:
        place = passage.locator
        place = replace(
            place,
            members=layout.blob.members,
            record=layout.blob.record,
            line=place.line + lines if place.line else None,
            line_end=place.line_end + lines if place.line_end else None,
        )
        group = passage.group
        if group is not None:
            groups.setdefault(group, 0)
            groups[group] = groups[group] or layout.new_group()
        context = replace(
            passage.context,
            headings=(*around.headings, *passage.context.headings),
            caption=passage.context.caption or around.caption,
        )
        layout.passages.append(
            replace(
                passage,
                start=passage.start + start,
                end=passage.end + start,
                locator=place,
                context=context,
                parent=None if passage.parent is None else passage.parent + base,
                group=None if group is None else groups[group],
            )
        )
