"""Steps 1, 8, 9 and 10: the files of a case, its settings, the bytes of its archive, its records."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.model.canonical import CanonicalError, JsonValue
from onrecord.model.capture import RecordPlace, capture
from onrecord.model.custody import Act, Entry, Grown, file_name, sha256
from onrecord.model.warcrecord import WarcError, unpack
from onrecord.verify.chain import Link
from onrecord.verify.fault import Report, Step

CHUNK = 1 << 20
FOLDERS = ("archive", "ledger", "stamps")
STEERING = ("sources", "rules", "authorities")
PAYLOADS = ("response", "resource")
"""Kinds of records that hold what was captured; the first of a capture's is its own, or that it repeats."""
Progress = Callable[[int], None]


@dataclass(slots=True)
class Named:
    """What the ledger names in a case: archive files with their growth, bytes set aside, tokens, settings."""

    grown: dict[str, list[tuple[Grown, str]]] = field(default_factory=dict)
    aside: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Path to digest and entry."""
    tokens: set[str] = field(default_factory=set)
    settings: Entry | None = None
    tombstones: dict[str, list[Entry]] = field(default_factory=dict)


def named(links: list[Link]) -> Named:
    """Collect what the ledger names."""
    found = Named()
    for link in links:
        for grown in link.segment.archive:
            found.grown.setdefault(grown.file, []).append((grown, link.file))
        for entry in link.segment.entries:
            if entry.act is Act.ASIDE:
                found.aside[str(entry.body.get("to"))] = (str(entry.body.get("sha256")), entry.number)
            elif entry.act is Act.STAMP and entry.body.get("token"):
                found.tokens.add(str(entry.body["token"]))
            elif entry.act is Act.SETTINGS:
                found.settings = entry
            elif entry.act is Act.TOMBSTONE:
                found.tombstones.setdefault(str(entry.body.get("file")), []).append(entry)
    return found


def check_folder(folder: Path, links: list[Link], known: Named, report: Report) -> None:
    """Step 1: everything that the ledger names is there, and nothing else lies beside it."""
    expected = {*known.grown, *known.aside, *(link.file for link in links)}
    for part in FOLDERS:
        if not (folder / part).is_dir():
            report.fault(Step.FOLDER, part, "the folder is missing")
    for file in sorted(expected):
        if not (folder / file).is_file():
            report.fault(Step.FOLDER, file, "is missing")
    for path in _files(folder, FOLDERS):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            report.fault(Step.FOLDER, name, "is a link: originals are never linked")
        elif path.name.startswith("."):
            report.notes.append(f"{name} is a draft that a writer left; it is no part of the case.")
        elif name.startswith("stamps/") and name not in known.tokens:
            report.notes.append(f"{name} is a token that no entry notes yet.")
        elif name not in expected and not name.startswith("stamps/"):
            report.fault(Step.FOLDER, name, "does not belong here: no segment names it")


def _files(folder: Path, parts: tuple[str, ...]) -> Iterator[Path]:
    for part in parts:
        for path in sorted((folder / part).rglob("*")):
            if path.is_symlink() or path.is_file():
                yield path


def check_settings(folder: Path, known: Named, report: Report) -> None:
    """Step 8: what steers the case is what the ledger noted last."""
    if known.settings is None:
        report.fault(Step.SETTINGS, "ledger", "the settings were never noted")
        return
    files = known.settings.body.get("files")
    wanted = {
        str(one["path"]): str(one["sha256"])
        for one in (files if isinstance(files, list) else [])
        if isinstance(one, Mapping)
    }
    here = [folder / "onrecord.toml", *_files(folder, STEERING)]
    found = {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()) for path in here if path.is_file()
    }
    for name in sorted({*wanted, *found}):
        if wanted.get(name) != found.get(name):
            what = "is missing" if name not in found else "is not what the ledger noted last"
            report.fault(Step.SETTINGS, name, what, known.settings.number)


def check_archive(folder: Path, known: Named, report: Report, progress: Progress) -> set[str]:
    """Step 9: each file has the bytes that the segments name, and no others. Gives back the broken files."""
    broken = set()
    for file, growth in sorted(known.grown.items()):
        path = folder / file
        if not path.is_file():
            broken.add(file)
            continue
        sizes = [grown.size for grown, _ in growth]
        if sizes != sorted(sizes):
            report.fault(Step.ARCHIVE, file, "the ledger says that it became smaller")
        if not _bytes_hold(
            path, file, _after_removals(growth, known.tombstones.get(file, [])), report, progress
        ):
            broken.add(file)
    for to, (digest, number) in sorted(known.aside.items()):
        path = folder / to
        if path.is_file() and sha256(path.read_bytes()) != digest:
            report.fault(Step.ARCHIVE, to, "is not what was set aside", number)
    return broken


def _after_removals(growth: list[tuple[Grown, str]], removals: list[Entry]) -> list[tuple[Grown, str]]:
    """What still has to hold after removals: growth before the first gap, and the digest of the file since.

    A removal changes the bytes of its ranges alone, and its tombstone (checked in step 13) names the whole
    file as it is since then.
    """
    for entry in removals:
        ranges, now = entry.body.get("ranges"), entry.body.get("now")
        if not isinstance(ranges, list) or not isinstance(now, Mapping):
            continue
        first = min((_whole(one.get("offset")) for one in ranges if isinstance(one, Mapping)), default=0)
        size, digest = _whole(now.get("size")), str(now.get("sha256"))
        growth = [pair for pair in growth if pair[0].size <= first]
        growth.append((Grown(str(entry.body.get("file")), size, digest), f"entry {entry.number}"))
    return growth


def _removed_places(known: Named) -> set[tuple[str, int, int]]:
    """File, offset and length of what tombstones removed: a record of the same id stands there, emptied."""
    return {
        (file, _whole(one.get("offset")), _whole(one.get("length")))
        for file, entries in known.tombstones.items()
        for entry in entries
        for one in _ranges(entry)
    }


def _ranges(entry: Entry) -> Iterator[Mapping[str, JsonValue]]:
    ranges = entry.body.get("ranges")
    for one in ranges if isinstance(ranges, list) else []:
        if isinstance(one, Mapping):
            yield one


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _bytes_hold(
    path: Path, file: str, growth: list[tuple[Grown, str]], report: Report, progress: Progress
) -> bool:
    digest, position = hashlib.sha256(), 0
    with path.open("rb", buffering=0) as stream:
        for grown, source in growth:
            begin = position
            while position < grown.size:
                chunk = stream.read(min(CHUNK, grown.size - position))
                if not chunk:
                    report.fault(
                        Step.ARCHIVE, file, f"ends at {position:,}; {source} names {grown.size:,} bytes"
                    )
                    return False
                digest.update(chunk)
                position += len(chunk)
                progress(len(chunk))
            report.bytes += position - begin
            if digest.hexdigest() != grown.sha256:
                report.fault(
                    Step.ARCHIVE, file, f"bytes {begin:,} to {grown.size:,} are not those that {source} names"
                )
                return False
        size = path.stat().st_size
        if size > position:
            report.fault(
                Step.ARCHIVE, file, f"has {size - position:,} bytes at its end that no segment names"
            )
            return False
    return True


def check_records(
    folder: Path, links: list[Link], known: Named, broken: set[str], report: Report, *, deep: bool
) -> None:
    """Step 10: each record that an entry names lies in sealed bytes; of broken files, say which record it is.

    With ``deep`` every record is unpacked and its payload compared with the digest of its capture.
    """
    sealed: dict[str, int] = {}
    gone = _removed_places(known)
    for link in links:
        sealed.update((grown.file, grown.size) for grown in link.segment.archive)
        for entry in link.segment.entries:
            for place, digest in _records(entry, link, report):
                if place.offset + place.length > sealed.get(place.file, 0):
                    report.fault(
                        Step.RECORDS,
                        place.file,
                        f"record {place.id} lies outside the sealed bytes",
                        entry.number,
                    )
                elif deep or place.file in broken:
                    removed = (place.file, place.offset, place.length) in gone
                    _unpacks(folder, place, "" if removed else digest, entry, report)


def _records(entry: Entry, link: Link, report: Report) -> Iterator[tuple[RecordPlace, str]]:
    """Records of an entry, the payload's with its digest."""
    if entry.act is Act.CAPTURE:
        try:
            made = capture(entry.body)
        except CanonicalError as error:
            report.fault(Step.RECORDS, link.file, str(error), entry.number)
            return
        report.captures += 1
        if made.id != entry.subject:
            report.fault(
                Step.RECORDS, link.file, "the id of the capture is not made of what it says", entry.number
            )
        own = next((place for place in made.records if place.kind in PAYLOADS), None)
        for place in made.records:
            yield place, made.sha256 if place is own else ""
    elif entry.act is Act.READING and isinstance(record := entry.body.get("record"), Mapping):
        offset, length = _whole(record.get("offset")), _whole(record.get("length"))
        file, name, kind = (str(record.get(key)) for key in ("file", "id", "kind"))
        yield RecordPlace(file, offset, length, name, kind), ""


def _unpacks(folder: Path, place: RecordPlace, digest: str, entry: Entry, report: Report) -> None:
    path = folder / place.file
    if not path.is_file():
        return
    with path.open("rb") as stream:
        stream.seek(place.offset)
        packed = stream.read(place.length)
    what = ""
    try:
        record = unpack(packed)
        if record.id != place.id:
            what = "another record stands at its place"
        elif digest and sha256(record.payload) != digest:
            what = "its payload is not the one captured"
    except WarcError as error:
        what = str(error)
    if what:
        report.fault(Step.RECORDS, place.file, f"record {place.id} at {place.offset:,}: {what}", entry.number)


def segment_file(number: int) -> str:
    """The path of a segment inside a case."""
    return f"ledger/{file_name(number)}"
