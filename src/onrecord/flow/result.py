"""What a scan gives: documents with their findings and gaps, tallies, and the end of each input."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.document import Gap
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import GapKind

# A named input that gave nothing for one of these reasons is an error (exit 2); an empty file is none.
FATAL = frozenset(GapKind) - {GapKind.EMPTY, GapKind.NO_TEXT, GapKind.GARBLED}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The quote in its passage: ``before`` and ``after`` are the rest of the passage (cut when long).

    ``above`` and ``below`` are neighbouring passages, as many as were asked for.
    """

    before: str
    quote: str
    after: str
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding with what a person needs to see it: its excerpt, and a PNG cut out of the page, if any."""

    finding: Finding
    excerpt: Excerpt
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """One document (a file, or a member of an archive) with what was found and what was not read."""

    path: str
    members: tuple[str, ...] = ()
    reader: str = ""
    media_type: str = ""
    encoding: str = ""
    pages: int | None = None
    sha256: str = ""
    publisher: str = ""
    role: str = ""
    url: str = ""
    captured_at: str = ""
    findings: tuple[Seen, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Documents read since the last tally, with those of which nothing could be read, and their passages."""

    documents: int = 0
    unread: int = 0
    passages: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.documents + other.documents, self.unread + other.unread, self.passages + other.passages
        )


@dataclass(frozen=True, slots=True)
class InputResult:
    """The end of one input. ``unread`` says that nothing at all could be had from it."""

    path: str
    named: bool
    unread: bool = False

    @property
    def failed(self) -> bool:
        """True when the user named this input and it could not be read at all."""
        return self.named and self.unread
