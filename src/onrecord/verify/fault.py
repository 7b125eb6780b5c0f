"""What a check found: faults, each with its step and file, and notes that are none."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum


class Step(IntEnum):
    """The steps of the check, numbered as in ``docs/reference/case.md``."""

    FOLDER = 1
    SEGMENTS = 2
    SEGMENT_CHAIN = 3
    ENTRY_CHAIN = 4
    TIMES = 5
    KEYS = 6
    SIGNATURES = 7
    SETTINGS = 8
    ARCHIVE = 9
    RECORDS = 10
    STAMPS = 11
    COVERAGE = 12
    REMOVALS = 13


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that must not be. ``file`` is a path inside the case; ``entry`` a number, or 0."""

    step: Step
    file: str
    what: str
    entry: int = 0


@dataclass(slots=True)
class Report:
    """The result of a check."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What a reader should know and what is no fault: unpinned keys, stamps that came late and say so."""
    segments: int = 0
    entries: int = 0
    captures: int = 0
    stamps: int = 0
    bytes: int = 0
    first_key: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def fault(self, step: Step, file: str, what: str, entry: int = 0) -> None:
        """Note a fault."""
        self.faults.append(Fault(step, file, what, entry))
