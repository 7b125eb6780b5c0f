"""Say in one short line where a quote stands."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model.finding import Finding
from onrecord.model.place import Locator


def place(locator: Locator) -> str:
    """The place inside its document, coarse before fine: ``page 3 · row "ethnicity"``; empty if unknown."""
    return " · ".join(_parts(locator))


def document_name(path: str, members: tuple[str, ...]) -> str:
    """A file, or a member of an archive, as people see it: ``sdk.zip › inc/face.h``."""
    return " › ".join((path, *members))


def finding_name(finding: Finding) -> str:
    """The document that a finding stands in."""
    return document_name(finding.path, finding.locator.members)


def _parts(at: Locator) -> Iterator[str]:
    if at.record:
        yield at.record
    if at.part:
        yield at.part
    if at.page is not None:
        yield f"page {at.page}"
    if at.slide is not None:
        yield f"slide {at.slide}"
    if at.shape:
        yield f"shape {at.shape}"
    if at.sheet or at.cell:
        yield "!".join(part for part in (at.sheet, at.cell) if part)
    if at.line is not None:
        many = at.line_end is not None and at.line_end > at.line
        yield f"lines {at.line}–{at.line_end}" if many else f"line {at.line}"
    if at.symbol:
        yield at.symbol
    if at.pointer:
        yield at.pointer
    if at.element:
        yield at.element
    if at.offset is not None:
        yield f"byte {at.offset:#x}"
