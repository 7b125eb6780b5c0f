"""Set two files, folders, archives or captures side by side: claims gone, new, reworded, renamed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.flow.errors import UserError
from onrecord.flow.examine import Examiner
from onrecord.flow.inputs import Entry, Input, Walk
from onrecord.flow.result import FATAL, DocumentResult
from onrecord.flow.scan import scan_entries
from onrecord.model.claim import Change, Claim, Observation, Presence, Reading
from onrecord.model.document import Document, Gap
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import Outcome
from onrecord.track.absence import Policy
from onrecord.track.follow import follow

WHOLE = 20_000_000
"""Bytes of either side up to which every file is searched for a missed claim, not only likely ones."""
AT_ONCE = Policy(checks=1, hours=0, routes=1)
"""Two editions lie before us: nothing has to be asked for a second time."""


@dataclass(slots=True)
class Side:
    """One of the two: a name for people, its inputs, and under which name each stands inside it."""

    name: str
    inputs: list[Entry]
    inside: dict[str, str]
    findings: list[Finding] = field(default_factory=list)
    gaps: list[tuple[str, Gap]] = field(default_factory=list)
    """Documents inside it of which something was not read."""
    holding: set[str] = field(default_factory=set)
    """Names inside it of inputs with findings."""

    @property
    def size(self) -> int:
        """Bytes of its inputs."""
        return sum(one.size or len(one.data or b"") for one in self.inputs if isinstance(one, Input))


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of each claim. ``unsure`` are claims of documents that could not be read whole."""

    changes: list[Change]
    same: list[Claim]
    unsure: list[Claim]
    before: Side
    after: Side


def side_of_path(path: str) -> Side:
    """A file or folder. Files of a folder are known by their way from it."""
    entries = list(Walk().entries([path]))
    root = Path(path)
    if not root.is_dir():
        return Side(path, entries, {one.path: "" for one in entries})
    inside = {
        one.path: one.file.relative_to(root).as_posix()
        for one in entries
        if isinstance(one, Input) and one.file is not None
    }
    return Side(path, entries, inside)


def side_of_bytes(name: str, data: bytes, file_name: str, media_type: str = "") -> Side:
    """A capture."""
    label = f"{name} {file_name}".strip()
    entry = Input(label, None, named=True, data=data, size=len(data), media_type=media_type)
    return Side(name, [entry], {label: ""})


def compare(before: Side, after: Side, examiner: Examiner, jobs: int) -> Compared:
    """Scan both, follow each claim from one to the other, and look into the documents for what is missed."""
    for side in (before, after):
        _scan(side, examiner, jobs)
        if not side.findings and not any(isinstance(one, Input) for one in side.inputs):
            reason = side.gaps[0][1].reason if side.gaps else "no file in it"
            raise UserError(f"{side.name}: {reason}", "Name two files, folders, archives or captures.")
    looks = [_observation(side, f"{n}") for n, side in enumerate((before, after))]
    sides = {"0": before, "1": after}
    wanted = _wanted(before, after)
    kept: dict[str, list[Document]] = {}

    def look(one: Observation) -> Sequence[Document]:
        if one.capture not in kept:
            kept[one.capture] = list(_documents(sides[one.capture], wanted, examiner))
        return kept[one.capture]

    claims, changes = follow(looks, AT_ONCE, look)
    changed = {change.claim for change in changes}
    rest = [claim for claim in claims if claim.id not in changed]
    unsure = [claim for claim in rest if claim.marks[-1].presence is Presence.NO_LOOK]
    same = [claim for claim in rest if claim.marks[-1].presence is not Presence.NO_LOOK]
    return Compared(changes, same, unsure, before, after)


def _scan(side: Side, examiner: Examiner, jobs: int) -> None:
    for event in scan_entries(side.inputs, examiner, jobs=jobs):
        if not isinstance(event, DocumentResult):
            continue
        name = side.inside.get(event.path, event.path)
        document = "/".join(part for part in (name, *event.members) if part)
        side.gaps += [(document, gap) for gap in event.gaps if gap.kind in FATAL]
        for seen in event.findings:
            side.holding.add(name)
            side.findings.append(_inside(seen.finding, name))


def _inside(finding: Finding, name: str) -> Finding:
    at = finding.locator
    return replace(finding, locator=replace(at, members=(name, *at.members))) if name else finding


def _observation(side: Side, number: str) -> Observation:
    unread = frozenset(document for document, _ in side.gaps)
    reading = Reading("", "", tuple(side.findings), unread)
    return Observation(number, "compared", number, Outcome.PRESENT, readings=(reading,))


def _wanted(before: Side, after: Side) -> Callable[[str], bool]:
    """Which files are looked into: all where that is little, else those where a claim stands or stood."""
    if max(before.size, after.size) <= WHOLE:
        return lambda _: True
    likely = before.holding | after.holding
    return lambda name: name in likely


def _documents(side: Side, wanted: Callable[[str], bool], examiner: Examiner) -> Iterator[Document]:
    from onrecord.flow.reading import read_documents

    ask = examiner.job.ask
    for entry in _chosen(side, wanted):
        name = side.inside.get(entry.path, "")
        data = entry.data or b""
        for document in read_documents(
            entry.file, ask, data=data, name=entry.path, media_type=entry.media_type
        ):
            yield replace(document, members=(name, *document.members)) if name else document


def _chosen(side: Side, wanted: Callable[[str], bool]) -> Iterable[Input]:
    for entry in side.inputs:
        if isinstance(entry, Input) and wanted(side.inside.get(entry.path, "")):
            yield entry
