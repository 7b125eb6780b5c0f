"""The ledger on disk: numbered segments, each created once and never rewritten."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.archive import durable
from onrecord.model.canonical import CanonicalError
from onrecord.model.custody import NOTHING_BEFORE, Entry, Segment, file_name, segment, sha256


class LedgerError(ValueError):
    """A segment that cannot be read; the message names its file. ``onrecord verify`` says more."""


@dataclass(frozen=True, slots=True)
class Tip:
    """The end of the ledger: what the next segment and its first entry chain to."""

    segment: int = 0
    segment_digest: str = NOTHING_BEFORE
    entry: int = 0
    entry_digest: str = NOTHING_BEFORE
    at: str = ""
    """Time of the last entry; the next one is not earlier."""


class Ledger:
    """Reads and appends segments of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def numbers(self, after: int = 0) -> list[int]:
        """Numbers of the segments behind ``after``, in order; other files are left to ``verify``."""
        found = []
        with os.scandir(self.folder) as files:
            for file in files:
                stem, dot, end = file.name.partition(".")
                if dot and end == "json" and stem.isascii() and stem.isdigit() and int(stem) > after:
                    found.append(int(stem))
        return sorted(found)

    def next_after(self, number: int) -> int:
        """The next segment that is there, or 0; a gap is left to ``verify``."""
        if (self.folder / file_name(number + 1)).exists():
            return number + 1
        return next(iter(self.numbers(number)), 0)

    def bytes_of(self, number: int) -> bytes:
        """The bytes of a segment's file."""
        return (self.folder / file_name(number)).read_bytes()

    def read(self, number: int) -> Segment:
        """One segment; its form is checked, its chain is not."""
        try:
            return segment(self.bytes_of(number))
        except (CanonicalError, OSError) as error:
            raise LedgerError(f"ledger/{file_name(number)} cannot be read: {error}") from error

    def segments(self, after: int = 0) -> Iterator[Segment]:
        """Segments behind ``after``, in order."""
        for number in self.numbers(after):
            yield self.read(number)

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Entries of the segments behind segment ``after``, in order."""
        for one in self.segments(after):
            yield from one.entries

    def tip(self, known: Tip | None = None) -> Tip:
        """The end of the ledger, looked for from ``known`` on."""
        tip = known or Tip()
        while (self.folder / file_name(tip.segment + 1)).exists():
            ahead = self._last(tip.segment + 1)
            data = self.bytes_of(ahead)
            try:
                last = segment(data).entries[-1]
            except (CanonicalError, IndexError) as error:
                raise LedgerError(f"ledger/{file_name(ahead)} cannot be read: {error}") from error
            tip = Tip(ahead, sha256(data), last.number, last.digest(), last.at)
        return tip

    def append(self, made: Segment) -> None:
        """Create a segment's file; ``FileExistsError`` when its number is taken."""
        durable.create(self.folder / file_name(made.number), made.file_bytes())

    def _last(self, number: int) -> int:
        """The last of the segments that follow ``number`` without a gap; doubling, then halving the steps."""
        step = 1
        while (self.folder / file_name(number + step)).exists():
            number, step = number + step, step * 2
        while step > 1:
            step //= 2
            while (self.folder / file_name(number + step)).exists():
                number += step
        return number
