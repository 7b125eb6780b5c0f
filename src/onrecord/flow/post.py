"""How results are pickled between processes: a record by its values in order, without field names.

The standard way walks the fields of each record in Python, twice; with many findings that is most of what
the parent does. Import this in both processes.
"""

from __future__ import annotations

import copyreg
import dataclasses
import enum
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from onrecord.flow.result import DocumentResult, Excerpt, InputResult, Seen, Tally
from onrecord.model.document import Gap
from onrecord.model.finding import Finding, Gloss, Step
from onrecord.model.place import Box, Locator
from onrecord.model.vocabulary import Basis, Flag, GapKind, PassageKind, Role, Stance, Strength, Trait

RECORDS = (Box, DocumentResult, Excerpt, Finding, Gap, Gloss, InputResult, Locator, Seen, Step, Tally)

WORDS = (Basis, Flag, GapKind, PassageKind, Role, Stance, Strength, Trait)


def _by_values(kind: type) -> Callable[[object], tuple[type, tuple[object, ...]]]:
    values: Callable[[object], tuple[object, ...]] = attrgetter(
        *(field.name for field in dataclasses.fields(kind))
    )
    return lambda record: (kind, values(record))


def _by_name(word: enum.Enum) -> tuple[Callable[..., Any], tuple[type, str]]:
    return getattr, (type(word), word.name)


for _kind in RECORDS:
    copyreg.pickle(_kind, _by_values(_kind))
for _words in WORDS:
    copyreg.pickle(_words, _by_name)
