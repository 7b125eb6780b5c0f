"""Say of one line of a document what was found there, and of the rest why nothing was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.flow.examine import Examiner, Order
from onrecord.flow.place import place
from onrecord.flow.result import Seen
from onrecord.model.document import Document, Gap, Passage
from onrecord.model.finding import Finding, Provenance, Step
from onrecord.model.vocabulary import PassageKind


@dataclass(frozen=True, slots=True)
class Explained:
    """One passage on the line: what it is, what was seen in it, and what came of it."""

    kind: str
    text: str
    place: str
    context: tuple[str, ...]
    steps: tuple[Step, ...]
    findings: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class LineReport:
    """All passages on one line (or page) of one document. ``nearest`` are the lines before and after it."""

    name: str
    reader: str
    encoding: str
    unit: str
    passages: tuple[Explained, ...]
    nearest: tuple[int, ...]
    gaps: tuple[Gap, ...]


class LineExplainer:
    """Reads a file in full and explains one line of it; runs in a worker."""

    def __init__(self, examiner: Examiner, line: int) -> None:
        self._examiner = examiner
        self._line = line

    def prepare(self) -> None:
        """Load the packs."""
        self._examiner.prepare()

    def explain(self, order: Order) -> Iterator[LineReport]:
        """One report a document of the input."""
        for document, seen in self._examiner.in_full(order):
            yield self._report(document, seen, order.provenance)

    def _report(self, document: Document, seen: tuple[Seen, ...], known: Provenance | None) -> LineReport:
        unit, here = _on_line(document, self._line)
        explained = tuple(
            _explain(
                document, index, self._examiner, known, [one for one in seen if _within(one.finding, passage)]
            )
            for index, passage in here
        )
        return LineReport(
            name=" › ".join((*document.members,)) or document.name,
            reader=document.reader,
            encoding=document.encoding,
            unit=unit,
            passages=explained,
            nearest=_nearest(document, unit, self._line),
            gaps=document.gaps,
        )


def _on_line(document: Document, line: int) -> tuple[str, list[tuple[int, Passage]]]:
    """Passages on that line; of formats without lines, those on that page or slide."""
    for unit in ("line", "page", "slide"):
        if any(_span(passage, unit) for passage in document.passages):
            return unit, [
                (index, passage)
                for index, passage in enumerate(document.passages)
                if (span := _span(passage, unit)) and span[0] <= line <= span[1]
            ]
    return "line", []


def _span(passage: Passage, unit: str) -> tuple[int, int] | None:
    at = passage.locator
    if unit == "page":
        return (at.page, at.page) if at.page is not None else None
    if unit == "slide":
        return (at.slide, at.slide) if at.slide is not None else None
    return (at.line, max(at.line_end or at.line, at.line)) if at.line is not None else None


def _nearest(document: Document, unit: str, line: int) -> tuple[int, ...]:
    spans = [span for passage in document.passages if (span := _span(passage, unit))]
    before = max((last for _, last in spans if last < line), default=None)
    after = min((first for first, _ in spans if first > line), default=None)
    return tuple(number for number in (before, after) if number is not None)


def _within(finding: Finding, passage: Passage) -> bool:
    return finding.start < passage.end and passage.start < finding.end


def _explain(
    document: Document, index: int, examiner: Examiner, known: Provenance | None, found: list[Seen]
) -> Explained:
    passage = document.passages[index]
    context = passage.context
    header = " | ".join(context.header)
    return Explained(
        kind=passage.kind.value,
        text=passage.text,
        place=place(passage.locator),
        context=(
            *context.headings,
            *context.notes,
            *context.enclosing,
            context.caption,
            header,
            context.above,
        ),
        steps=() if found else tuple(_why_not(document, index, examiner, known)),
        findings=tuple(found),
    )


def _why_not(document: Document, index: int, examiner: Examiner, known: Provenance | None) -> Iterator[Step]:
    """The steps that detection takes on a passage, up to where it stops."""
    from onrecord.detect.evidence import Reader
    from onrecord.detect.languages import active, document_languages
    from onrecord.detect.sighting import sight
    from onrecord.detect.units import passage_units

    spoken = document_languages(document, known or Provenance(), [index])
    reader = Reader(examiner.packs, active(examiner.packs, spoken), spoken[0] if spoken else "")
    yield Step("languages", ", ".join(reader.languages) or "none recognised")
    passage = document.passages[index]
    words = 0
    for unit in passage_units(document, index, passage):
        sighting = sight(unit, reader)
        for hit in sighting.hits:
            words += 1
            rule = hit.entry.rule.id if hit.entry.rule else "?"
            yield Step("word", f"{hit.entry.word.term.source!r} is a trait word of {rule}")
        for hit, mask in sighting.masked:
            words += 1
            yield Step("masked", f"{hit.entry.word.term.source!r} stands in {mask.name!r}: {mask.because}")
        for sign, found in sorted(sighting.signs.words.items()):
            yield Step("sign", f"{sign.value}: {', '.join(sorted(found))}")
    if not words:
        yield Step("no finding", "no trait word stands here, and none was handed down from above")
    elif passage.kind is PassageKind.QUESTION:
        yield Step("no finding", "a question is nobody's statement")
    else:
        yield Step("no finding", "the words stand here, but the passage says nothing about an inference")
